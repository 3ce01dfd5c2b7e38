"""Workshops' measurements of traction batteries, against which estimates are checked."""

from datetime import datetime

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class BatteryMeasurement(SQLModel, table=True):
    """One measurement, at a visit of a centre: at most one a visit. soh_pct: of what the pack held when new."""

    __tablename__ = "battery_measurement"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", lasts="how a pack fades shows over years", moves=True)
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    visit: str = column(Category.BOOKING, unique=True)
    at: datetime = column(Category.CONDITION)
    soh_pct: float = column(Category.CONDITION)
    method: str = column(Category.CONDITION)
