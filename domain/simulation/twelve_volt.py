"""The 12 V lead-acid battery: held by the DC/DC converter while the car is on, its own voltage at rest.

A fresh one rests at 12.7 V at 20 degrees; surface charge fades within the first hours (assumed). The
open-circuit voltage of lead-acid falls by about 0.2 mV a degree and cell.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import Activity, FaultKind, Rows, rounded
from domain.telemetry import paths

RESTED_V = 12.70
COLD_V_PER_DEGREE = 0.0012


def _at_rest(rows: Rows) -> Floats:
    surface = 0.35 * np.exp(-rows.rest_s / 2_400)
    emptied = 0.004 * rows.rest_s / 86_400
    cold = COLD_V_PER_DEGREE * (20.0 - rows.ambient)
    volts = RESTED_V + surface - emptied - cold
    for fault in rows.of(FaultKind.WEAK_12V):
        volts = volts - fault.size * fault.progress(rows.at)
    return volts


def signals(rows: Rows) -> dict[str, Floats]:
    running = 14.1 - 0.008 * (rows.ambient - 20.0)
    volts = np.where(rows.doing(Activity.PARK), _at_rest(rows), running)
    return {paths.TWELVE_VOLT: rounded(volts + rows.noise("12 V", 0.02), 0.01)}
