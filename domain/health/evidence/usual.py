"""Lines of a check's chart: the value that the check uses at each reading, and the car's own range."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import numpy as np

from domain.explain.facts import Chart, Series
from domain.health.facts import Check, Finding, View

T = TypeVar("T")
Band = tuple[float, float]

FEWEST = 5  # readings that make a range
_SHARE = 3  # of all readings the first third shows how a car was at first
_INNER = (0.025, 0.975)


def at_each_reading(
    readings: Sequence[T], settle: Callable[[Sequence[T]], float | None]
) -> list[tuple[T, float]]:
    """Return for each reading the value that a check uses by then, so that the line ends in the value it uses now.

    settle: returns that value for all readings so far, None where they are too few.
    """
    values = ((each, settle(readings[: place + 1])) for place, each in enumerate(readings))
    return [(each, value) for each, value in values if value is not None]


def band(values: Sequence[float]) -> Band | None:
    """Return the range of 95 % of the values; None below five values."""
    if len(values) < FEWEST:
        return None
    low, high = np.quantile(values, _INNER).tolist()
    return low, high


def before(values: Sequence[float]) -> Band | None:
    """Return a car's own range before its readings left it; None where too few are known from before.

    The first third says how far readings usually scatter; the change begins with the first one that lies further out.
    """
    if len(values) <= FEWEST:
        return None
    first = values[: max(FEWEST, len(values) // _SHARE)]
    low, high = min(first), max(first)
    room = (high - low) / 2
    outside = (place for place, value in enumerate(values) if not low - room <= value <= high + room)
    return band(values[: next(outside, len(values))])


def chart(check: Check, view: View, finding: Finding | None) -> Chart | None:
    """Draw a check's evidence: up to the reading by which it concluded something, or all of it where it did not."""
    whole = check.chart(view)
    if whole is None or finding is None or finding.figure is None:
        return whole
    at = finding.figure.at
    return replace(whole, now=finding.figure, series=tuple(_until(each, at) for each in whole.series))


def _until(series: Series, at: datetime) -> Series:
    count = sum(each <= at for each in series.at)
    return replace(series, at=series.at[:count], values=series.values[:count])
