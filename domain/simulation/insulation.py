"""Resistance between the high-voltage system and the car's body, as its monitor reads it.

3.2 megaohms for a sound car is assumed (UN R100 asks for 40 kilo-ohms at 400 V direct current); so are the quarter
that damp air takes from it, as leakage runs over surfaces, and the 900 kilo-ohms of a fast charger, which lies in
parallel to the car while both are connected. A monitor that cannot tell says 6553 kilo-ohms (GB/T 32960 frames).
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation import weather
from domain.simulation.facts import Activity, FaultKind, Rows

SOUND_OHM, CHARGER_OHM, CEILING_OHM = 3.2e6, 9e5, 6_553_000.0
_DAMP_PCT, _WET_PCT = 60.0, 88.0
_LOST_PER_POINT = 0.006


def ohm(rows: Rows) -> Floats:
    damp = weather.humidity(rows.car.city, rows.at, faults=rows.faults)
    ohms = SOUND_OHM * (1 - _LOST_PER_POINT * np.maximum(damp - _DAMP_PCT, 0.0))
    for fault in rows.of(FaultKind.INSULATION_WET):
        ohms = np.where(damp >= _WET_PCT, ohms * (1 - fault.size / 100 * fault.progress(rows.at)), ohms)
    for fault in rows.of(FaultKind.INSULATION):
        ohms = ohms * (fault.size * 1_000 / SOUND_OHM) ** fault.progress(rows.at)
    ohms = np.where(rows.dc, ohms * CHARGER_OHM / (ohms + CHARGER_OHM), ohms)
    ohms = np.round(ohms * (1 + rows.noise("isolation", 0.015)), -3)
    for fault in rows.of(FaultKind.INSULATION_CEILING):
        ohms = np.where(fault.during(rows.at), CEILING_OHM, ohms)
    return np.where(rows.doing(Activity.PARK), np.nan, ohms)
