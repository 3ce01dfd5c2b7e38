"""Periods, prices of energy, and what trips and charges add up to."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final


class Period(StrEnum):
    """Which trips or charges are asked for, in days of the owner's zone; a week begins on Monday."""

    LAST = "last"  # the one before now
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    LAST_WEEK = "last_week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    HALF_YEAR = "half_year"  # this month and the five before
    YEAR = "year"
    LAST_YEAR = "last_year"


class Lack(StrEnum):
    """Why a car has no trips, or none are shown: the end of a code `trips.none.…`."""

    OFF = "off"  # the driving report was never agreed to
    STOPPED = "stopped"  # it was, and trips of then are there
    CARE = "care"  # it is, but not to health checks, which it stands on
    RESTS = "rests"  # privacy mode is on
    UNHEARD = "unheard"  # nothing ever arrived
    MOTION = "motion"  # neither speed nor odometer is sent
    NEW = "new"  # it is agreed to, and no trip or charge was recorded yet


NOT_AGREED: Final = frozenset({Lack.OFF, Lack.STOPPED, Lack.CARE})


@dataclass(frozen=True, slots=True)
class Band:
    """Hours of the owner's wall clock with a price for a kWh; over midnight where `end` is not after `start`."""

    start: time
    end: time
    price: float


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a kWh costs: in the hours of `bands`, else `price`; fast charging `fast`, or as everything where that is None."""

    price: float
    currency: str
    bands: tuple[Band, ...] = ()
    fast: float | None = None


@dataclass(frozen=True, slots=True)
class TripSum:
    """Trips together: of figures as they are shown, so that a list adds up to its sum.

    kwh, regenerated_kwh: None where no trip has it; n_kwh: how many have it. per_100km: of trips with distance and energy.
    n_unknown: trips without a distance.
    """

    n: int
    km: float
    minutes: int
    n_unknown: int = 0
    kwh: float | None = None
    n_kwh: int = 0
    per_100km: float | None = None
    regenerated_kwh: float | None = None


@dataclass(frozen=True, slots=True)
class ChargeSum:
    """Charges together: energy into the pack in kWh, and cost in the tariff's currency, None without a tariff."""

    n: int
    kwh: float
    cost: float | None
