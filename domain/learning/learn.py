"""Fits additive classifiers: the one place here that imports scikit-learn.

Each input is cut into ramps between quantiles, and a penalised logistic regression weighs the ramps: its sum is a
piecewise linear curve for each input, so the exported numbers are the fitted model, not an approximation of it.
On the run-to-failure engines it beat boosted trees without interactions, and trees with them (docs/models.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from domain.errors import Refusal
from domain.kit.arrays import Floats
from domain.learning import additive
from domain.learning.facts import Additive, Shape

FOLDS: Final = 5
FEWEST: Final = 4  # units in which it happened, each of which is left out once
PIECES: Final = (1, 3, 6)  # ramps an input; own choice, picked among by grouped cross-validation
STRENGTHS: Final = (1.0, 10.0)  # inverse of the penalty; as above
_TAIL: Final = 0.01  # curves are level beyond these quantiles: no wild guesses where rows are few
_GRID: Final = np.linspace(0, 1, 101)
_FREE: Final = 1e6  # inverse of a penalty that does not bind


@dataclass(frozen=True, slots=True)
class Sample:
    """Training rows: x of shape (n, inputs), NaN where unknown; y 0 or 1, groups and weights of shape (n,)."""

    x: Floats
    y: Floats
    groups: NDArray[Any]
    weights: Floats

    def some(self, places: NDArray[np.intp]) -> "Sample":
        return Sample(self.x[places], self.y[places], self.groups[places], self.weights[places])


@dataclass(frozen=True, slots=True)
class Fitted:
    """A regression over ramps.

    knots: of each input. used: the columns that `line` weighs; a ramp that bends a curve the wrong way is left out.
    """

    knots: tuple[Floats, ...]
    used: NDArray[np.bool_]
    line: Any

    def logits(self, x: Floats) -> Floats:
        result: Floats = self.line.decision_function(_columns(x, self.knots)[:, self.used])
        return result


def fit(
    names: Sequence[str],
    x: Floats,
    y: NDArray[Any],
    groups: NDArray[Any],
    *,
    name: str,
    version: str,
    seed: int,
    base_rate: float | None = None,
    monotone: Mapping[str, int] | None = None,
    weights: Floats | None = None,
) -> tuple[Additive, Floats]:
    """Fit a model and calibrate it; return it with the chance of each row, by folds that had not seen its unit.

    x: shape (n, len(names)), NaN where unknown; y: shape (n,), whether it happened; groups: shape (n,), the unit
    (car) of each row, never in both halves of a fold. monotone: by name 1 where the chance may only rise with the
    input, -1 where it may only fall. base_rate: share of positives where the model will be used (default: as in
    the rows). weights: how many real rows each stands for. Raises Refusal learning_rows where too few units have, or
    have not, what is to be learned.

    The chances are at the rate of the rows, for thresholds to be chosen on. The few settings and the two numbers of
    the calibration are common to all folds.
    """
    weights = np.ones(y.size) if weights is None else weights
    rows = Sample(x, np.asarray(y, dtype=float), groups, weights)
    _check(rows)
    signs = tuple((monotone or {}).get(each, 0) for each in names)
    with threadpool_limits(1):  # small matrices: threads only wait for each other
        pieces, strength, logits = _best_settings(rows, signs, seed=seed)
        fitted = _fit(rows, signs, pieces=pieces, strength=strength)
    slope, offset = _scale(logits, rows)
    model = _exported(fitted, names, rows, scale=(slope, offset), name=name, version=version)
    unseen = 1 / (1 + np.exp(-slope * logits - offset))
    return (model if base_rate is None else additive.at_rate(model, base_rate)), unseen


def _check(rows: Sample) -> None:
    for happened in (1.0, 0.0):
        units = np.unique(rows.groups[rows.y == happened]).size
        if units < FEWEST:
            raise Refusal("learning_rows", needed=FEWEST, n=units)


def _folds(rows: Sample, *, seed: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Return folds of whole units; those where it happened are spread evenly over the folds."""
    units, place = np.unique(rows.groups, return_inverse=True)
    happens = np.bincount(place, weights=rows.y) > 0
    count = min(FOLDS, int(happens.sum()))
    shuffled = np.random.default_rng(seed).permutation(units.size)
    dealt = shuffled[np.argsort(~happens[shuffled], kind="stable")]
    fold = np.empty(units.size, dtype=int)
    fold[dealt] = np.arange(units.size) % count
    return [
        (np.flatnonzero(fold[place] != each), np.flatnonzero(fold[place] == each)) for each in range(count)
    ]


def _best_settings(rows: Sample, signs: tuple[int, ...], *, seed: int) -> tuple[int, float, Floats]:
    """Return the pieces and strength with the least log loss on units left out, and the logits there."""
    folds = _folds(rows, seed=seed)
    options = []
    for pieces, strength in product(PIECES, STRENGTHS):
        logits = np.empty(rows.y.size)
        for training, unseen in folds:
            fitted = _fit(rows.some(training), signs, pieces=pieces, strength=strength)
            logits[unseen] = fitted.logits(rows.x[unseen])
        loss = np.average(np.logaddexp(0, logits) - rows.y * logits, weights=rows.weights)
        options.append((loss, pieces, strength, logits))
    return min(options, key=lambda each: float(each[0]))[1:]


def _scale(logits: Floats, rows: Sample) -> tuple[float, float]:
    """Return slope and offset that calibrate logits on units left out (Platt 1999); a negative slope becomes 0."""
    from sklearn.linear_model import LogisticRegression

    line = LogisticRegression(C=_FREE).fit(logits[:, None], rows.y, sample_weight=rows.weights)
    if line.coef_[0, 0] <= 0:
        rate = np.average(rows.y, weights=rows.weights)
        return 0.0, float(np.log(rate / (1 - rate)))
    return float(line.coef_[0, 0]), float(line.intercept_[0])


def _fit(rows: Sample, signs: tuple[int, ...], *, pieces: int, strength: float) -> Fitted:
    from sklearn.linear_model import LogisticRegression

    knots = tuple(_knots(values, rows.y, pieces=pieces) for values in rows.x.T)
    columns = _columns(rows.x, knots)
    directions = np.concatenate(
        [[sign] * _ramps(each) + [0] for sign, each in zip(signs, knots, strict=True)]
    )
    columns_used = np.ones(directions.size, dtype=bool)
    while True:
        line = LogisticRegression(C=strength, solver="newton-cholesky").fit(
            columns[:, columns_used], rows.y, sample_weight=rows.weights
        )
        bent = directions[columns_used] * line.coef_[0] < 0
        if not bent.any():
            return Fitted(knots, columns_used, line)
        columns_used[np.flatnonzero(columns_used)[bent]] = False


def _knots(values: Floats, y: Floats, *, pieces: int) -> Floats:
    """Return knots at quantiles in which rows where it happened weigh as much as all others."""
    parts = [values[(y == happened) & ~np.isnan(values)] for happened in (0.0, 1.0)]
    even = np.concatenate([np.quantile(part, _GRID) for part in parts if part.size] or [np.zeros(1)])
    return np.unique(np.quantile(even, np.linspace(_TAIL, 1 - _TAIL, pieces + 1)))


def _ramps(knots: Floats) -> int:
    return knots.size - 1


def _columns(x: Floats, knots: tuple[Floats, ...]) -> Floats:
    """Return columns for each input: its ramps, each 0..1 between two knots, and whether it is missing."""
    parts = []
    for values, at in zip(x.T, knots, strict=True):
        ramps = np.clip((values[:, None] - at[:-1]) / np.diff(at), 0.0, 1.0)
        parts += [np.nan_to_num(ramps), np.isnan(values)[:, None].astype(float)]
    return np.concatenate(parts, axis=1)


def _exported(
    fitted: Fitted,
    names: Sequence[str],
    rows: Sample,
    *,
    scale: tuple[float, float],
    name: str,
    version: str,
) -> Additive:
    """Return the fitted sums as plain numbers; each curve is centred on the rows, so that an input never missing adds 0 on average."""
    slope, offset = scale
    weighed = np.zeros(fitted.used.size)
    weighed[fitted.used] = slope * fitted.line.coef_[0]
    intercept = slope * float(fitted.line.intercept_[0]) + offset
    shapes, begin = [], 0
    for each, values, knots in zip(names, rows.x.T, fitted.knots, strict=True):
        end = begin + _ramps(knots)
        adds = np.concatenate([[0.0], np.cumsum(weighed[begin:end])])
        missing = np.isnan(values)
        middle = float(
            np.average(np.where(missing, weighed[end], np.interp(values, knots, adds)), weights=rows.weights)
        )
        intercept += middle
        absent = float(weighed[end]) - middle if missing.any() else 0.0
        shapes.append(Shape(each, tuple(knots.tolist()), tuple((adds - middle).tolist()), absent))
        begin = end + 1
    return Additive(name, version, intercept, float(np.average(rows.y, weights=rows.weights)), tuple(shapes))
