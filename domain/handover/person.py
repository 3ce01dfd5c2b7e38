"""The other side, of operator and centre: seeing who waits, taking a request, talking with the owner, ending it."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import select as columns
from sqlmodel import col, func, select

from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.handover import lines, store
from domain.handover import service as handover
from domain.handover.facts import OPEN, Entry, Request, State
from domain.handover.tables import Enclosure, Handover, HandoverLine
from domain.privacy import access_log
from domain.privacy.access_log import What
from domain.registry.tables import AccessToken, Owner

_MINUTE: Final = timedelta(minutes=1)


def waiting(unit: Unit, who: AccessToken) -> list[Request]:
    """Return the open requests that the operator or a centre may see, the oldest first; that it was read is noted."""
    requests = store.waiting(unit, centre_id=who.centre_id)
    _note(unit, who, *requests)
    return requests


def mark(unit: Unit, who: AccessToken, handover_id: int | None = None) -> str:
    """Return a short text that differs once a request has changed, or any that is open; nothing of them is read.

    Of those that wait it differs with each whole minute, too, as the list tells it.
    """
    count = select(func.count()).where(HandoverLine.handover_id == Handover.id)
    pieces = select(func.count()).where(Enclosure.handover_id == Handover.id)
    rows = columns(
        col(Handover.id),
        col(Handover.state),
        col(Handover.asked_at),
        count.scalar_subquery(),
        pieces.scalar_subquery(),
    )
    rows = rows.where(
        col(Handover.id) == handover_id if handover_id else col(Handover.state).in_(OPEN),
    )
    if who.centre_id is not None:
        rows = rows.where(col(Handover.centre_id) == who.centre_id)
    states = [
        (
            id_,
            state,
            (unit.now - asked_at) // _MINUTE if state == State.WAITING and not handover_id else 0,
            *more,
        )
        for id_, state, asked_at, *more in unit.session.execute(rows.order_by(col(Handover.id)))
    ]
    return sha256(repr(states).encode()).hexdigest()[:16]


def take(unit: Unit, who: AccessToken, handover_id: int) -> Request:
    """Note who takes the request, and tell the owner once. Raises Refusal handover_unknown (404) or handover_over."""
    row = _open(unit, who, handover_id)
    if row.state == State.WAITING:
        row.state, row.taken_by, row.taken_at = State.TAKEN, who.role, unit.now
        _tell(unit, row, State.TAKEN, Phrase("handover.taken", {"who": _who(unit, who)}))
    return _view(unit, who, row)


def answer(unit: Unit, who: AccessToken, handover_id: int, text: str) -> Request:
    """End it with an answer to the owner; "" where it was given by telephone.

    Raises Refusal handover_unknown (404), handover_over, or handover_blocked where there is a text.
    """
    row = _open(unit, who, handover_id)
    written, was_talk = text.strip(), row.state == State.TALKING
    if written:
        _refuse_blocked(unit, row)
        row.answer = unit.seal_text(row.owner_id, written, label=store.ANSWER)
    row.state, row.taken_by, row.ended_at = State.ANSWERED, who.role, unit.now
    row.taken_at = row.taken_at or unit.now
    code = "handover.answer" if written else "handover.over_there" if was_talk else "handover.by_phone"
    phrase = Phrase(code, {"who": _who(unit, who), "text": written})
    if was_talk:
        _tell(
            unit, row, row.state, phrase, Phrase("handover.again"), button=handover.transcript_button(row.id)
        )
    else:
        _tell(unit, row, row.state, phrase)
    return _view(unit, who, row)


def write(unit: Unit, who: AccessToken, handover_id: int, text: str, *, key: str = "") -> Request:
    """Say something to the owner in the chat; from then on what they write comes here, until one of both ends it.

    key: under the same key it is said once, however often it is sent.
    Raises Refusal handover_unknown (404), handover_over or handover_blocked.
    """
    row = _open(unit, who, handover_id)
    _refuse_blocked(unit, row)
    phrase = Phrase("handover.answer", {"who": _who(unit, who), "text": text.strip()})
    if _tell(unit, row, f"line:{key or secrets.token_hex(8)}", phrase):
        lines.add(unit, row, by=who.role, text=text)
        row.state, row.taken_by, row.taken_at = State.TALKING, who.role, row.taken_at or unit.now
    return _view(unit, who, row)


def transcript(unit: Unit, who: AccessToken, handover_id: int) -> list[Entry]:
    """Return what both sides said, of a request that is over too; that it was read is noted. Raises Refusal handover_unknown (404)."""
    row = store.locked(unit, handover_id, centre_id=who.centre_id)
    if row is None:
        raise Refusal("handover_unknown", status=404)
    access_log.note(unit, access_log.viewer(who), What.REQUESTS, [(row.owner_id, row.vehicle_id)])
    return lines.entries(unit, row)


def request(unit: Unit, who: AccessToken, handover_id: int) -> Request:
    """Return a request, also one that is over; that it was read is noted. Raises Refusal handover_unknown (404)."""
    row = store.locked(unit, handover_id, centre_id=who.centre_id)
    if row is None:
        raise Refusal("handover_unknown", status=404)
    return _view(unit, who, row)


def _refuse_blocked(unit: Unit, row: Handover) -> None:
    if unit.session.get_one(Owner, row.owner_id).blocked_at is not None:
        raise Refusal("handover_blocked")


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
    if row.state not in OPEN:
        raise Refusal("handover_over", state=Phrase(f"handover.state.{row.state}"))
    return row


def _tell(unit: Unit, row: Handover, what: str, *phrases: Phrase, button: Button | None = None) -> bool:
    """Tell the owner, also at night: it is their request. What was to be told of a silence is so no more."""
    contact.withdraw(unit, row.owner_id, handover.rest_subject(row.id))
    message = Message(phrases, rows=((button,),) if button else ())
    return contact.queue(unit, row.owner_id, key=f"handover:{row.id}:{what}", message=message, awaited=True)


def _who(unit: Unit, who: AccessToken) -> object:
    return handover.speaker(unit, who.centre_id, who.role)
