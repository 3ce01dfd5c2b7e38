"""Loops as their processes last told of them, and what went wrong with single cars."""

from datetime import datetime, timedelta

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class LoopLife(SQLModel, table=True):
    """How a loop was when its process last told: a row that is not renewed belongs to a process that is gone."""

    __tablename__ = "loop_life"
    __table_args__ = table(Reach(owner=None, keep=timedelta(days=30), age="at"))

    name: str = column(Category.SYSTEM, primary_key=True)
    state: str = column(Category.SYSTEM)  # kit.loops.State
    reason: str = column(Category.SYSTEM, default="")
    since: datetime = column(Category.SYSTEM)
    at: datetime = column(Category.SYSTEM)


class CarFailure(SQLModel, table=True):
    """A step of the rounds that failed for one car, one row for each; it stays for a while after it is over.

    step: the code of a check, or "look" (the car as a whole), "seal", "renew", "changes" and the like. error_id: as
    in the log. error: the kind of error, never its words, which may hold readings.
    """

    __tablename__ = "car_failure"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=90), age="failed_at"),
        UniqueConstraint("vehicle_id", "step"),
        Index("car_failure_open", "over_at", "failed_at"),
    )

    id: int = row_id()
    owner_id: int | None = column(Category.SYSTEM, default=None, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id")
    step: str = column(Category.SYSTEM)
    error_id: str = column(Category.SYSTEM)
    error: str = column(Category.SYSTEM)
    tries: int = column(Category.SYSTEM, default=1)
    first_at: datetime = column(Category.SYSTEM)
    failed_at: datetime = column(Category.SYSTEM)
    retry_at: datetime = column(Category.SYSTEM)
    over_at: datetime | None = column(Category.SYSTEM, default=None)
