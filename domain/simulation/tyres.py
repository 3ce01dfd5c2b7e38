"""Tyre pressure and temperature: a fixed amount of gas under the gas law, and what slow leaks take.

p_gauge = p20_abs * T / 293.15 - p_air (Gay-Lussac). Healthy tyres lose 1 kPa a month and are topped up
every quarter (assumed); sensors show whole kPa and degrees.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S, FaultKind, Rows, rounded
from domain.telemetry import paths

_SEA_KPA = 101.325
_QUARTER_S = 91 * DAY_S
_FRONT = (0, 1)


def _placard(rows: Rows, wheel: int) -> float:
    return rows.car.placard_front_kpa if wheel in _FRONT else rows.car.placard_rear_kpa


def _gauge_at_20(rows: Rows, wheel: int) -> Floats:
    """Cold pressure at 20 degrees and sea level, if nobody had driven or climbed."""
    placard = _placard(rows, wheel)
    own = np.random.default_rng([rows.car.seed, wheel]).normal(3.0, 1.5)
    since = np.mod(rows.at - rows.car.born, _QUARTER_S) / (30.44 * DAY_S)
    cold = placard + own - 1.0 * since
    for fault in rows.of(FaultKind.TYRE_LEAK):
        if fault.wheel == wheel:
            cold = cold - fault.size * fault.over_days * fault.progress(rows.at)
    for fault in rows.of(FaultKind.PUNCTURE):
        if fault.wheel == wheel:
            cold = cold - fault.size * fault.progress(rows.at)
    for fault in rows.of(FaultKind.TYRE_WORK):
        if fault.wheel == wheel:
            cold = cold - fault.size * fault.during(rows.at)
    for fault in rows.of(FaultKind.NEW_WHEELS):
        cold = np.where(rows.at >= fault.onset.timestamp(), cold + fault.size, cold)
    return cold


def signals(rows: Rows) -> dict[str, Floats]:
    sent: dict[str, Floats] = {}
    for wheel in range(4):
        warm = rows.ambient + rows.tyre_heat * (1.0 if wheel in _FRONT else 0.9)
        absolute = (_gauge_at_20(rows, wheel) + _SEA_KPA) * (warm + 273.15) / 293.15
        gauge = absolute - rows.air_hpa / 10 + rows.noise(f"tyre {wheel}", 0.8)
        sent[paths.TYRE_PRESSURE[wheel]] = rounded(np.clip(gauge, 0.0, 600.0), 1.0)
        sent[paths.TYRE_AIR[wheel]] = np.round(warm + rows.noise(f"tyre air {wheel}", 0.4))
        sent[paths.TYRE_PLACARD[wheel]] = np.full(rows.at.size, _placard(rows, wheel))
    return sent
