"""When cars drive: working days, weekends, holidays, weeks in the garage and weeks in the mountains.

Habits are those of `simulation/plan.py` (commute at eight and six), with homes offices, travel in the two great
holidays and long parking added; all assumed.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.random import Generator

from domain.kit.arrays import Flags, Floats, Ints
from domain.simulation.drive import ROADS as KINDS
from domain.simulation.facts import DAY_S
from domain.simulation.fleet.facts import Cars, Trips
from domain.simulation.weather import ZONE_S

ROADS = tuple(KINDS)
CITY, MIXED, MOTORWAY = (ROADS.index(name) for name in ("city", "mixed", "motorway"))
_SPRING_FESTIVAL = {
    2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17), 2027: date(2027, 2, 6),
    2028: date(2028, 1, 26), 2029: date(2029, 2, 13), 2030: date(2030, 2, 3),
}  # fmt: skip
_FESTIVAL_DAYS, _NATIONAL_DAYS = 8, 7
_PARKED_A_YEAR, _PARKED_DAYS = 0.4, (8.0, 30.0)
_HIGH_A_YEAR, _HIGH_DAYS, _HIGH_M = 0.15, (4.0, 9.0), (1_200.0, 3_000.0)
_ERRAND_SHARE, _OUTING_SHARE = 0.25, 0.7
_CITY_COMMUTE_KM, _FARTHEST_KM = 12.0, 300.0
_STAY, _TRAVEL = 0.3, 0.7  # below: parked in a holiday; above: goes far
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class _Days:
    """Of each day: a working day, within a great holiday, and the first or last day of it."""

    work: Flags
    holiday: Flags
    travel: Flags


def trips(cars: Cars, midnight: Floats, *, rng: Generator, workshop: Flags) -> Trips:
    """workshop: the days on which a car stands there, shape (cars, days)."""
    kinds = _kinds(midnight)
    shape = (cars.count, midnight.size)
    parked = _spells(rng, shape, a_year=_PARKED_A_YEAR, lasting=_PARKED_DAYS) > 0
    high = _spells(rng, shape, a_year=_HIGH_A_YEAR, lasting=_HIGH_DAYS)
    plan = rng.random((cars.count, 1))
    parked |= workshop | (kinds.holiday & (plan < _STAY))
    far = kinds.travel & (plan > _TRAVEL)
    goes = np.where(
        kinds.work, rng.random(shape) >= cars.home_office[:, None], rng.random(shape) < _OUTING_SHARE
    )
    goes = (goes | far) & ~parked
    km, road = _distances(cars, kinds, far=far, rng=rng)
    there = np.stack([goes, goes, goes & kinds.work & (rng.random(shape) < _ERRAND_SHARE)], axis=2)
    seconds = km / np.array([KINDS[name].mean_kmh for name in ROADS])[road] * 3600
    begin = _begins(midnight, kinds, seconds=seconds, rng=rng)
    driven = np.cumsum((km * there).reshape(cars.count, -1), axis=1).reshape(km.shape)
    before = cars.daily_km * (midnight[0] - cars.born) / DAY_S * 0.9
    above = high * (_HIGH_M[0] + (_HIGH_M[1] - _HIGH_M[0]) * rng.random((cars.count, 1)))
    return Trips(there, begin, seconds, km, road, before[:, None, None] + driven, above)


def _kinds(midnight: Floats) -> _Days:
    days = [datetime.fromtimestamp(float(at) + ZONE_S, tz=UTC).date() for at in midnight]
    first = {day for day in days if _begun(day) == 0}
    begun_days = np.array([_begun(day) for day in days])
    last = np.array(
        [day + timedelta(days=1) not in first and _begun(day + timedelta(days=1)) < 0 for day in days]
    )
    holiday = begun_days >= 0
    work = np.array([day.weekday() <= _FRIDAY for day in days]) & ~holiday
    return _Days(work, holiday, (begun_days == 0) | (holiday & last))


def _begun(day: date) -> int:
    """Days since a great holiday began, -1 outside of one."""
    festival = _SPRING_FESTIVAL.get(day.year, date(day.year, 2, 5)) - timedelta(days=1)
    for first, lasts in ((festival, _FESTIVAL_DAYS), (date(day.year, 10, 1), _NATIONAL_DAYS)):
        if 0 <= (day - first).days < lasts:
            return (day - first).days
    return -1


def _spells(rng: Generator, shape: tuple[int, int], *, a_year: float, lasting: tuple[float, float]) -> Floats:
    """1 during stretches of days that begin at random."""
    begins = rng.random(shape) < a_year / 365.25
    lasts = rng.uniform(*lasting, size=shape)
    days = np.arange(shape[1])
    until: Floats = np.maximum.accumulate(np.where(begins, days + lasts, -1.0), axis=1)
    return (days < until).astype(np.float64)


def _distances(cars: Cars, kinds: _Days, *, far: Flags, rng: Generator) -> tuple[Floats, Ints]:
    """Km and kind of road of the three drives."""
    shape = (cars.count, kinds.work.size, 2)
    half = cars.daily_km[:, None, None] / 2
    commute = half * rng.lognormal(0.0, 0.12, size=shape)
    outing = 1.8 * half * rng.lognormal(0.0, 0.25, size=shape)
    journey = rng.uniform(120.0, _FARTHEST_KM, size=(*shape[:2], 1))
    work = kinds.work[None, :, None]
    km = np.where(far[..., None], journey / 2, np.where(work, commute, outing)).clip(2.0, _FARTHEST_KM)
    to_work = np.where(half > _CITY_COMMUTE_KM, MIXED, CITY)
    road = np.broadcast_to(np.where(work & ~far[..., None], to_work, MOTORWAY), shape)
    errand = rng.uniform(5.0, 10.0, size=(*shape[:2], 1))
    return np.concatenate([km, errand], axis=2), np.concatenate(
        [road, np.full((*shape[:2], 1), CITY)], axis=2
    )


def _begins(midnight: Floats, kinds: _Days, *, seconds: Floats, rng: Generator) -> Floats:
    shape = seconds.shape[:2]
    leaves = np.where(kinds.work, rng.normal(7.8, 0.25, shape), rng.normal(10.0, 0.7, shape))
    returns = np.where(kinds.work, rng.normal(18.0, 0.4, shape), rng.normal(16.5, 0.8, shape))
    out, back = midnight + leaves * 3600, midnight + returns * 3600
    return np.stack([out, back, back + seconds[..., 1] + 3600], axis=2)
