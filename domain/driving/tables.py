"""How cars are driven in a year, in a few numbers, to place their owners among others of the model."""

from datetime import datetime, timedelta

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach

KEEP = timedelta(
    days=7
)  # own choice: made anew each night, and what is not is of nobody who is compared any more


class HardCount(SQLModel, table=True):
    """Hard events, the km they are measured on and the driving score of one car and its owner; made anew each night. body: facts.Count."""

    __tablename__ = "hard_count"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=KEEP, age="made_at"),
        UniqueConstraint("owner_id", "vehicle_id"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id")
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    made_at: datetime = column(Category.SYSTEM)
    body: bytes = column(Category.DRIVING, sealed=True)
