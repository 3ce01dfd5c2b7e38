"""Climate power, cabin temperature and the cabin filter."""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S, Activity, FaultKind, Rows, rounded
from domain.telemetry import paths

_COOLING_ABOVE_C = 24.0
_FILTER_LIFE_S = 365 * DAY_S


def hvac_w(ambient: Floats) -> Floats:
    """Electric power of heating or cooling: 0 at 20 degrees, 1 kW at 35, 2 kW at 0, 4 kW at -10; assumed."""
    return np.interp(ambient, [-30, -10, 0, 12, 20, 24, 35, 45], [5000, 4000, 2000, 500, 0, 100, 1000, 1800])


def filter_drop(rows: Rows) -> Floats:
    """Return the efficiency lost in percent; a healthy car has its filter replaced every year."""
    age = np.mod(rows.at - rows.car.born, _FILTER_LIFE_S) / (30.44 * DAY_S)
    drop = age * rows.car.filter_loss_per_month
    for fault in rows.of(FaultKind.FILTER_CLOGGED):
        drop = np.maximum(drop, drop + (fault.size - drop) * fault.progress(rows.at))
    return drop


def signals(rows: Rows) -> dict[str, Floats]:
    driving = rows.doing(Activity.DRIVE)
    cabin = np.where(driving, 22.0 + 0.05 * (rows.ambient - 20), rows.ambient + 3.0)
    return {
        paths.FILTER_DROP: rounded(filter_drop(rows) + rows.noise("filter", 0.15), 0.1),
        paths.HVAC_POWER: np.where(driving, rounded(hvac_w(rows.ambient), 10.0), 0.0),
        paths.CABIN_TEMPERATURE: rounded(cabin + rows.noise("cabin", 0.2), 0.5),
        paths.AIR_CONDITIONING: np.where(driving & (rows.ambient > _COOLING_ABOVE_C), 1.0, 0.0),
    }
