"""How far tyres, pack and motor are above the air: first-order warming and cooling (time constants assumed)."""

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats
from domain.simulation.facts import Activity, Leg

# Seconds for tyre, pack, motor to come 63 % of the way.
_WARMING = (1_200.0, 4_000.0, 900.0)
_COOLING = (1_800.0, 12_000.0, 2_400.0)
# Degrees above the air that a long stretch leads to.
_MOST_STRAIN = 2.2  # beyond it fan and pump run faster (assumed)
_GOALS = {"city": (9.0, 6.0, 28.0), "mixed": (14.0, 8.0, 34.0), "motorway": (22.0, 12.0, 45.0)}


def goal(activity: Activity, *, road: str, dc: bool, strain: float = 1.0) -> tuple[float, float, float]:
    """Return the degrees above the air that tyre, pack and motor tend to.

    strain: energy for each km against what the road usually takes; more of it heats the motor, up to a limit.
    """
    if activity is Activity.DRIVE:
        tyre, battery, motor = _GOALS[road]
        return (tyre, battery, motor * min(strain, _MOST_STRAIN))
    if activity is Activity.CHARGE:
        return (0.0, 16.0 if dc else 5.0, 0.0)
    return (0.0, 0.0, 0.0)


def _taus(leg: Leg) -> tuple[float, float, float]:
    if leg.activity is Activity.DRIVE:
        return _WARMING
    if leg.activity is Activity.CHARGE:
        return (_COOLING[0], _WARMING[1], _COOLING[2])
    return _COOLING


def at_end(leg: Leg) -> tuple[float, float, float]:
    tyre, pack, motor = (
        float(to + (now - to) * np.exp(-(leg.end - leg.begin) / tau))
        for now, to, tau in zip(leg.heat, leg.goal, _taus(leg), strict=True)
    )
    return tyre, pack, motor


def along(legs: tuple[Leg, ...], which: NDArray[np.int64], since: Floats, *, part: int) -> Floats:
    """Heat of one part (0 tyre, 1 pack, 2 motor) for moments `since` seconds into leg number `which`."""
    now = np.array([leg.heat[part] for leg in legs])[which]
    to = np.array([leg.goal[part] for leg in legs])[which]
    tau = np.array([_taus(leg)[part] for leg in legs])[which]
    rest: Floats = (now - to) * np.exp(-since / tau)
    return to + rest
