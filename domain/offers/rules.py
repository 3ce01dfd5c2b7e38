"""Whom an offer fits, who is in its control group, and what that says of the offer; pure."""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.driving import rules as driving
from domain.learning.calibration import wilson
from domain.offers.facts import SIGNS, Condition, Kind, Offer, Past, Use
from domain.telemetry.facts import Charge
from domain.telemetry.trips import BANDS_KMH, Travel, Trip
from domain.trips import rules as trips

WINDOW: Final = timedelta(days=60)
PAUSE: Final = timedelta(days=30)  # at most one offer in it, whatever became of the last
AGAIN: Final = timedelta(days=365)  # the same offer, counted from the answer to it
HOUR: Final = 10  # of the owner's day, at which it is looked whether an offer fits
NEAR: Final = timedelta(days=3)  # a visit this close has the owner's attention; a reminder comes a day before
BOOKED_WITHIN: Final = timedelta(
    days=60
)  # a booking this soon may have come of an offer; own choice, as the window
LEAST_OWNERS: Final = 5  # in a group before its share is told, as wherever owners are compared
WITHHELD: Final = 0.2
"""Of those whom an offer fits, how many are in its control group. Own choice: one in five costs little and is told apart soonest
from four in five of all splits that show the offer to most."""

NEVER: Final[Mapping[Kind, tuple[Condition, ...]]] = {
    Kind.ASSISTED_DRIVING: (Condition("motorway_pct", "<", 2.0),)
}
"""What no file can undo. Below two in a hundred a car only overtakes on a country road now and then."""

_MOTORWAY: Final = BANDS_KMH.index(90.0)
_SLOW: Final = BANDS_KMH.index(30.0)
_LEAST_SPAN: Final = timedelta(days=28)  # four weeks hold every day of the week and a month's habits
_LEAST_DRIVING_DAYS: Final = 10
_LEAST_KM: Final = 100.0
_LEAST_CHARGES: Final = 4
_COVERED: Final = 0.8  # of trips and of distance must have speeds, or the shares may be of the wrong part


def use(travel: Travel, *, now: datetime, zone: str) -> Use | None:
    """Return how a car was used, by its trips and charges of WINDOW before `now`; None where too little of it is measured.

    Motorway is what was driven at 90 km/h or more, as in the EU's RDE rules ((EU) 2017/1151, annex IIIA), for want of a map: a
    fast country road counts as one and a jam on a motorway does not. Congestion is standing and below 30 km/h, so that calm
    zones and car parks count as well. A day is one of the calendar since the first trip, driven or not.
    """
    every = travel.trips
    banded = [each for each in every if each.band_km and each.band_s]
    km = sum(each.km or 0.0 for each in every) + sum(each.km for each in travel.unheard)
    banded_km = sum(sum(each.band_km or ()) for each in banded)
    days = {each.start.astimezone(ZoneInfo(zone)).date() for each in every}
    if len(days) < _LEAST_DRIVING_DAYS or now - every[0].start < _LEAST_SPAN or banded_km < _LEAST_KM:
        return None
    if len(banded) < _COVERED * len(every) or banded_km < _COVERED * km:
        return None
    span_days = (now - every[0].start) / timedelta(days=1)
    return Use(
        km_per_day=round(km / span_days),
        motorway_pct=round(100 * sum(sum((each.band_km or ())[_MOTORWAY:]) for each in banded) / banded_km),
        congestion_pct=round(_congestion(banded)),
        charges_per_week=round(7 * len(travel.charges) / span_days, 1),
        hard_per_100km=_hard(every),
        fast_charging_pct=_fast(travel.charges),
    )


def _congestion(banded: Sequence[Trip]) -> float:
    slow = sum((each.standstill_s or 0.0) + sum((each.band_s or ())[:_SLOW]) for each in banded)
    return 100 * slow / sum((each.standstill_s or 0.0) + sum(each.band_s or ()) for each in banded)


def _hard(every: Sequence[Trip]) -> float | None:
    events = driving.rates(every)
    return None if events is None else round(events.per_100km, 1)


def _fast(charges: Sequence[Charge]) -> float | None:
    kwh = sum(each.energy_kwh for each in charges)
    if len(charges) < _LEAST_CHARGES or kwh <= 0:
        return None
    return round(100 * sum(each.energy_kwh for each in charges if trips.is_fast(each)) / kwh)


def rests(past: Sequence[Past], *, today: date) -> bool:
    """Tell whether it is too soon after the last offer for any other."""
    return any(today - each.day < PAUSE for each in past)


def choose(
    offers: Sequence[Offer], of: Use, past: Sequence[Past], *, today: date, jobs: Collection[str] = ()
) -> Offer | None:
    """Return the first offer that fits the use, none too soon after another, nor again within a year. jobs: booked already."""
    if rests(past, today=today):
        return None
    recent = {each.code for each in past if today - each.on < AGAIN}
    return next(
        (each for each in offers if each.code not in recent and each.job not in jobs and fits(each, of)), None
    )


def fits(offer: Offer, of: Use) -> bool:
    """Tell whether use supports an offer. What is not measured supports nothing, and counts as a never."""
    never = (*NEVER.get(offer.kind, ()), *offer.never)
    return not any(_holds(each, of, unmeasured=True) for each in never) and all(
        _holds(each, of, unmeasured=False) for each in offer.fits
    )


def _holds(condition: Condition, of: Use, *, unmeasured: bool) -> bool:
    value: float | None = getattr(of, condition.figure)
    return unmeasured if value is None else SIGNS[condition.sign](value, condition.limit)


def is_withheld(mark: str) -> bool:
    """Tell by a keyed hash (hex) of owner and offer whether the lot puts the owner into its control group: for good."""
    return int(mark[:12], 16) < WITHHELD * 16**12


def difference(one: tuple[int, int], other: tuple[int, int]) -> tuple[float, float]:
    """Return the 90 % interval of the first share less the second, each as (count, of), by Newcombe 1998, method 10."""
    (p, low_p, high_p), (q, low_q, high_q) = ((count / of, *wilson(count, of)) for count, of in (one, other))
    low = p - q - math.hypot(p - low_p, high_q - q)
    return low, p - q + math.hypot(high_p - p, q - low_q)
