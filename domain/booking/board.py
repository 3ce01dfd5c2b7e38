"""The visits of a centre's days as its board shows them, and a mark by which a page sees that nothing has changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from sqlalchemy import ColumnElement, bindparam, extract
from sqlalchemy import select as columns
from sqlmodel import col, func, select

from domain.booking import closing, jobs, placing, rules, store
from domain.booking.facts import Progress, State, VisitView
from domain.booking.tables import Bay, Centre, SpecialDay, Technician, Transport, Visit
from domain.booking.ways import Way
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment
from domain.registry.tables import Vehicle


class Stage(StrEnum):
    """Where a visit stands for those who work on it.

    HELD: a warning keeps the time, its owner has not said yes. GONE: called off, let go or run out; nothing is kept for it.
    """

    HELD = "held"
    WAITING = "waiting"
    ARRIVED = "arrived"
    IN_WORK = "in_work"
    READY = "ready"
    DONE = "done"
    MISSED = "missed"
    GONE = "gone"


_STAGES = {
    State.HELD: Stage.HELD,
    State.DONE: Stage.DONE,
    State.MISSED: Stage.MISSED,
    State.CANCELLED: Stage.GONE,
    State.RELEASED: Stage.GONE,
    State.LAPSED: Stage.GONE,
}
_OF_PROGRESS = {
    Progress.NONE: Stage.WAITING,
    Progress.ARRIVED: Stage.ARRIVED,
    Progress.IN_WORK: Stage.IN_WORK,
    Progress.READY: Stage.READY,
}


# Built once: every open page asks it every second or so.
_STATE: Final = (
    columns(
        func.count(),
        *(func.sum(each) for each in (col(Visit.sequence), col(Visit.paid), col(Visit.due))),
        *(func.count(each) for each in (col(Visit.paid), col(Visit.due))),
        *(
            func.sum(extract("epoch", at))
            for at in (
                col(Visit.changed_at),
                col(Visit.progress_at),
                col(Visit.expected_at),
                col(Visit.proposal_at),
            )
        ),
        *(func.count().filter(col(Visit.progress) == each) for each in Progress if each),
        func.count().filter(col(Visit.held_until) > bindparam("now")),
        *(func.count().filter(col(Transport.way) == each) for each in Way if each),
        func.sum(Transport.id),
    )
    .outerjoin_from(Visit, Transport, col(Transport.visit_id) == col(Visit.id))
    .where(
        col(Visit.centre_id) == bindparam("centre"),
        col(Visit.starts_at) >= bindparam("begins"),
        col(Visit.starts_at) < bindparam("ends"),
    )
)


def stage(visit: VisitView) -> Stage:
    return _STAGES.get(visit.state) or _OF_PROGRESS[visit.course.progress]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another time that the owner was asked for, and has not answered since `at`.

    is_gone: it is no longer to be had: the day was closed, or another visit took it.
    """

    start: Moment
    at: Moment
    is_gone: bool


def proposal(unit: Unit, visit: VisitView) -> Proposal | None:
    """Return what the owner of an expected visit still has to answer; a time that is over is no question any more."""
    start, at = visit.course.proposal_start, visit.course.proposal_at
    if start is None or at is None or start <= unit.now or stage(visit) is not Stage.WAITING:
        return None
    return Proposal(Moment(start, visit.zone), Moment(at, visit.zone), _is_gone(unit, visit, start))


def _is_gone(unit: Unit, visit: VisitView, starts_at: datetime) -> bool:
    try:
        placing.check(unit, store.visit(unit, visit.id), jobs.job(visit.job), starts_at=starts_at)
    except Refusal:
        return True
    return False


def today(unit: Unit, centre_id: int) -> date:
    """Return the day that it is at the centre."""
    return rules.local(unit.now, zone=_zone(unit, centre_id)).date()


def week(day: date) -> tuple[date, ...]:
    """Return the days of the week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=each) for each in range(7))


def visits(unit: Unit, centre_id: int, first: date, last: date) -> tuple[VisitView, ...]:
    """Return live and finished visits of the days from first to last in the centre's calendar, in order of time."""
    begins, ends = _span(unit, centre_id, first, last)
    which = (
        col(Visit.centre_id) == centre_id,
        col(Visit.starts_at) >= begins,
        col(Visit.starts_at) < ends,
        store.live(unit) | col(Visit.state).in_((State.DONE, State.MISSED)),
    )
    cars = select(Vehicle).where(col(Vehicle.id).in_(select(Visit.vehicle_id).where(*which)))
    _at_once = unit.session.exec(cars).all()  # else each is asked for by itself
    return store.views(unit, *which)


def forgotten(unit: Unit, centre_id: int) -> Counter[date]:
    """Count by day the visits of days before today that are booked, without a result and not in work: somebody has to close them."""
    zone = _zone(unit, centre_id)
    starts = unit.session.exec(select(Visit.starts_at).where(*_forgotten(unit, centre_id, zone)))
    return Counter(rules.local(each, zone=zone).date() for each in starts)


def _forgotten(unit: Unit, centre_id: int, zone: str) -> tuple[ColumnElement[bool], ...]:
    begins, _ = rules.whole_day(rules.local(unit.now, zone=zone).date(), zone=zone)
    return (
        col(Visit.centre_id) == centre_id,
        col(Visit.state) == State.BOOKED,
        col(Visit.starts_at) < begins,
        ~store.in_hand(unit),
    )


def mark(unit: Unit, centre_id: int, first: date, last: date) -> str:
    """Return a short text that differs once any of these visits has changed, or a new day has begun at the centre.

    A visit of an earlier day that was closed, and a day that was closed, change it too.

    It is made of counts and sums: clocks of two servers differ, so that the newest change need not be the latest.
    """
    begins, ends = _span(unit, centre_id, first, last)
    which = {"centre": centre_id, "begins": begins, "ends": ends, "now": unit.now}
    open_before = _forgotten(unit, centre_id, _zone(unit, centre_id))
    days = columns(func.count(), func.max(SpecialDay.id)).where(col(SpecialDay.centre_id) == centre_id)
    now = (
        today(unit, centre_id),
        *unit.session.execute(_STATE, which).one(),
        unit.session.exec(select(func.count()).where(*open_before)).one(),
        *unit.session.execute(days).one(),
    )
    return sha256(repr(now).encode()).hexdigest()[:16]


def bays(unit: Unit, centre_id: int, day: date) -> Sequence[str]:
    """Return the names of the bays that a centre has on a day."""
    return [each.name for each in closing.those(unit, Bay, centre_id, on=day)]


def technicians(unit: Unit, centre_id: int, day: date) -> Sequence[str]:
    """Return the names of the technicians that a centre has on a day."""
    return [each.name for each in closing.those(unit, Technician, centre_id, on=day)]


def _zone(unit: Unit, centre_id: int) -> str:
    """Return a centre's time zone alone: the page that asks every second needs nothing else of it."""
    return unit.session.exec(select(Centre.zone).where(Centre.id == centre_id)).one()


def _span(unit: Unit, centre_id: int, first: date, last: date) -> tuple[datetime, datetime]:
    zone = _zone(unit, centre_id)
    return rules.whole_day(first, zone=zone)[0], rules.whole_day(last, zone=zone)[1]
