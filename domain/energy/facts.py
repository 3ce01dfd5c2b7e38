"""What driving took from the pack, day by day, and how that compares."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Drive:
    """A day's driving: kWh per 100 km, in air of so many degrees Celsius, at a mean speed in km/h, over so many km."""

    day: date
    kwh_100km: float
    celsius: float
    kmh: float
    km: float


@dataclass(frozen=True, slots=True)
class Consumption:
    """The latest days of driving against this car's own usual in the same weather and traffic, kWh per 100 km.

    at_15c: its usual at 15 °C and 40 km/h, by which cars of a model compare. scores: how far each of the latest days lies
    above usual, in standard deviations of the days before.
    """

    lately: float
    usual: float
    at_15c: float
    days: tuple[date, ...]
    scores: tuple[float, ...]
