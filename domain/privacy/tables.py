"""What is remembered of an erasure, so that a restored backup cannot bring the owner back; and who looked in."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach

KEEP: Final = timedelta(days=90)  # as long as backups may be kept


class Erasure(SQLModel, table=True):
    """The keyed hash of an erased chat, kept as long as backups are. owner_id: the former row; 0 where only the file knows."""

    __tablename__ = "erasure"
    __table_args__ = table(
        Reach(owner=None, keep=KEEP, age="at", survives="survives.suppression"), schema="keys"
    )

    id: int = row_id()
    chat_hash: str = column(Category.IDENTITY, proof=True, index=True)
    owner_id: int = column(Category.SYSTEM)
    at: datetime = column(Category.SYSTEM)


class Look(SQLModel, table=True):
    """Somebody read of an owner's data: which role, of a centre which, of a driver the number (mark), and what.

    vehicle_id is None for what is about no single car. token_id: the token read with, also when its row is gone.
    """

    __tablename__ = "look"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="at"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int | None = column(Category.SYSTEM, default=None, foreign_key="vehicle.id", index=True)
    role: str = column(Category.ACCESS)  # operator | centre | driver | owner | reader
    centre_id: int | None = column(Category.ACCESS, default=None, foreign_key="centre.id")
    token_id: int | None = column(Category.SYSTEM, default=None)
    mark: str = column(Category.ACCESS, default="")
    what: str = column(Category.ACCESS, default="condition")  # a What of the access log
    at: datetime = column(Category.ACCESS)
