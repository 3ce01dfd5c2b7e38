"""The battery's coolant loop: pump flow, temperatures at its inlet and outlet, and the level.

Flow against load and the heat that goes into the coolant are assumed; the signature of a leak (flow -3 %
together with +1.2 degrees) is assumed too; the check's limits are half of it.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import Activity, FaultKind, Rows, rounded
from domain.telemetry import paths

_KELVIN_PER_PERCENT = 0.5  # degrees the loop runs warmer for each percent of flow lost to a leak


def signals(rows: Rows) -> dict[str, Floats]:
    running = rows.doing(Activity.DRIVE) | rows.dc
    kw = np.abs(rows.watts) / 1000
    leak = rows.grown(FaultKind.COOLANT_LEAK)
    flow = (640.0 + 1.2 * kw + 0.8 * (rows.ambient - 20.0)) * (1 - leak / 100)
    measured_flow = flow * (1 - rows.grown(FaultKind.FLOW_SENSOR) / 100)
    warmed = np.clip(rows.ambient + 4.0, 12.0, 36.0) + 0.8 * rows.pack_heat
    inlet = warmed + _KELVIN_PER_PERCENT * leak
    heat_w = 250.0 + 45.0 * kw
    outlet = inlet + heat_w / (flow / 3600 * 3600)  # water and glycol: about 1 Wh per litre and degree
    level = 100.0 - 1.5 * leak
    return {
        paths.COOLANT_FLOW: np.where(running, rounded(measured_flow + rows.noise("flow", 5.0), 1.0), 0.0),
        paths.COOLANT_INLET: np.where(running, rounded(inlet + rows.noise("inlet", 0.25), 0.1), np.nan),
        paths.COOLANT_OUTLET: np.where(running, rounded(outlet + rows.noise("outlet", 0.25), 0.1), np.nan),
        paths.COOLANT_LEVEL: rounded(level + rows.noise("level", 0.4), 1.0).clip(0, 100),
    }
