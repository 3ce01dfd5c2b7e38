"""How well a car's data arrive, from a short note on each day and the counts of what was received.

A minute is expected when the car drove or charged in it: minutes with such a record, minutes between two of
them at most half an hour apart, and minutes that the odometer shows were driven without a record (at 60 km/h, from one kilometre on).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import doubts, moments, paths
from domain.telemetry.facts import Quality, Window

DAYS = 7
KEEP_DAYS = 30
PATHS = (paths.SPEED, paths.IS_CHARGING, paths.ODOMETER)

_MINUTE_MS = 60_000
_BRIDGE_MIN = 30
_MOVED_M = 1_000.0
_M_PER_MINUTE = 1_000.0
_ENOUGH_DAYS = 3
_USUAL = 95  # percentile

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pulse:
    """One UTC day of a car: minutes driving or charging that hold data, and that should have held data.

    first_ms and last_ms: its first and last record. longest_ms: the longest silence between two of them.
    """

    day: date
    held: int
    expected: int
    first_ms: int
    last_ms: int
    longest_ms: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """Counts of values received, and when the newest record was made."""

    received: int
    late: int
    implausible: int
    last_at: datetime | None


NOTHING = Arrived(0, 0, 0, None)


def pulse(window: Window, *, day: date) -> Pulse | None:
    """Note a day; None where it has no record. Samples from outside the day are passed over."""
    begin = moments.ms(datetime.combine(day, time(), tzinfo=UTC))
    first, last = np.searchsorted(window.at, [begin, begin + 86_400_000])
    at = window.at[first:last]
    if not at.size:
        return None
    sound = doubts.sound(
        Window(window.at, {path: window.values[path] for path in PATHS if path in window.values})
    )
    columns = {path: values[first:last] for path, values in sound.values.items()}
    active = _active(columns, at.size)
    minutes = np.unique(at[active] // _MINUTE_MS).size
    missing = int(_missing(at, active, columns.get(paths.ODOMETER)).sum())
    longest = int(np.diff(at).max()) if at.size > 1 else 0
    return Pulse(day, minutes, minutes + missing, int(at[0]), int(at[-1]), longest)


def _active(columns: dict[str, NDArray[np.float64]], size: int) -> Flags:
    none = np.full(size, np.nan)
    driving: Flags = columns.get(paths.SPEED, none) > 1.0
    charging: Flags = columns.get(paths.IS_CHARGING, none) > 0
    return driving | charging


def _missing(at: Ints, active: Flags, odometer: NDArray[np.float64] | None) -> Ints:
    """Return for each silence the whole minutes in it that should hold data."""
    between = np.maximum(np.diff(at // _MINUTE_MS) - 1, 0)
    session = active[:-1] & active[1:] & (between <= _BRIDGE_MIN)
    minutes: Ints = np.where(session, between, 0)
    if odometer is None:
        return minutes
    moved = np.nan_to_num(np.diff(odometer), nan=0.0)
    driven = np.where(moved > _MOVED_M, moved // _M_PER_MINUTE, 0).astype(np.int64)
    expected: Ints = np.maximum(minutes, np.minimum(driven, between))
    return expected


def put(pulses: Sequence[Pulse], new: Pulse | None, *, day: date) -> tuple[Pulse, ...]:
    """Put a day's note in the place of the former one."""
    others = [each for each in pulses if each.day != day]
    pulses_by_day = others if new is None else [*others, new]
    return tuple(sorted(pulses_by_day, key=lambda each: each.day)[-KEEP_DAYS:])


def judge(pulses: Sequence[Pulse], arrived: Arrived, *, last_at: datetime | None, now: datetime) -> Quality:
    """Sum up the last seven days with data. last_at: of the newest record known."""
    week = pulses[-DAYS:]
    expected = sum(each.expected for each in week)
    times = [each for each in (last_at, arrived.last_at) if each is not None]
    newest = max(times, default=None)
    return Quality(
        received=arrived.received,
        completeness=sum(each.held for each in week) / expected if expected else 1.0,
        late_share=_share(arrived.late, arrived.received),
        implausible_share=_share(arrived.implausible, arrived.received),
        last_at=newest,
        silent_s=None if newest is None else max((now - newest) / timedelta(seconds=1), 0.0),
        usual_gap_s=_usual_gap(pulses),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _usual_gap(pulses: Sequence[Pulse]) -> float | None:
    """The 95th percentile of each day's longest silence, the night before included; None in the first days."""
    if len(pulses) < _ENOUGH_DAYS:
        return None
    nights = [0, *(after.first_ms - before.last_ms for before, after in pairwise(pulses))]
    longest = sorted([max(night, each.longest_ms) for night, each in zip(nights, pulses, strict=True)])
    below, part = divmod((len(longest) - 1) * _USUAL, 100)
    above = longest[min(below + 1, len(longest) - 1)]
    return (longest[below] + (above - longest[below]) * part / 100) / 1000
