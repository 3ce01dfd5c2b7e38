"""What is to be sent, what came in, and what a button stands for."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class Notice(SQLModel, table=True):
    """A message on its way: queued, sending (attempt, lease), then sent, unknown, dead or dropped.

    key makes queueing idempotent. subject ("alert:12") names what it is about: an edit changes the last
    message sent about the same subject. any_time: goes out in quiet hours too. repeat: a red notice whose
    first sending ended unknown, now worded as a repeat. purpose: what it is made of may be used for; without its owner's yes to
    that it does not go out ("": needs none).
    """

    __tablename__ = "notice"
    __table_args__ = table(
        Reach(owner="owner_id", keep=timedelta(days=400), age="made_at"),
        Index("notice_due", "state", "not_before"),
        Index("notice_subject", "owner_id", "subject"),
        Index("notice_done", "done_at", "state"),
        ids_once=True,
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    key: str = column(Category.SYSTEM, unique=True)
    subject: str = column(Category.MESSAGE, default="")
    edits: bool = column(Category.SYSTEM, default=False)
    grade: int = column(Category.MESSAGE)  # 3 red, 2 yellow, 1 blue, 0 everything else
    loud: bool = column(Category.MESSAGE)
    any_time: bool = column(Category.SYSTEM, default=False)
    repeat: bool = column(Category.SYSTEM, default=False)
    purpose: str = column(Category.SYSTEM, default="")
    body: bytes = column(Category.MESSAGE, sealed=True)
    state: str = column(Category.SYSTEM, default="queued")
    attempt: int = column(Category.SYSTEM, default=0)
    not_before: datetime = column(Category.SYSTEM)
    lease_until: datetime | None = column(Category.SYSTEM, default=None)
    made_at: datetime = column(Category.MESSAGE)
    done_at: datetime | None = column(Category.MESSAGE, default=None)
    message_id: int | None = column(Category.MESSAGE, default=None, sa_type=BigInteger)
    reason: str = column(Category.SYSTEM, default="")


class InboxUpdate(SQLModel, table=True):
    """An update of the chat, stored before it is acknowledged; its body goes when it has been handled."""

    __tablename__ = "inbox_update"
    __table_args__ = table(
        Reach(owner="owner_id", chat="chat_hash", keep=timedelta(days=2), age="received_at"),
        Index("inbox_waiting", "state", "chat_hash", "id"),
    )

    id: int = row_id()
    update_id: int = column(Category.SYSTEM, unique=True, sa_type=BigInteger)
    owner_id: int | None = column(Category.SYSTEM, default=None, index=True)
    chat_hash: str = column(Category.IDENTITY, proof=True)
    body: bytes | None = column(Category.MESSAGE, sealed=True, default=None)
    received_at: datetime = column(Category.SYSTEM)
    state: str = column(Category.SYSTEM, default="waiting")  # waiting | done | failed
    is_urgent: bool = column(Category.SYSTEM, default=False)  # waits behind no other, of its own chat neither
    error_id: str = column(Category.SYSTEM, default="")


class BudgetSlot(SQLModel, table=True):
    """One of the two pushes of an owner's week, or one of the two warnings of the month."""

    __tablename__ = "budget_slot"
    __table_args__ = table(
        Reach(owner="owner_id", keep=timedelta(days=400), age="at"),
        UniqueConstraint("owner_id", "period", "slot"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    period: str = column(Category.SYSTEM)  # week:2026-W47 | month:2026-11
    slot: int = column(Category.SYSTEM)
    notice_key: str = column(Category.SYSTEM)
    at: datetime = column(Category.SYSTEM)


class Action(SQLModel, table=True):
    """What a button does: the chat sees only the token, which works for this owner, once, for a while."""

    __tablename__ = "action"
    __table_args__ = table(Reach(owner="owner_id", keep=timedelta(days=90), age="expires_at"))

    token: str = column(Category.SYSTEM, proof=True, primary_key=True)
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    verb: str = column(Category.MESSAGE)
    params: bytes = column(Category.MESSAGE, sealed=True)
    group: str = column(Category.SYSTEM, index=True)  # buttons of one message; using one uses all `once`
    once: bool = column(Category.SYSTEM)
    expires_at: datetime = column(Category.SYSTEM)
    used_at: datetime | None = column(Category.SYSTEM, default=None)
    label: str = column(Category.MESSAGE, default="", index=True)  # keyed hash of the words on it
    message_id: int | None = column(
        Category.MESSAGE, default=None, sa_type=BigInteger
    )  # while it can be seen


class GroupHint(SQLModel, table=True):
    """A group or channel that was told to write privately: a keyed hash, so that it is said once and nobody is known by it."""

    __tablename__ = "group_hint"
    __table_args__ = table(Reach(owner=None, keep=timedelta(days=400), age="made_at"))

    group_hash: str = column(Category.SYSTEM, proof=True, primary_key=True)
    made_at: datetime = column(Category.SYSTEM)
