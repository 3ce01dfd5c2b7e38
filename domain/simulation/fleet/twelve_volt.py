"""The 12 V lead-acid battery: its own voltage at rest, and what the converter holds while the car is on.

A fresh one rests at 12.7 V at 20 degrees; the open-circuit voltage falls by 0.2 mV a degree and cell. It loses
about 0.02 V a year by sulphation and 4 mV a day of parking (assumed), and its lowest minute lies 0.03 V under its
mean by sensor noise, as extraction finds in `simulation/twelve_volt.py`.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import causes
from domain.simulation.fleet.facts import Ground
from domain.simulation.fleet.resting import CALM_S, Rests
from domain.simulation.twelve_volt import COLD_V_PER_DEGREE, RESTED_V

_LOWEST_MINUTE_V = 0.027
_YEARLY_V, _PARKED_V = 0.02, 0.004
_LIFE_S = 5.5 * 365.25 * DAY_S  # replaced by age at the latest


def at_rest(ground: Ground, rests: Rests, *, charge_end: Floats) -> Floats:
    """V, shape (cars, days, 2); NaN where the pack was charged until less than three hours before the end.

    charge_end: when the last charge before each day ended, shape (cars, days).
    """
    rng, cars = ground.rng("12 V"), ground.cars
    own = rng.normal(0.0, 0.012, size=(cars.count, 1, 1))
    age = np.mod(rests.end - cars.born[:, None, None], _LIFE_S) / (365.25 * DAY_S)
    cold = COLD_V_PER_DEGREE * (20.0 - rests.ambient)
    volt = RESTED_V + own - _YEARLY_V * age - _PARKED_V * rests.parked / DAY_S - cold - _LOWEST_MINUTE_V
    for fault in ground.of("battery_12v", "converter"):
        volt[fault.car] -= fault.sizes["volt"] * causes.progress(fault, rests.end[fault.car])
    volt += rng.normal(0.0, 0.009, size=volt.shape)
    calm = np.maximum(rests.start, charge_end[..., None]) + CALM_S < rests.end
    return np.where(calm, np.round(np.maximum(volt, 8.0), 2), np.nan)


def running(ground: Ground) -> Floats:
    """The lowest minute while driving, shape (cars, days); NaN on days without a drive."""
    rng, trips = ground.rng("converter"), ground.trips
    begin = trips.begin[..., 0]
    warm = ground.air.ambient(ground.cars.city[:, None], begin, trips.above)
    volt = 14.1 - 0.008 * (warm - 20.0) - 0.028 + rng.normal(0.0, 0.01, size=begin.shape)
    for fault in ground.of("converter"):
        volt[fault.car] -= fault.sizes["running"] * causes.progress(fault, begin[fault.car])
    return np.where(trips.there[..., 0], np.round(volt, 2), np.nan)
