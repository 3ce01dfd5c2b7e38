"""Insulation resistance by day of driving: falls with damp air, and where something leaks to the body.

A sound car reads some megohms; a fault lowers it by the same factor every so many days (assumed), down to the limit
of 100 ohms per volt at which the car refuses to start (UN R100, GB 38031).
"""

import numpy as np

from domain.simulation.fleet import causes
from domain.simulation.fleet.facts import Ground, Table

_SOUND_OHM, _OWN, _DAILY = 3.2e6, 0.35, 0.06
_DAMP = 0.006  # of its logarithm for each point of humidity above 60 %
_WEAK_CITIES_DAMP = 60.0
_PACK_V = 355.0


def days(ground: Ground) -> Table:
    rng, trips = ground.rng("insulation"), ground.trips
    at = trips.end[..., 0]
    damp = ground.air.humidity(ground.cars.city[:, None], at)
    log = np.log(_SOUND_OHM) + rng.normal(0.0, _OWN, size=(ground.cars.count, 1))
    log = log - _DAMP * np.maximum(damp - _WEAK_CITIES_DAMP, 0.0) + rng.normal(0.0, _DAILY, size=at.shape)
    for fault in ground.of("insulation_loss"):
        lowest = np.log(fault.sizes["ohm_per_volt"] * _PACK_V)
        grown = causes.progress(fault, at[fault.car])
        log[fault.car] += (lowest - log[fault.car]) * grown
    columns = {
        "at": at,
        "ohm": np.round(np.exp(log), -3),
        "pack_v": np.full(at.shape, _PACK_V),
        "humidity_pct": np.round(damp),
    }
    return Table(trips.there[..., :1], {name: each[..., None] for name, each in columns.items()})
