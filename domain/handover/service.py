"""The owner's side: asking for a person, talking with one, and the end of that."""

from datetime import timedelta
from functools import partial
from typing import Final

from domain.booking import contacts
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.handover import lines, store
from domain.handover.about import Conversation
from domain.handover.facts import MOST_NOTE, MOST_SILENT, OWNER, SERVICES, Entry, Request, State
from domain.handover.tables import Handover

NOTE_WITHIN: Final = timedelta(minutes=10)  # what is written so soon after asking is about it
_QUESTION_ENDS: Final = ("?", "？", "吗", "么")


def ask(unit: Unit, owner_id: int, *, vehicle_id: int | None, reason: str, note: str = "") -> bool:
    """Ask for a person; False where the owner's last request is still open, and a note is added to that.

    A service of the centre is never lost in an open request: that becomes one for the service, of this car.
    """
    at = contacts.of_car(unit, owner_id, vehicle_id)
    centre_id = at.centre.id if at else None
    row, is_new = _request(unit, owner_id, vehicle_id=vehicle_id, centre_id=centre_id, reason=reason)
    if not is_new and reason in SERVICES and (row.reason, row.vehicle_id) != (reason, vehicle_id):
        row, is_new = _become(unit, row, vehicle_id=vehicle_id, centre_id=centre_id, reason=reason), True
    if note:
        _note(unit, row, note)
    return is_new


def _request(
    unit: Unit, owner_id: int, *, vehicle_id: int | None, centre_id: int | None, reason: str
) -> tuple[Handover, bool]:
    """Return the owner's open request, locked, and whether it was made by this call."""
    for _ in range(2):  # again where the one that stood against it was ended meanwhile
        is_new = rows.add_once(
            unit.session,
            Handover,
            owner_id=owner_id,
            vehicle_id=vehicle_id,
            centre_id=centre_id,
            reason=reason,
            state=State.WAITING,
            taken_by="",
            asked_at=unit.now,
        )
        row = store.open_of(unit, owner_id, lock=True)
        if row is not None:
            break
    assert row is not None
    return row, is_new


def _become(
    unit: Unit, row: Handover, *, vehicle_id: int | None, centre_id: int | None, reason: str
) -> Handover:
    """Turn the open request into one of another service, which waits.

    What was said to one centre is never shown to another: in that case, and where a person talks already, the
    request is over and another one begins. What only waits for the operator may go to a centre.
    """
    stays = row.centre_id == centre_id or (row.centre_id is None and row.state == State.WAITING)
    if row.state == State.TALKING or not stays:
        _end(unit, row)
        unit.session.flush()
        return _request(unit, row.owner_id, vehicle_id=vehicle_id, centre_id=centre_id, reason=reason)[0]
    row.reason, row.vehicle_id, row.centre_id = reason, vehicle_id, centre_id
    row.state, row.taken_by, row.taken_at = State.WAITING, "", None
    return row


def _end(unit: Unit, row: Handover) -> None:
    row.state = State.ENDED if row.state == State.TALKING else State.WITHDRAWN
    row.ended_at = unit.now


def current(unit: Unit, owner_id: int) -> Request | None:
    """Return the owner's open request."""
    return unit.once(("handover", owner_id), partial(store.current, unit, owner_id))


def conversation(unit: Unit, owner_id: int) -> Request | None:
    """Return the open request in which a person talks with the owner, so that the assistant rests."""
    request = current(unit, owner_id)
    return request if request and request.state is State.TALKING else None


def add_note(unit: Unit, owner_id: int, text: str) -> None:
    """Add a note to the open request. Raises Refusal handover_unknown (404) where there is none, or not any more."""
    row = store.open_of(unit, owner_id, lock=True)
    if row is None:
        raise Refusal("handover_unknown", status=404)
    _note(unit, row, text)


def _note(unit: Unit, row: Handover, text: str) -> None:
    """Add a note to a request; notes longer than their limit are cut off at the end."""
    note = "\n".join(filter(None, (store.note_of(unit, row), text.strip())))[:MOST_NOTE]
    row.note = unit.seal_text(row.owner_id, note, label=store.NOTE)


def withdraw(unit: Unit, owner_id: int) -> Request | None:
    """Take the open request back, or end its conversation; None where there is none."""
    row = store.open_of(unit, owner_id, lock=True)
    if row is None:
        return None
    _end(unit, row)
    return store.request(unit, row)


def hear(unit: Unit, owner_id: int, text: str) -> bool | None:
    """Pass on what the owner says to the person who talks with them; None where nobody does, or not any more.

    Returns whether the owner is to be told where it went: they have not written to the person for a while.
    """
    row = store.open_of(unit, owner_id, lock=True)
    if row is None or row.state != State.TALKING:
        return None
    is_first = not lines.owner_wrote_within(unit, row, MOST_SILENT)
    lines.add(unit, row, by=OWNER, text=text)
    return is_first


def asks_owner(unit: Unit, request: Request) -> bool:
    """Whether the person said the last line, and it is a question."""
    return lines.unanswered(unit, request.id).rstrip(" .!。！~～").endswith(_QUESTION_ENDS)


def transcript(unit: Unit, owner_id: int, handover_id: int | None) -> tuple[Request, list[Entry]] | None:
    """Return a request of the owner's with what both sides said; None where there is none."""
    row = store.own(unit, owner_id, handover_id)
    return (store.request(unit, row), lines.entries(unit, row)) if row else None


def speaker(unit: Unit, centre_id: int | None, role: str) -> object:
    """Return the name of who speaks: a centre's, or "your operator"."""
    if role != "centre" or centre_id is None:
        return Phrase("handover.operator")
    return contacts.of_centre(unit, centre_id).centre.name


def transcript_button(handover_id: int) -> Button:
    about = Conversation(handover_id).params()
    return Button(Phrase("handover.transcript"), "person.transcript", about, once=False)


def silent(unit: Unit) -> list[int]:
    """Return the conversations that are to end by themselves."""
    return lines.silent(unit, MOST_SILENT)


def lapse(unit: Unit, handover_id: int) -> None:
    """Let the assistant answer again after a long silence, and tell the owner.

    Where the owner had the last word, the request is open still, so that nobody's question is lost.
    """
    row = store.locked(unit, handover_id, centre_id=None)
    if row is None or row.id not in silent(unit):
        return
    entries = lines.entries(unit, row)
    waits = bool(entries) and entries[-1].by == OWNER
    row.state, row.ended_at = (State.TAKEN, None) if waits else (State.LAPSED, unit.now)
    about = {"who": speaker(unit, row.centre_id, row.taken_by), "hours": MOST_SILENT // timedelta(hours=1)}
    phrase = Phrase("handover.still_waits" if waits else "handover.lapsed", about)
    message = Message((phrase,), rows=((transcript_button(row.id),),))
    key = f"handover:{row.id}:lapse:{unit.now:%Y%m%dT%H%M}"
    contact.queue(unit, row.owner_id, key=key, message=message, subject=rest_subject(row.id))


def rest_subject(handover_id: int) -> str:
    """Return the subject of the message that a conversation is over, which a new line withdraws."""
    return f"handover:{handover_id}"
