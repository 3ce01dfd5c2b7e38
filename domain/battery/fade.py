"""Forecast of the state of health that a pack will lose, from the history of its estimates. Pure.

History is counted in full cycles of the pack: the model speaks of use, and calendar time comes in by how many
cycles a car makes in a month.
"""

from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Floats
from domain.learning import blends
from domain.learning.blends import Blend

FROM = 60  # full cycles of history before anything is foretold
_EARLY = 10
_NOW = 5
_LATELY = 20.0
_PACES = (10.0, 20.0, 35.0, 50.0, 100.0, 200.0)
_AGO = np.array([10.0, 20.0, 35.0, 50.0, 75.0, 100.0, 150.0, 200.0])
_ABOUT = 2  # readings on either side that steady what was read then


@dataclass(frozen=True, slots=True)
class Ahead:
    """The change of SOH, in points, over so many full cycles; the blend tells it `damped`.

    The 90 % interval is the change plus and minus reach times (base + slope times its size):
    reach is the conformal quantile of errors on packs that were left out of fitting.
    """

    cycles: Floats
    blend: Blend
    base: Floats
    slope: Floats
    reach: Floats


@dataclass(frozen=True, slots=True)
class FadeModel:
    ahead: tuple[Ahead, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """SOH in percent after so many further full cycles, and the 90 % interval about it."""

    cycles: float
    soh: float
    low: float
    high: float


def inputs(cycles: Floats, soh: Floats) -> Floats:
    """Return the model's inputs for a history that ends now, shape (24,).

    cycles: full cycles since new, ascending; soh: percent at each. There must be some; nothing later is looked at.
    Paces and losses over ever longer spans of use show whether, and since when, fade bends.
    """
    now, new = np.median(soh[-_NOW:]), np.median(soh[:_EARLY])
    paces = np.array([_pace(cycles, soh, over) for over in _PACES])
    since = _levels(cycles, soh, cycles[-1] - _AGO) - now
    by_use = (new - now) / max(cycles[-1], 1.0)
    whole = [cycles[-1], now, new - now, by_use, _restless(cycles, soh)]
    return np.concatenate([whole, paces, np.diff(paces), since])


def _levels(cycles: Floats, soh: Floats, when: Floats) -> Floats:
    """Return SOH at these counts of cycles, by the median of the readings about each; before the first, the first."""
    places = np.searchsorted(cycles, when)
    return np.array([np.median(soh[max(0, each - _ABOUT) : each + _ABOUT + 1]) for each in places])


def _pace(cycles: Floats, soh: Floats, over: float) -> float:
    """Return points of SOH a cycle over the last `over` cycles: the slope of the line of least squares."""
    last = cycles > cycles[-1] - over
    centred = cycles[last] - cycles[last].mean()
    square = float(centred @ centred)
    return float(centred @ soh[last]) / square if square > 0 else 0.0


def _restless(cycles: Floats, soh: Floats) -> float:
    """Return how far the last estimates scatter about their line, in points."""
    last = cycles > cycles[-1] - _LATELY
    centred = cycles[last] - cycles[last].mean()
    scatter = soh[last] - soh[last].mean() - _pace(cycles, soh, _LATELY) * centred
    return float(scatter.std())


def forecast(model: FadeModel, rows: Floats) -> tuple[tuple[Forecast, ...], ...]:
    """Return one forecast a horizon for each history, by its `inputs` of shape (n, 24)."""
    forecasts = []
    for ahead in model.ahead:
        change = grown(blends.predict(ahead.blend, rows))
        reach = ahead.reach * width(ahead, change)
        middle = rows[:, 1] + change
        by_row = np.stack([middle, middle - reach, middle + reach], axis=1).tolist()
        forecasts.append([Forecast(float(ahead.cycles), *each) for each in by_row])
    return tuple(zip(*forecasts, strict=True))


def damped(change: Floats) -> Floats:
    """Return a change in points with its size as a logarithm, so that few failed packs do not rule a mean."""
    logarithm: Floats = np.sign(change) * np.log1p(np.abs(change))
    return logarithm


def grown(change: Floats) -> Floats:
    """Return the change in points of SOH for a damped one: the inverse of `damped`."""
    points: Floats = np.sign(change) * np.expm1(np.abs(change))
    return points


def width(ahead: Ahead, change: Floats) -> Floats:
    """Return the half-width in points for a change of this size, before it is multiplied by the conformal reach."""
    half_width: Floats = ahead.base + ahead.slope * np.abs(change)
    return half_width
