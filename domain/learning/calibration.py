"""Whether told chances come true as often as they say. Pure numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """One point of a reliability diagram: how many rows, the mean chance told, the share that came true."""

    count: int
    told: float
    true: float


def reliability(chances: Floats, happened: NDArray[np.bool_], *, bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal mass from the lowest chance to the highest; rows of shape (n,). Fewer bins where rows are few."""
    order = np.argsort(chances, kind="stable")
    parts = np.array_split(order, min(bins, order.size)) if order.size else []
    return tuple(Bin(part.size, float(chances[part].mean()), float(happened[part].mean())) for part in parts)


def error(chances: Floats, happened: NDArray[np.bool_], *, bins: int = 10) -> float:
    """Expected calibration error over bins of equal mass (Naeini, Cooper, Hauskrecht 2015); NaN without rows."""
    if chances.size == 0:
        return float("nan")
    found = reliability(chances, happened, bins=bins)
    return sum(each.count * abs(each.told - each.true) for each in found) / chances.size


def brier(chances: Floats, happened: NDArray[np.bool_]) -> float:
    """Mean squared distance between chance and outcome (Brier 1950); NaN without rows."""
    return float(np.mean((chances - happened) ** 2)) if chances.size else float("nan")
