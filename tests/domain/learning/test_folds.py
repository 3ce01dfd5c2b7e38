import numpy as np

from domain.learning.folds import FOLDS, dealt


def test_the_rows_of_one_owner_are_never_in_two_folds() -> None:
    owner = np.repeat(np.arange(20), 7)

    fold = dealt(owner)

    assert all(np.unique(fold[owner == each]).size == 1 for each in range(20))
    assert np.unique(fold).size == FOLDS
