"""What owners try of the advice they got."""

from datetime import datetime, timedelta

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach

_OPEN = text("ended_at IS NULL")


class AdviceTrial(SQLModel, table=True):
    """An owner tries an advice with a car, one at a time: two changes together cannot be told apart.

    ended_at: when its outcome was told, or it ended without one.
    """

    __tablename__ = "advice_trial"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="begun_at"),
        Index(
            "advice_trial_one_open",
            "owner_id",
            "vehicle_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.VEHICLE, foreign_key="vehicle.id", index=True)
    advice: str = column(Category.DRIVING)  # facts.Code
    begun_at: datetime = column(Category.DRIVING)
    ended_at: datetime | None = column(Category.DRIVING, default=None)
