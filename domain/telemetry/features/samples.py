"""A window seen as features need it: seconds, moving or not, power into the pack, gaps; pure numpy.

All times are seconds since the epoch as float64; every array has one value per sample.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import doubts, paths
from domain.telemetry.facts import Window

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BRIDGE_S = 660.0  # ten minutes and what a clock may be off: longer without a sample is a gap
STOP_S = 120.0  # a stop this short belongs to the drive
_MOVING_KMH = 1.0
_MOVING_M_PER_S = 0.5
_MOVED_M = 200.0
_MINUTE_S, _HOUR_S = 60.0, 3600.0
_ENOUGH_TO_SMOOTH = 3


@dataclass(frozen=True, slots=True)
class Samples:
    """moving: the car moves at that sample. driving: as moving, or in a short stop between two movements.

    watts: into the pack, from power or from voltage and current. gap_s: until the next sample (last: inf).
    """

    window: Window
    at: Floats
    moving: Flags
    driving: Flags
    watts: Floats
    gap_s: Floats

    def column(self, path: str) -> Floats:
        """The signal's values; all NaN where the car does not send it."""
        values = self.window.values.get(path)
        return np.full(self.at.size, np.nan) if values is None else values

    def span(self, begin: float, end: float) -> slice:
        """Samples in [begin, end)."""
        first, last = np.searchsorted(self.at, [begin, end])
        return slice(int(first), int(last))


def look(window: Window) -> Samples:
    """Build Samples of a window without its doubtful readings."""
    return _look(doubts.sound(window))


def without(readings: Samples, resting: Collection[str]) -> Samples:
    """Return the same Samples without some signals."""
    if not resting:
        return readings
    remaining = {path: values for path, values in readings.window.values.items() if path not in resting}
    return _look(Window(readings.window.at, remaining))


def _look(window: Window) -> Samples:
    at = window.at / 1000.0
    moving = _moving(window, at)
    return Samples(
        window=window,
        at=at,
        moving=moving,
        driving=_near(at, at[moving], within=STOP_S),
        watts=_watts(window),
        gap_s=np.diff(at, append=np.inf),
    )


def moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, tz=UTC)


def median(values: Floats) -> float | None:
    """Return the median of the values that are not NaN; None where there are none."""
    there = values[np.isfinite(values)]
    return float(np.median(there)) if there.size else None


def mean(values: Floats) -> float | None:
    there = values[np.isfinite(values)]
    return float(there.mean()) if there.size else None


def latest(values: Floats, *, count: int) -> float | None:
    """The median of the last `count` readings: one absurd reading does not move it."""
    return median(values[np.isfinite(values)][-count:])


def lowest_minute(at: Floats, values: Floats) -> float | None:
    """The lowest 60-s median, smoothed over three minutes with data so that one reading alone counts nothing."""
    there = np.isfinite(values)
    medians = _medians((at[there] // _MINUTE_S).astype(np.int64), values[there])
    if medians.size < _ENOUGH_TO_SMOOTH:
        return float(medians.max()) if medians.size else None
    three = np.stack([medians[:-2], medians[1:-1], medians[2:]])
    return float(np.median(three, axis=0).min())


def hours(at: Floats) -> list[tuple[float, slice]]:
    """Return the beginning of each clock hour (UTC) with samples, and the slice of its samples."""
    numbers = (at // _HOUR_S).astype(np.int64)
    edges = np.append(np.flatnonzero(np.diff(numbers, prepend=-1)), numbers.size).tolist()
    return [(float(numbers[first]) * _HOUR_S, slice(first, last)) for first, last in pairwise(edges)]


def leaps(samples: Samples) -> tuple[Floats, Floats]:
    """Return begins and ends of the gaps between readings in which the odometer advanced by more than 200 m."""
    odometer = samples.column(paths.ODOMETER)
    there = np.flatnonzero(np.isfinite(odometer))
    far = np.diff(odometer[there]) > _MOVED_M
    return samples.at[there[:-1][far]], samples.at[there[1:][far]]


def _moving(window: Window, at: Floats) -> Flags:
    speed = window.values.get(paths.SPEED, np.full(at.size, np.nan))
    moving: Flags = speed > _MOVING_KMH
    if np.isfinite(speed).all():
        return moving
    odometer = window.values.get(paths.ODOMETER, np.full(at.size, np.nan))
    there = np.flatnonzero(np.isfinite(odometer))
    rolled = np.zeros(at.size, dtype=np.bool_)
    rolled[there[1:]] = np.diff(odometer[there]) > _MOVING_M_PER_S * np.diff(at[there])
    return np.where(np.isfinite(speed), moving, rolled)


def _watts(window: Window) -> Floats:
    empty = np.full(window.at.size, np.nan)
    volts = window.values.get(paths.PACK_VOLTAGE, empty)
    amps = window.values.get(paths.PACK_CURRENT, empty)
    power = window.values.get(paths.PACK_POWER, empty)
    return np.where(np.isfinite(power), power, volts * amps)


def _near(at: Floats, marks: Floats, *, within: float) -> Flags:
    """Samples that lie between two marks, or at one, none further than `within`."""
    if not marks.size:
        return np.zeros(at.size, dtype=np.bool_)
    after = np.searchsorted(marks, at)
    ahead = marks[np.minimum(after, marks.size - 1)] - at
    behind = at - marks[np.maximum(after - 1, 0)]
    both = (ahead >= 0) & (ahead <= within) & (behind >= 0) & (behind <= within)
    near: Flags = both | (ahead == 0)
    return near


def _medians(groups: NDArray[np.int64], values: Floats) -> Floats:
    """The median of each run of equal, ascending group numbers."""
    if not groups.size:
        return values
    order = np.lexsort((values, groups))
    ranked = values[order]
    starts = np.flatnonzero(np.diff(groups, prepend=groups[0] - 1))
    counts = np.diff(starts, append=groups.size)
    middle: Floats = (ranked[starts + (counts - 1) // 2] + ranked[starts + counts // 2]) / 2
    return middle
