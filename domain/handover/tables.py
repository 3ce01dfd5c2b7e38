"""Requests for a person, what was said in each, and what owners give to a request or visit. A unique row for each owner with an open request, so that asking twice asks once."""

from datetime import datetime, timedelta

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach

_IS_OPEN = text("state IN ('waiting', 'taken', 'talking')")


class Handover(SQLModel, table=True):
    """note and answer are what was written; who answered is kept as a role, never as a name."""

    __tablename__ = "handover"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=180), age="asked_at"),
        Index("handover_one_open", "owner_id", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
        Index("handover_waiting", "state", "asked_at"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int | None = column(Category.VEHICLE, default=None, foreign_key="vehicle.id")
    centre_id: int | None = column(Category.BOOKING, default=None, foreign_key="centre.id", index=True)
    reason: str = column(Category.MESSAGE)
    state: str = column(Category.MESSAGE)  # facts.State
    note: bytes | None = column(Category.MESSAGE, sealed=True, default=None)
    answer: bytes | None = column(Category.MESSAGE, sealed=True, default=None)
    asked_at: datetime = column(Category.MESSAGE)
    taken_by: str = column(Category.MESSAGE, default="")  # operator | centre
    taken_at: datetime | None = column(Category.MESSAGE, default=None)
    ended_at: datetime | None = column(Category.MESSAGE, default=None)


class HandoverLine(SQLModel, table=True):
    """What owner or person said once a person had written; who of the centre it was is not kept."""

    __tablename__ = "handover_line"
    __table_args__ = table(Reach(owner="owner_id", keep=timedelta(days=180), age="at"))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    handover_id: int = column(Category.MESSAGE, foreign_key="handover.id", ondelete="CASCADE", index=True)
    by: str = column(Category.MESSAGE)  # owner | operator | centre
    text: bytes = column(Category.MESSAGE, sealed=True)
    at: datetime = column(Category.MESSAGE)


class Enclosure(SQLModel, table=True):
    """A note or a picture (JPEG) that an owner gives to a visit or to a request for a person, for the centre to see.

    centre_id: that of the visit it was given to, which alone sees it after a move; None of a request.
    """

    __tablename__ = "enclosure"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=180), age="at"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int | None = column(Category.VEHICLE, default=None, foreign_key="vehicle.id")
    visit_id: int | None = column(
        Category.BOOKING, default=None, foreign_key="visit.id", ondelete="CASCADE", index=True
    )
    handover_id: int | None = column(
        Category.MESSAGE, default=None, foreign_key="handover.id", ondelete="CASCADE", index=True
    )
    centre_id: int | None = column(Category.BOOKING, default=None, foreign_key="centre.id")
    text: bytes = column(Category.MESSAGE, sealed=True)
    picture: bytes | None = column(Category.MESSAGE, sealed=True, default=None)
    at: datetime = column(Category.MESSAGE)
