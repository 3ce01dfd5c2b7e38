"""Alerts: one live row for each vehicle and check."""

from datetime import datetime, timedelta

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class Alert(SQLModel, table=True):
    """A warning from candidate to cleared. hits holds the last three verdicts of its check, newest last.

    A verdict is the level it tripped at (1 blue, 2 yellow, 3 red), "-" for not tripped, or "0" for well clear.
    judged_at begins the window of the newest verdict; said counts the messages about this alert. slot is the
    workshop slot as the message tells it, place the centre that looks after the car. confirmed_at is when it was told at its present level, told the finding that was told then, model what judged it. severity is the GB/T 32960 level now; risk the probability (0..1) of harm within horizon_s seconds.
    """

    __tablename__ = "alert"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", lasts="the car's history; what came of it teaches"),
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
    finding: bytes = column(Category.WARNING, sealed=True, label="alert")
    told: bytes | None = column(Category.WARNING, sealed=True, label="alert", default=None)
    chart: bytes | None = column(Category.WARNING, sealed=True, label="alert", default=None)
    opened_at: datetime = column(Category.WARNING)
    judged_at: datetime = column(Category.SYSTEM)
    changed_at: datetime = column(Category.WARNING)
    confirmed_at: datetime | None = column(Category.WARNING, default=None)
    acknowledged_at: datetime | None = column(Category.WARNING, default=None)
    cleared_at: datetime | None = column(Category.WARNING, default=None)
    muted_by: str = column(Category.WARNING, default="")
    cleared_as: str = column(Category.WARNING, default="")  # recovered | mended | done | ignored | sold
    said: int = column(Category.SYSTEM, default=0)
    visit_id: int | None = column(Category.WARNING, default=None)
    slot: bytes | None = column(Category.BOOKING, sealed=True, label="alert", default=None)
    place: bytes | None = column(Category.BOOKING, sealed=True, label="alert", default=None)
    model: str = column(Category.SYSTEM, default="")


class Feedback(SQLModel, table=True):
    """What the owner (right, wrong) or the workshop (found, not_found) said of a warning."""

    __tablename__ = "feedback"
    __table_args__ = table(
        Reach(owner="owner_id", lasts="as long as its warning"),
        Index("feedback_one", "alert_id", "by", unique=True),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    alert_id: int = column(Category.SYSTEM, foreign_key="alert.id")
    by: str = column(Category.WARNING)  # owner | workshop
    verdict: str = column(Category.WARNING)
    at: datetime = column(Category.WARNING)


class AlertPause(SQLModel, table=True):
    """A time in which a car's warnings keep quiet: one cause after "wrong", all of them after a visit."""

    __tablename__ = "alert_pause"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="until"),
        Index("alert_pause_of", "owner_id", "vehicle_id"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id")
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id")
    check: str = column(Category.WARNING, default="")  # empty: all checks
    reason: str = column(Category.WARNING)  # wrong | visit
    until: datetime = column(Category.WARNING)


class PhoneCall(SQLModel, table=True):
    """A call of the operator about a red warning that its owner took no note of, and how it went.

    again_at: when to try again, where nobody was reached.
    """

    __tablename__ = "phone_call"
    __table_args__ = table(Reach(owner="owner_id", lasts="as long as its warning"))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    alert_id: int = column(Category.SYSTEM, foreign_key="alert.id", ondelete="CASCADE", index=True)
    outcome: str = column(Category.WARNING)  # facts.CallOutcome
    at: datetime = column(Category.WARNING)
    again_at: datetime | None = column(Category.WARNING, default=None)
