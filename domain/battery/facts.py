"""Measurements of a traction battery, and what models learn from and answer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.learning.shelf import Fitted
from domain.telemetry.facts import Features


class Method(StrEnum):
    """How a workshop measured state of health."""

    CAPACITY = "capacity"  # charged or discharged in full and counted
    CERTIFICATE = "certificate"  # an independent tester's certificate
    CAR = "car"  # read from the car's own battery computer


@dataclass(frozen=True, slots=True)
class Measured:
    """State of health in percent of new."""

    at: datetime
    soh_pct: float
    method: Method


@dataclass(frozen=True, slots=True)
class Pack:
    """One car's battery: the car's stored features, and workshops' measurements, ascending in time."""

    model: str
    in_use_since: date | None
    capacity_new_kwh: float | None
    features: Features
    measured: tuple[Measured, ...]


FORECASTS: Final = frozenset({"battery_fade", "battery_life"})  # models that say how a battery goes on


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a model fitted to this installation's cars about one car, with the model's manifest.

    Percent of new: by battery_soh now, by battery_fade after `cycles` further full cycles, by battery_peers of cars of
    this model at its age and distance. By battery_life full cycles until 80 percent are left. low, high: the interval
    that holds nine of ten; None where the model gives none.
    """

    middle: float
    by: Fitted
    low: float | None = None
    high: float | None = None
    cycles: float | None = None
