"""Pads in step with the distance, and the cabin filter in step with time; some owners replace them late.

Rates are those of `simulation/brakes.py` and `simulation/cabin.py`: about 1 % per 1000 km at the front, and about
1.4 % of efficiency a month. When owners replace them is assumed.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import causes
from domain.simulation.fleet.facts import Ground, Table

_REPLACED_AT = (66.0, 86.0)  # percent worn, of the more worn side; nobody drives on to the metal
_MONTH_S = 30.44 * DAY_S
_FILTER_A_MONTH = (1.1, 1.7)
_FILTER_LIFE_S = (300 * DAY_S, 460 * DAY_S)


def pads(ground: Ground) -> Table:
    """Return the wear in whole percent at the end of each day with driving; new pads begin at 0."""
    rng, cars, trips = ground.rng("pads"), ground.cars, ground.trips
    last = np.where(trips.there, trips.end, -np.inf).max(axis=2)
    odo = np.floor(trips.odo[..., -1] * 1000) / 1000
    axle = rng.uniform(*_REPLACED_AT, size=(cars.count, 2))[:, [0, 0, 1, 1]]
    faster = cars.pads_per_1000_km.reshape(-1, 2, 2).max(axis=2)[:, [0, 0, 1, 1]]
    lasts = axle / faster  # thousands of km between two sets of an axle
    worn = np.mod(odo[..., None] / 1000, lasts[:, None, :]) * cars.pads_per_1000_km[:, None, :]
    for fault in ground.of("sticking_caliper"):
        worn[fault.car, :, fault.wheel] += fault.sizes["points"] * causes.progress(fault, last[fault.car])
    there = trips.there[..., 0]
    shape = (*ground.shape, 1)
    columns = {
        "at": last.reshape(shape),
        "odometer_km": odo.reshape(shape),
        "pads": np.floor(np.clip(worn, 0.0, 100.0))[:, :, None, :],
    }
    return Table(there[..., None], columns)


def filters(ground: Ground) -> Table:
    rng, cars = ground.rng("filter"), ground.cars
    at = ground.midnight + DAY_S - 600
    life = rng.uniform(*_FILTER_LIFE_S, size=(cars.count, 1))
    months = np.mod(at - cars.born[:, None], life) / _MONTH_S
    drop: Floats = months * rng.uniform(*_FILTER_A_MONTH, size=(cars.count, 1))
    drop = np.round(drop + rng.normal(0.0, 0.1, size=drop.shape), 1)
    there = np.ones((*ground.shape, 1), dtype=np.bool_)
    return Table(there, {"at": np.broadcast_to(at, drop.shape)[..., None], "drop_pct": drop[..., None]})
