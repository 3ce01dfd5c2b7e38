"""Evaluate ensembles of regression trees from plain arrays. Pure numpy: nothing is fitted here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats

Ints = NDArray[np.int32]

_ROWS = 4096  # rows walked down all trees at once: bounds the memory


@dataclass(frozen=True, slots=True)
class Trees:
    """Answer = start + shrink times the sum of one leaf's value for each tree.

    feature, threshold, left, right, value: one entry a node of all trees one after the other, shape (nodes,);
    a row goes left where its feature, as float32, is at most the threshold. A leaf is its own left and right.
    roots: the first node of each tree, shape (trees,).
    """

    start: Floats
    shrink: Floats
    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats


def predict(trees: Trees, rows: Floats) -> Floats:
    """Answer for rows of shape (n, features) without NaN, in shape (n,)."""
    narrow = rows.astype(np.float32)
    parts = [_walk(trees, narrow[first : first + _ROWS]) for first in range(0, len(narrow), _ROWS)]
    return np.concatenate([*parts, np.empty(0)])


def _walk(trees: Trees, rows: NDArray[np.float32]) -> Floats:
    node = np.broadcast_to(trees.roots, (len(rows), trees.roots.size))
    each = np.arange(len(rows))[:, None]
    while True:
        lower = rows[each, trees.feature[node]] <= trees.threshold[node]
        below = np.where(lower, trees.left[node], trees.right[node])
        if np.array_equal(below, node):
            break
        node = below
    answers: Floats = trees.start + trees.shrink * trees.value[node].sum(axis=1)
    return answers


def of_forest(fitted: Any) -> Trees:
    """Convert a fitted scikit-learn forest, the mean of its trees (public attributes only)."""
    grown = [each.tree_ for each in fitted.estimators_]
    return _joined(grown, start=0.0, shrink=1.0 / len(grown))


def of_boosting(fitted: Any) -> Trees:
    """Convert a fitted scikit-learn GradientBoostingRegressor, a constant and the sum of shrunken trees."""
    grown = [each.tree_ for each in fitted.estimators_[:, 0]]
    return _joined(grown, start=float(fitted.init_.constant_.item()), shrink=float(fitted.learning_rate))


def _joined(grown: Sequence[Any], *, start: float, shrink: float) -> Trees:
    """Lay the nodes of all trees one after the other; scikit-learn marks the children of a leaf with -1."""
    roots = np.cumsum([0, *(tree.node_count for tree in grown)])[:-1]
    left, right = (
        np.concatenate(
            [
                np.where(side < 0, np.arange(side.size), side) + root
                for side, root in zip(sides, roots, strict=True)
            ]
        )
        for sides in ([tree.children_left for tree in grown], [tree.children_right for tree in grown])
    )
    return Trees(
        start=np.array(start),
        shrink=np.array(shrink),
        roots=roots.astype(np.int32),
        feature=np.maximum(np.concatenate([tree.feature for tree in grown]), 0).astype(np.int32),
        threshold=np.concatenate([tree.threshold for tree in grown]),
        left=left.astype(np.int32),
        right=right.astype(np.int32),
        value=np.concatenate([tree.value[:, 0, 0] for tree in grown]),
    )
