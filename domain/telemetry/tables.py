"""The telemetry store. No foreign keys: it is a file or schema of its own."""

from datetime import date, datetime, timedelta

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach
from domain.telemetry.catalogue import CATALOGUE

RAW_DAYS = max(signal.keep_days for signal in CATALOGUE.values())  # a chunk is gone when its last signal is

TRIP_DAYS = 800  # so that a month can be compared with the same one of the year before, and of that before


class OpenTail(SQLModel, table=True):
    """What arrived and is not sealed into its hour yet: one row for each request and hour, append-only."""

    __tablename__ = "open_tail"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=RAW_DAYS), age="hour"),
        schema="telemetry",
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM, index=True)
    owner_id: int = column(Category.SYSTEM, index=True)
    hour: datetime = column(Category.CONDITION)
    received_at: datetime = column(Category.SYSTEM)
    body: bytes = column(Category.CONDITION, sealed=True, raw=True)


class Chunk(SQLModel, table=True):
    """One hour of one vehicle: Parquet bytes, sealed with the owner's key."""

    __tablename__ = "chunk"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=RAW_DAYS), age="hour"),
        UniqueConstraint("vehicle_id", "owner_id", "hour"),
        schema="telemetry",
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM, index=True)
    owner_id: int = column(Category.SYSTEM, index=True)
    hour: datetime = column(Category.CONDITION)
    count: int = column(Category.SYSTEM)  # values held
    expires_at: datetime = column(Category.SYSTEM, index=True)  # when the first of its signals must go
    kinds: str | None = column(
        Category.SYSTEM, default=None
    )  # categories within, between commas; None: look inside
    body: bytes = column(Category.CONDITION, sealed=True, raw=True)


class FeatureSet(SQLModel, table=True):
    """The features of one vehicle for its present owner, kept longer than raw data."""

    __tablename__ = "feature_set"
    __table_args__ = table(
        Reach(
            owner="owner_id",
            vehicle="vehicle_id",
            lasts="one row a car: what is normal for it, over the years",
        ),
        UniqueConstraint("vehicle_id", "owner_id"),
        schema="telemetry",
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM)
    owner_id: int = column(Category.SYSTEM, index=True)
    last_at: datetime | None = column(Category.CONDITION, default=None)
    version: int = column(Category.SYSTEM)
    body: bytes = column(Category.CONDITION, sealed=True)


class TripDay(SQLModel, table=True):
    """The trips and charges that ended on one UTC day of a vehicle, kept longer than raw data."""

    __tablename__ = "trip_day"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=TRIP_DAYS), age="begins_at"),
        UniqueConstraint("vehicle_id", "owner_id", "begins_at"),
        schema="telemetry",
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM)
    owner_id: int = column(Category.SYSTEM, index=True)
    begins_at: datetime = column(Category.DRIVING)
    body: bytes = column(Category.DRIVING, sealed=True)


class StaleDay(SQLModel, table=True):
    """A day whose chunks changed after its features were made."""

    __tablename__ = "stale_day"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", lasts="goes when the features of its day are made"),
        UniqueConstraint("vehicle_id", "owner_id", "day"),
        schema="telemetry",
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM)
    owner_id: int = column(Category.SYSTEM, index=True)
    day: date = column(Category.SYSTEM)
    marks: int = column(Category.SYSTEM, default=1)  # so that a mark made during the making is not lost


class Arrival(SQLModel, table=True):
    """How one vehicle's values arrived on one UTC day of receipt."""

    __tablename__ = "arrival"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="received_at"),
        UniqueConstraint("vehicle_id", "owner_id", "day"),
        schema="telemetry",
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM)
    owner_id: int = column(Category.SYSTEM, index=True)
    day: date = column(Category.CONDITION)
    received: int = column(Category.SYSTEM, default=0)
    kept: int = column(Category.SYSTEM, default=0)
    late: int = column(Category.SYSTEM, default=0)
    implausible: int = column(Category.SYSTEM, default=0)
    unwanted: int = column(Category.SYSTEM, default=0)  # not agreed to, or resting in privacy mode
    received_at: datetime = column(Category.SYSTEM)
    last_at: datetime | None = column(Category.CONDITION, default=None)  # of the newest record so far


class SignalDoubt(SQLModel, table=True):
    """Why signals of a car rest, or a question about its device: one row a car and cause, open while it lasts."""

    __tablename__ = "signal_doubt"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=400), age="last_at"),
        UniqueConstraint("vehicle_id", "owner_id", "cause"),
        schema="telemetry",
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM)
    owner_id: int = column(Category.SYSTEM, index=True)
    cause: str = column(Category.CONDITION)  # a name of doubt.cause in words
    signals: str = column(Category.CONDITION)  # paths between commas, empty for a clock
    since: datetime = column(Category.CONDITION)
    last_at: datetime = column(Category.CONDITION)
    times: int = column(Category.SYSTEM, default=1)  # how often it was seen since
    ended_at: datetime | None = column(Category.CONDITION, default=None)
