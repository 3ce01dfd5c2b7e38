"""Effects of sending on readings: slow signals once a minute, silence, losses, absurd values."""

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats
from domain.simulation.facts import Activity, FaultKind, Rows
from domain.telemetry import paths

MINUTE_S = 60
# These change slowly: a car that sends every few seconds repeats them once a minute.
SLOW = (
    *paths.TYRE_PRESSURE, *paths.TYRE_AIR, *paths.TYRE_PLACARD, *paths.PAD_WEAR, *paths.BRAKE_FLUID_LEVEL,
    paths.SOH, paths.FILTER_DROP, paths.AMBIENT, paths.HUMIDITY, paths.AIR_PRESSURE, paths.DTC_COUNT,
    paths.CONTACTOR_CYCLES, paths.ISOLATION, paths.RANGE, paths.COOLANT_LEVEL, paths.PACK_TEMPERATURE_MIN,
    paths.PACK_TEMPERATURE_MAX, paths.CELL_ID_MIN, paths.CELL_ID_MAX, paths.CABIN_TEMPERATURE, paths.CABLE_CONNECTED, paths.CHARGE_LIMIT,
)  # fmt: skip
_ABSURD = {
    paths.TYRE_PRESSURE[0]: 90.0, paths.PAD_WEAR[0]: 98.0, paths.TWELVE_VOLT: 8.9, paths.CELL_MIN: 2.1,
}  # fmt: skip


def thin(rows: Rows, sent: dict[str, Floats], *, step_s: int) -> None:
    """Leave slow signals out between full minutes, in place."""
    between = (np.mod(rows.at, MINUTE_S) >= step_s) & ~rows.doing(Activity.PARK)
    for path in (*SLOW, *(each for each in paths.DTC_PLACES if each in sent)):
        sent[path] = np.where(between, np.nan, sent[path])


def upset(rows: Rows, sent: dict[str, Floats]) -> None:
    """Put one absurd but possible reading into each of a few signals on the day of the onset, in place."""
    for fault in rows.of(FaultKind.OUTLIER):
        onset = fault.onset.timestamp()
        if onset // 86_400 != rows.day:
            continue
        for path, absurd in _ABSURD.items():
            possible = np.flatnonzero((rows.at >= onset) & np.isfinite(sent[path]))
            sent[path][possible[:1]] = absurd


def arrives(rows: Rows) -> NDArray[np.bool_]:
    """Return which rows arrive at all."""
    keep = np.ones(rows.at.size, dtype=np.bool_)
    for fault in rows.of(FaultKind.SILENT):
        keep &= rows.at < fault.onset.timestamp()
    for fault in rows.of(FaultKind.MISSING):
        keep &= ~(fault.during(rows.at) & _drops(rows, fault.size))
    return keep


def _drops(rows: Rows, share: float) -> NDArray[np.bool_]:
    """Return which rows are lost, `share` of all: half of them in stretches of half an hour, half one by one."""
    stays = np.sqrt(1.0 - share)
    rng = np.random.default_rng([rows.car.seed, rows.day, 7])
    stretches = rng.random(48)[(np.mod(rows.at, 86_400) // 1_800).astype(np.int64)]
    losses: NDArray[np.bool_] = np.logical_or(stretches > stays, rng.random(rows.at.size) > stays)
    return losses
