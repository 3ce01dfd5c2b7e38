"""Cell voltages at calm moments: at the end of rests, and of charges.

Sound packs lie 8 to 40 mV apart (a real one of 96 cells: 36 to 41, Liu 2025), each at its own value. A cell
that discharges itself sinks day by day and widens the spread during each rest (under 0.1 % a day in sound
cells; 1 % a day is 0.4 mV an hour); how far balancing makes up for it is assumed.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import causes, pack
from domain.simulation.fleet.facts import Ground, Table
from domain.simulation.fleet.pack import Charging
from domain.simulation.fleet.resting import Rests

_SPREAD_MV = (6.0, 40.0)
_SETTLED_S = 6 * 3600.0  # of a rest, until a widening can be told
_AT_REST = 2


def readings(ground: Ground, rests: Rests, charging: Charging) -> Table:
    """Two rests and two ends of charges a day, in the day they end in."""
    late = charging.end >= ground.midnight + DAY_S
    ends = np.stack([pack.yesterday(charging.end), charging.end], axis=2)
    full = np.stack([pack.yesterday(charging.soc_to), charging.soc_to], axis=2)
    done = np.stack([pack.yesterday(charging.there & late), charging.there & ~late], axis=2)
    at = np.concatenate([rests.end, ends], axis=2)
    soc = np.concatenate([_by_day(charging), full], axis=2)
    rng = ground.rng("cells")
    spread, widening = _spread(ground, at, soc)
    tells = np.concatenate([rests.end - rests.start >= _SETTLED_S, np.zeros_like(done)], axis=2)
    low = 3.30 + 0.0085 * soc - spread / 1_000
    columns = {
        "at": at,
        "at_charge_end": np.broadcast_to(np.arange(4) >= _AT_REST, at.shape).astype(np.float64),
        "soc": soc,
        "temperature_c": np.concatenate([rests.ambient, rests.ambient], axis=2),
        "low_v": np.round(low, 3),
        "high_v": np.round(low + spread / 1_000, 3),
        "low_cell": np.broadcast_to(rng.integers(1, 97, size=(ground.cars.count, 1, 1)), at.shape).astype(
            np.float64
        ),
        "widened_mv_h": np.where(tells, widening, np.nan),
    }
    return Table(np.concatenate([rests.there, done], axis=2), columns)


def _by_day(charging: Charging) -> Floats:
    """Return the state of charge at the ends of each day's two rests."""
    morning = np.where(charging.there, charging.soc_to, charging.soc)
    morning = np.concatenate([charging.soc[:, :1], morning[:, :-1]], axis=1)
    return np.stack([morning, (morning + charging.soc) / 2], axis=2)


def _spread(ground: Ground, at: Floats, soc: Floats) -> tuple[Floats, Floats]:
    """Return the spread from the lowest to the highest cell in mV, and how fast it grows at rest in mV an hour."""
    rng = ground.rng("spread")
    own = np.clip(rng.lognormal(np.log(11.0), 0.4, size=(ground.cars.count, 1, 1)), *_SPREAD_MV)
    steep = 1.0 + 0.3 * (np.abs(soc - 55.0) > 38.0)  # noqa: PLR2004 - near empty and near full the curve is steep
    spread = own * steep + rng.normal(0.0, 0.7, size=at.shape)
    widening = rng.normal(0.0, 0.1, size=at.shape)
    for fault in ground.of("self_discharge", "cell_drift"):
        grown = causes.progress(fault, at[fault.car])
        spread[fault.car] += fault.sizes["mv"] * grown
        widening[fault.car] += fault.sizes.get("mv_h", 0.0) * grown
    return np.maximum(spread, 2.0), widening
