"""How much state of health a pack will lose, from the history of its estimates. Pure: the model is plain numbers.

History is counted in full cycles of the pack: the model speaks of use, and calendar time comes in by how many
cycles a car makes in a month.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.learning import blends
from domain.learning.blends import Blend

Floats = NDArray[np.float64]

FROM = 60  # full cycles of history before anything is foretold
_EARLY = 10
_NOW = 5
_LATELY = 20.0
_HALF = 50.0
_LONG = 100.0
_ALL = 200.0


@dataclass(frozen=True, slots=True)
class Ahead:
    """The change of SOH, in points, over so many full cycles.

    The 90 % interval is the blend's answer plus and minus reach times (base + slope times the absolute answer):
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
    """What the model reads of a history that ends now, shape (13,).

    cycles: full cycles since new, ascending; soh: percent at each. There must be some; nothing later is looked at.
    """
    lately, half, long, whole = (_pace(cycles, soh, over) for over in (_LATELY, _HALF, _LONG, _ALL))
    now = np.median(soh[-_NOW:])
    lost = np.median(soh[:_EARLY]) - now
    before = np.median(soh[cycles > cycles[-1] - _HALF][:_NOW])
    rates = [lately, half, lately - half, lost / max(cycles[-1], 1.0), long, half - long, whole, long - whole]
    return np.array([cycles[-1], now, lost, *rates, now - before, _restless(cycles, soh)])


def _pace(cycles: Floats, soh: Floats, over: float) -> float:
    """Points of SOH a cycle over the last so many cycles: the slope of the line of least squares."""
    last = cycles > cycles[-1] - over
    apart = cycles[last] - cycles[last].mean()
    square = float(apart @ apart)
    return float(apart @ soh[last]) / square if square > 0 else 0.0


def _restless(cycles: Floats, soh: Floats) -> float:
    """How far the last estimates scatter about their own line."""
    last = cycles > cycles[-1] - _LATELY
    apart = cycles[last] - cycles[last].mean()
    scatter = soh[last] - soh[last].mean() - _pace(cycles, soh, _LATELY) * apart
    return float(scatter.std())


def forecast(model: FadeModel, rows: Floats) -> tuple[tuple[Forecast, ...], ...]:
    """What lies ahead of each history, by its `inputs` of shape (n, 13): one forecast a horizon."""
    found = []
    for ahead in model.ahead:
        change = blends.predict(ahead.blend, rows)
        reach = ahead.reach * width(ahead, change)
        middle = rows[:, 1] + change
        told = np.stack([middle, middle - reach, middle + reach], axis=1).tolist()
        found.append([Forecast(float(ahead.cycles), *each) for each in told])
    return tuple(zip(*found, strict=True))


def width(ahead: Ahead, change: Floats) -> Floats:
    """How uncertain a change of this size is, in points, before the conformal reach."""
    told: Floats = ahead.base + ahead.slope * np.abs(change)
    return told
