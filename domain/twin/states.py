"""What is known of a car now: each value with its age and where it is from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.battery.facts import Measured
from domain.health.evidence import ageing
from domain.health.facts import View
from domain.telemetry import paths
from domain.telemetry.facts import WHEELS

_KM: Final = 1000.0  # metres


class Origin(StrEnum):
    """Where a value is from: read from the car, estimated from its charges, measured at a workshop."""

    CAR = "car"
    CHARGES = "charges"
    WORKSHOP = "workshop"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the car by name, in the unit that its name ends with, with when it was so and where it is from."""

    name: str
    value: float
    at: datetime
    origin: Origin

    def age(self, now: datetime) -> timedelta:
        return now - self.at


_READ: Final[Mapping[str, tuple[str, float]]] = {
    "charge_pct": (paths.SOC, 1.0),
    "charge_limit_pct": (paths.CHARGE_LIMIT, 1.0),
    "range_km": (paths.RANGE, _KM),
    "odometer_km": (paths.ODOMETER, _KM),
    "battery_c": (paths.PACK_TEMPERATURE, 1.0),
    "coolant_c": (paths.COOLANT_OUTLET, 1.0),
    "twelve_volt_v": (paths.TWELVE_VOLT, 1.0),
    "outside_c": (paths.AMBIENT, 1.0),
    **{f"tyre_{wheel}_kpa": (path, 1.0) for wheel, path in zip(WHEELS, paths.TYRE_PRESSURE, strict=True)},
}


def of(
    latest: Mapping[str, tuple[float, datetime]], view: View, measured: Measured | None
) -> Iterator[Value]:
    """Yield what is known; what the car does not send is left out. latest: newest sound reading by path."""
    for name, (path, divisor) in _READ.items():
        if path in latest:
            value, at = latest[path]
            yield Value(name, value / divisor, at, Origin.CAR)
    estimate = ageing.estimated(view)
    if estimate is not None:
        yield Value("health_pct", min(estimate.soh, 100.0), estimate.charges[-1].at, Origin.CHARGES)
    if measured is not None:
        yield Value("health_measured_pct", measured.soh_pct, measured.at, Origin.WORKSHOP)
