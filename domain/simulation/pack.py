"""The traction battery: health, open-circuit voltage, resistance and temperatures.

96 cells in series, 0.09 ohm for the pack and the straight line for the cell voltage are assumed for NMC.
"""

import numpy as np

from domain.simulation.facts import DAY_S, Activity, Fault, FaultKind, Floats, Rows, SimCar, rounded
from domain.telemetry import paths

CELLS = 96
PACK_OHM = 0.09


def soh(car: SimCar, faults: tuple[Fault, ...], at: Floats) -> Floats:
    """State of health in percent: a straight yearly loss, unless a weak group of cells takes more."""
    years = np.maximum(at - car.born, 0.0) / (365.25 * DAY_S)
    health = 100.0 - car.soh_loss_per_year * years
    for fault in faults:
        if fault.kind is FaultKind.BATTERY_AGED:
            health = np.minimum(health, health + (fault.size - health) * fault.progress(at))
    return health


def soh_at(car: SimCar, faults: tuple[Fault, ...], moment: float) -> float:
    return float(soh(car, faults, np.array([moment]))[0])


def _temperature(rows: Rows) -> Floats:
    """Mean cell temperature: the air and the pack's own heat, held above freezing by its heater when in use."""
    in_use = ~rows.doing(Activity.PARK)
    plain = rows.ambient + rows.pack_heat
    return np.where(in_use, np.clip(plain, 8.0, 42.0), np.clip(plain, -20.0, 42.0))


def signals(rows: Rows) -> dict[str, Floats]:
    warm = _temperature(rows)
    charging = rows.doing(Activity.CHARGE).astype(np.float64)
    return {
        **_charge(rows),
        **_electric(rows),
        paths.PACK_TEMPERATURE: rounded(warm + rows.noise("pack", 0.2), 0.5),
        paths.PACK_TEMPERATURE_MIN: np.round(warm - 1.2),
        paths.PACK_TEMPERATURE_MAX: np.round(warm + 1.5),
        paths.CONTACTOR_CYCLES: np.floor(rows.odo / 1000 / 14),
        paths.IS_CHARGING: charging,
        paths.CABLE_CONNECTED: charging,
    }


def _charge(rows: Rows) -> dict[str, Floats]:
    """What is in the pack; range at an assumed 0.15 kWh a kilometre."""
    health = soh(rows.car, rows.faults, rows.at)
    energy = rows.soc / 100 * rows.car.capacity_new_kwh * health / 100
    return {
        paths.SOC: rounded(rows.soc, 0.1),
        paths.SOC_DISPLAYED: np.round(rows.soc),
        paths.PACK_ENERGY: rounded(energy, 0.1),
        paths.SOH: rounded(health, 0.5),
        paths.RANGE: np.round(energy / 0.15 * 1000),
    }


def _electric(rows: Rows) -> dict[str, Floats]:
    """What is measured only while the pack is in use."""
    open_volts = CELLS * (3.30 + 0.0085 * rows.soc)
    volts = open_volts + rows.watts / open_volts * PACK_OHM
    amps = rows.watts / volts
    measured = {
        paths.PACK_VOLTAGE: rounded(volts + rows.noise("volts", 0.15), 0.1),
        paths.PACK_CURRENT: rounded(amps + rows.noise("amps", 0.2), 0.1),
        paths.PACK_POWER: np.round(rows.watts + rows.noise("watts", 60)),
        paths.CELL_MIN: rounded(volts / CELLS - 0.004 + rows.noise("low", 0.001), 0.001),
        paths.CELL_MAX: rounded(volts / CELLS + 0.004 + rows.noise("high", 0.001), 0.001),
        paths.ISOLATION: np.round(3.2e6 + rows.noise("isolation", 5e4), -4),
    }
    in_use = ~rows.doing(Activity.PARK)
    return {path: np.where(in_use, values, np.nan) for path, values in measured.items()}
