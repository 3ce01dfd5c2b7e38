"""Manoeuvres of real drives that were labelled aggressive or not from video, by the rule that counts hard ones of a car's trips."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from pyarrow import parquet

from domain.kit.arrays import Floats
from domain.telemetry.features import manoeuvres
from jobs.lab.evaluations.facts import Outcome, file, needed, other_folder, resampled

_SET: Final = "driving_events"
_TRIPS: Final = (17, 20, 21)  # whichever of them a folder has; the last is kept aside
_CALM: Final = "non_aggressive"
_HZ: Final = 25


@dataclass(frozen=True, slots=True)
class Event:
    """A labelled stretch. peak: the highest acceleration in it, level with the road, m/s², of means over a second."""

    kind: str
    peak: float


@dataclass(frozen=True, slots=True)
class Ride:
    """A trip: its events, and by the hour without a label what passes the limit of a start and that of a braking."""

    events: tuple[Event, ...]
    rest_h: float
    rest_found: tuple[int, int]


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge the product's limits on the trips of a folder; nothing is fitted."""
    del progress
    if train and test:
        other_folder(train, test)
    folder = needed(test or train, option="--test")
    rides = [read(folder, trip) for trip in _trips(folder)]
    events = [event for ride in rides for event in ride.events]
    return Outcome(
        metrics={name: metric(events) for name, metric in METRICS.items()} | _in_the_rest(rides),
        n={
            "trips": len(rides),
            "events": len(events),
            "unlabelled_minutes": round(60 * _hours(rides), 1),
            "by_kind": dict(Counter(event.kind for event in events)),
        },
        exercises="domain/telemetry/features/manoeuvres: the limits, and how stretches above them are counted",
        beyond="a car's own speed, once a second, which knows nothing of turns and lane changes; here the phone's level acceleration holds "
        "them, and cannot tell a start from a braking",
        split="nothing is learned; the trips that the folder has",
        model={
            "rule": "mean over a second",
            "start_m_s2": manoeuvres.START,
            "braking_m_s2": manoeuvres.BRAKING,
        },
        intervals={name: resampled(events, METRICS[name]) for name in ("found_pct", "flagged_normal")},
    )


def _hours(rides: Sequence[Ride]) -> float:
    return sum(ride.rest_h for ride in rides)


def _in_the_rest(rides: Sequence[Ride]) -> dict[str, float]:
    """Return how often an hour without a label passes each limit."""
    return {
        f"rest_per_hour{suffix}": sum(ride.rest_found[place] for ride in rides) / _hours(rides)
        for place, suffix in enumerate(("", "_braking"))
    }


def _trips(folder: Path) -> Sequence[int]:
    """Return the trips that a folder has; all where it has none, so that reading names what is missing."""
    here = [
        trip
        for trip in _TRIPS
        for place in (folder, folder / _SET)
        if (place / f"trip{trip}_{_HZ}hz.parquet").is_file()
    ]
    return here or _TRIPS


def read(folder: Path, trip: int) -> Ride:
    """One trip. Raises Refusal data_missing."""
    table = parquet.read_table(file(folder, _SET, f"trip{trip}_{_HZ}hz.parquet"))
    at, east, north = (table.column(name).to_numpy().astype(np.float64) for name in ("t_s", "lin_x", "lin_y"))
    level = _mean(np.hypot(east, north))
    rows: list[dict[str, Any]] = parquet.read_table(
        file(folder, _SET, f"trip{trip}_events.parquet")
    ).to_pylist()
    inside = [(at >= row["start_s"]) & (at <= row["end_s"]) for row in rows]
    reach = manoeuvres.SECOND_S  # so far beside an event its own acceleration reaches into the means
    near = [(at >= row["start_s"] - reach) & (at <= row["end_s"] + reach) for row in rows]
    rest = ~np.logical_or.reduce(near)
    calm = np.where(rest, level, 0.0)
    return Ride(
        tuple(Event(row["event"], float(level[here].max())) for row, here in zip(rows, inside, strict=True)),
        rest_h=float(np.count_nonzero(rest)) / _HZ / 3600,
        rest_found=(
            manoeuvres.count(calm, limit=manoeuvres.START),
            manoeuvres.count(calm, limit=manoeuvres.BRAKING),
        ),
    )


def _mean(values: Floats) -> Floats:
    """The mean over the second around each sample."""
    width = round(_HZ * manoeuvres.SECOND_S)
    means: Floats = np.convolve(values, np.ones(width) / width, mode="same")
    return means


def _number(are: Callable[[Event], bool]) -> Callable[[Sequence[Event]], float]:
    return lambda events: sum(map(are, events))


def _is_calm(event: Event) -> bool:
    return event.kind == _CALM


def found_pct(events: Sequence[Event]) -> float:
    """Return the percent of aggressive events that are found; NaN without any."""
    hits = [event.peak >= manoeuvres.START for event in events if not _is_calm(event)]
    return 100 * sum(hits) / len(hits) if hits else float("nan")


METRICS: Final[Mapping[str, Callable[[Sequence[Event]], float]]] = {
    "aggressive": _number(lambda event: not _is_calm(event)),
    "found": _number(lambda event: not _is_calm(event) and event.peak >= manoeuvres.START),
    "found_pct": found_pct,
    "normal": _number(_is_calm),
    "flagged_normal": _number(lambda event: _is_calm(event) and event.peak >= manoeuvres.START),
    "brakings": _number(lambda event: event.kind == "braking"),
    "brakings_found": _number(lambda event: event.kind == "braking" and event.peak >= manoeuvres.BRAKING),
}
