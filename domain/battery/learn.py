"""Fits the battery models: the one place here that imports scikit-learn. Packs or cars are never in both halves."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.battery import fade, life, peers, soh
from domain.battery.fade import Ahead, FadeModel
from domain.battery.life import Curves, LifeModel
from domain.battery.peers import PeersModel
from domain.kit.arrays import Floats, Ints
from domain.learning import blends, smooth, trees
from domain.learning.blends import Blend
from domain.learning.folds import FOLDS, SEED, dealt
from domain.learning.smooth import Kernel, Line, Scale

Fit = Callable[[Floats, Floats], Blend]

COVERAGE = 0.9

_MOST_ROWS = 6000  # charges learnt from: neighbours in one pack's life hardly differ
_PROCESS_ROWS = 1500  # of those, charges that a Gaussian process holds: its cost grows with the cube
_LIKELY_ROWS = 500  # of those, charges by whose likelihood its reach and noise are set
_MOST_MOMENTS = 3000  # forecasts learnt from, for the same reason
_APART = 5.0  # full cycles between them: bends are rare and short, so more of each is seen than is asked for
_BEYOND = 0.003  # share of rows at either end of an input's range that kernels do not follow
_SOH_TREES = {"n_jobs": -1, "n_estimators": 100, "min_samples_leaf": 2, "max_features": 0.5}
_FADE_TREES = {"n_jobs": -1, "n_estimators": 150, "min_samples_leaf": 2, "max_features": 0.5}
_PEERS_BOOST = {
    "loss": "absolute_error",
    "n_estimators": 250,
    "max_depth": 3,
    "learning_rate": 0.03,
    "subsample": 0.5,
    "min_samples_leaf": 15,
}
_PEERS_PENALTY = 0.0005
_LIFE_RIDGE = 1.0
_PEERS_KERNEL = {"C": 3.0, "gamma": 0.3, "epsilon": 0.02}


def fit_soh(packs: Sequence[tuple[Floats, Floats]]) -> Blend:
    """Fit SOH in percent on each pack's (shapes, SOH), both by charge in their order; NaN where SOH is unknown."""
    from sklearn.ensemble import ExtraTreesRegressor

    samples = [
        (soh.inputs(shapes)[np.isfinite(answers)], answers[np.isfinite(answers)]) for shapes, answers in packs
    ]
    rows, answers = _as_many_of_each(samples, most=_MOST_ROWS)
    usual, full = _filled(rows)
    forest = ExtraTreesRegressor(**_SOH_TREES, random_state=SEED).fit(full, answers)
    fewer, answers = _as_many_of_each(samples, most=_PROCESS_ROWS)
    smoothed = _process(np.where(np.isfinite(fewer), fewer, usual), answers)
    return Blend(usual, forests=(trees.of_forest(forest),), kernels=(smoothed,))


def _as_many_of_each(packs: Sequence[tuple[Floats, Floats]], *, most: int) -> tuple[Floats, Floats]:
    """Rows and answers, spread evenly over each pack's life, as many of one that lives long as of one that does not."""
    count = max(1, most // max(len(packs), 1))
    places = [
        np.unique(np.linspace(0, answers.size - 1, min(count, answers.size)).round().astype(np.int64))
        if answers.size
        else np.empty(0, np.int64)
        for _, answers in packs
    ]
    rows = np.vstack([rows[some] for (rows, _), some in zip(packs, places, strict=True)])
    return rows, np.concatenate([answers[some] for (_, answers), some in zip(packs, places, strict=True)])


def _process(rows: Floats, targets: Floats) -> Kernel:
    """The mean of a Gaussian process with a radial kernel, whose reach and noise the likelihood of some rows sets."""
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

    scale = smooth.scale_of(rows, beyond=_BEYOND)
    inputs, middle, spread = smooth.scaled(scale, rows), targets.mean(), float(targets.std()) or 1.0
    some = np.random.default_rng(SEED).permutation(targets.size)[:_LIKELY_ROWS]
    shape = ConstantKernel(1.0) * RBF(10.0, (1.0, 1000.0)) + WhiteKernel(0.01, (1e-5, 1.0))
    answers = (targets - middle) / spread
    kernel = GaussianProcessRegressor(shape).fit(inputs[some], answers[some]).kernel_
    whole = GaussianProcessRegressor(kernel, optimizer=None).fit(inputs, answers)
    return smooth.of_process(scale, whole, middle=float(middle), spread=spread)


def fit_fade(packs: Sequence[tuple[Floats, Floats]], *, horizons: Sequence[float]) -> FadeModel:
    """Fit on each pack's (full cycles, SOH in percent), as far as each horizon reaches."""
    return FadeModel(tuple(_fit_ahead(packs, cycles=each) for each in horizons))


def origins(cycles: Floats, *, ahead: float, every: float) -> list[tuple[int, int]]:
    """Where a history may be cut, and where the answer stands: places of the last reading known and of the one asked for."""
    starts = np.arange(fade.FROM, cycles[-1] - ahead + 1, every)
    last = np.searchsorted(cycles, starts, side="right") - 1
    later = np.searchsorted(cycles, cycles[np.maximum(last, 0)] + ahead)
    return [(int(a), int(b)) for a, b in zip(last, later, strict=True) if a >= 0 and b < cycles.size]


def _fit_ahead(packs: Sequence[tuple[Floats, Floats]], *, cycles: float) -> Ahead:
    moments = [
        (place, last, later)
        for place, (count, _) in enumerate(packs)
        for last, later in sorted(set(origins(count, ahead=cycles, every=_APART)))
    ]
    moments = moments[:: max(1, round(len(moments) / _MOST_MOMENTS))]
    owner = np.array([place for place, _, _ in moments])
    rows = np.array([fade.inputs(*(each[: last + 1] for each in packs[place])) for place, last, _ in moments])
    later = np.array([packs[place][1][place_later] for place, _, place_later in moments])
    change = later - rows[:, 1]
    unseen = fade.grown(left_out(_fade_blend, rows, fade.damped(change), owner))
    return _with_reach(
        Ahead(np.array(cycles), _fade_blend(rows, fade.damped(change)), *_NO_REACH), unseen, change
    )


_NO_REACH = (np.array(1.0), np.array(0.0), np.array(1.0))


def _with_reach(ahead: Ahead, unseen: Floats, change: Floats) -> Ahead:
    """Set the interval from answers on packs left out: errors grow with the change, and nine of ten must lie within."""
    error = np.abs(unseen - change)
    slope, base = np.polyfit(np.abs(unseen), error, 1)
    floor = max(float(base), 0.3 * float(np.median(error)), 1e-6)
    sized = Ahead(ahead.cycles, ahead.blend, np.array(floor), np.array(max(float(slope), 0.0)), np.array(1.0))
    reach = _conformal(error / fade.width(sized, unseen))
    return Ahead(sized.cycles, sized.blend, sized.base, sized.slope, np.array(reach))


def _conformal(errors: Floats) -> float:
    """The quantile that holds the stated share of new errors: with n of them, the (n + 1) x share smallest."""
    place = int(np.ceil((errors.size + 1) * COVERAGE)) - 1
    return float(np.sort(errors)[min(place, errors.size - 1)])


def _fade_blend(rows: Floats, answers: Floats) -> Blend:
    from sklearn.ensemble import ExtraTreesRegressor

    usual, full = _filled(rows)
    forest = ExtraTreesRegressor(**_FADE_TREES, random_state=SEED).fit(full, answers)
    return Blend(usual, forests=(trees.of_forest(forest),))


def fit_life(packs: Sequence[tuple[Curves, float]], batches: Sequence[str] = ()) -> LifeModel:
    """Fit on each pack's curves, which must be `life.ready`, and its life in full cycles; batches: of each pack, by name.

    The interval has to hold for packs of another batch, so it is set from errors on batches left out as a whole. Of one
    batch alone nothing is known of others: there it is set from packs left out, and holds for that batch.
    """
    rows = np.array([life.inputs(curves) for curves, _ in packs])
    lives = np.log10([cycles for _, cycles in packs])
    batch = np.unique(batches, return_inverse=True)[1] if batches else np.zeros(len(packs), dtype=np.int64)
    if batch.max() > 0:
        reach = _beyond_batches(np.abs(_by_batch(rows, lives, batch) - lives), batch)
    else:
        reach = _conformal(np.abs(left_out(_life_blend, rows, lives, np.arange(len(packs))) - lives))
    return LifeModel(_life_blend(rows, lives), np.array(reach / life.Z90))


def _beyond_batches(errors: Floats, batch: Ints) -> float:
    """Return how far at most nine of ten packs of an unseen batch miss; errors: of each pack with its batch left out.

    Packs of one batch err together, so each batch has a reach of its own, and the widest counts.
    """
    return max(_conformal(errors[batch == each]) for each in np.unique(batch))


def _by_batch(rows: Floats, lives: Floats, batch: Ints) -> Floats:
    unseen = np.empty(lives.size)
    for each in np.unique(batch):
        own = batch == each
        unseen[own] = blends.predict(_life_blend(rows[~own], lives[~own]), rows[own])
    return unseen


def _life_blend(rows: Floats, lives: Floats) -> Blend:
    """A ridge line over the marks: partial least squares over the whole change beside it was no better on cells left out."""
    from sklearn.linear_model import Ridge

    marks = np.arange(rows.shape[1]) < life.MARKS
    plain = smooth.standard(rows)
    ridge = Ridge(alpha=_LIFE_RIDGE).fit(smooth.scaled(plain, rows)[:, marks], lives)
    return Blend(usual=rows.mean(axis=0), lines=(_line(plain, ridge, marks),))


def _line(scale: Scale, fitted: Any, used: NDArray[np.bool_]) -> Line:
    """A line over some of the inputs as one over all."""
    weights = np.zeros(used.size)
    weights[used] = np.ravel(fitted.coef_)
    return Line(scale, np.array(float(np.ravel(fitted.intercept_)[0])), weights)


def fit_peers(years: Floats, km: Floats, measured: Floats, owner: Ints) -> PeersModel:
    """Fit what cars of one model measured (SOH, fade or kWh) at their age and odometer; owner: each row's car.

    Of a median line, boosted trees and a kernel machine those are blended that together did best on cars left out.
    """
    rows = peers.inputs(years, km)
    unseen = [left_out(each, rows, measured, owner) for each in _PEERS]
    sets = [some for count in range(1, len(_PEERS) + 1) for some in combinations(range(len(_PEERS)), count)]
    means = [np.mean([unseen[each] for each in some], axis=0) for some in sets]
    best = min(range(len(sets)), key=lambda each: float(np.abs(means[each] - measured).mean()))
    below, above = np.quantile(measured - means[best], [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2])
    blend = _together([_PEERS[each](rows, measured) for each in sets[best]])
    return PeersModel(blend, np.array(below), np.array(above))


def _together(members: Sequence[Blend]) -> Blend:
    return Blend(
        members[0].usual,
        forests=tuple(each for member in members for each in member.forests),
        lines=tuple(each for member in members for each in member.lines),
        kernels=tuple(each for member in members for each in member.kernels),
    )


def _peers_line(rows: Floats, answers: Floats) -> Blend:
    from sklearn.linear_model import QuantileRegressor

    usual, full = _filled(rows)
    scale = smooth.standard(full)
    fitted = QuantileRegressor(quantile=0.5, alpha=_PEERS_PENALTY * answers.std(), solver="highs")
    fitted.fit(smooth.scaled(scale, full), answers)
    return Blend(usual, lines=(_line(scale, fitted, np.ones(full.shape[1], dtype=np.bool_)),))


def _peers_boost(rows: Floats, answers: Floats) -> Blend:
    from sklearn.ensemble import GradientBoostingRegressor

    usual, full = _filled(rows)
    fitted = GradientBoostingRegressor(**_PEERS_BOOST, random_state=SEED).fit(full, answers)
    return Blend(usual, forests=(trees.of_boosting(fitted),))


def _peers_kernel(rows: Floats, answers: Floats) -> Blend:
    usual, full = _filled(rows)
    return Blend(usual, kernels=(_kernel(full, answers, _PEERS_KERNEL, unit=float(answers.std())),))


_PEERS: tuple[Fit, ...] = (_peers_line, _peers_boost, _peers_kernel)


def left_out(fit: Fit, rows: Floats, answers: Floats, owner: Ints) -> Floats:
    """What fits on the other folds answer for each row; an owner's rows are all in one fold."""
    unseen = np.empty(len(answers))
    fold = dealt(owner)
    for each in range(FOLDS):
        unseen[fold == each] = blends.predict(
            fit(rows[fold != each], answers[fold != each]), rows[fold == each]
        )
    return unseen


def _filled(rows: Floats) -> tuple[Floats, Floats]:
    """The median of each input, and the rows with it where one is unknown."""
    finite = [column[np.isfinite(column)] for column in rows.T]
    usual = np.array([np.median(each) if each.size else 0.0 for each in finite])
    return usual, np.where(np.isfinite(rows), rows, usual)


def _kernel(rows: Floats, answers: Floats, settings: Mapping[str, float], *, unit: float) -> Kernel:
    """A kernel machine on scaled inputs; penalty and tolerance are in units of `unit`."""
    from sklearn.svm import SVR

    scale = smooth.scale_of(rows, beyond=_BEYOND)
    fitted = SVR(C=settings["C"] * unit, gamma=settings["gamma"], epsilon=settings["epsilon"] * unit)
    fitted.fit(smooth.scaled(scale, rows), answers)
    return smooth.of_vectors(scale, fitted, gamma=settings["gamma"])
