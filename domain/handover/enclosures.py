"""Notes and pictures that an owner gives to a visit or to a request for a person."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from domain.booking import service as booking
from domain.booking.facts import State, VisitView
from domain.core import Unit
from domain.errors import Refusal
from domain.handover import facts, store
from domain.handover.facts import LARGEST_PICTURE, MOST_ENCLOSURES, MOST_NOTE
from domain.handover.tables import Enclosure, Handover
from domain.privacy import access_log
from domain.privacy.access_log import What
from domain.registry.tables import AccessToken

_TEXT: Final = "enclosure.text"
_PICTURE: Final = "enclosure.picture"


@dataclass(frozen=True, slots=True)
class Goal:
    """What an enclosure goes with: a booked visit, or the open request."""

    visit: VisitView | None = None
    request: Handover | None = None


def goal(unit: Unit, owner_id: int) -> Goal | None:
    """Return the request whose conversation runs, else the next booked visit, else the open request; None where there is none of them."""
    request = store.open_of(unit, owner_id)
    if request and request.state == facts.State.TALKING:
        return Goal(request=request)
    booked = [each for each in booking.visits_of(unit, owner_id) if each.state == State.BOOKED]
    if booked:
        return Goal(visit=booked[0])
    return Goal(request=request) if request else None


def add(unit: Unit, owner_id: int, to: Goal, *, text: str = "", picture: bytes | None = None) -> int:
    """Keep a note or a picture with a visit or request and return its number.

    Raises Refusal enclosures_full, or picture_large. A note that is too long is cut off at its end.
    """
    if picture is not None and len(picture) > LARGEST_PICTURE:
        raise Refusal("picture_large", status=413, most=LARGEST_PICTURE // 2**20)
    if unit.session.exec(select(func.count()).select_from(Enclosure).where(_of(to))).one() >= MOST_ENCLOSURES:
        raise Refusal("enclosures_full", most=MOST_ENCLOSURES)
    of = to.visit or to.request
    row = Enclosure(
        owner_id=owner_id,
        vehicle_id=of.vehicle_id if of else None,
        visit_id=to.visit.id if to.visit else None,
        centre_id=to.visit.centre_id if to.visit else None,
        handover_id=to.request.id if to.request else None,
        text=unit.seal_text(owner_id, text.strip()[:MOST_NOTE], label=_TEXT),
        picture=None if picture is None else unit.seal(owner_id, picture, label=_PICTURE),
        at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    return row.id


def _of(to: Goal) -> ColumnElement[bool]:
    if to.visit:
        return col(Enclosure.visit_id) == to.visit.id
    return col(Enclosure.handover_id) == (to.request.id if to.request else None)


def remove(unit: Unit, owner_id: int, enclosure_id: int) -> bool:
    """Delete what an owner gave; False where it is not there."""
    row = unit.session.get(Enclosure, enclosure_id)
    if row is None or row.owner_id != owner_id:
        return False
    unit.session.delete(row)
    return True


def of_visit(unit: Unit, who: AccessToken, visit: VisitView) -> list[facts.Enclosure]:
    """Return what was given to a visit for the centre where it is, the oldest first; that it was read is noted."""
    access_log.note(unit, access_log.viewer(who), What.VISITS, [(visit.owner_id, visit.vehicle_id)])
    return _read(unit, _of(Goal(visit=visit)), col(Enclosure.centre_id) == visit.centre_id)


def of_other_centre(unit: Unit, visit: VisitView) -> bool:
    """Tell whether a visit has something that was given to another centre, before a move."""
    return unit.session.exec(select(Enclosure.id).where(*_elsewhere(visit))).first() is not None


def pass_on(unit: Unit, visit: VisitView) -> bool:
    """Let the centre of a visit see what was given before a move; False where there is nothing of the kind any more."""
    rows = unit.session.exec(select(Enclosure).where(*_elsewhere(visit))).all()
    for row in rows:
        row.centre_id = visit.centre_id
    unit.session.flush()
    return bool(rows)


def _elsewhere(visit: VisitView) -> tuple[ColumnElement[bool], ...]:
    return _of(Goal(visit=visit)), col(Enclosure.centre_id) != visit.centre_id


def of_request(unit: Unit, who: AccessToken, handover_id: int) -> list[facts.Enclosure]:
    """Return what was given to a request, the oldest first; that it was read is noted. Raises Refusal handover_unknown (404)."""
    row = store.locked(unit, handover_id, centre_id=who.centre_id)
    if row is None:
        raise Refusal("handover_unknown", status=404)
    access_log.note(unit, access_log.viewer(who), What.REQUESTS, [(row.owner_id, row.vehicle_id)])
    return _read(unit, _of(Goal(request=row)))


def _read(unit: Unit, *which: ColumnElement[bool]) -> list[facts.Enclosure]:
    rows = unit.session.exec(select(Enclosure).where(*which).order_by(col(Enclosure.id)))
    read = (unit.readable(partial(_fact, unit, row), what=f"enclosure {row.id}") for row in rows)
    return [each for each in read if each is not None]


def _fact(unit: Unit, row: Enclosure) -> facts.Enclosure:
    picture = None if row.picture is None else unit.unseal(row.picture, label=_PICTURE)
    return facts.Enclosure(row.id, unit.unseal_text(row.text, label=_TEXT), picture, row.at)
