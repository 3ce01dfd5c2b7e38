"""What becomes of visits when their owner leaves: a car that is unlinked, an owner who deletes everything."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from domain.booking import rules, service, store, waitlist, warnings
from domain.booking.facts import State, VisitView
from domain.booking.tables import CalledOff, Visit
from domain.core import Unit
from domain.registry import service as registry


@dataclass(frozen=True, slots=True, order=True)
class Cancellation:
    """What a centre is told of a booked visit that will not be. at: when it was cancelled."""

    starts_at: datetime
    number: str
    job: str
    ends_at: datetime
    at: datetime


def unlink(unit: Unit, owner_id: int, vehicle_id: int) -> tuple[VisitView, ...]:
    """End a person's holding of a car, with an owner's also the visits to come; return those that were booked.

    No last call and no limit holds them: nobody is coming. Raises Refusal vehicle_not_yours (404).
    """
    is_own = registry.holding_of(unit, owner_id, vehicle_id).role == "owner"
    ended = (
        service.end_all(unit, _to_come(unit, owner_id), col(Visit.vehicle_id) == vehicle_id) if is_own else ()
    )
    for each in ended:
        warnings.refresh(unit, each)
    if is_own:
        waitlist.end_all(unit, owner_id, vehicle_id)
    registry.unlink(unit, owner_id, vehicle_id)
    return tuple(each for each in ended if each.state == State.CANCELLED)


def call_off(unit: Unit, owner_id: int) -> None:
    """Free what the visits of an owner take, who is about to be deleted, and leave word with the centres of what was booked."""
    ended = service.end_all(unit, _to_come(unit, owner_id))
    unit.session.add_all(
        CalledOff(
            centre_id=each.centre_id,
            number=each.number,
            job=each.job,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            at=unit.now,
        )
        for each in ended
        if each.state == State.CANCELLED
    )


def called_off(unit: Unit, centre_id: int, day: date) -> tuple[Cancellation, ...]:
    """Return what was booked for a day in the centre's calendar and is cancelled, whoever did it, soonest first."""
    zone = store.centre(unit, centre_id).zone
    first, last = rules.whole_day(day, zone=zone)
    query = select(CalledOff).where(
        CalledOff.centre_id == centre_id, CalledOff.starts_at >= first, CalledOff.starts_at < last
    )
    cancelled = store.views(
        unit,
        col(Visit.centre_id) == centre_id,
        col(Visit.starts_at) >= first,
        col(Visit.starts_at) < last,
        col(Visit.state) == State.CANCELLED,
    )
    cancellations = [
        Cancellation(each.starts_at, each.number, each.job, each.ends_at, each.changed_at)
        for each in cancelled
    ]
    cancellations += [
        Cancellation(each.starts_at, each.number, each.job, each.ends_at, each.at)
        for each in unit.session.exec(query)
    ]
    return tuple(sorted(cancellations))


def _to_come(unit: Unit, owner_id: int) -> ColumnElement[bool]:
    return (col(Visit.owner_id) == owner_id) & (col(Visit.ends_at) > unit.now) & store.live(unit)
