"""Rests of three hours and more: cold tyres and the 12 V net at their ends."""

from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Flags, Floats
from domain.simulation.facts import DAY_S
from domain.simulation.fleet.facts import Ground
from domain.simulation.weather import ZONE_S

CALM_S = 3 * 3600.0
_LOOK_BACK_S = 36 * 3600.0  # how far the extraction of a UTC day can see a rest begin


@dataclass(frozen=True, slots=True)
class Rests:
    """The night's rest (or, without a drive, one that fills the day) and the midday one, shape (cars, days, 2).

    ambient (°C) and air (hPa): at the end of the rest. parked: seconds since the last drive. city: place of each car, to broadcast.
    """

    there: Flags
    start: Floats
    end: Floats
    parked: Floats
    ambient: Floats
    air_hpa: Floats


def find(ground: Ground) -> Rests:
    trips, midnight = ground.trips, ground.midnight
    drove = trips.there[..., 0]
    last = np.where(trips.there, trips.end, -np.inf).max(axis=2)
    before = np.maximum.accumulate(last, axis=1)
    before = np.concatenate([np.full((drove.shape[0], 1), midnight[0] - DAY_S), before[:, :-1]], axis=1)
    before = np.maximum(before, midnight[0] - DAY_S)
    fills = midnight + ZONE_S - 600  # a UTC day without a drive ends with its last sample
    night_end = np.where(drove, trips.begin[..., 0], fills)
    night = drove | (before < midnight - DAY_S + ZONE_S)
    midday = drove & (trips.begin[..., 1] - trips.end[..., 0] >= CALM_S)
    end = np.stack([night_end, trips.begin[..., 1]], axis=2)
    since = np.stack([before, trips.end[..., 0]], axis=2)
    city, above = ground.cars.city[:, None, None], trips.above[..., None]
    return Rests(
        there=np.stack([night, midday], axis=2),
        start=np.maximum(since, end - _LOOK_BACK_S),
        end=end,
        parked=end - since,
        ambient=ground.air.ambient(city, end - 1_800, above),
        air_hpa=ground.air.pressure(city, end - 1_800, above),
    )
