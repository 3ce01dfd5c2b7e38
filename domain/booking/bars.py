"""What stands in the way of a start. Pure."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from domain.booking import capacity, rules
from domain.booking.facts import Cell, CentreFacts, Interval, Job, VisitView


class Bar(IntEnum):
    """What stands in the way of a start, the most final first, a full calendar last."""

    PAST = 0
    FAR = 1
    CLOSED = 2
    HOURS = 3
    GRID = 4
    SOON = 5
    SAME = 6
    OWN = 7
    STAFF = 8
    FULL = 9
    KEPT = 10  # free, but for cars with a red warning


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Who asks for what: the car's other visits, and the start of the visit that is to be moved, if one is.

    lead: what the centre needs to get ready. busy: what live visits take of the centre, where that is known. urgent: the car has a red warning for the work.
    """

    centre: CentreFacts
    job: Job
    now: datetime
    lead: timedelta = rules.NOTICE
    trips: Sequence[VisitView] = ()
    moved: datetime | None = None
    busy: AbstractSet[Cell] | None = None
    urgent: bool = False


def bar(enquiry: Enquiry, at: datetime) -> Bar:
    """Return what stands in the way of one start; FULL where nothing else does."""
    kind = _by_time(enquiry, at)
    if kind is not None:
        return kind
    if at == enquiry.moved:
        return Bar.SAME
    if trip(enquiry, at):
        return Bar.OWN
    return Bar.FULL if enquiry.busy is None else _by_calendar(enquiry, at, enquiry.busy)


def _by_calendar(enquiry: Enquiry, at: datetime, busy: AbstractSet[Cell]) -> Bar:
    """What stands in the way of a start at which the centre is open."""
    centre, job = enquiry.centre, enquiry.job
    if rules.pair(centre, job, at, busy=busy):
        spare = enquiry.urgent or capacity.leaves_reserve(centre, job, at, now=enquiry.now, busy=busy)
        return Bar.FULL if spare else Bar.KEPT
    return Bar.STAFF if rules.has_bay(centre, job, at, busy=busy) else Bar.FULL


def _by_time(enquiry: Enquiry, at: datetime) -> Bar | None:
    opening = rules.open_on(enquiry.centre, day(enquiry, at))
    if at < enquiry.now or at > enquiry.now + rules.HORIZON:
        return Bar.PAST if at < enquiry.now else Bar.FAR
    if not opening:
        return Bar.CLOSED
    if not any(each.starts_at <= at and at + enquiry.job.length <= each.ends_at for each in opening):
        return Bar.HOURS
    if not rules.is_open(enquiry.centre, at, length=enquiry.job.length):
        return Bar.GRID
    return Bar.SOON if at < enquiry.now + enquiry.lead else None


def trip(enquiry: Enquiry, at: datetime) -> VisitView | None:
    """Return the car's own visit into which a start would run."""
    visit = Interval(at, at + enquiry.job.length)
    return next(
        (each for each in enquiry.trips if rules.overlap(visit, Interval(each.starts_at, each.ends_at))), None
    )


def day(enquiry: Enquiry, at: datetime) -> date:
    """Return the day of an instant in the calendar of the centre."""
    return rules.local(at, zone=enquiry.centre.zone).date()
