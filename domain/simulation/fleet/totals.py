"""Totals of each day."""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.fleet.facts import Ground, Table
from domain.simulation.weather import ZONE_S

_COVERED_S = 86_100.0
_HOURS = np.arange(24) * 3600.0


def days(ground: Ground, *, driven_kwh: Floats, running: Floats) -> Table:
    """day: its midnight in China as the epoch's day number."""
    rng, trips, shape = ground.rng("days"), ground.trips, ground.shape
    low, high = _range(ground)
    seconds = np.sum(trips.seconds * trips.there, axis=2)
    columns = {
        "day": np.broadcast_to(np.floor((ground.midnight + ZONE_S) / 86_400), shape),
        "covered_s": _COVERED_S + rng.normal(0.0, 200.0, size=shape),
        "driving_s": seconds,
        "distance_km": np.sum(trips.km * trips.there, axis=2),
        "ambient_low_c": low,
        "ambient_high_c": high,
        "twelve_running_low_v": running,
        "driven_kwh": driven_kwh,
    }
    there = np.ones((*shape, 1), dtype=np.bool_)
    return Table(there, {name: each[..., None] for name, each in columns.items()})


def _range(ground: Ground) -> tuple[Floats, Floats]:
    at = ground.midnight[:, None] + _HOURS
    cities = np.arange(ground.air.celsius.shape[0])[:, None, None]
    air = ground.air.ambient(cities, np.broadcast_to(at, (cities.size, *at.shape)), np.zeros(1))
    low, high = air.min(axis=2)[ground.cars.city], air.max(axis=2)[ground.cars.city]
    shift = 0.0065 * ground.trips.above
    return low - shift, high - shift
