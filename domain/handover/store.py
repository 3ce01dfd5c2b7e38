"""The queries of requests for a person."""

from functools import partial
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import col, select

from domain.core import Unit
from domain.handover.facts import OPEN, Request, State
from domain.handover.tables import Handover
from domain.registry.tables import Owner

NOTE = "handover.note"
ANSWER = "handover.answer"
_OPEN_OF: Final = select(Handover).where(
    col(Handover.owner_id) == bindparam("owner"), col(Handover.state).in_(OPEN)
)  # built once: every sentence asks it


def open_of(unit: Unit, owner_id: int, *, lock: bool = False) -> Handover | None:
    """Return the one request of an owner that is not over; locked where it is to be changed, as a person may be about to."""
    mine = _OPEN_OF.with_for_update().execution_options(populate_existing=True) if lock else _OPEN_OF
    return unit.session.exec(mine, params={"owner": owner_id}).first()


def current(unit: Unit, owner_id: int) -> Request | None:
    row = open_of(unit, owner_id)
    return request(unit, row) if row else None


def own(unit: Unit, owner_id: int, handover_id: int | None) -> Handover | None:
    """Return a request of an owner, the newest where no number is given."""
    mine = select(Handover).where(Handover.owner_id == owner_id)
    if handover_id is not None:
        mine = mine.where(Handover.id == handover_id)
    return unit.session.exec(mine.order_by(col(Handover.id).desc()).limit(1)).first()


def locked(unit: Unit, handover_id: int, *, centre_id: int | None) -> Handover | None:
    """Lock and return a request; a centre gets only its own."""
    query = select(Handover).where(Handover.id == handover_id).with_for_update()
    if centre_id is not None:
        query = query.where(Handover.centre_id == centre_id)
    return unit.session.exec(query.execution_options(populate_existing=True)).first()


def waiting(unit: Unit, *, centre_id: int | None) -> list[Request]:
    """Return what is open, the oldest first: all of it, or a centre's own."""
    query = select(Handover).where(col(Handover.state).in_(OPEN)).order_by(col(Handover.asked_at))
    if centre_id is not None:
        query = query.where(Handover.centre_id == centre_id)
    return [request(unit, row) for row in unit.session.exec(query)]


def note_of(unit: Unit, row: Handover) -> str:
    """Return what the owner wrote; "" where that is nothing, or cannot be opened any more."""
    if not row.note:
        return ""
    return (
        unit.readable(partial(unit.unseal_text, row.note, label=NOTE), what=f"the note of request {row.id}")
        or ""
    )


def request(unit: Unit, row: Handover) -> Request:
    return Request(
        id=row.id,
        owner_id=row.owner_id,
        vehicle_id=row.vehicle_id,
        centre_id=row.centre_id,
        reason=row.reason,
        note=note_of(unit, row),
        locale=unit.session.get_one(Owner, row.owner_id).locale,
        state=State(row.state),
        asked_at=row.asked_at,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
    )
