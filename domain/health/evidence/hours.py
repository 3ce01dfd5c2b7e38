"""Hours of driving, split into a baseline and the hours tested against it, and how far a signal has moved."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

import numpy as np

from domain.health.evidence import drift
from domain.kit.arrays import Floats

AT = 0  # the column that holds seconds since the epoch
DAY_S = 86_400.0
HOUR_S = 3600.0
TESTED = timedelta(days=7)
FRESH = timedelta(days=3)
FEWEST_BASE, FEWEST_DAYS, FEWEST_NOW = 24, 8, 6
SHOWN = 8  # the latest hours of driving that stand for "now"
SLACK, CLIP = 0.5, 3.0
OUTSIDE_C = 5.0  # hours this far outside the baseline's weather are not judged


@dataclass(frozen=True, slots=True)
class Hours:
    """Rows of hours: the baseline and what is tested against it. Column 0 is time, the others are the check's."""

    base: Floats
    now: Floats


@dataclass(frozen=True, slots=True)
class Side:
    """One signal against its normal: the cumulative sum in sigmas, and the change now.

    pace: how far the last third of what the sum has grown from lies above the first; NaN where that is too short.
    """

    cusum: drift.Cusum
    now: float
    pace: float


def split(table: Floats, *, now: datetime, baseline_days: float, ambient: int) -> Hours | None:
    """Split rows into the last week and the baseline before; None where either is too short or the last hour too old.

    `ambient` is the column of the air's temperature: hours in weather far from the baseline's are left out.
    """
    if len(table) < FEWEST_BASE + FEWEST_NOW or now.timestamp() - table[-1, AT] > FRESH.total_seconds():
        return None
    start = max((now - TESTED).timestamp(), table[0, AT] + baseline_days * DAY_S)
    border = int(np.searchsorted(table[:, AT], start))
    base, tested = table[:border], table[border:]
    if border < FEWEST_BASE or _days(base) < FEWEST_DAYS:
        return None
    low, high = float(base[:, ambient].min()) - OUTSIDE_C, float(base[:, ambient].max()) + OUTSIDE_C
    tested = tested[(tested[:, ambient] >= low) & (tested[:, ambient] <= high)]
    return Hours(base, tested) if len(tested) >= FEWEST_NOW else None


def _days(table: Floats) -> int:
    days = table[:, AT] // DAY_S
    return 1 + int(np.count_nonzero(days[1:] != days[:-1]))


def within(causes: Floats, now: Floats) -> Floats:
    """Clip causes to the range of the baseline, as a fitted line need not hold beyond it."""
    clipped: Floats = np.minimum(np.maximum(now, causes.min(axis=0)), causes.max(axis=0))
    return clipped


def side(changes: Floats, *, sigma: float) -> Side:
    """Return the cumulative sum and the change now of one signal, from its change against normal by hour."""
    values: list[float] = changes.tolist()
    total = drift.cusum([change / sigma for change in values], slack=SLACK, clip=CLIP)
    since = values[total.since :]
    third = len(since) // 3
    pace = median(since[-third:]) - median(since[:third]) if third > 1 else math.nan
    return Side(total, median(values[-SHOWN:]), pace)


def first(hours: Hours, *sides: Side) -> int:
    """Return the index of the tested hour from which the earliest of these sums has grown."""
    return min(*(each.cusum.since for each in sides), len(hours.now) - 1)


def span_days(hours: Hours) -> float:
    """Return the length of the baseline in days."""
    return float(hours.base[-1, AT] - hours.base[0, AT]) / DAY_S


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(float(seconds), tz=UTC)


def moments(hours: Hours) -> tuple[datetime, ...]:
    """Return the moment of each hour: of the baseline, then of the tested hours."""
    return tuple(moment(seconds) for part in (hours.base, hours.now) for seconds in part[:, AT])


def levels(*parts: Floats) -> tuple[float, ...]:
    """Return by hour the median of the latest hours, baseline and tested hours each by themselves."""
    return tuple(
        median(series[max(0, end - SHOWN) : end])
        for series in (part.tolist() for part in parts)
        for end in range(1, len(series) + 1)
    )
