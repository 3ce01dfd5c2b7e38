"""What was offered to whom, and what would have been, were it not for the lot."""

from datetime import date, datetime, timedelta

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class Proposal(SQLModel, table=True):
    """An offer to one owner for one of their cars; figures: the use that decided (facts.Use). state: facts.State."""

    __tablename__ = "proposal"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="expires_at"),
        UniqueConstraint("owner_id", "day"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id")
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id")
    offer: str = column(Category.MESSAGE)
    state: str = column(Category.MESSAGE)
    day: date = column(Category.MESSAGE)
    expires_at: datetime = column(Category.MESSAGE)
    answered_at: datetime | None = column(Category.MESSAGE, default=None)
    figures: bytes = column(Category.DRIVING, sealed=True)
