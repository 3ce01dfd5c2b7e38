"""Evaluate lines and kernel machines from plain arrays. Pure numpy: nothing is fitted here.

Inputs are scaled first; a kernel machine's are held within the range that most training rows had, as beyond it
a smooth function is a guess.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from domain.kit.arrays import Floats

_ROWS = 2048  # rows compared with all centres at once: bounds the memory


@dataclass(frozen=True, slots=True)
class Scale:
    """Inputs held within low..high, then (input - mean) / spread; each of shape (features,)."""

    low: Floats
    high: Floats
    mean: Floats
    spread: Floats


@dataclass(frozen=True, slots=True)
class Line:
    """Answer = start + scaled inputs times weights, shape (features,)."""

    scale: Scale
    start: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Kernel:
    """Answer = start + the sum over centres of weight times exp(-gamma times the squared distance to the centre).

    centres: scaled, shape (centres, features). weights: shape (centres,).
    """

    scale: Scale
    start: Floats
    weights: Floats
    centres: Floats
    gamma: Floats


def scale_of(rows: Floats, *, beyond: float) -> Scale:
    """Return the scale of inputs; the share `beyond` of rows at either end lies outside of low..high."""
    low, high = np.quantile(rows, [beyond, 1 - beyond], axis=0)
    clipped = np.clip(rows, low, high)
    return replace(standard(clipped), low=low, high=high)


def standard(rows: Floats) -> Scale:
    """Return a scale with mean and spread and no bounds, for lines."""
    spread = rows.std(axis=0)
    return replace(centred(rows), spread=np.where(spread > 0, spread, 1.0))


def centred(rows: Floats) -> Scale:
    """Return a scale with the mean only, for inputs that share one unit."""
    every = np.full(rows.shape[1], np.inf)
    return Scale(-every, every, rows.mean(axis=0), np.ones(rows.shape[1]))


def scaled(scale: Scale, rows: Floats) -> Floats:
    result: Floats = (np.clip(rows, scale.low, scale.high) - scale.mean) / scale.spread
    return result


def along(line: Line, rows: Floats) -> Floats:
    """Return a line's answers for rows of shape (n, features), in shape (n,)."""
    answers: Floats = line.start + scaled(line.scale, rows) @ line.weights
    return answers


def near(kernel: Kernel, rows: Floats) -> Floats:
    """Return a kernel machine's answers for rows of shape (n, features), in shape (n,)."""
    inputs = scaled(kernel.scale, rows)
    own = np.square(kernel.centres).sum(axis=1)
    parts = []
    for first in range(0, len(inputs), _ROWS):
        some = inputs[first : first + _ROWS]
        square_distance = np.square(some).sum(axis=1)[:, None] + own - 2 * some @ kernel.centres.T
        parts.append(kernel.start + np.exp(-kernel.gamma * square_distance) @ kernel.weights)
    return np.concatenate([*parts, np.empty(0)])


def of_process(scale: Scale, fitted: Any, *, middle: float, spread: float) -> Kernel:
    """Convert the mean of a scikit-learn Gaussian process (variance times RBF plus noise, on scaled inputs).

    It was fitted to (answer - middle) / spread.
    """
    size, shape = fitted.kernel_.k1.k1.constant_value, fitted.kernel_.k1.k2
    weights = spread * size * np.ravel(fitted.alpha_)
    return Kernel(scale, np.array(middle), weights, fitted.X_train_, np.array(0.5 / shape.length_scale**2))


def of_vectors(scale: Scale, fitted: Any, *, gamma: float) -> Kernel:
    """Convert a scikit-learn SVR with the RBF kernel that was fitted on scaled inputs."""
    return Kernel(
        scale, np.array(fitted.intercept_[0]), fitted.dual_coef_[0], fitted.support_vectors_, np.array(gamma)
    )
