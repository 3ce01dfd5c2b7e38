"""Asking for a person, seeing who waits, taking a request and answering it."""

from datetime import timedelta
from typing import Final

from domain.booking import contacts
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.handover import store
from domain.handover.facts import MOST_NOTE, SERVICES, Request, State
from domain.handover.tables import Handover
from domain.privacy import access_log
from domain.privacy.access_log import What
from domain.registry.tables import AccessToken

NOTE_WITHIN: Final = timedelta(minutes=10)  # what is written so soon after asking is about it


def ask(unit: Unit, owner_id: int, *, vehicle_id: int | None, reason: str, note: str = "") -> bool:
    """Ask for a person; False where the owner's last request is still open, and a note is added to that.

    A service of the centre is never lost in an open request: that becomes one for the service, of this car.
    """
    at = contacts.of_car(unit, owner_id, vehicle_id)
    is_new = rows.add_once(
        unit.session,
        Handover,
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        centre_id=at.centre.id if at else None,
        reason=reason,
        state=State.WAITING,
        taken_by="",
        asked_at=unit.now,
    )
    if note:
        add_note(unit, owner_id, note)
    return is_new or (reason in SERVICES and _becomes(unit, owner_id, vehicle_id, reason))


def _becomes(unit: Unit, owner_id: int, vehicle_id: int | None, reason: str) -> bool:
    """Turn the open request into one of another service and set it to waiting again; False where it is of that service already."""
    row = store.open_of(unit, owner_id)
    if row is None or (row.reason, row.vehicle_id) == (reason, vehicle_id):
        return False
    at = contacts.of_car(unit, owner_id, vehicle_id)
    row.reason, row.vehicle_id, row.centre_id = reason, vehicle_id, at.centre.id if at else None
    row.state, row.taken_by, row.taken_at = State.WAITING, "", None
    return True


def current(unit: Unit, owner_id: int) -> Request | None:
    """Return the owner's open request."""
    row = store.open_of(unit, owner_id)
    return store.request(unit, row) if row else None


def add_note(unit: Unit, owner_id: int, text: str) -> None:
    """Add a note to the open request; notes longer than their limit are cut off at the end."""
    row = store.open_of(unit, owner_id)
    if row is None:
        raise Refusal("handover_unknown", status=404)
    note = "\n".join(filter(None, (store.note_of(unit, row), text.strip())))[:MOST_NOTE]
    row.note = unit.seal_text(owner_id, note, label=store.NOTE)


def withdraw(unit: Unit, owner_id: int) -> bool:
    """Take the open request back; False where there is none."""
    row = store.open_of(unit, owner_id)
    if row is None:
        return False
    row.state, row.ended_at = State.WITHDRAWN, unit.now
    return True


def waiting(unit: Unit, who: AccessToken) -> list[Request]:
    """Return the open requests that the operator or a centre may see, the oldest first; that it was read is noted."""
    requests = store.waiting(unit, centre_id=who.centre_id)
    _note(unit, who, *requests)
    return requests


def take(unit: Unit, who: AccessToken, handover_id: int) -> Request:
    """Note who takes the request, and tell the owner once. Raises Refusal handover_unknown (404) or handover_over."""
    row = _open(unit, who, handover_id)
    if row.state == State.WAITING:
        row.state, row.taken_by, row.taken_at = State.TAKEN, who.role, unit.now
        _tell(unit, row, Phrase("handover.taken", {"who": _who(unit, who)}))
    return _view(unit, who, row)


def answer(unit: Unit, who: AccessToken, handover_id: int, text: str) -> Request:
    """End it with an answer to the owner; "" where it was given by telephone.

    Raises Refusal handover_unknown (404) or handover_over.
    """
    row = _open(unit, who, handover_id)
    row.state, row.taken_by, row.ended_at = State.ANSWERED, row.taken_by or who.role, unit.now
    row.taken_at = row.taken_at or unit.now
    written = text.strip()
    if written:
        row.answer = unit.seal_text(row.owner_id, written, label=store.ANSWER)
    phrase = Phrase(
        "handover.answer" if written else "handover.by_phone", {"who": _who(unit, who), "text": written}
    )
    _tell(unit, row, phrase)
    return _view(unit, who, row)


def _view(unit: Unit, who: AccessToken, row: Handover) -> Request:
    request = store.request(unit, row)
    _note(unit, who, request)
    return request


def _note(unit: Unit, who: AccessToken, *requests: Request) -> None:
    about = [(request.owner_id, request.vehicle_id) for request in requests]
    access_log.note(unit, access_log.viewer(who), What.REQUESTS, about)


def _open(unit: Unit, who: AccessToken, handover_id: int) -> Handover:
    row = store.locked(unit, handover_id, centre_id=who.centre_id)
    if row is None:
        raise Refusal("handover_unknown", status=404)
    if row.state not in (State.WAITING, State.TAKEN):
        raise Refusal("handover_over", state=Phrase(f"handover.state.{row.state}"))
    return row


def _tell(unit: Unit, row: Handover, phrase: Phrase) -> None:
    contact.queue(
        unit, row.owner_id, key=f"handover:{row.id}:{row.state}", message=Message((phrase,)), awaited=True
    )


def _who(unit: Unit, who: AccessToken) -> object:
    if who.centre_id is None:
        return Phrase("handover.operator")
    return contacts.of_centre(unit, who.centre_id).centre.name
