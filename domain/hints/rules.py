"""When a car's own past tells what the cold will take of its range, and when it had better not be said; pure.

Limits without a source are own choices, made in sight of the one diary that `beforehand evaluate cold_range` judges by.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import exp
from typing import Final

import numpy as np

from domain.energy.facts import Drive
from domain.energy.split.rules import SIGMAS_90
from domain.hints.facts import ColdRange

COLD_C: Final = 7.0  # mean of a day's drives; below it heating and winter tyres count
WEEK: Final = timedelta(days=7)
_SUMMER: Final = timedelta(days=60)  # without cold days; then a new season begins
_LATELY: Final = timedelta(days=30)
_YEAR: Final = timedelta(days=365)
KEPT: Final = timedelta(days=800)  # as trips are (`telemetry.tables.TRIP_DAYS`)
_WINTER: Final = timedelta(days=90)  # in which it shows whether a forecast was right
FRESH: Final = timedelta(days=14)
LOOK: Final = FRESH + _SUMMER + WEEK  # what it takes to see that a season has just begun
SEASON: Final = timedelta(days=240)  # between two hints of one kind
_MILD_C: Final = 15.0  # above it nothing is heated; cooling is another matter
_FEWEST, _FEWEST_LATELY = 10, 5  # days
LEAST: Final = 0.05  # share of the range; less is noticed by nobody


def onsets(days: Sequence[Drive], cold_c: float = COLD_C) -> list[date]:
    """Return the first day of each cold season, ascending: one that another cold day follows within a week."""
    cold = [each.day for each in days if each.celsius <= cold_c]
    firsts = [one for one, other in pairwise(cold) if other - one <= WEEK]
    return [each for place, each in enumerate(firsts) if not place or each - firsts[place - 1] > _SUMMER]


def is_new(days: Sequence[Drive], *, today: date) -> bool:
    """Tell whether a cold season has just begun; days: of LOOK at least."""
    return any(today - each <= FRESH for each in onsets(days)[-1:])


def due(days: Sequence[Drive], *, today: date) -> ColdRange | None:
    """Return what is told now of the season that has just begun; None where silence is better. days: of up to 800 days, ascending."""
    if not is_new(days, today=today):
        return None
    seasons = onsets(days)
    result = foretold(days, seasons[-1])
    if result is None or result.least <= 0 or result.less < LEAST:
        return None
    nearer = [is_nearer for each in seasons[:-1] if (is_nearer := was_nearer(days, each)) is not None]
    return result if all(nearer[-1:]) else None


def foretold(days: Sequence[Drive], onset: date, cold_c: float = COLD_C) -> ColdRange | None:
    """Foretell the consumption of cold days from the days before the first one; None without a year of them, and cold ones among them.

    Energy by temperature up to 15 °C, with a drift over time, as a car's own days show it; then from the last thirty days on.
    """
    before = [each for each in days if onset - KEPT <= each.day < onset]
    lately = [each for each in before if onset - each.day <= _LATELY]
    cold = [each for each in before if each.celsius <= cold_c]
    enough = len(cold) >= _FEWEST and len(before) - len(cold) >= _FEWEST and len(lately) >= _FEWEST_LATELY
    if not enough or onset - before[0].day < _YEAR:
        return None
    slope, slope_error, sigma = _by_degree(before, onset)
    colder = _mean_c(cold) - _mean_c(lately)
    change, used = slope * colder, rate(lately)
    half = SIGMAS_90 * float(np.hypot(slope_error * colder, sigma / np.sqrt(len(lately))))
    less, least, most = (1 - exp(-each) for each in (change, change - half, change + half))
    return ColdRange(onset, used, used * exp(change), _mean_c(cold), less, least, most, len(cold))


def rate(days: Sequence[Drive]) -> float:
    """Return the kWh per 100 km of days together."""
    return sum(each.kwh_100km * each.km for each in days) / sum(each.km for each in days)


def turned_out(days: Sequence[Drive], onset: date, cold_c: float = COLD_C) -> float | None:
    """Return the kWh per 100 km of the cold days of the three months after the first; None of too few."""
    after = [each for each in days if onset < each.day <= onset + _WINTER and each.celsius <= cold_c]
    return rate(after) if len(after) >= _FEWEST_LATELY else None


def was_nearer(days: Sequence[Drive], onset: date) -> bool | None:
    """Tell whether a hint at the beginning of an earlier season would have been nearer than the range told before it."""
    hint, true = foretold(days, onset), turned_out(days, onset)
    return None if hint is None or true is None else abs(true / hint.cold - 1) < abs(true / hint.lately - 1)


def _mean_c(days: Sequence[Drive]) -> float:
    return float(np.average(_heated(days), weights=[each.km for each in days]))


def _heated(days: Sequence[Drive]) -> list[float]:
    return [min(each.celsius, _MILD_C) for each in days]


def _by_degree(days: Sequence[Drive], onset: date) -> tuple[float, float, float]:
    """Return how the logarithm of consumption changes with a degree, the error of that, and how days scatter."""
    years = [(each.day - onset).days / _YEAR.days for each in days]
    weights = np.sqrt([each.km for each in days])
    terms = np.column_stack([np.ones(len(days)), years, _heated(days)]) * weights[:, None]
    used = np.log([each.kwh_100km for each in days]) * weights
    factors = np.linalg.lstsq(terms, used)[0]
    variance = float(((used - terms @ factors) ** 2).sum()) / (len(days) - terms.shape[1])
    error = float(np.sqrt(variance * np.linalg.pinv(terms.T @ terms)[2, 2]))
    return float(factors[2]), error, float(np.sqrt(variance / np.mean(weights**2)))
