"""A blend: the mean answer of trees, lines, kernel machines and Gaussian processes that were fitted for the same thing."""

from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Floats
from domain.learning import smooth, trees
from domain.learning.smooth import Kernel, Line
from domain.learning.trees import Trees


@dataclass(frozen=True, slots=True)
class Blend:
    """The members, at least one. usual: shape (features,), replaces inputs that are unknown (NaN)."""

    usual: Floats
    forests: tuple[Trees, ...] = ()
    lines: tuple[Line, ...] = ()
    kernels: tuple[Kernel, ...] = ()


def predict(blend: Blend, rows: Floats) -> Floats:
    """Answer for rows of shape (n, features) in shape (n,)."""
    inputs = np.where(np.isfinite(rows), rows, blend.usual)
    answers = [
        *(trees.predict(each, inputs) for each in blend.forests),
        *(smooth.along(each, inputs) for each in blend.lines),
        *(smooth.near(each, inputs) for each in blend.kernels),
    ]
    mean: Floats = np.mean(answers, axis=0)
    return mean
