"""What a trip asked of a car, what a car's own trips teach of it, and the shares of an energy."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.kit.arrays import Floats


@dataclass(frozen=True, slots=True)
class Build:
    """What a car is taken for before its own drives teach better: kg, drag area in m², coefficient of rolling, kW of auxiliaries."""

    mass_kg: float = 1800.0
    drag_area_m2: float = 0.55
    rolling: float = 0.009
    auxiliaries_kw: float = 0.25
    has_cabin: bool = True


MID_SIZE = Build()
"""The mid-size car of `domain/energy/facts.py` (docs/simulation.md). Auxiliaries: 0.2 to 0.35 kW is usual; own choice."""


@dataclass(frozen=True, slots=True)
class Track:
    """A drive as it was sampled, in order: seconds, speed in km/h, height in m from any zero, air in °C; NaN where not read."""

    seconds: Floats
    kmh: Floats
    height_m: Floats
    celsius: Floats


@dataclass(frozen=True, slots=True)
class Work:
    """What one trip asked of a `Build`, in kWh at the wheels, from speed and height alone. Works of a month add up.

    climb: work against gravity from start to end, signed; None without the road's height. kinetic: signed, what sampling saw
    of speeding up less slowing down. traction, recovery: what the motor gave, and what was there to win back, with the
    road's height where that was read. cabin: what heating and cooling take by the published curve; None without the air's
    temperature. warming_k: how much the air warmed from start to end, in K (on a hill, a poor altimeter). cold: traction
    times tens of degrees of the pack below 20 °C; None without the pack's temperature. standstill: seconds at rest, and the
    median power of the pack in kW meanwhile, None where it never stood.
    """

    km: float
    hours: float
    rolling: float
    drag: float
    kinetic: float
    traction: float
    recovery: float
    climb: float | None = None
    cabin: float | None = None
    climate: float | None = None
    warming_k: float | None = None
    cold: float | None = None
    standstill_s: float = 0.0
    standstill_kw: float | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What multiplies each term of `Work` (`fit.TERMS`), how sure that is, and what is left: kWh for the root of a km.

    drives: how many taught it; with none it is what is published, and wide.
    """

    terms: tuple[str, ...]
    values: Floats
    covariance: Floats
    scatter: float
    drives: int


@dataclass(frozen=True, slots=True)
class Habits:
    """One car's fits: of trips on which the road's height was read, and of those on which it was not."""

    hills: Fit
    level: Fit
    build: Build = MID_SIZE


@dataclass(frozen=True, slots=True)
class Share:
    """kWh with its 90 % interval."""

    kwh: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Split:
    """An energy from the pack in kWh, and what it went into: shares that sum to `total` with the rest. None: cannot be told.

    rolling, drag: tyres and air. losses: of motor and brakes in speeding up, slowing down and on hills. elevation: signed, as a
    road that goes down gives back; no other share is negative. battery_temperature: what a cold pack adds. climate,
    auxiliaries: singly, or as `accessories` where only both together can be told. rest: signed, what was measured and is not
    explained: wind, load, road surface, and the height where elevation cannot be told. moving: of kept trips, rolling, losses and
    rest together, where they cannot be told apart.
    """

    total: float
    shares: Mapping[str, Share | None]
    rest: float
