"""What becomes of visits when their owner leaves: a car that is unlinked, an owner who deletes everything."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from domain.booking import service, store, warnings
from domain.booking.facts import State, VisitView
from domain.booking.tables import CalledOff, Visit
from domain.core import Unit
from domain.garage import service as garage


def unlink(unit: Unit, owner_id: int, vehicle_id: int) -> tuple[VisitView, ...]:
    """End a person's holding of a car, with an owner's also the visits to come; return those that were booked.

    No last call and no limit holds them: nobody is coming. Raises Refusal vehicle_not_yours (404).
    """
    is_own = garage.holding_of(unit, owner_id, vehicle_id).role == "owner"
    ended = service.end_all(unit, _to_come(unit, owner_id), col(Visit.vehicle_id) == vehicle_id) if is_own else ()
    for each in ended:
        warnings.refresh(unit, each)
    garage.unlink(unit, owner_id, vehicle_id)
    return tuple(each for each in ended if each.state == State.CANCELLED)


def call_off(unit: Unit, owner_id: int) -> None:
    """Free what the visits of an owner take, who is about to be deleted, and leave word with the centres of what was booked."""
    for visit in service.end_all(unit, _to_come(unit, owner_id)):
        if visit.state == State.CANCELLED:
            unit.session.add(
                CalledOff(
                    centre_id=visit.centre_id,
                    number=visit.number,
                    job=visit.job,
                    starts_at=visit.starts_at,
                    ends_at=visit.ends_at,
                    at=unit.now,
                )
            )


def _to_come(unit: Unit, owner_id: int) -> ColumnElement[bool]:
    return (col(Visit.owner_id) == owner_id) & (col(Visit.ends_at) > unit.now) & store.live(unit)
