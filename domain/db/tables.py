"""Data keys and due jobs: what the program itself must remember."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach

PASSING: Final = timedelta(days=2)  # at the latest a key of one value is gone after this


class DataKey(SQLModel, table=True):
    """A key that seals the data of one subject: "owner:<id>" or "operator". Its id is its version.

    Erasing the row makes all that it sealed unreadable, in backups too.
    """

    __tablename__ = "data_key"
    __table_args__ = table(
        Reach(owner="owner_id", lasts="as long as what it seals; swept up when its owner is gone"),
        UniqueConstraint("owner_id", "version"),
        schema="keys",
    )

    id: int = column(Category.SYSTEM, primary_key=True, sa_type=BigInteger)
    owner_id: int | None = column(Category.SYSTEM, default=None, index=True)
    version: int = column(Category.SYSTEM)
    master_version: int = column(Category.SYSTEM)
    wrapped: bytes = column(Category.IDENTITY, sealed=True, proof=True)
    made_at: datetime = column(Category.SYSTEM)


class PassingKey(SQLModel, table=True):
    """A key that seals one value and is destroyed with it: what was copied of the value cannot be read any more.

    id is what the caller knows the value by.
    """

    __tablename__ = "passing_key"
    __table_args__ = table(Reach(owner=None, keep=PASSING, age="made_at"), schema="keys")

    id: int = column(Category.SYSTEM, primary_key=True, sa_type=BigInteger)
    master_version: int = column(Category.SYSTEM)
    wrapped: bytes = column(Category.SYSTEM, sealed=True, proof=True)
    made_at: datetime = column(Category.SYSTEM)


class JobDue(SQLModel, table=True):
    """When each job is due next, and who works on it until when."""

    __tablename__ = "job_due"
    __table_args__ = table(Reach(owner=None, lasts="one row a job"))

    key: str = column(Category.SYSTEM, primary_key=True)
    due_at: datetime = column(Category.SYSTEM, index=True)
    every_s: int = column(Category.SYSTEM)
    lease_until: datetime | None = column(Category.SYSTEM, default=None)
    last_done: datetime | None = column(Category.SYSTEM, default=None)
    retry_at: datetime | None = column(Category.SYSTEM, default=None)
    misses: int = column(Category.SYSTEM, default=0)  # failed tries since it last went well


class JobResult(SQLModel, table=True):
    """Exactly one row for each period of each job: how it went at last.

    outcome: done, partly (some cars failed) or failed; note is then the kind of error, and error_id as in the log.
    """

    __tablename__ = "job_result"
    __table_args__ = table(
        Reach(owner=None, keep=timedelta(days=90), age="done_at"), UniqueConstraint("key", "period_start")
    )

    id: int = row_id()
    key: str = column(Category.SYSTEM)
    period_start: datetime = column(Category.SYSTEM)
    done_at: datetime = column(Category.SYSTEM)
    note: str = column(Category.SYSTEM, default="")
    outcome: str = column(Category.SYSTEM, default="done")
    error_id: str = column(Category.SYSTEM, default="")
    tries: int = column(Category.SYSTEM, default=1)
    cars: int = column(Category.SYSTEM, default=0)
    cars_failed: int = column(Category.SYSTEM, default=0)
