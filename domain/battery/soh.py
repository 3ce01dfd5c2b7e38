"""State of health from the last part of each full charge. Pure.

A car knows its past charges and not its future: every input looks back only, and there is no counter of cycles or
days in it, so that age alone can never pass for a measurement.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from domain.kit.arrays import Floats
from domain.learning import blends
from domain.learning.blends import Blend

EARLY = 10  # charges that say how this pack looked at first
CALM = 9  # charges whose median takes out what one charge had for itself; own choice
LATELY = 100  # charges over which the pace of ageing shows; own choice


def inputs(shapes: Floats) -> Floats:
    """Return the model's inputs for a pack's charges in their order, shape (charges, 7 times the figures).

    shapes: the figures of each charge's last part (`telemetry.features.curves.SHAPE`), NaN where unknown. They are taken
    as they are, and as the median of the last nine charges; and both again as change since the pack's first ten.
    Some figures turn round within a life, so that one value stands for two states of health: how far the median
    is from its highest and lowest so far, and from what it was a hundred charges ago, tells them apart.
    """
    first = _median(shapes[:EARLY], axis=0)
    calm = _median(_past(shapes), axis=-1)
    fallen, risen = np.fmax.accumulate(calm) - calm, calm - np.fmin.accumulate(calm)
    earlier = calm[np.maximum(np.arange(len(calm)) - LATELY, 0)]
    return np.hstack([shapes, shapes - first, calm, calm - first, fallen, risen, calm - earlier])


def estimate(model: Blend, shapes: Floats) -> Floats:
    """Return SOH in percent after each of a pack's charges, shape (charges,)."""
    return blends.predict(model, inputs(shapes))


def _past(shapes: Floats) -> Floats:
    """Return each charge with those before it, NaN before the first; shape (charges, figures, CALM)."""
    before = np.full((CALM - 1, shapes.shape[1]), np.nan)
    return sliding_window_view(np.vstack([before, shapes]), CALM, axis=0)


def _median(values: Floats, *, axis: int) -> Floats:
    """Return the median along an axis without NaN; NaN, and no warning of numpy, where all are."""
    there = np.isfinite(values)
    count = there.sum(axis=axis, keepdims=True)
    ranked = np.sort(np.where(there, values, np.inf), axis=axis)
    low = np.take_along_axis(ranked, np.maximum((count - 1) // 2, 0), axis=axis)
    high = np.take_along_axis(ranked, np.minimum(count // 2, ranked.shape[axis] - 1), axis=axis)
    middle = np.where(count > 0, low, np.nan) / 2 + np.where(count > 0, high, np.nan) / 2
    result: Floats = middle.squeeze(axis=axis)
    return result
