"""Temperatures of the drive motor, its inverter and their coolant: load heats them, a loop of its own cools them.

Shares and the inverter's degrees for each kW are assumed. A weak pump or a clogged radiator makes all three warmer
at the same load; a sensor that drifts moves only its own reading.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import Activity, FaultKind, Rows, rounded
from domain.telemetry import paths

_COOLANT_SHARE = 0.5  # of the motor's degrees above the air
_INVERTER_C = 4.0  # above its coolant with hardly any load
_INVERTER_C_PER_KW = 0.25


def signals(rows: Rows) -> dict[str, Floats]:
    driving = rows.doing(Activity.DRIVE)
    heat = rows.motor_heat * (1 + rows.grown(FaultKind.MOTOR_COOLING) / 100)
    coolant = rows.ambient + _COOLANT_SHARE * heat
    motor = rows.ambient + heat + rows.grown(FaultKind.MOTOR_SENSOR)
    inverter = coolant + _INVERTER_C + _INVERTER_C_PER_KW * np.abs(rows.watts) / 1000
    return {
        paths.MOTOR_TEMPERATURE: np.where(driving, np.round(motor + rows.noise("motor", 0.5)), np.nan),
        paths.INVERTER_TEMPERATURE: np.where(
            driving, np.round(inverter + rows.noise("inverter", 0.5)), np.nan
        ),
        paths.MOTOR_COOLANT: np.where(
            driving | rows.dc, rounded(coolant + rows.noise("motor coolant", 0.3), 0.5), np.nan
        ),
    }
