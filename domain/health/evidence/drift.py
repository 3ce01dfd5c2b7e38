"""Robust fits of a car's own normal, and charts (CUSUM, EWMA) of how far readings have moved from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import MAD_TO_SIGMA, Flags, Floats

_HUBER = 1.345  # 95 % efficient on clean data; Huber 1981
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
        """Return the normal y for rows of causes, shape (n, k)."""
        expected: Floats = self.weights[0] + ((causes - self.middle) / self.spread) @ self.weights[1:]
        return expected

    def share(self, causes: Floats, *, first: int) -> Floats:
        """Return what the causes from number `first` on contribute to y, up to a constant."""
        contribution: Floats = causes[:, first:] @ (self.weights[first + 1 :] / self.spread[first:])
        return contribution


def fit(causes: Floats, y: Floats) -> Normal:
    """Huber regression by reweighting; causes have shape (n, k), n well above k."""
    middle: Floats = np.add.reduce(causes, axis=0) / y.size
    centred = causes - middle
    spread: Floats = np.sqrt(np.add.reduce(centred * centred, axis=0) / y.size) + 1e-9
    rows = np.empty((causes.shape[1] + 2, y.size))  # 1, the causes, y
    rows[0], rows[1:-1], rows[-1] = 1.0, (centred / spread).T, y
    x = rows[:-1]
    weights = _solve(x @ rows.T, size=y.size)
    away: Floats = np.abs(y - weights @ x)
    for _ in range(_ROUNDS):
        trust = np.minimum(1.0, _HUBER * _sigma(away) / np.maximum(away, 1e-9))
        weights = _solve((x * trust) @ rows.T, size=y.size)
        away = np.abs(y - weights @ x)
    return Normal(middle, spread, weights, _sigma(away))


def _solve(equations: Floats, *, size: int) -> Floats:
    matrix = equations[:, :-1]
    np.fill_diagonal(matrix, matrix.diagonal() + _RIDGE * size)
    solution: Floats = np.linalg.solve(matrix, equations[:, -1]).astype(np.float64, copy=False)
    return solution


def _sigma(away: Floats) -> float:
    half = away.size // 2
    return MAD_TO_SIGMA * float(np.partition(away, half)[half]) + 1e-9


def usual(causes: Sequence[Floats], y: Floats, *, base: Flags) -> tuple[Floats, Floats]:
    """Return what `fit` expects at each reading of many series: along its line, and held at the baseline's edges.

    Each cause, y and base have shape (..., readings); base says which readings are the baseline, of any length.
    """
    size = np.maximum(base.sum(axis=-1, keepdims=True), 1)
    scaled, within = [], []
    for cause in causes:
        middle = np.where(base, cause, 0.0).sum(axis=-1, keepdims=True) / size
        centred = np.where(base, cause - middle, 0.0)
        spread = np.sqrt((centred * centred).sum(axis=-1, keepdims=True) / size) + 1e-9
        low = centred.min(axis=-1, keepdims=True, initial=0.0)
        high = centred.max(axis=-1, keepdims=True, initial=0.0)
        scaled.append((cause - middle) / spread)
        within.append(np.clip(cause - middle, low, high) / spread)
    weights = _robust(scaled, y, base=base, size=size)
    return _line(scaled, weights), _line(within, weights)


def _robust(scaled: Sequence[Floats], y: Floats, *, base: Flags, size: NDArray[np.int64]) -> Floats:
    """Return the weights of `fit`, shape (..., 1 + k)."""
    weights = _solved(scaled, y, base.astype(np.float64), size=size)
    away = np.abs(y - _line(scaled, weights))
    for _ in range(_ROUNDS):
        ranked = np.sort(np.where(base, away, np.inf), axis=-1)
        half = np.minimum(size // 2, base.shape[-1] - 1)
        sigma = MAD_TO_SIGMA * np.take_along_axis(ranked, half, axis=-1) + 1e-9
        trust: Floats = np.where(base, np.minimum(1.0, _HUBER * sigma / np.maximum(away, 1e-9)), 0.0)
        weights = _solved(scaled, y, trust, size=size)
        away = np.abs(y - _line(scaled, weights))
    return weights


def _line(scaled: Sequence[Floats], weights: Floats) -> Floats:
    line = np.repeat(weights[..., :1], scaled[0].shape[-1], axis=-1)
    for number, cause in enumerate(scaled, start=1):
        line += weights[..., number, None] * cause
    return line


def _solved(scaled: Sequence[Floats], y: Floats, trust: Floats, *, size: NDArray[np.int64]) -> Floats:
    rows = [np.ones_like(y), *scaled]
    weighed = [trust * row for row in rows]
    matrix = np.stack(
        [np.stack([np.einsum("...k,...k->...", one, row) for row in rows], axis=-1) for one in weighed],
        axis=-2,
    )
    right = np.stack([np.einsum("...k,...k->...", one, y) for one in weighed], axis=-1)
    matrix += _RIDGE * size[..., None] * np.eye(len(rows))
    solution: Floats = np.linalg.solve(matrix, right[..., None])[..., 0]
    return solution


def ceiling(x: Floats, y: Floats, *, at: Floats, count: int) -> Floats:
    """Return the highest normal y at each of `at`, by the `count` readings (fewer than all) nearest in x.

    No shape is assumed but that y never falls as x rises, and rises by at most as much; this bounds it beyond
    the readings too, where a fitted line may be far off. One standard error is granted on top.
    """
    distance = at[:, None] - x
    near = np.argpartition(np.abs(distance), count, axis=1)[:, :count]
    could = y[near] + np.maximum(np.take_along_axis(distance, near, axis=1), 0.0)
    highest: Floats = could.mean(axis=1) + could.std(axis=1) / np.sqrt(count)
    return highest


@dataclass(frozen=True, slots=True)
class Cusum:
    """An upward cumulative sum: its value in sigmas, and the position of the reading from which it has grown."""

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


def ewma(scores: Sequence[float], *, weight: float) -> float:
    """Return the exponentially weighted moving average (Roberts 1959) of standardised scores, started at 0.

    In sigmas of the average itself, so that beyond 3 is as rare as for a single score.
    """
    value = 0.0
    for score in scores:
        value += weight * (score - value)
    variance_share = 1 - (1 - weight) ** (2 * len(scores))
    return value / float(np.sqrt(weight / (2 - weight) * variance_share)) if scores else 0.0
