"""Facts of simulated cars: the car, its faults, and its state at each moment.

Everything is a deterministic function of the car's seed and the time, so two neighbouring stretches join
without a seam. Moments are seconds since the epoch (UTC).
"""

import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats

DAY_S = 86_400


class Activity(IntEnum):
    PARK = 0
    DRIVE = 1
    CHARGE = 2


class FaultKind(StrEnum):
    """What a story does to a car; `Fault.size` is in the unit named here."""

    COOLANT_LEAK = "coolant_leak"  # percent of flow lost at the end
    FLOW_SENSOR = "flow_sensor"  # percent by which the flow sensor alone reads low
    MOTOR_COOLING = (
        "motor_cooling"  # percent by which motor and inverter rise further above the air at the end
    )
    MOTOR_SENSOR = "motor_sensor"  # degrees by which the motor's sensor alone reads high
    TOWING = "towing"  # percent more energy for each km: a trailer
    TYRE_LEAK = "tyre_leak"  # kPa lost per day at one wheel
    PUNCTURE = "puncture"  # kPa lost at one wheel, within `over_days`
    TYRE_WORK = "tyre_work"  # kPa let out of one wheel, until it is pumped up again after `over_days`
    STICKING_BRAKE = "sticking_brake"  # points of wear at one wheel beyond the others at the end
    ONE_NEW_PAD = "one_new_pad"  # size unused: the pads of one wheel are new
    PADS_WORN = "pads_worn"  # percent worn at the end
    FILTER_CLOGGED = "filter_clogged"  # percent of efficiency lost at the end
    BATTERY_AGED = "battery_aged"  # state of health at the end, percent
    WEAK_12V = "weak_12v"  # volts lost at rest at the end
    CELL_IMBALANCE = "cell_imbalance"  # mV by which the weakest cell lies lower at the end
    SELF_DISCHARGE = "self_discharge"  # mV an hour that one cell loses on its own, at the end
    INSULATION = "insulation"  # kilo-ohms left at the end
    INSULATION_WET = "insulation_wet"  # percent lost while the air is damp
    INSULATION_CEILING = "insulation_ceiling"  # size unused: the meter only says that it cannot tell
    WETTER = "wetter"  # points of relative humidity added, up to 100 %
    CHARGE_SLOW = "charge_slow"  # percent of charging power lost at the end
    WEAK_CHARGER = "weak_charger"  # percent of its power that chargers on the way cannot give
    CHARGE_CUT = "charge_cut"  # share of charges that end early by themselves, 0..1
    UNPLUGGED = "unplugged"  # share of charges that the owner ends early by unplugging, 0..1
    CONTACTORS_WORN = "contactors_worn"  # switchings on the counter at the end
    CONTACTORS_NEW = "contactors_new"  # size unused: changed at the onset, the counter starts anew
    OFTEN_SWITCHED = "often_switched"  # switchings in one hour of each evening
    COOLING = "cooling"  # degrees by which the air gets colder bit by bit, as in autumn; negative: warmer
    FAULT_CODE = "fault_code"  # the code as a number (ISO 15031-6), active until `over_days` later
    CAR_ALARM = "car_alarm"  # level of the alarm that the battery is too hot, raised until `over_days` later
    SILENT = "silent"  # size unused: nothing is sent from the onset on
    COLDER = "colder"  # degrees by which the air is colder (negative: warmer)
    NEW_WHEELS = "new_wheels"  # kPa by which the new tyres are set higher; pads are new as well
    ALTITUDE = "altitude"  # metres above home
    OUTLIER = "outlier"  # size unused: one absurd reading of one tyre, one pad and the 12 V net
    MISSING = "missing"  # share of samples lost, 0..1
    PARKED = "parked"  # size unused: no drives
    SHORT_CHARGES = "short_charges"  # largest gain of a charge, points of SOC


@dataclass(frozen=True, slots=True)
class Fault:
    """Grows from nothing at `onset` (UTC) to `size` after `over_days`; `wheel` counts in WHEELS order."""

    kind: FaultKind
    onset: datetime
    over_days: float
    size: float
    wheel: int | None = None

    def progress(self, at: Floats) -> Floats:
        """Return the progress of the fault: 0 before the onset, 1 once it has its full size."""
        grown = (at - self.onset.timestamp()) / (self.over_days * DAY_S)
        return np.clip(grown, 0.0, 1.0)

    def during(self, at: Floats) -> NDArray[np.bool_]:
        """Between the onset and `over_days` later."""
        since = at - self.onset.timestamp()
        return np.logical_and(since >= 0, since < self.over_days * DAY_S)


@dataclass(frozen=True, slots=True)
class SimCar:
    """A made-up car. Wear rates are those of a healthy one; pads and shares in WHEELS order.

    Sources: 2.3 % capacity a year and DC shares, Geotab 2026 fleet of 22 700 cars; the rest is assumed.
    """

    vin: str
    name_en: str
    name_zh: str
    model: str
    seed: int
    city: str = "shanghai"
    capacity_new_kwh: float = 60.0
    placard_front_kpa: float = 250.0
    placard_rear_kpa: float = 250.0
    in_use_since: date = date(2025, 3, 1)
    daily_km: float = 44.0
    dc_share: float = 0.25
    ac_kw: float = 7.0
    dc_kw: float = 60.0
    charge_limit: float = 85.0
    soh_loss_per_year: float = 2.3
    pads_at_start: float = 4.0
    pad_wear_per_1000_km: tuple[float, float, float, float] = (0.95, 0.9, 0.6, 0.62)
    filter_loss_per_month: float = 1.4
    stories: tuple[str, ...] = ("healthy",)

    @property
    def born(self) -> float:
        """Return when the car came into use."""
        return datetime(
            self.in_use_since.year, self.in_use_since.month, self.in_use_since.day, tzinfo=UTC
        ).timestamp()


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of one activity, with the state at its two ends.

    odo in metres, alt in metres above home, away in km from home, kwh taken from or put into the pack.
    plugged: the cable is in, or stays in when this charge ends. Heat is degrees above the air: it moves from `heat` towards `goal` (tyre, pack, motor) during the leg.
    """

    activity: Activity
    begin: float
    end: float
    soc: tuple[float, float]
    odo: tuple[float, float]
    alt: tuple[float, float]
    away: tuple[float, float]
    heat: tuple[float, float, float]
    goal: tuple[float, float, float]
    kwh: float = 0.0
    road: str = ""
    resting_since: float = 0.0
    seed: int = 0
    dc: bool = False
    plugged: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """What the car does at each moment it sends, one UTC day; arrays of equal length.

    speed in m/s; watts into the pack; heat in degrees above the air; rest_s 0 unless parked.
    """

    car: SimCar
    faults: tuple[Fault, ...]
    day: int
    at: Floats
    activity: NDArray[np.int64]
    dc: NDArray[np.bool_]
    plugged: NDArray[np.bool_]
    soc: Floats
    odo: Floats
    alt: Floats
    away: Floats
    speed: Floats
    acceleration: Floats
    watts: Floats
    rest_s: Floats
    tyre_heat: Floats
    pack_heat: Floats
    motor_heat: Floats
    ambient: Floats
    air_hpa: Floats

    def noise(self, name: str, sigma: float) -> Floats:
        """Return normal noise that depends on car, day and signal only."""
        rng = np.random.default_rng([self.car.seed, self.day, zlib.crc32(name.encode())])
        return rng.standard_normal(self.at.size) * sigma

    def of(self, kind: FaultKind) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.kind is kind)

    def grown(self, kind: FaultKind) -> Floats:
        """Return the size of faults of this kind at each moment, in the unit of `Fault.size`."""
        total = np.zeros(self.at.size)
        for fault in self.of(kind):
            total += fault.size * fault.progress(self.at)
        return total

    def doing(self, activity: Activity) -> NDArray[np.bool_]:
        return np.equal(self.activity, activity)


def rounded(values: Floats, resolution: float) -> Floats:
    """Return values rounded to the steps of a sensor."""
    return np.round(values / resolution) * resolution
