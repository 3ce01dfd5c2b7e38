"""The high-voltage contactors' counter by day of driving."""

import numpy as np

from domain.simulation.contactors import KM_A_SWITCHING
from domain.simulation.fleet import causes
from domain.simulation.fleet.facts import Ground, Table

_MORE_AN_HOUR = 0.35  # now and then a short stop


def days(ground: Ground) -> Table:
    rng, trips = ground.rng("contactors"), ground.trips
    at = np.where(trips.there, trips.end, -np.inf).max(axis=2)
    most = 1.0 + rng.poisson(_MORE_AN_HOUR, size=at.shape)
    cycles = trips.odo[..., -1] / KM_A_SWITCHING
    for fault in ground.of("contactor_chatter"):
        more = fault.sizes["an_hour"] * causes.progress(fault, ground.midnight)
        most[fault.car] += more
        cycles[fault.car] += np.cumsum(2 * more)
    columns = {"at": at, "cycles": np.floor(cycles), "most_an_hour": np.floor(most)}
    return Table(trips.there[..., :1], {name: each[..., None] for name, each in columns.items()})
