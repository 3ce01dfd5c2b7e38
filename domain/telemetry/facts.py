"""Signals, by COVESA VSS 6 and the overlay of `catalogue`, windows of samples, quality figures, and the features that checks read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.kit.classified import ASKED, NOT_SHOWN, Category, Purpose
from domain.registry.facts import Source
from domain.telemetry.alarms import Alarm
from domain.telemetry.charged import ChargedMonth, Curve
from domain.telemetry.doubted import Relation

WHEELS = ("row1_left", "row1_right", "row2_left", "row2_right")


@dataclass(frozen=True, slots=True)
class Signal:
    """One row of the catalogue. low..high is the plausible range in `unit`; keep_days is raw retention.

    essential: kept in privacy mode, because a warning about safety needs it. reader: the module that reads a signal that
    is not essential, "" where none does: it is not collected. boolean values travel as true/false and are stored as 1/0.
    absent, reach, step, per_s, climbs: see `marks`.
    """

    path: str
    unit: str
    low: float
    high: float
    category: Category
    purpose: Purpose
    essential: bool
    keep_days: int
    boolean: bool = False
    overlay: bool = False
    reader: str = ""
    absent: tuple[float, ...] = ()
    reach: float = 0.0
    step: float = inf
    per_s: float = 0.0
    climbs: bool = False

    @property
    def is_collected(self) -> bool:
        """Whether anything here uses it, so that an owner may be asked for it."""
        return self.purpose in ASKED and (self.essential or bool(self.reader))


@dataclass(frozen=True, slots=True)
class Window:
    """Samples of one vehicle in a stretch of time.

    at: int64 milliseconds since the epoch, ascending, unique, shape (n,).
    values: one float64 array of shape (n,) per signal path; NaN where that record had no such signal.
    """

    at: NDArray[np.int64]
    values: dict[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a vehicle's data arrive, over the last 7 days it was expected to send.

    completeness: share 0..1 of expected driving or charging minutes that hold data.
    late_share, implausible_share: 0..1 of received values. silent_s: seconds since the last record.
    usual_gap_s: the longest silence that is normal for this car (its own 95th percentile, parked included).
    """

    received: int
    completeness: float
    late_share: float
    implausible_share: float
    last_at: datetime | None
    silent_s: float | None
    usual_gap_s: float | None


NEVER: Final = Quality(0, 0.0, 0.0, 0.0, None, None, None)  # nothing ever arrived


@dataclass(frozen=True, slots=True)
class Car:
    """What is known of a vehicle when it is registered. Pressures are cold placard values, gauge."""

    model: str
    source: Source
    placard_front_kpa: float | None
    placard_rear_kpa: float | None
    capacity_new_kwh: float | None
    in_use_since: date | None


@dataclass(frozen=True, slots=True)
class Charge:
    """A charging session. energy_kwh went into the pack: the integral of V x I or power, or with by_meter what the car counted. soc in percent.

    peak_kw: highest one-minute mean. soc_limit: where the owner had it end, percent. cut_short: it ended below
    that limit with the cable still in. shape: figures of its last part in the order of `curves.SHAPE`, or empty.
    """

    start: datetime
    end: datetime
    soc_from: float
    soc_to: float
    energy_kwh: float
    temperature_c: float | None
    mean_kw: float
    peak_kw: float | None = None
    soc_limit: float | None = None
    cut_short: bool = False
    ambient_c: float | None = None
    shape: tuple[float, ...] = ()
    charged_ever_kwh: float | None = None  # all that was ever charged, as the car tells it at the end
    by_meter: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """Cell voltages at a calm moment: the end of a rest, or of a charge (at_charge_end).

    low_v, high_v in V; low_cell: number of the lowest cell where sent; soc in percent. widened_mv_h: how fast
    the spread grew during the rest, mV per hour; None after a charge and after rests under two hours.
    """

    at: datetime
    at_charge_end: bool
    soc: float | None
    temperature_c: float | None
    low_v: float
    high_v: float
    low_cell: int | None = None
    widened_mv_h: float | None = None


@dataclass(frozen=True, slots=True)
class Insulation:
    """A day's lowest settled insulation resistance in ohm (saturated readings left out) at the pack's voltage."""

    at: datetime
    ohm: float
    pack_v: float
    humidity_pct: float | None = None


@dataclass(frozen=True, slots=True)
class Motor:
    """One hour's driving of the drive motor: means in degrees Celsius, kW (absolute) and km/h, samples used.

    driven_s: from the first of these samples to the last.
    """

    at: datetime
    motor_c: float | None
    inverter_c: float | None
    coolant_c: float | None
    ambient_c: float | None
    power_kw: float | None
    speed_kmh: float | None = field(metadata=NOT_SHOWN)
    samples: int = field(metadata=NOT_SHOWN)
    driven_s: float = field(default=0.0, metadata=NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class Contactor:
    """The high-voltage contactors' switching count at the end of a day, and the most switchings in one hour of it."""

    at: datetime
    cycles: float
    most_an_hour: float


@dataclass(frozen=True, slots=True)
class Loss:
    """A tyre (in WHEELS order) that lost kPa within minutes, at the moment it was certain; left_kpa: at 20 °C that evening."""

    at: datetime
    wheel: int
    lost_kpa: float
    left_kpa: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Announced:
    """What the car said by the end of a day of its next service: km and days left, below zero once past."""

    at: datetime
    km: float | None
    days: float | None


@dataclass(frozen=True, slots=True)
class Codes:
    """The diagnostic trouble codes (ISO 15031-6 names such as P0A1F) that were active at a day's last report."""

    at: datetime
    active: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """At least three hours parked: readings taken at its end, when tyres are cold and the 12 V net is calm.

    tyre_kpa: gauge pressure per wheel in WHEELS order; tyre_c: tyre air temperature, else ambient.
    twelve_volt: lowest 60-s median after three hours at rest. air_hpa: ambient pressure where known.
    """

    start: datetime
    end: datetime
    ambient_c: float | None
    tyre_kpa: tuple[float | None, float | None, float | None, float | None]
    tyre_c: float | None
    air_hpa: float | None
    twelve_volt: float | None


@dataclass(frozen=True, slots=True)
class Flow:
    """One hour's driving through the coolant loop: means of samples with the pump running.

    flow_lph l/h, inlet/outlet in degrees Celsius, power_kw mean absolute pack power, samples used.
    """

    at: datetime
    flow_lph: float | None
    inlet_c: float | None
    outlet_c: float | None
    ambient_c: float | None
    power_kw: float | None
    samples: int = field(metadata=NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class Wear:
    """Brake-pad wear (0 new, 100 worn) per wheel in WHEELS order at an odometer reading in km."""

    at: datetime
    odometer_km: float
    pads: tuple[float | None, float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Filter:
    """Cabin-filter efficiency lost since new, in percent (overlay signal), end of a day."""

    at: datetime
    drop_pct: float


@dataclass(frozen=True, slots=True)
class Day:
    """One UTC day: seconds with data and driving, distance, ambient range, 12 V while running, last odometer.

    driven_kwh: energy that driving took from the pack, None where power is not sent. cells_in_row: pack by cell voltage.
    """

    day: date
    covered_s: float
    driving_s: float
    distance_km: float
    ambient_low_c: float | None
    ambient_high_c: float | None
    twelve_running_low_v: float | None
    driven_kwh: float | None = None
    odometer_km: float | None = None
    cells_in_row: float | None = None


@dataclass(frozen=True, slots=True)
class Features:
    """What is kept of a vehicle for checks: lists ascending in time, capped to their lengths in `features.py`.

    first_charges: the earliest, with figures of their last part; deep_charges: some of over a third. Both go back furthest.
    """

    days: tuple[Day, ...] = ()
    charges: tuple[Charge, ...] = ()
    rests: tuple[Rest, ...] = ()
    flows: tuple[Flow, ...] = ()
    wear: tuple[Wear, ...] = ()
    filters: tuple[Filter, ...] = ()
    cells: tuple[Cells, ...] = ()
    insulation: tuple[Insulation, ...] = ()
    motors: tuple[Motor, ...] = ()
    contactors: tuple[Contactor, ...] = ()
    losses: tuple[Loss, ...] = ()
    codes: tuple[Codes, ...] = ()
    curves: tuple[Curve, ...] = ()
    first_charges: tuple[Charge, ...] = ()
    charged: tuple[ChargedMonth, ...] = ()
    announced: tuple[Announced, ...] = ()
    deep_charges: tuple[Charge, ...] = ()
    relations: tuple[Relation, ...] = ()
    alarms: tuple[Alarm, ...] = ()
