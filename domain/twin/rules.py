"""What another habit would do to a battery, as a difference with an interval; pure.

Semi-empirical: what is lost is partly standing (a power of time, sped up by temperature and charge as in `calendar`) and partly
driving and charging (in proportion to distance). The pace is the car's own; a thousand draws of all that is uncertain
make the interval. Sources and what cannot be known: docs/twin.md.
"""

from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from domain.errors import Refusal
from domain.kit.arrays import Floats
from domain.twin import calendar, cities
from domain.twin.facts import YEARS, Answer, Change, Habits, Pace, Reach, Span, Twin

COLDEST, HOTTEST = float(calendar.CELSIUS[0]), float(calendar.CELSIUS[-1])
LIMITS: Final = (50.0, 100.0)  # percent; below, the charge that a car stands at was hardly tested
_BELOW: Final = 0.25  # share of the time that may lie below the tested range, and counts as at its end
_MONTHS: Final = np.arange(1.0, 13.0)
_DRAWS: Final = 1_000
_SEED: Final = 20261130
# Of time: the median of 183 stored cells (Lam et al., Joule 2024), with a spread of our own choice.
_EXPONENT, _EXPONENT_SD = 0.71, 0.12
# Owners with high daily use lose 2.3 + 0.8 points a year (Geotab 2026); read as twice the distance, driving is about a third.
_STANDING, _STANDING_SD = 0.65, 0.15
_FLEET: Final = 2.3  # points a year on average, the same
# Cars that charge fast more than 40 % lose 3.0 points a year, those below 12 % 1.5. They also drive more, so how much of it
# fast charging does is open: half of it, between none and all (own choice).
_FAST_FROM, _FAST_TO, _FAST_POINTS = 0.12, 0.40, 1.5
_FAST_OWN, _FAST_OWN_SD = 0.5, 0.3
# Cells that are worked age faster warm or cold, by cell: at 25 °C three times as fast as at 45 °C in some (TJU, 2022).
_WORKED_SD = 0.03  # of the logarithm, a degree
_DISTANCE_SD = 0.2  # of the power of distance
_LEAST_PACE, _MOST_PACE = 0.3, 8.0  # points a year
_HORIZON: Final = max(YEARS)
LATEST, _STEP = 40.0, 0.5  # years
_YOUNGEST: Final = 0.5  # years; before, a battery's first loss is no pace
_Z90: Final = 1.645
_CLIMATE_DOUBT: Final = 0.5  # share of a difference by weather: heat pumps and habits differ (own choice)
_SAME_PCT, _SAME_SHARE = 2.0, 0.03


class _Draws(NamedTuple):
    """Standard normal draws, one array for each thing that is uncertain."""

    rate: Floats
    standing: Floats
    exponent: Floats
    contrast: Floats
    fast: Floats
    worked: Floats
    distance: Floats


@cache
def _draws() -> _Draws:
    return _Draws(*np.random.default_rng(_SEED).standard_normal((len(_Draws._fields), _DRAWS)))


class _Effect(NamedTuple):
    """What a change does: to the logarithm of ageing by standing, to that by driving (a factor), and in shares of the pace."""

    standing: Floats
    worked: Floats
    fast: Floats


def what_if(twin: Twin, change: Change) -> Answer:
    """Return what a change would keep.

    Raises Refusal twin_limit_outside, twin_city_unknown, twin_too_cold, twin_too_hot, twin_same or twin_fast_alike (422).
    """
    habits, other = twin.habits, changed(twin.habits, change)
    at = np.append(np.arange(0.0, LATEST + _STEP, _STEP), YEARS)
    before = _losses(twin.pace, _effect(habits, habits), at)
    after = _losses(twin.pace, _effect(habits, other), at)
    ahead = at.size - len(YEARS)
    difference = {years: _span((before - after)[:, ahead + place]) for place, years in enumerate(YEARS)}
    same = _reached(after[:, :ahead], before[:, ahead + YEARS.index(_HORIZON)], at[:ahead])
    driven = replace(other, celsius=_weather(habits, replace(change, parking_c=None)))
    return Answer(difference, _span(same), None if twin.reach is None else _range(twin.reach, habits, driven))


def changed(habits: Habits, change: Change) -> Habits:
    """Return the habits with a change. Raises Refusal as `what_if`."""
    limit = habits.limit_pct if change.limit_pct is None else change.limit_pct
    if not LIMITS[0] <= limit <= LIMITS[1]:
        raise Refusal("twin_limit_outside", status=422, low=LIMITS[0], high=LIMITS[1])
    other = replace(
        habits,
        limit_pct=limit,
        # The same energy is driven between the same charges, so the charge moves with its limit.
        soc=np.clip(habits.soc + limit - habits.limit_pct, calendar.SOC[0], 100.0),
        celsius=_weather(habits, change),
        fast_share=habits.fast_share if change.fast_share is None else change.fast_share,
        km_year=(habits.km_year or 1.0) * (1.0 if change.km_share is None else change.km_share),
    )
    _require_tested(other)
    if change.city is None and not change.parking_c and _is_same(habits, other):
        raise Refusal("twin_same", status=422)
    is_other = abs(other.fast_share - habits.fast_share) >= _SAME_SHARE
    if is_other and not tells_fast(habits.fast_share, other.fast_share):
        raise Refusal("twin_fast_alike", status=422, low=_FAST_FROM, high=_FAST_TO)
    return other


def tells_fast(before: float, after: float) -> bool:
    """Tell whether published fleets tell two shares of fast charging apart: below the first mark and above the last they do not."""
    return _fast(before) != _fast(after)


def _fast(share: float) -> float:
    return min(max(share, _FAST_FROM), _FAST_TO)


def _weather(habits: Habits, change: Change) -> Floats:
    celsius = habits.celsius
    if change.city is not None:
        if change.city not in cities.ALL:
            raise Refusal("twin_city_unknown", status=422)
        city = cities.ALL[change.city]
        _require_mild(cities.celsius(city, _MONTHS))  # all the year: the months of the car may be its summer
        celsius = cities.celsius(city, habits.month)
    return celsius + (change.parking_c or 0.0)


def _require_tested(habits: Habits) -> None:
    """Raises Refusal twin_too_cold or twin_too_hot where no published test reaches."""
    _require_mild(habits.celsius)
    if float(habits.celsius.max()) > HOTTEST:
        raise Refusal("twin_too_hot", status=422, celsius=HOTTEST)


def _require_mild(celsius: Floats) -> None:
    if float((celsius < COLDEST).mean()) > _BELOW:
        raise Refusal("twin_too_cold", status=422, celsius=COLDEST)


def _is_same(habits: Habits, other: Habits) -> bool:
    return (
        abs(other.limit_pct - habits.limit_pct) < _SAME_PCT
        and abs(other.fast_share - habits.fast_share) < _SAME_SHARE
        and abs(_distance(habits, other) - 1) < _SAME_SHARE
    )


def _distance(habits: Habits, other: Habits) -> float:
    """Return the distance as a share of today's."""
    return (other.km_year or 1.0) / (habits.km_year or 1.0)


def _effect(habits: Habits, other: Habits) -> _Effect:
    draws = _draws()
    celsius = tuple(np.maximum(each.celsius, COLDEST) for each in (habits, other))
    standing = calendar.contrast((celsius[0], celsius[1]), (habits.soc, other.soc))
    warmer = float(celsius[1].mean() - celsius[0].mean())
    more = _fast(other.fast_share) - _fast(habits.fast_share)
    points = _FAST_POINTS * more / (_FAST_TO - _FAST_FROM)
    own = np.clip(_FAST_OWN + _FAST_OWN_SD * draws.fast, 0.0, 1.0)
    power = np.maximum(0.0, 1 + _DISTANCE_SD * draws.distance)
    return _Effect(
        standing=standing.middle + standing.half / _Z90 * draws.contrast,
        worked=_distance(habits, other) ** power * np.exp(_WORKED_SD * warmer * draws.worked),
        fast=points / _FLEET * own,
    )


def _losses(pace: Pace, effect: _Effect, at: Floats) -> Floats:
    """Return the points lost by each draw (rows) until each moment in years from now (columns)."""
    draws, age = _draws(), max(pace.age, _YOUNGEST)
    rate = np.clip(pace.rate + pace.rate_sd * draws.rate, _LEAST_PACE, _MOST_PACE)
    share = np.clip(_STANDING + _STANDING_SD * draws.standing, 0.2, 0.95)
    power = np.clip(_EXPONENT + _EXPONENT_SD * draws.exponent, 0.4, 1.0)
    factor = share * rate / (power * age ** (power - 1)) * np.exp(effect.standing)
    began = age * np.exp(
        -effect.standing / power
    )  # at the other speed it would have lost as much by this age
    stood = factor[:, None] * ((began[:, None] + at) ** power[:, None] - (began**power)[:, None])
    steady = rate * ((1 - share) * effect.worked + effect.fast)
    losses: Floats = stood + steady[:, None] * at
    return losses


def _reached(losses: Floats, points: Floats, at: Floats) -> Floats:
    """Return for each draw when it has lost so many points, the last moment where it has not by then.

    Without its fast charging a battery may seem to gain in some draws; what it has lost once counts as lost.
    """
    most = np.maximum.accumulate(losses, axis=1)
    return np.array([np.interp(loss, row, at) for loss, row in zip(points, most, strict=True)])


def _span(values: Floats) -> Span:
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95]).tolist()
    return Span(middle, low, high)


def _range(reach: Reach, habits: Habits, other: Habits) -> Span | None:
    """Return the difference in km on one charge now; None where a change touches neither its limit nor the weather."""
    degrees, used = reach.by_degree
    before, after = (
        float(np.interp(np.maximum(each.celsius, COLDEST), degrees, used).mean()) for each in (habits, other)
    )
    full = 100 * reach.kwh / reach.kwh_100km
    by_limit = full * (other.limit_pct - habits.limit_pct) / 100
    by_weather = full * other.limit_pct / 100 * (before / after - 1)
    km = by_limit + by_weather
    if abs(km) < 1:
        return None
    half = float(np.hypot(reach.doubt * abs(by_limit), _CLIMATE_DOUBT * by_weather))
    return Span(km, km - half, km + half)
