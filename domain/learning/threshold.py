"""The chance from which to warn, chosen by a wanted precision and recall together. Pure numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats


@dataclass(frozen=True, slots=True)
class Stated:
    """A threshold: the chance from which to warn, and the precision and recall that it had."""

    chance: float
    precision: float
    recall: float


def for_both(chances: Floats, happened: NDArray[np.bool_], *, precision: float, recall: float) -> Stated:
    """Return the threshold whose worse margin to the wanted precision or recall is the best.

    Rows of shape (n,), not learned from; at least one must have happened. The shares it had are stated with it.
    """
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum(happened[order])
    precisions, recalls = right / np.arange(1, order.size + 1), right / happened.sum()
    whole = np.append(np.diff(chances[order]) != 0, True)  # equal chances are told together
    spare = np.where(whole, np.minimum(precisions - precision, recalls - recall), -np.inf)
    best = int(np.lexsort((precisions + recalls, np.round(spare, 9)))[-1])
    return Stated(float(chances[order][best]), float(precisions[best]), float(recalls[best]))
