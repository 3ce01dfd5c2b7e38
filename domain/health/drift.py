"""How far readings have moved from a car's own normal, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_HUBER = 1.345  # 95 % efficient on clean data; Huber 1981
_MAD_TO_SIGMA = 1.4826
_ROUNDS = 2
_RIDGE = 1e-6  # keeps a cause that never varied from breaking the fit


@dataclass(frozen=True, slots=True)
class Normal:
    """A robust line through the baseline: what y should be for given causes, and how it scatters (sigma)."""

    middle: Floats
    spread: Floats
    weights: Floats
    sigma: float

    def expect(self, causes: Floats) -> Floats:
        """Value of y that is normal for rows of causes, shape (n, k)."""
        told: Floats = self.weights[0] + ((causes - self.middle) / self.spread) @ self.weights[1:]
        return told

    def share(self, causes: Floats, *, first: int) -> Floats:
        """What the causes from number `first` on explain of y, up to a constant."""
        told: Floats = causes[:, first:] @ (self.weights[first + 1 :] / self.spread[first:])
        return told


def fit(causes: Floats, y: Floats) -> Normal:
    """Huber regression by reweighting; causes have shape (n, k), n well above k."""
    middle: Floats = np.add.reduce(causes, axis=0) / y.size
    apart = causes - middle
    spread: Floats = np.sqrt(np.add.reduce(apart * apart, axis=0) / y.size) + 1e-9
    rows = np.empty((causes.shape[1] + 2, y.size))  # 1, the causes, y
    rows[0], rows[1:-1], rows[-1] = 1.0, (apart / spread).T, y
    x = rows[:-1]
    weights = _solve(x @ rows.T, size=y.size)
    away: Floats = np.abs(y - weights @ x)
    for _ in range(_ROUNDS):
        trust = np.minimum(1.0, _HUBER * _sigma(away) / np.maximum(away, 1e-9))
        weights = _solve((x * trust) @ rows.T, size=y.size)
        away = np.abs(y - weights @ x)
    return Normal(middle, spread, weights, _sigma(away))


def _solve(equations: Floats, *, size: int) -> Floats:
    left = equations[:, :-1]
    np.fill_diagonal(left, left.diagonal() + _RIDGE * size)
    found: Floats = np.linalg.solve(left, equations[:, -1]).astype(np.float64, copy=False)
    return found


def _sigma(away: Floats) -> float:
    half = away.size // 2
    return _MAD_TO_SIGMA * float(np.partition(away, half)[half]) + 1e-9


def ceiling(x: Floats, y: Floats, *, at: Floats, count: int) -> Floats:
    """Highest y that still is normal at each of `at`, by the `count` readings (fewer than all) nearest in x.

    No shape is assumed but that y never falls as x rises, and rises by at most as much; this bounds it beyond
    the readings too, where a fitted line may be far off. One standard error is granted on top.
    """
    apart = at[:, None] - x
    near = np.argpartition(np.abs(apart), count, axis=1)[:, :count]
    could = y[near] + np.maximum(np.take_along_axis(apart, near, axis=1), 0.0)
    told: Floats = could.mean(axis=1) + could.std(axis=1) / np.sqrt(count)
    return told


@dataclass(frozen=True, slots=True)
class Cusum:
    """Where an upward cumulative sum stands, in sigmas, and the position of the reading it has grown from."""

    value: float
    since: int


def cusum(scores: Sequence[float], *, slack: float, clip: float) -> Cusum:
    """Page's one-sided cumulative sum (1954) of standardised scores; `clip` bounds what one reading can add."""
    value, since = 0.0, 0
    for index, score in enumerate(scores):
        value += min(score, clip) - slack
        if value <= 0:
            value, since = 0.0, index + 1
    return Cusum(value, since)
