"""Pad wear in step with the distance driven: about 1 % per 1000 km, new pads at 60 000 km (assumed)."""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import Fault, FaultKind, Rows
from domain.telemetry import paths

_FRONT = (0, 1)
_PADS_LAST_M = 60_000_000.0


def _worn(rows: Rows, wheel: int) -> Floats:
    worn = (
        rows.car.pads_at_start + np.mod(rows.odo, _PADS_LAST_M) / 1e6 * rows.car.pad_wear_per_1000_km[wheel]
    )
    for fault in rows.of(FaultKind.PADS_WORN):
        if wheel in _FRONT:
            worn = np.maximum(worn, worn + (fault.size - wheel - worn) * fault.progress(rows.at))
    for fault in rows.of(FaultKind.STICKING_BRAKE):
        if fault.wheel == wheel:
            worn = worn + fault.size * fault.progress(rows.at)
    for fault in rows.of(FaultKind.ONE_NEW_PAD):
        if fault.wheel == wheel:
            worn = _since_new(rows, wheel, fault, worn)
    for fault in rows.of(FaultKind.NEW_WHEELS):
        worn = _since_new(rows, wheel, fault, worn)
    return np.clip(worn, 0.0, 100.0)


def _since_new(rows: Rows, wheel: int, fault: Fault, worn: Floats) -> Floats:
    """Return wear that starts at 0 again with the fault's onset."""
    since = np.maximum(rows.at - fault.onset.timestamp(), 0.0)
    fresh = since / 86_400 * rows.car.daily_km / 1000 * rows.car.pad_wear_per_1000_km[wheel]
    return np.where(rows.at >= fault.onset.timestamp(), fresh, worn)


def signals(rows: Rows) -> dict[str, Floats]:
    pads = {path: np.floor(_worn(rows, wheel)) for wheel, path in enumerate(paths.PAD_WEAR)}
    fluid = {path: np.full(rows.at.size, 100.0) for path in paths.BRAKE_FLUID_LEVEL}
    return pads | fluid
