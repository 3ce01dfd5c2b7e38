"""The chance from which something is told: it follows from a stated precision. Pure numpy."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def at_precision(
    chances: Floats, happened: NDArray[np.bool_], *, precision: float, weights: Floats | None = None
) -> float | None:
    """Lowest chance from which at least `precision` of what is told comes true, on rows not learned from.

    Rows of shape (n,); weights: how many real rows each stands for. None where no threshold keeps the promise.
    """
    order = np.argsort(-chances, kind="stable")
    counted = np.ones(chances.size) if weights is None else weights[order]
    told, right = np.cumsum(counted), np.cumsum(counted * happened[order])
    whole = np.append(np.diff(chances[order]) != 0, True)[: chances.size]  # equal chances are told together
    kept = np.flatnonzero(whole & (right >= precision * told) & (right > 0))
    return float(chances[order][kept[-1]]) if kept.size else None
