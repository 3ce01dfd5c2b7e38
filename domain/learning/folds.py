"""Folds of whole units, such as cars, for models that are judged on units they have not seen. Pure numpy."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

SEED: Final = 20261126
FOLDS: Final = 5


def dealt(owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the fold, 0..FOLDS-1, of each row: all rows of an owner in one, owners in a fixed shuffled order."""
    names, place = np.unique(owner, return_inverse=True)
    of_owner = np.random.default_rng(SEED).permutation(names.size) % FOLDS
    fold: NDArray[np.int64] = of_owner[place]
    return fold
