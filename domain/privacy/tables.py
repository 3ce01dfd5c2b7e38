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
    chat_hash: str = column(Category.IDENTITY, index=True)
    owner_id: int = column(Category.SYSTEM)
    at: datetime = column(Category.SYSTEM)


class Look(SQLModel, table=True):
    """Somebody else than the owner looked at a car: which role, of a centre which, of a driver the number (mark)."""

    __tablename__ = "look"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="at"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    role: str = column(Category.WARNING)  # operator | centre | driver
    centre_id: int | None = column(Category.BOOKING, default=None, foreign_key="centre.id")
    mark: str = column(Category.WARNING, default="")
    at: datetime = column(Category.WARNING)
