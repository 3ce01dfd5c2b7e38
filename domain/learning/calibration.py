"""Whether stated chances come true as often as they say. Pure numpy."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats

SIGMAS = 1.6449  # 90 % of a normal distribution lie within


@dataclass(frozen=True, slots=True)
class Bin:
    """A point of a reliability diagram: rows, their weight, the mean chance stated, the share that came true."""

    count: int
    mass: float
    stated: float
    true: float


def reliability(
    chances: Floats, happened: NDArray[np.bool_], *, bins: int = 10, weights: Floats | None = None
) -> tuple[Bin, ...]:
    """Return bins of equally many rows, from the lowest chance to the highest; inputs of shape (n,).

    weights: how many real rows each stands for; means and shares count them.
    """
    weights = np.ones(chances.size) if weights is None else weights
    order = np.argsort(chances, kind="stable")
    parts = np.array_split(order, min(bins, order.size)) if order.size else []
    return tuple(
        Bin(
            part.size,
            float(weights[part].sum()),
            float(np.average(chances[part], weights=weights[part])),
            float(np.average(happened[part], weights=weights[part])),
        )
        for part in parts
    )


def error(
    chances: Floats, happened: NDArray[np.bool_], *, bins: int = 10, weights: Floats | None = None
) -> float:
    """Return the expected calibration error (Naeini, Cooper, Hauskrecht 2015) by such bins; NaN without rows."""
    points = reliability(chances, happened, bins=bins, weights=weights)
    mass = sum(each.mass for each in points)
    return sum(each.mass * abs(each.stated - each.true) for each in points) / mass if mass else float("nan")


def wilson(right: float, of: float) -> tuple[float, float]:
    """Return the 90 % interval of `right` out of `of` (Wilson 1927); 0..1 where `of` is 0."""
    if of == 0:
        return 0.0, 1.0
    share, spread = right / of, SIGMAS**2 / of
    half = math.sqrt(share * (1 - share) * spread + spread**2 / 4)
    return (share + spread / 2 - half) / (1 + spread), (share + spread / 2 + half) / (1 + spread)
