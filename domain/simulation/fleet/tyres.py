"""Cold tyre pressure: a fixed amount of gas under the gas law, permeation, topping up, leaks, other wheels.

p_gauge = p20_abs * T / 293.15 - p_air (Gay-Lussac). Tyres lose about 1 kPa a month by permeation (1 to 3 are
usual for passenger cars) and are topped up every quarter; where winters are hard, wheels are changed in November
and April. The sun warms the tyres of one side in a midday rest. All assumed unless a source is named.
"""

import numpy as np

from domain.kit.arrays import Flags, Floats
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import air, causes
from domain.simulation.fleet.facts import FaultTruth, Ground
from domain.simulation.fleet.resting import Rests

_SEA_KPA = 101.325
_MONTH_S = 30.44 * DAY_S
_TOP_UP_S = (60 * DAY_S, 150 * DAY_S)
_COLD_CITIES = ("harbin", "urumqi", "beijing")
_CHANGES_WHEELS = 0.6  # of the cars where winters are hard
_CHANGE_DAYS = (315, 105)  # day of the year: into November, into April
_MIDDAY = 1
_SUNNY_K = 4.0


def cold_kpa(ground: Ground, rests: Rests) -> Floats:
    """Gauge pressure at 20 °C and sea level at the end of each rest, in WHEELS order, shape (cars, days, 2, 4)."""
    rng, cars = ground.rng("tyres"), ground.cars
    every = rng.uniform(*_TOP_UP_S, size=(cars.count, 1, 1))
    loss_rate = rng.uniform(0.7, 2.0, size=(cars.count, 1, 1, 4)) / _MONTH_S
    since = np.mod(rests.end - cars.born[:, None, None] + rng.uniform(0, every), every)
    placard = np.stack([cars.placard_front_kpa] * 2 + [cars.placard_rear_kpa] * 2, axis=1)[:, None, None, :]
    kpa: Floats = placard + cars.tyre_own_kpa[:, None, None, :] - loss_rate * since[..., None]
    kpa += _other_wheels(ground, rests)
    for fault in ground.of("tyre_leak"):
        kpa[fault.car, ..., fault.wheel] -= _leaked_kpa(fault, rests.end[fault.car])
    for fault in ground.of("puncture"):
        kpa[fault.car, ..., fault.wheel] -= _flat(fault, rests.end[fault.car])
    return kpa


def _flat(fault: FaultTruth, end: Floats) -> Floats:
    """Return the pressure in kPa that a puncture has taken: part of it at once, the rest until the tyre is flat."""
    sudden = fault.sizes["at_once"] * ((end >= fault.onset.timestamp()) & (end < fault.mended_at.timestamp()))
    slow_kpa: Floats = (fault.sizes["kpa"] - fault.sizes["at_once"]) * causes.progress(fault, end)
    return sudden + slow_kpa


def _leaked_kpa(fault: FaultTruth, end: Floats) -> Floats:
    return fault.sizes["kpa"] * causes.progress(fault, end)


def _other_wheels(ground: Ground, rests: Rests) -> Floats:
    """Return by how many kPa a winter set differs while it is mounted, by wheel; 0 for the summer set."""
    rng, cars = ground.rng("wheels"), ground.cars
    cold = np.isin(cars.city, [air.CITIES.index(name) for name in _COLD_CITIES])
    changes = (cold & (rng.random(cars.count) < _CHANGES_WHEELS))[:, None, None]
    day = np.mod(rests.end / DAY_S, 365.2425) + rng.uniform(-15, 15, size=(cars.count, 1, 1))
    winter = ((day > _CHANGE_DAYS[0]) | (day < _CHANGE_DAYS[1])) & changes
    by = rng.uniform(2.0, 12.0, size=(cars.count, 1, 1, 1)) + rng.normal(0, 1.5, size=(cars.count, 1, 1, 4))
    kpa: Floats = winter[..., None] * by
    return kpa


def readings(ground: Ground, rests: Rests) -> tuple[Floats, Floats]:
    """Pressure in whole kPa per wheel and the tyres' temperature, as the median of the last hour has them."""
    rng = ground.rng("tyre sensors")
    warm = rests.ambient[..., None] + _sun(ground, rests.there)
    kelvin = warm + 273.15
    gauge: Floats = (cold_kpa(ground, rests) + _SEA_KPA) * kelvin / 293.15 - rests.air_hpa[..., None] / 10
    gauge += rng.normal(0.0, 0.4, size=gauge.shape)
    two = np.partition(warm, [1, 2], axis=3)[..., 1:3]
    celsius = two.mean(axis=3) + rng.normal(0.0, 0.2, size=rests.ambient.shape)  # the median of four wheels
    return np.round(gauge.clip(0.0, 600.0)), np.round(celsius * 2) / 2


def _sun(ground: Ground, there: Flags) -> Floats:
    """Degrees by which the sun warms the wheels of one side at midday."""
    rng = ground.rng("sun")
    sunny = np.zeros((*there.shape, 4))
    side = rng.random(there.shape[:2]) < 0.5  # noqa: PLR2004 - either side
    warm = rng.uniform(0, _SUNNY_K, size=there.shape[:2]) * (rng.random(there.shape[:2]) < 0.4)  # noqa: PLR2004 - not every day is sunny
    for wheel in range(4):
        sunny[:, :, _MIDDAY, wheel] = warm * (side == (wheel % 2 == 0))
    return sunny
