"""What an operator offers, how a car is used, and what was offered before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import ge, gt, le, lt
from typing import Final

from domain.explain.facts import Money, Names


class Kind(StrEnum):
    """What is offered. Each may have uses to which it is never offered, whatever the operator's file says (`rules.NEVER`)."""

    ASSISTED_DRIVING = "assisted_driving"
    PARKING = "parking"
    TRAINING = "training"
    TYRES = "tyres"
    CHARGING = "charging"
    OTHER = "other"


class State(StrEnum):
    """What became of an offer. WITHHELD: the lot put its owner into the control group, so it was recorded and never said."""

    SHOWN = "shown"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Use:
    """How a car was used, each figure rounded as it is said and as it decides (`rules.use`). None: not measured.

    motorway_pct: of the distance, at 90 km/h or more. congestion_pct: of the time of trips, standing or below 30 km/h.
    hard_per_100km: brisk accelerations and hard brakings (`driving.rules.rates`). fast_charging_pct: of the energy charged, above 22 kW.
    """

    km_per_day: float
    motorway_pct: float
    congestion_pct: float
    charges_per_week: float
    hard_per_100km: float | None = None
    fast_charging_pct: float | None = None


SIGNS: Final[Mapping[str, Callable[[float, float], bool]]] = {">": gt, "<": lt, ">=": ge, "<=": le}


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit on one figure of Use; sign: one of SIGNS."""

    figure: str
    sign: str
    limit: float


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing of the catalogue. fits: all have to hold; never: none may. days: how long it is valid. job: what is booked for it."""

    code: str
    kind: Kind
    title: Names
    text: Names
    days: int
    fits: tuple[Condition, ...]
    never: tuple[Condition, ...] = ()
    price: Money | None = None
    job: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """An offer of before, shown or withheld. on: the day it was answered, else made."""

    code: str
    day: date
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """An offer as it stands before an owner: the number of its row, its car, until when it is valid, the use that decided."""

    id: int
    vehicle_id: int
    offer: Offer
    until: datetime
    use: Use


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of an offer. Counts are of offers whose time is over; intervals hold with 90 %, of shares from 0 to 1.

    withheld: the control group. conversion: of those offered it, who were interested. booked: who booked its job soon after, of
    how many, of those offered it and of the control group; uplift: the first share less the second. None where a group has
    fewer than five owners, and uplift where no job is named whose booking can be seen: why is then too_few or no_job. complete: how
    many of both groups had the whole time in which a booking counts.
    """

    code: str
    title: Names
    offered: int
    accepted: int
    declined: int
    withheld: int
    conversion: tuple[float, float] | None
    booked: tuple[tuple[int, int], tuple[int, int]] | None = None
    uplift: tuple[float, float] | None = None
    why: str = ""
    complete: int = 0
