"""Medians, ranks and the like along the last axis of arrays with gaps."""

import numpy as np

from domain.kit.arrays import Flags, Floats


def holds(flags: Flags, axis: int | tuple[int, ...] = -1) -> Flags:
    return np.asarray(flags.any(axis=axis), dtype=np.bool_)


def many(flags: Flags, count: int) -> Flags:
    """Return whether at least `count` values along the last axis are True."""
    return np.asarray(flags.sum(axis=-1) >= count, dtype=np.bool_)


def ranked(valid: Flags, count: int) -> Flags:
    """Return a mask of the last `count` valid values along the last axis."""
    behind = np.cumsum(valid[..., ::-1], axis=-1)[..., ::-1]
    newest: Flags = valid & (behind <= count)
    return newest


def lowest(values: Floats, mask: Flags, place: int) -> Floats:
    """Return the place-th lowest of the values in the mask, infinite where they are fewer."""
    ranked = np.sort(np.where(mask, values, np.inf), axis=-1)
    result: Floats = ranked[..., place - 1]
    return result


def middle(values: Floats, mask: Flags) -> Floats:
    """Return the median of the values in the mask along the last axis, NaN where it is empty."""
    ranked = np.sort(np.where(mask, values, np.nan), axis=-1)  # NaN goes to the end
    count = mask.sum(axis=-1)
    low, high = np.maximum(count - 1, 0) // 2, np.maximum(count, 1) // 2
    pair = np.take_along_axis(
        ranked, np.stack([low, np.minimum(high, values.shape[-1] - 1)], axis=-1), axis=-1
    )
    median: Floats = pair.mean(axis=-1)
    return median


def balanced(values: Floats, mask: Flags, *, weights: Floats) -> Floats:
    """Return the lower median by weight of the values in the mask along the last axis, infinite where it is empty."""
    worth = np.where(mask, values, np.inf)
    by_value = np.argsort(worth, axis=-1)
    reached = np.cumsum(np.take_along_axis(np.where(mask, weights, 0.0), by_value, axis=-1), axis=-1)
    first = (reached >= reached[..., -1:] / 2 - 1e-9).argmax(axis=-1)
    median: Floats = np.take_along_axis(
        worth, np.take_along_axis(by_value, first[..., None], axis=-1), axis=-1
    )
    return median[..., 0]


def of_three(values: Floats) -> Floats:
    """Return the median of each reading and its two neighbours along the last axis; NaN where one is missing."""
    one, two, three = values[..., :-2], values[..., 1:-1], values[..., 2:]
    median: Floats = np.maximum(np.minimum(one, two), np.minimum(np.maximum(one, two), three))
    return median
