"""Charge that a small electric car uses on each 2 km and on each whole trip, by what its other trips teach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from pyarrow import parquet

from domain.energy.split import gauge, rules, work
from domain.energy.split.facts import Build, Habits, Track, Work
from domain.energy.split.gauge import Gauge, Stretch
from domain.kit.arrays import Floats
from jobs.lab.evaluations.facts import (
    Outcome,
    contents,
    file,
    needed,
    other_folder,
    require_disjoint,
    resampled,
)

_SET, _FILE = "ev_trips", "twizy_1hz.parquet"
_COLUMNS = ("row", "soc", "speed", "alt", "temperature")
_STRETCH_KM = 2.0
_LOWEST_M = -50.0  # no road of the region lies lower: no fix
PACK_KWH: Final = 6.1  # Renault's figure, as are the 474 kg, to which a driver is added
TWIZY: Final = Build(mass_kg=550.0, drag_area_m2=0.64, rolling=0.012, auxiliaries_kw=0.05, has_cabin=False)


@dataclass(frozen=True, slots=True)
class Ride:
    """A trip in stretches, and as a whole with the state of charge at its ends."""

    stretches: tuple[Stretch, ...]
    whole: Stretch


@dataclass(frozen=True, slots=True)
class Missed:
    """Errors of one trip: points of charge for each stretch, percent of all of it."""

    points: tuple[float, ...]
    percent: float


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Foretell each trip from the state of charge at its start; it is not looked at again on the way."""
    del progress
    folder = needed(train, option="--train")
    other_folder(folder, test)
    rides = read(folder)
    missed = (
        _on_holdout(rides, read(test))
        if test
        else [
            one
            for place, ride in enumerate(rides)
            for one in _missed([*rides[:place], *rides[place + 1 :]], [ride])
        ]
    )
    metrics: dict[str, Callable[[Sequence[Missed]], float]] = {"mae_2km": mae, "trip_error_pct": trip_error}
    return Outcome(
        metrics={name: metric(missed) for name, metric in metrics.items()},
        n={"trips": len(missed), "stretches": sum(len(each.points) for each in missed)},
        exercises="domain/energy/split: work, gauge.learn and rules.expected, for cars that tell no power of their pack",
        beyond="one light car without heating; who sat in it, and the wind, are not known",
        split="by trip; without a test folder each by all others",
        model={
            "recipe": "robust regression on forces times way, with a display whose points differ in what they are worth"
        },
        intervals={name: resampled(missed, metric) for name, metric in metrics.items()},
    )


def read(folder: Path) -> list[Ride]:
    """The trips, at readings a second apart. Raises Refusal data_missing."""
    table = parquet.read_table(file(folder, _SET, _FILE))
    names = table.column("trip").to_pylist()
    columns = {
        name: table.column(name).to_numpy(zero_copy_only=False).astype(np.float64) for name in _COLUMNS
    }
    rides = []
    for name in dict.fromkeys(names):
        mine = np.flatnonzero([each == name for each in names])
        order = mine[np.argsort(columns["row"][mine], kind="stable")]
        rides.append(_ride({key: column[order] for key, column in columns.items()}))
    return [ride for ride in rides if ride is not None]


def mae(missed: Sequence[Missed]) -> float:
    return float(np.mean([point for each in missed for point in each.points]))


def trip_error(missed: Sequence[Missed]) -> float:
    return float(np.mean([each.percent for each in missed]))


def _ride(columns: dict[str, Floats]) -> Ride | None:
    km = np.cumsum(np.nan_to_num(columns["speed"])) / 3600
    ends = np.searchsorted(km, np.arange(0.0, km[-1], _STRETCH_KM)).tolist()
    stretches = [_stretch(columns, first, last) for first, last in pairwise(ends)]
    whole = _stretch(columns, 0, km.size - 1)
    if whole is None:
        return None
    return Ride(tuple(each for each in stretches if each is not None), whole)


def _stretch(columns: dict[str, Floats], first: int, last: int) -> Stretch | None:
    speed, height, air = (columns[name][first : last + 1] for name in ("speed", "alt", "temperature"))
    height = np.where(height > _LOWEST_M, height, np.nan)
    need = work.work(Track(np.arange(speed.size, dtype=np.float64), speed, height, air), TWIZY)
    return None if need is None else Stretch(need, float(columns["soc"][first]), float(columns["soc"][last]))


def _on_holdout(training: Sequence[Ride], judging: Sequence[Ride]) -> list[Missed]:
    rows = (
        np.array([(each.whole.work.km, each.whole.soc_before, each.whole.soc_after) for each in some])
        for some in (training, judging)
    )
    require_disjoint(*(contents(*each.T) for each in rows))
    return _missed(training, judging)


def _missed(training: Sequence[Ride], judging: Sequence[Ride]) -> list[Missed]:
    habits, display = gauge.learn([one for ride in training for one in ride.stretches], PACK_KWH, TWIZY)
    return [_of_ride(ride, habits, display) for ride in judging]


def _of_ride(ride: Ride, habits: Habits, display: Gauge) -> Missed:
    soc, points = ride.whole.soc_before, []
    for each in ride.stretches:
        used = display.points(soc, _kwh(habits, each.work))
        soc -= used
        points.append(abs(used - (each.soc_before - each.soc_after)))
    start, used = ride.whole.soc_before, ride.whole.soc_before - ride.whole.soc_after
    return Missed(tuple(points), 100 * abs(display.points(start, _kwh(habits, ride.whole.work)) / used - 1))


def _kwh(habits: Habits, each: Work) -> float:
    return rules.expected(habits, each).kwh
