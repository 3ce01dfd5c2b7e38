"""Alerts: one live row for each vehicle and check."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class Alert(SQLModel, table=True):
    """A warning from candidate to cleared. hits holds the last verdicts of its check, newest last, as 0/1.

    severity is the GB/T 32960 level now; risk the probability (0..1) of harm within horizon_s seconds.
    """

    __tablename__ = "alert"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id"),
        Index(
            "alert_live",
            "vehicle_id",
            "owner_id",
            "check",
            unique=True,
            sqlite_where=text("state <> 'cleared'"),
            postgresql_where=text("state <> 'cleared'"),
        ),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    check: str = column(Category.WARNING)
    state: str = column(Category.WARNING)  # candidate | active | cleared
    hits: str = column(Category.WARNING, default="")
    level: int = column(Category.WARNING)
    risk: float = column(Category.WARNING)
    horizon_s: int = column(Category.WARNING)
    severity: int = column(Category.WARNING)
    finding: bytes = column(Category.WARNING, sealed=True)
    chart: bytes | None = column(Category.WARNING, sealed=True, default=None)
    opened_at: datetime = column(Category.WARNING)
    changed_at: datetime = column(Category.WARNING)
    confirmed_at: datetime | None = column(Category.WARNING, default=None)
    acknowledged_at: datetime | None = column(Category.WARNING, default=None)
    cleared_at: datetime | None = column(Category.WARNING, default=None)
    muted_by: str = column(Category.WARNING, default="")
    visit_id: int | None = column(Category.WARNING, default=None)
    model: str = column(Category.SYSTEM, default="")


class Feedback(SQLModel, table=True):
    """What the owner (right, wrong) or the workshop (found, not_found) said of a warning."""

    __tablename__ = "feedback"
    __table_args__ = table(Reach(owner="owner_id"), Index("feedback_one", "alert_id", "by", unique=True))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    alert_id: int = column(Category.SYSTEM, foreign_key="alert.id")
    by: str = column(Category.WARNING)  # owner | workshop
    verdict: str = column(Category.WARNING)
    at: datetime = column(Category.WARNING)
