"""Why a visit cannot begin earlier at its centre: what is free before it after all, else what stands in the way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.booking import bars, jobs, reasons, rules, store
from domain.booking.bars import Bar, Enquiry
from domain.booking.facts import QUARTER, Interval, Slot, VisitView, Wish
from domain.booking.reasons import Reason
from domain.booking.search import enquiry_of, search_for, slots_at, starts_of
from domain.core import Unit
from domain.explain.facts import Phrase

_DAY: Final = timedelta(days=1)
_LEAD: Final = rules.LEAD[None]
_MOST: Final = 3  # earlier starts that are named
_PLAIN: Final = frozenset(
    {Bar.PAST, Bar.CLOSED, Bar.HOURS, Bar.GRID}
)  # no news beside what is told of the days before


@dataclass(frozen=True, slots=True)
class Earlier:
    """slots: what is free before, if anything. why: what stands in the way; None where only getting ready does. lead: how long that takes."""

    slots: tuple[Slot, ...]
    why: Phrase | None
    lead: timedelta = _LEAD


def earlier(
    unit: Unit,
    job: str,
    *,
    vehicle_id: int,
    centre_id: int,
    starts_at: datetime,
    moved: VisitView | None = None,
) -> Earlier:
    """Return what is free of a job at a centre before a start, or why nothing is. moved: the visit that has this start."""
    search = search_for(
        unit, store.centre(unit, centre_id), jobs.job(job), vehicle_id=vehicle_id, moved=moved
    )
    within = Interval(unit.now + _LEAD, starts_at - QUARTER)
    free = starts_of(unit, search, Wish(), within=within)
    if free:
        return Earlier(slots_at(search, rules.suggest(free, limit=_MOST, soonest=True)), None)
    return Earlier((), why_not_earlier(enquiry_of(unit, search, lead=_LEAD, within=within), starts_at))


def why_not_earlier(enquiry: Enquiry, starts_at: datetime) -> Phrase | None:
    """Say what stands in the way before a start, of the days before it and of its own; None where only the lead does."""
    here = rules.local(starts_at, zone=enquiry.centre.zone)
    today, day = bars.day(enquiry, enquiry.now), here.date()
    days = reasons.why(enquiry, Wish(day_from=today, day_to=day - _DAY)) if today < day else None
    last = (here - timedelta(minutes=1)).time()
    own = None
    if last < here.time():
        own = reasons.why(enquiry, Wish(day_from=day, day_to=day, time_to=last))
    return _both(days, own)


def _both(days: Reason | None, own: Reason | None) -> Phrase | None:
    """Tell both, but of its own day only what is news."""
    if days is None:
        return None if own is None or own.bar in {*_PLAIN, Bar.SOON} else own.phrase
    if own is None or own.bar in _PLAIN or own.phrase == days.phrase:
        return days.phrase
    return Phrase("why.both", {"one": days.phrase, "other": own.phrase})
