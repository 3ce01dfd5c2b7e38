"""The figures of the last 90 days as they were counted last, so that a scrape need not count them."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class KpiValue(SQLModel, table=True):
    """One figure, or one part of it; value is None where it could not be told."""

    __tablename__ = "kpi_value"
    __table_args__ = table(
        Reach(owner=None, lasts="of nobody in particular, and counted anew each night"),
        UniqueConstraint("code", "part", name="kpi_value_once"),
    )

    id: int = row_id()
    code: str = column(Category.SYSTEM)
    part: str = column(Category.SYSTEM)
    value: float | None = column(Category.SYSTEM, default=None)
    low: float | None = column(Category.SYSTEM, default=None)
    high: float | None = column(Category.SYSTEM, default=None)
    count: int = column(Category.SYSTEM)
    made_at: datetime = column(Category.SYSTEM)
