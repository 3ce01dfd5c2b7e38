"""The lines of a conversation: what both sides said, sealed, and how long they have been silent."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, exists
from sqlmodel import col, select

from domain.core import Unit
from domain.handover import store
from domain.handover.facts import MOST_LINE, OWNER, Entry, State
from domain.handover.tables import Enclosure, Handover, HandoverLine

_TEXT: Final = "handover_line.text"
_ENCLOSED: Final = "enclosure.text"


def add(unit: Unit, row: Handover, *, by: str, text: str) -> None:
    """Add what one side says; what is longer than a message can be is cut off at the end."""
    sealed = unit.seal_text(row.owner_id, text.strip()[:MOST_LINE], label=_TEXT)
    unit.session.add(HandoverLine(owner_id=row.owner_id, handover_id=row.id, by=by, text=sealed, at=unit.now))
    unit.session.flush()


def entries(unit: Unit, row: Handover) -> list[Entry]:
    """Return all that was said of a request, the oldest first: its note, the lines, what was given with it, the answer.

    What cannot be opened any more is left out.
    """
    everything = [Entry(OWNER, note, row.asked_at)] if (note := store.note_of(unit, row)) else []
    of_row = select(HandoverLine).where(HandoverLine.handover_id == row.id).order_by(col(HandoverLine.id))
    for line in unit.session.exec(of_row):
        everything += _entry(unit, line.text, _TEXT, by=line.by, at=line.at)
    enclosures = select(Enclosure.id, Enclosure.text, Enclosure.at).where(Enclosure.handover_id == row.id)
    for number, sealed, at in unit.session.exec(enclosures.order_by(col(Enclosure.id))):
        everything += _entry(unit, sealed, _ENCLOSED, by=OWNER, at=at, enclosure=number)
    if row.answer and row.ended_at:
        everything += _entry(unit, row.answer, store.ANSWER, by=row.taken_by, at=row.ended_at)
    return sorted(everything, key=lambda entry: entry.at)


def _entry(
    unit: Unit, sealed: bytes, label: str, *, by: str, at: datetime, enclosure: int | None = None
) -> list[Entry]:
    read = partial(unit.unseal_text, sealed, label=label)
    text = unit.readable(read, what=f"a line by the {by}")
    return [] if text is None else [Entry(by, text, at, enclosure)]


def unanswered(unit: Unit, handover_id: int) -> str:
    """Return the last line where it is of the other side; "" where it is the owner's, or cannot be opened any more."""
    of_request = select(HandoverLine).where(HandoverLine.handover_id == handover_id)
    line = unit.session.exec(of_request.order_by(col(HandoverLine.id).desc()).limit(1)).first()
    if line is None or line.by == OWNER:
        return ""
    return unit.readable(partial(unit.unseal_text, line.text, label=_TEXT), what="a line of a person") or ""


def owner_wrote_within(unit: Unit, row: Handover, span: timedelta) -> bool:
    lately = select(HandoverLine.id).where(
        HandoverLine.handover_id == row.id, HandoverLine.by == OWNER, col(HandoverLine.at) > unit.now - span
    )
    return unit.session.exec(lately.limit(1)).first() is not None


def silent(unit: Unit, span: timedelta) -> list[int]:
    """Return the conversations in which neither side has said or given anything for so long."""
    since = unit.now - span
    query = select(Handover.id).where(
        Handover.state == State.TALKING,
        ~_later(HandoverLine.handover_id, HandoverLine.at, since),
        ~_later(Enclosure.handover_id, Enclosure.at, since),
    )
    return list(unit.session.exec(query.order_by(col(Handover.id))))


def _later(handover_id: object, at: object, since: datetime) -> ColumnElement[bool]:
    return exists().where(col(handover_id) == col(Handover.id), col(at) > since)
