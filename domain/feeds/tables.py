"""Which name of a source is which car, and how far files of the past were read in."""

from datetime import date, datetime, timedelta

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class FeedLink(SQLModel, table=True):
    """A car as a source names it (a number, a VIN, a name of the owner's choice), known by a keyed hash."""

    __tablename__ = "feed_link"
    __table_args__ = table(
        Reach(
            owner="owner_id", vehicle="vehicle_id", lasts="what the owner connected, until it is disconnected"
        ),
        UniqueConstraint("feed", "name_hash"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.VEHICLE, foreign_key="vehicle.id", index=True)
    feed: str = column(Category.VEHICLE)  # a name of `sources`
    name_hash: str = column(Category.IDENTITY, proof=True)
    name_sealed: bytes = column(Category.IDENTITY, sealed=True, label="feed_link.name")
    made_at: datetime = column(Category.SYSTEM)
    last_at: datetime | None = column(Category.CONDITION, default=None)


class FileImport(SQLModel, table=True):
    """A file of a car's past. content_hash: a hash of what it holds, so that it goes on where it was stopped."""

    __tablename__ = "file_import"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="made_at"),
        UniqueConstraint("vehicle_id", "owner_id", "content_hash"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.VEHICLE, foreign_key="vehicle.id", index=True)
    content_hash: str = column(Category.SYSTEM, proof=True)
    kind: str = column(Category.VEHICLE)
    day: date | None = column(Category.CONDITION, default=None)  # the last that was taken in
    count: int = column(Category.SYSTEM, default=0)
    made_at: datetime = column(Category.SYSTEM)
    ended_at: datetime | None = column(Category.SYSTEM, default=None)
