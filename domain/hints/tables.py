"""Which hints were told, so that none comes twice in a season."""

from datetime import datetime, timedelta

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class Hint(SQLModel, table=True):
    """A hint to one owner on one of their cars. subject: facts.Code; its figures stand in the message alone."""

    __tablename__ = "hint"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="made_at")
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    subject: str = column(Category.MESSAGE)
    made_at: datetime = column(Category.MESSAGE)
