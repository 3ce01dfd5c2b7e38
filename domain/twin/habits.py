"""From a car's view to how it is used, how its battery ages, and what its range depends on; pure."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Final

import numpy as np

from domain.battery import outlook
from domain.energy import rules as energy
from domain.errors import Refusal
from domain.explain.facts import Name
from domain.health.evidence import ageing, usage
from domain.health.facts import View
from domain.kit.arrays import Floats
from domain.telemetry.facts import Charge, Day
from domain.trips import rules as trips
from domain.twin import calendar
from domain.twin.facts import Habits, Pace, Reach

FEWEST_CHARGES, FEWEST_DAYS = 8, 14  # own choice: less tells no habit
_LATELY: Final = timedelta(days=365)
_YEAR: Final = 365.25
_STEPS: Final = 400
_USUAL_END: Final = 0.75  # quantile of where charges end: some are cut short, few go beyond the limit
_YEARS_AHEAD: Final = np.array([0.0, 1.0, 2.0, 4.0])
_SURE_SD: Final = 0.2  # points a year: no history tells a pace closer
_USUAL_AGE: Final = 3.0  # years, where the first registration is not known
_Z90: Final = 1.645
_SLOW_KMH: Final = 40.0  # as the consumption that cars are compared by
_DEGREES: Final = np.arange(-20.0, 46.0)


def of(view: View, name: Name) -> Habits:
    """Return how a car was used. Raises Refusal twin_few_charges or twin_no_weather, which say what is missing."""
    charges = [each for each in view.features.charges if each.end > view.now - _LATELY]
    if len(charges) < FEWEST_CHARGES:
        raise Refusal("twin_few_charges", car=name, n=FEWEST_CHARGES - len(charges))
    days = [
        each
        for each in view.features.days
        if each.ambient_low_c is not None and each.ambient_high_c is not None
    ]
    if len(days) < FEWEST_DAYS:
        raise Refusal("twin_no_weather", car=name, n=FEWEST_DAYS - len(days))
    energy_kwh = sum(each.energy_kwh for each in charges)
    return Habits(
        soc=_between(charges),
        celsius=np.array([((each.ambient_low_c or 0.0) + (each.ambient_high_c or 0.0)) / 2 for each in days]),
        month=np.array([float(each.day.month) for each in days]),
        limit_pct=_limit(charges),
        fast_share=sum(each.energy_kwh for each in charges if trips.is_fast(each)) / max(energy_kwh, 1e-9),
        km_year=_distance(view.features.days),
        n_charges=len(charges),
        n_days=len(days),
    )


def _limit(charges: Sequence[Charge]) -> float:
    """Return where charges end: by the car's own limit where it tells it, else by what they reach."""
    limits = [each.soc_limit for each in charges if each.soc_limit is not None]
    if limits:
        return float(median(limits))
    return float(np.quantile([each.soc_to for each in charges], _USUAL_END))


def _between(charges: Sequence[Charge]) -> Floats:
    """Return the charge at even steps of time, on lines from the end of one charge to the beginning of the next."""
    points = [
        (at.timestamp(), soc)
        for each in charges
        for at, soc in ((each.start, each.soc_from), (each.end, each.soc_to))
    ]
    at, soc = (np.array(each) for each in zip(*sorted(points), strict=True))
    result: Floats = np.clip(np.interp(np.linspace(at[0], at[-1], _STEPS), at, soc), calendar.SOC[0], 100.0)
    return result


def _distance(days: Sequence[Day]) -> float | None:
    """Return km a year at the pace of the stored days; None where none is known."""
    km = sum(each.distance_km for each in days)
    span = (days[-1].day - days[0].day).days + 1 if days else 0
    return km / span * _YEAR if span >= FEWEST_DAYS and km > 0 else None


def pace(view: View) -> Pace:
    """Return how the battery ages, by its own history with that of published fleets as prior, or by these alone."""
    since = view.car.in_use_since
    age = _USUAL_AGE if since is None else (view.now.date() - since).days / _YEAR
    history = ageing.history(view)
    if len(history) < FEWEST_CHARGES:
        return Pace(-outlook.FADE, outlook.FADE_SD, age, is_own=False)
    years = np.array([each.at.timestamp() for each in history]) / (_YEAR * 86_400)
    past = outlook.gather(years, np.array([each.soh for each in history]))
    now = view.now.timestamp() / (_YEAR * 86_400)
    level = outlook.level(past, now + _YEARS_AHEAD)
    rate = float(level.mean[0] - level.mean[1])
    # The variance of a line is a square in time, whose curvature is that of its slope; its wander adds none far ahead.
    variance = float(level.sd[3] ** 2 - 2 * level.sd[2] ** 2 + level.sd[0] ** 2) / 8
    sd = float(np.clip(np.sqrt(max(variance, 0.0)), _SURE_SD, outlook.FADE_SD))
    return Pace(rate, sd, age, is_own=sd < outlook.FADE_SD / 2)


def reach(view: View) -> Reach | None:
    """Return what the range depends on now; None where the pack or its consumption are not known."""
    use, estimate, new = usage.consumption(view), ageing.estimated(view), view.car.capacity_new_kwh
    if use is None or estimate is None or not new:
        return None
    soh = min(estimate.soh, 100.0)
    used = energy.needs(view.norm.shape, _DEGREES, np.full(_DEGREES.size, _SLOW_KMH))
    sure = _Z90 * use.sigma / np.sqrt(len(use.days))
    doubt = float(np.hypot(ageing.BAND / soh, sure))
    return Reach(new * soh / 100, use.lately, doubt, (_DEGREES, used))
