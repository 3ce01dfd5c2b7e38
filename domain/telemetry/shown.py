"""The newest readings of a car, and those of them that nothing is judged by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from domain.core import Unit
from domain.telemetry import doubts, moments
from domain.telemetry.facts import Window
from domain.telemetry.storage import store

_SHOWN_HOURS = 24  # hours with data that the display of newest values looks back


@dataclass(frozen=True, slots=True)
class Doubted:
    """A stored value that nothing is judged by. why: a reason of `doubts`."""

    path: str
    value: float
    at: datetime
    why: str


def doubtful(unit: Unit, vehicle_id: int, owner_id: int) -> tuple[Doubted, ...]:
    """Return each signal's newest doubtful value, from the newest 24 hours that hold data, by path."""
    newest_doubts: dict[str, Doubted] = {}
    for hour in newest(unit, vehicle_id, owner_id):
        for path, by in doubts.find(hour).items():
            for why, flags in by.items():
                last = int(np.flatnonzero(flags)[-1])
                new = Doubted(path, float(hour.values[path][last]), moments.moment(int(hour.at[last])), why)
                newest_doubts.setdefault(path, new)
    return tuple(newest_doubts[path] for path in sorted(newest_doubts))


def newest(unit: Unit, vehicle_id: int, owner_id: int) -> Iterator[Window]:
    """Yield the newest hours that hold data, the newest first."""
    for hour in store.newest_hours(unit, vehicle_id, owner_id=owner_id, limit=_SHOWN_HOURS):
        yield store.samples(unit, vehicle_id, owner_id=owner_id, start=hour, end=hour + store.HOUR).window()
