"""The drives of one real Nissan Leaf (`ev_drive_logs`) as what they asked of the car, and what its pack gave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from domain.energy.split import work
from domain.energy.split.facts import Track, Work
from domain.errors import Refusal
from domain.kit.arrays import Floats
from domain.telemetry import paths
from domain.telemetry.facts import Window
from domain.telemetry.features import courses, samples
from domain.telemetry.features.courses import Course
from domain.telemetry.trips import Trip
from jobs.lab.evaluations.facts import contents, file, require_disjoint

_SET, _FILE = "ev_drive_logs", "leaf_samples.parquet"
_BLOCKS = 5
_FEWEST_KM = 2.0
_READ = (
    "t_s", "speed_kmh", "rel_height_m", "ambient_c", "pack_voltage_v", "pack_current_a", "aux_w", "ac_w",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Driven:
    """One drive: what it asked with the road's height and without, what left the pack, and what accessories took, in kWh.

    standing: the same with what the pack gave at rest, which an estimate of the drive's energy may not see. trip: what the
    product keeps of it, with this energy and distance.
    """

    hilly: Work
    level: Work
    standing: Work
    kwh: float
    accessories_kwh: float
    trip: Trip

    @property
    def row(self) -> tuple[float, ...]:
        return (self.hilly.km, self.hilly.hours, self.kwh)


def read(folder: Path) -> list[Driven]:
    """The drives of at least 2 km whose speed is known, in their order. Raises Refusal data_missing, data_unreadable."""
    table = parquet.read_table(file(folder, _SET, _FILE))
    names, kinds = table.column("drive_id").to_numpy(), table.column("kind").to_numpy()
    ends = [0, *(np.flatnonzero(names[1:] != names[:-1]) + 1).tolist(), names.size]
    values = {name: _floats(table, name) for name in _READ}
    drives = [
        _drive({name: column[first:last] for name, column in values.items()})
        for first, last in pairwise(ends)
        if kinds[first] == "drive"
    ]
    usable = [drive for drive in drives if drive is not None]
    if len(usable) < _BLOCKS:
        raise Refusal("data_unreadable", name=_SET, reason=f"{len(usable)} drives")
    return usable


def parts(train: Sequence[Driven], test: Sequence[Driven] | None) -> list[tuple[list[Driven], list[Driven]]]:
    """What is learned from and what judges: two folders, else five blocks of consecutive drives, each by the others.

    Raises Refusal data_not_apart.
    """
    if test is not None:
        require_disjoint(*(contents(*np.array([drive.row for drive in each]).T) for each in (train, test)))
        return [(list(train), list(test))]
    block = np.arange(len(train)) * _BLOCKS // len(train)
    return [
        (
            [drive for drive, mine in zip(train, block, strict=True) if mine != each],
            [drive for drive, mine in zip(train, block, strict=True) if mine == each],
        )
        for each in range(_BLOCKS)
    ]


def _drive(columns: dict[str, Floats]) -> Driven | None:
    track = Track(columns["t_s"], columns["speed_kmh"], columns["rel_height_m"], columns["ambient_c"])
    level = work.work(replace(track, height_m=np.full(track.seconds.size, np.nan)))
    hilly = work.work(track)
    if hilly is None or level is None or hilly.km < _FEWEST_KM:
        return None
    hours = work.gaps(track.seconds) / 3600
    kw = -columns["pack_voltage_v"] * columns["pack_current_a"] / 1000
    accessories = (columns["aux_w"] + columns["ac_w"]) / 1000
    kwh = float(np.nansum(kw * hours))
    return Driven(
        hilly,
        level,
        work.standing(hilly, track, kw),
        kwh,
        float(np.nansum(accessories * hours)),
        _trip(track, hilly.km, kwh),
    )


def _trip(track: Track, km: float, kwh: float) -> Trip:
    signals = {paths.SPEED: track.kmh, paths.AMBIENT: track.celsius, paths.ALTITUDE: track.height_m}
    course = Course(samples.look(Window((track.seconds * 1_000).astype(np.int64), signals)), slice(None))
    return Trip(
        start=samples.moment(float(track.seconds[0])),
        end=samples.moment(float(track.seconds[-1])),
        interval_s=course.interval_s,
        km=km,
        used_kwh=kwh,
        **courses.speeds(course, km),
        **courses.surroundings(course),
    )


def _floats(table: pa.Table, name: str) -> Floats:
    values: Floats = table.column(name).to_numpy(zero_copy_only=False).astype(np.float64)
    return values
