"""Codes by which cars go to a next owner."""

from datetime import datetime, timedelta

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class Transfer(SQLModel, table=True):
    """A code that an owner had made to hand a car on, stored hashed. Who used it is not kept. ended_as: an `Ended`, or ""."""

    __tablename__ = "transfer"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=30), age="expires_at")
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.VEHICLE, foreign_key="vehicle.id", index=True)
    code_hash: str = column(Category.SYSTEM, proof=True, unique=True)
    made_at: datetime = column(Category.VEHICLE)
    expires_at: datetime = column(Category.VEHICLE)
    ended_as: str = column(Category.VEHICLE, default="")
