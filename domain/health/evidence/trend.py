"""Straight lines through few, noisy readings."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Slope:
    """A rate of change in y per x: the median of the slopes of all pairs, and their 20 % and 80 % quantiles."""

    middle: float
    low: float
    high: float


def theil_sen(x: Sequence[float], y: Sequence[float], *, least_gap: float = 0.0) -> Slope | None:
    """Fit by the median of pairwise slopes (Theil 1950, Sen 1968); None where no pair lies further apart in x than `least_gap`.

    A third of the readings may be wild without moving the middle. x must ascend.
    """
    count = len(x)
    slopes = sorted(
        (y[j] - y[i]) / (x[j] - x[i])
        for i in range(count)
        for j in range(i + 1, count)
        if x[j] - x[i] > least_gap
    )
    if not slopes:
        return None
    last = len(slopes) - 1
    return Slope(middle=median(slopes), low=slopes[round(last * 0.2)], high=slopes[round(last * 0.8)])


def thin(count: int, keep: int) -> list[int]:
    """Return at most `keep` positions of `count`, evenly spread, with the first and the last."""
    if count <= keep:
        return list(range(count))
    return [round(i * (count - 1) / (keep - 1)) for i in range(keep)]
