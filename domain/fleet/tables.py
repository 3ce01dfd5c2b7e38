"""Quantiles over many cars, which identify nobody; a timetable job computes them anew."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class FleetBaseline(SQLModel, table=True):
    """How one measure spreads over the cars of a group."""

    __tablename__ = "fleet_baseline"
    __table_args__ = table(
        Reach(owner=None, lasts="of nobody in particular, and made anew each night"),
        UniqueConstraint("model", "age", "climate", "measure", name="fleet_baseline_once"),
    )

    id: int = row_id()
    model: str = column(Category.SYSTEM)
    age: str = column(Category.SYSTEM)
    climate: str = column(Category.SYSTEM)
    measure: str = column(Category.SYSTEM)
    cars: int = column(Category.SYSTEM)
    low: float = column(Category.SYSTEM)
    middle: float = column(Category.SYSTEM)
    high: float = column(Category.SYSTEM)
    made_at: datetime = column(Category.SYSTEM)
