"""How many messages wait and for how long, what became of those sent, and what is left of the budget."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import select as select_many
from sqlmodel import col, func, select

from domain.contact import store
from domain.contact.rules import PER_MONTH, PER_WEEK, State
from domain.contact.tables import BudgetSlot, InboxUpdate, Notice
from domain.core import Unit
from domain.kit.gauges import Gauge
from domain.registry.scope import Scope

_RECENT: Final = timedelta(hours=1)
_ENDS: Final = (State.SENT, State.UNKNOWN, State.DEAD, State.DROPPED)
_MOST: Final = {"week": PER_WEEK, "month": PER_MONTH}


def gauges(unit: Unit) -> Iterator[Gauge]:
    """Return the figures of the outbox, the inbox and the message budget."""
    yield from _outbox(unit)
    yield from _inbox(unit)
    yield from _ends(unit)
    yield from _budget(unit)


class Queue(NamedTuple):
    """How many messages wait that need not, and how long the oldest of them has."""

    length: int
    oldest_s: float


def outbox(unit: Unit) -> Queue:
    """Return the messages whose time has come and that have not gone out."""
    return _queue(unit, *store.waiting_to_go(unit))


def inbox(unit: Unit) -> Queue:
    """Return the updates of chats that have not been handled."""
    query = select(func.count(), func.min(InboxUpdate.received_at)).where(InboxUpdate.state == "waiting")
    return _queue(unit, *unit.session.exec(query).one())


def _queue(unit: Unit, count: int, oldest: datetime | None) -> Queue:
    return Queue(count, max(0.0, (unit.now - oldest).total_seconds()) if oldest else 0.0)


def _outbox(unit: Unit) -> Iterator[Gauge]:
    due = outbox(unit)
    yield Gauge("outbox_due", "Messages whose time has come and that have not gone out.", due.length)
    yield Gauge("outbox_oldest_seconds", "How long the oldest of them has been due.", due.oldest_s)
    later = (
        select(func.count())
        .select_from(Notice)
        .where(Notice.state == State.QUEUED, col(Notice.not_before) > unit.now)
    )
    yield Gauge(
        "outbox_later", "Messages that wait for their hour or for budget.", unit.session.exec(later).one()
    )
    sending = select(func.count()).select_from(Notice).where(Notice.state == State.SENDING)
    yield Gauge("outbox_sending", "Messages being sent.", unit.session.exec(sending).one())


def _inbox(unit: Unit) -> Iterator[Gauge]:
    waiting = inbox(unit)
    yield Gauge("inbox_waiting", "Updates of chats that have not been handled.", waiting.length)
    yield Gauge("inbox_oldest_seconds", "How long the oldest of them has waited.", waiting.oldest_s)


def _ends(unit: Unit) -> Iterator[Gauge]:
    query = (
        select(Notice.state, func.count())
        .where(col(Notice.done_at) > unit.now - _RECENT)
        .group_by(col(Notice.state))
    )
    counts = dict(unit.session.exec(query).all())
    for state in _ENDS:
        yield Gauge(
            "sends_last_hour",
            "What became of messages within the last hour.",
            counts.get(state, 0),
            {"outcome": state},
        )


def _budget(unit: Unit) -> Iterator[Gauge]:
    """Return how many owners have spent a period's budget. A period is named by its length first, and who has its last slot has spent it."""
    since = unit.now - timedelta(days=7)
    for length, most in _MOST.items():
        query = (
            select(func.count())
            .select_from(BudgetSlot)
            .where(col(BudgetSlot.period).startswith(f"{length}:"), col(BudgetSlot.at) > since)
        )
        labels = {"period": length}
        count = unit.session.exec(query).one()
        full = unit.session.exec(query.where(BudgetSlot.slot == most)).one()
        yield Gauge("budget_taken_7d", "Messages taken from the budget within seven days.", count, labels)
        yield Gauge(
            "budget_used_up_7d", "Budgets whose last message was taken within seven days.", full, labels
        )


class Push(NamedTuple):
    """A message that nobody asked for and that went out. subject: as in `tables.Notice`."""

    id: int
    owner_id: int
    subject: str


def pushes(unit: Unit, scope: Scope) -> list[Push]:
    """Return the messages that nobody asked for and that went out to owners of cars, also where it is not sure that they arrived; no edits."""
    query = select_many(col(Notice.id), col(Notice.owner_id), col(Notice.subject)).where(
        col(Notice.state).in_((State.SENT, State.UNKNOWN)),
        col(Notice.edits).is_(False),
        col(Notice.grade) > 0,
        col(Notice.done_at) >= scope.since,
        col(Notice.done_at) < scope.until,
        col(Notice.owner_id).in_(scope.owners()),
    )
    return [Push(*row) for row in unit.session.execute(query.order_by(col(Notice.id)))]
