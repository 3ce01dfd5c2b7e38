"""Statements on the outbox and the inbox. Rows that are about to change are locked where the database can."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, exists, func, or_, select, update
from sqlmodel.sql.sqltypes import UTCDateTime

from domain.contact.rules import ANSWER_KEY, State
from domain.contact.tables import InboxUpdate, Notice
from domain.core import Unit
from domain.db import passing
from domain.registry.tables import Owner

_CLOCKS_DIFFER: Final = timedelta(minutes=5)  # between machines, at most
_LONGEST_LEASE: Final = timedelta(hours=1)
_OPEN_ENDED: Final = (State.QUEUED, State.SENDING, State.UNKNOWN)
# Statements that every update or message goes through are built once, and change their rows without loading them.
_INBOX: Final = InboxUpdate.metadata.tables["inbox_update"]
_HANDLED: Final = (
    update(_INBOX)
    .where(_INBOX.c.id == bindparam("number"))
    .values(state=bindparam("now_is"), owner_id=bindparam("of"), body=None)
)
_NEWEST_PUSH: Final = select(func.max(Notice.id)).where(
    col(Notice.owner_id) == bindparam("owner"),
    col(Notice.edits).is_(False),
    col(Notice.state).in_([State.SENT, State.UNKNOWN]),
    col(Notice.key).not_like(f"{ANSWER_KEY}%"),
)
_DUE_TO: Final = (  # built once: the demo's made-up year asks it a thousand times
    select(Notice)
    .where(Notice.owner_id == bindparam("owner"), Notice.state == State.QUEUED)
    .where(col(Notice.not_before) <= bindparam("now", type_=UTCDateTime()))
    .order_by(col(Notice.id))
)


def owner(unit: Unit, owner_id: int) -> Owner:
    row = unit.session.get(Owner, owner_id)
    assert row is not None, f"no owner {owner_id}"
    return row


def owners(unit: Unit, owner_ids: Collection[int]) -> dict[int, Owner]:
    rows = unit.session.exec(select(Owner).where(col(Owner.id).in_(owner_ids)))
    return {row.id: row for row in rows}


def notice(unit: Unit, key: str) -> Notice:
    return unit.session.exec(select(Notice).where(Notice.key == key)).one()


def existing_keys(unit: Unit, keys: Collection[str]) -> frozenset[str]:
    return frozenset(unit.session.exec(select(Notice.key).where(col(Notice.key).in_(keys))))


def mark_sent(unit: Unit, deliveries: Mapping[int, int]) -> None:
    """Change those of the notices that have not ended yet."""
    notices = Notice.metadata.tables["notice"]
    ends = {"state": State.SENT, "reason": "", "done_at": unit.now, "lease_until": None}
    change = (
        update(notices)
        .where(notices.c.id == bindparam("notice"))
        .where(
            or_(*(notices.c.state == each for each in _OPEN_ENDED))
        )  # IN cannot be given many rows at once
        .values(**ends, message_id=bindparam("sent_as"))
    )
    rows = [{"notice": notice, "sent_as": message} for notice, message in deliveries.items()]
    unit.session.connection().execute(change, rows)


def locked(unit: Unit, notice_id: int) -> Notice | None:
    query = select(Notice).where(Notice.id == notice_id).with_for_update()
    return unit.session.exec(query.execution_options(populate_existing=True)).one_or_none()


def end(unit: Unit, notice: Notice, state: State, reason: str) -> None:
    notice.state, notice.reason, notice.done_at, notice.lease_until = state, reason, unit.now, None


def waiting_notices(unit: Unit, owner_id: int, subject: str) -> Sequence[Notice]:
    """Return what has not gone out yet about a subject; a sending under way is waited for."""
    query = select(Notice).where(
        Notice.owner_id == owner_id, Notice.subject == subject, Notice.state == State.QUEUED
    )
    fresh = query.order_by(col(Notice.id)).with_for_update().execution_options(populate_existing=True)
    return unit.session.exec(fresh).all()


def due_since(unit: Unit, *, made_before: datetime, limit: int) -> Sequence[str]:
    """Return the subjects of what is due now but was written before a moment."""
    query = select(Notice.subject).where(
        Notice.state == State.QUEUED,
        Notice.not_before <= unit.now,
        Notice.made_at <= made_before,
        Notice.subject != "",
        ~col(Notice.edits),
    )
    return unit.session.exec(query.order_by(col(Notice.grade).desc(), col(Notice.id)).limit(limit)).all()


def due(unit: Unit, limit: int) -> Sequence[Notice]:
    """Return queued notices whose time has come, red first; another process's choice is skipped.

    An edit waits until what came before it about the same subject is through.
    """
    earlier = aliased(Notice)
    held_up = exists().where(
        col(earlier.owner_id) == col(Notice.owner_id),
        col(earlier.subject) == col(Notice.subject),
        col(earlier.id) < col(Notice.id),
        col(earlier.state).in_((State.QUEUED, State.SENDING)),
    )
    query = (
        select(Notice)
        .where(Notice.state == State.QUEUED, _has_come(unit))
        .where(or_(~col(Notice.edits), ~held_up))
        .order_by(col(Notice.grade).desc(), col(Notice.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=Notice)
    )
    return unit.session.exec(query).all()


def due_to(unit: Unit, owner_id: int) -> Sequence[Notice]:
    """Return the queued notices of one owner whose time has come, in the order in which they were written."""
    return unit.session.exec(_DUE_TO, params={"owner": owner_id, "now": unit.now}).all()


def _has_come(unit: Unit) -> ColumnElement[bool]:
    """The condition that a notice is due; one queued in the future is due too, for the clock has been set back since."""
    return or_(col(Notice.not_before) <= unit.now, col(Notice.made_at) > unit.now + _CLOCKS_DIFFER)


def waiting_to_go(unit: Unit) -> tuple[int, datetime | None]:
    """Return how many notices are due, and since when the first of them has been."""
    due = select(func.count(), func.min(Notice.not_before)).where(
        Notice.state == State.QUEUED, _has_come(unit)
    )
    return unit.session.exec(due).one()


def prolong(unit: Unit, notice_ids: Collection[int], *, until: datetime) -> None:
    unit.session.exec(
        update(Notice)
        .where(col(Notice.id).in_(notice_ids), col(Notice.state) == State.SENDING)
        .values(lease_until=until)
    )


def expired_sendings(unit: Unit) -> Sequence[Notice]:
    """Return sendings whose lease has ended without an outcome, or ends later than any lease can, since the clock was set back."""
    ended = or_(col(Notice.lease_until) < unit.now, col(Notice.lease_until) > unit.now + _LONGEST_LEASE)
    query = select(Notice).where(Notice.state == State.SENDING, ended)
    return unit.session.exec(query.with_for_update(skip_locked=True)).all()


def last_message_id(unit: Unit, about: Notice) -> int | None:
    query = select(Notice.message_id).where(
        Notice.owner_id == about.owner_id, Notice.subject == about.subject, Notice.state == State.SENT
    )
    return unit.session.exec(query.order_by(col(Notice.done_at).desc(), col(Notice.id).desc())).first()


def was_sent(unit: Unit, owner_id: int, subject: str) -> bool:
    sent = select(Notice.id).where(
        Notice.owner_id == owner_id, Notice.subject == subject, Notice.state == State.SENT
    )
    return unit.session.exec(sent).first() is not None


def subject_of(unit: Unit, owner_id: int, message_id: int) -> str:
    sent = select(Notice.subject).where(Notice.owner_id == owner_id, Notice.message_id == message_id)
    return unit.session.exec(sent.order_by(col(Notice.id).desc())).first() or ""


def newest_push(unit: Unit, owner_id: int) -> int:
    return unit.session.connection().execute(_NEWEST_PUSH, {"owner": owner_id}).scalar() or 0


def notice_of(unit: Unit, owner_id: int, number: int) -> Notice | None:
    return unit.session.exec(select(Notice).where(Notice.id == number, Notice.owner_id == owner_id)).first()


def any_under_way(unit: Unit) -> bool:
    due = and_(Notice.state == State.QUEUED, _has_come(unit))
    query = select(Notice.id).where(or_(col(Notice.state) == State.SENDING, due)).limit(1)
    return unit.session.exec(query).first() is not None


def mark_handled(unit: Unit, update_id: int, state: str, *, owner_id: int | None) -> None:
    """Change an update that waits, forget its body and destroy the key of it."""
    marks = {"number": update_id, "now_is": state, "of": owner_id}
    marked = unit.session.connection().execute(_HANDLED, marks)
    assert marked.rowcount == 1, f"no update {update_id}"
    passing.destroy(unit.session, select(InboxUpdate.update_id).where(InboxUpdate.id == update_id))


def urgent(unit: Unit) -> Sequence[InboxUpdate]:
    query = select(InboxUpdate).where(InboxUpdate.state == "waiting", col(InboxUpdate.is_urgent))
    return unit.session.exec(query.order_by(col(InboxUpdate.id))).all()


def waiting(unit: Unit, limit: int | None, *, but: Collection[str] = ()) -> Sequence[InboxUpdate]:
    query = select(InboxUpdate).where(
        InboxUpdate.state == "waiting",
        ~col(InboxUpdate.is_urgent),
        col(InboxUpdate.chat_hash).not_in(but),
    )
    return unit.session.exec(query.order_by(col(InboxUpdate.id)).limit(limit)).all()
