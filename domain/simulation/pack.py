"""The traction battery: health, open-circuit voltage, resistance, temperatures, and how its cells spread.

96 cells in series, 0.09 ohm for the pack and the straight line for the cell voltage are assumed for NMC.
Cells are read in the steps of 1 mV of usual monitoring chips, at rest too: the battery's computer wakes up with
the car. That balancing undoes half of what a weak cell lost is assumed.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation import contactors, insulation
from domain.simulation.facts import DAY_S, Activity, Fault, FaultKind, Rows, SimCar, rounded
from domain.telemetry import paths

CELLS = 96
PACK_OHM = 0.09
WEAKEST, STRONGEST = 37, 12  # numbers of the lowest and highest cell
_HEALTHY_MV = 4.0  # from the mean to either side
_UNDONE = 0.5  # share of a weak cell's loss that balancing undoes


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
        **_cells(rows, _volts(rows) / CELLS),
        paths.ISOLATION: insulation.ohm(rows),
        paths.PACK_TEMPERATURE: rounded(warm + rows.noise("pack", 0.2), 0.5),
        paths.PACK_TEMPERATURE_MIN: np.round(warm - 1.2),
        paths.PACK_TEMPERATURE_MAX: np.round(warm + 1.5),
        paths.CONTACTOR_CYCLES: contactors.cycles(rows),
        paths.IS_CHARGING: charging,
        paths.CABLE_CONNECTED: np.maximum(charging, rows.plugged),
        paths.CHARGE_LIMIT: np.full(rows.at.size, rows.car.charge_limit),
    }


def _charge(rows: Rows) -> dict[str, Floats]:
    """Return the energy left in the pack, and the range at an assumed 0.15 kWh a kilometre."""
    health = soh(rows.car, rows.faults, rows.at)
    energy = rows.soc / 100 * rows.car.capacity_new_kwh * health / 100
    return {
        paths.SOC: rounded(rows.soc, 0.1),
        paths.SOC_DISPLAYED: np.round(rows.soc),
        paths.PACK_ENERGY: rounded(energy, 0.1),
        paths.SOH: rounded(health, 0.5),
        paths.RANGE: np.round(energy / 0.15 * 1000),
    }


def _lower_mv(rows: Rows) -> Floats:
    """How far the weakest cell lies below where a sound pack has it."""
    lower = np.zeros(rows.at.size)
    for fault in rows.of(FaultKind.CELL_IMBALANCE):
        lower += fault.size * fault.progress(rows.at)
    for fault in rows.of(FaultKind.SELF_DISCHARGE):
        lasting_s = (1 - _UNDONE) * np.maximum(rows.at - fault.onset.timestamp() - rows.rest_s, 0.0)
        lower += fault.size * fault.progress(rows.at) * (lasting_s + rows.rest_s) / 3_600
    return lower


def _cells(rows: Rows, mean_v: Floats) -> dict[str, Floats]:
    """The lowest and the highest cell; readings under load scatter more."""
    mv = np.where(rows.doing(Activity.PARK), 0.5, 1.0)
    low = mean_v - (_HEALTHY_MV + _lower_mv(rows) + mv * rows.noise("low", 1.0)) / 1_000
    high = mean_v + (_HEALTHY_MV + mv * rows.noise("high", 1.0)) / 1_000
    return {
        paths.CELL_MIN: rounded(low, 0.001),
        paths.CELL_MAX: rounded(high, 0.001),
        paths.CELL_ID_MIN: np.full(rows.at.size, float(WEAKEST)),
        paths.CELL_ID_MAX: np.full(rows.at.size, float(STRONGEST)),
    }


def _open_volts(rows: Rows) -> Floats:
    return CELLS * (3.30 + 0.0085 * rows.soc)


def _volts(rows: Rows) -> Floats:
    """At the terminals, under the load of the moment."""
    open_volts = _open_volts(rows)
    return open_volts + rows.watts / open_volts * PACK_OHM


def _electric(rows: Rows) -> dict[str, Floats]:
    """What is measured only while the pack is in use."""
    volts = _volts(rows)
    amps = rows.watts / volts
    measured = {
        paths.PACK_VOLTAGE: rounded(volts + rows.noise("volts", 0.15), 0.1),
        paths.PACK_CURRENT: rounded(amps + rows.noise("amps", 0.2), 0.1),
        paths.PACK_POWER: np.round(rows.watts + rows.noise("watts", 60)),
    }
    in_use = ~rows.doing(Activity.PARK)
    return {path: np.where(in_use, values, np.nan) for path, values in measured.items()}
