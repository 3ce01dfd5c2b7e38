"""Owners and vehicles. These rows may be read by every slice; other slices' tables are their own."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.explain.facts import Name
from domain.kit.classified import Category, Purpose, Reach
from domain.registry.facts import Source
from domain.registry.names import NameColumn


class Owner(SQLModel, table=True):
    """A person with a chat. No name is kept: the chat is found by a keyed hash, its id is sealed."""

    __tablename__ = "owner"
    __table_args__ = table(
        Reach(owner="id", lasts="the account; who never links a car is forgotten (privacy.idle)"),
        ids_once=True,
    )

    id: int = row_id()
    chat_hash: str = column(Category.IDENTITY, proof=True, unique=True)
    chat_sealed: bytes | None = column(Category.IDENTITY, sealed=True, label="owner.chat", default=None)
    locale: str = column(Category.PREFERENCE)
    zone: str = column(Category.PREFERENCE)
    quiet_from: time = column(Category.PREFERENCE, default=time(22, 0))
    quiet_to: time = column(Category.PREFERENCE, default=time(8, 0))
    privacy_mode: bool = column(Category.PREFERENCE, default=False)
    reminders: bool = column(Category.PREFERENCE, default=True)  # of visits
    notes: bool = column(Category.PREFERENCE, default=True)  # on what is not urgent, the blue warnings
    upgrades: bool = column(Category.PREFERENCE, default=True)  # offers that fit how the car is used
    hints: bool = column(Category.PREFERENCE, default=True)  # what a season brings for the car
    blocked_at: datetime | None = column(Category.PREFERENCE, default=None)
    is_leaving: bool = column(
        Category.SYSTEM, default=False
    )  # while erased: consents may be deleted then alone
    made_at: datetime = column(Category.SYSTEM)


class Vehicle(SQLModel, table=True):
    """A car in the operator's register. Pressures are cold placard values (gauge)."""

    __tablename__ = "vehicle"
    __table_args__ = table(
        Reach(owner=None, vehicle="id", survives="survives.register", lasts="the operator's register")
    )

    id: int = row_id()
    vin_hash: str = column(Category.IDENTITY, proof=True, unique=True)
    vin_sealed: bytes = column(Category.IDENTITY, sealed=True, label="vehicle.vin")
    name: Name = column(Category.VEHICLE, sa_type=NameColumn)
    model: str = column(Category.VEHICLE)
    source: Source = column(Category.VEHICLE, default=Source.LIVE)
    zone: str = column(Category.VEHICLE, default="Asia/Shanghai")
    placard_front_kpa: float | None = column(Category.VEHICLE, default=None)
    placard_rear_kpa: float | None = column(Category.VEHICLE, default=None)
    capacity_new_kwh: float | None = column(Category.VEHICLE, default=None)
    in_use_since: date | None = column(Category.VEHICLE, default=None)
    centre_id: int | None = column(Category.VEHICLE, default=None, foreign_key="centre.id")
    made_at: datetime = column(Category.SYSTEM)


class Holding(SQLModel, table=True):
    """Who may see which car: one owner, any number of drivers. Ended holdings stay as the person's record.

    is_waiting: a driver whom the owner has not let in yet. mark: the number by which the owner knows a driver.
    """

    __tablename__ = "holding"
    __table_args__ = table(
        Reach(
            owner="owner_id",
            keep=timedelta(days=30),
            age="since",
            only="is_waiting",
            lasts="whose car it was and when; requests to drive go, answered or not",
        ),
        Index(
            "holding_one_owner",
            "vehicle_id",
            unique=True,
            sqlite_where=text("role = 'owner' AND until IS NULL"),
            postgresql_where=text("role = 'owner' AND until IS NULL"),
        ),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.VEHICLE, foreign_key="vehicle.id", index=True)
    role: str = column(Category.VEHICLE)  # owner | driver
    since: datetime = column(Category.VEHICLE)
    until: datetime | None = column(Category.VEHICLE, default=None)
    is_waiting: bool = column(Category.VEHICLE, default=False)
    mark: str = column(Category.VEHICLE, default="")


class VehicleChange(SQLModel, table=True):
    """New wheels, software, a sensor or a part: readings from before it are not compared with those after."""

    __tablename__ = "vehicle_change"
    __table_args__ = table(
        Reach(
            owner="owner_id",
            vehicle="vehicle_id",
            lasts="readings from before a change are never comparable",
            moves=True,
        ),
        Index("vehicle_change_at", "vehicle_id", "at"),
    )

    id: int = row_id()
    vehicle_id: int = column(Category.VEHICLE, foreign_key="vehicle.id")
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    kind: str = column(Category.VEHICLE)  # a ChangeKind
    check: str = column(Category.VEHICLE, default="")
    at: datetime = column(Category.VEHICLE)
    source: str = column(Category.SYSTEM)  # declared | workshop | seen
    noted_at: datetime = column(Category.SYSTEM)


class LinkCode(SQLModel, table=True):
    """A code shown by the operator or the car: stored hashed, used once, short-lived."""

    __tablename__ = "link_code"
    __table_args__ = table(Reach(owner=None, keep=timedelta(days=1), age="expires_at"))

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    role: str = column(Category.SYSTEM, default="owner")
    code_hash: str = column(Category.SYSTEM, proof=True, unique=True)
    expires_at: datetime = column(Category.SYSTEM)
    used_at: datetime | None = column(Category.SYSTEM, default=None)


class LinkTry(SQLModel, table=True):
    """A wrong code, so that a chat cannot guess: five in ten minutes, also where it deletes itself in between.

    The chat is known by a keyed hash of its own kind, which leads to no other row.
    """

    __tablename__ = "link_try"
    __table_args__ = table(Reach(owner=None, keep=timedelta(days=1), age="at", survives="survives.tries"))

    id: int = row_id()
    chat_mark: str = column(Category.SYSTEM, index=True)
    at: datetime = column(Category.SYSTEM)


class VehicleKey(SQLModel, table=True):
    """What a car proves itself with when it sends. The prefix finds the row; the secret is hashed."""

    __tablename__ = "vehicle_key"
    __table_args__ = table(
        Reach(
            owner=None, keep=timedelta(days=30), age="revoked_at", lasts="a car's key, until it is replaced"
        )
    )

    id: int = row_id()
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    prefix: str = column(Category.SYSTEM, proof=True, unique=True)
    secret_hash: str = column(Category.SYSTEM, proof=True)
    made_at: datetime = column(Category.SYSTEM)
    revoked_at: datetime | None = column(Category.SYSTEM, default=None)


class Consent(SQLModel, table=True):
    """What was agreed to or withdrawn, and when: append-only, the newest row of a purpose counts."""

    __tablename__ = "consent"
    __table_args__ = table(
        Reach(owner="owner_id", lasts="the proof of what was agreed to, for as long as there are data"),
        Index("consent_newest", "owner_id", "purpose", "id"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id")
    purpose: Purpose = column(Category.CONSENT)
    given: bool = column(Category.CONSENT)
    text_version: str = column(Category.CONSENT)
    locale: str = column(Category.CONSENT)
    channel: str = column(Category.CONSENT)
    at: datetime = column(Category.CONSENT)
    expires_at: datetime | None = column(Category.CONSENT, default=None)


class PrivacySwitch(SQLModel, table=True):
    """When privacy mode was switched, and to what: append-only. Readings are judged by the time they were measured."""

    __tablename__ = "privacy_switch"
    __table_args__ = table(
        Reach(owner="owner_id", lasts="late readings are judged by when they were measured"),
        Index("privacy_switch_of_owner", "owner_id", "id"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id")
    is_on: bool = column(Category.CONSENT)
    at: datetime = column(Category.CONSENT)


class AccessToken(SQLModel, table=True):
    """A bearer token of the API: operator, centre or owner. Stored hashed, found by its prefix.

    last_used_on: the last day (UTC) on which it opened anything.
    """

    __tablename__ = "access_token"
    __table_args__ = table(
        Reach(
            owner="owner_id",
            keep=timedelta(days=30),
            age="revoked_at",
            or_age="expires_at",
            lasts="a token, until it is revoked or ends",
        ),
        UniqueConstraint("prefix"),
    )

    id: int = row_id()
    role: str = column(Category.SYSTEM)  # operator | centre | owner
    owner_id: int | None = column(Category.SYSTEM, default=None, foreign_key="owner.id", index=True)
    centre_id: int | None = column(Category.SYSTEM, default=None, foreign_key="centre.id")
    name: str = column(Category.ACCESS, default="")
    prefix: str = column(Category.SYSTEM, proof=True)
    secret_hash: str = column(Category.SYSTEM, proof=True)
    made_at: datetime = column(Category.SYSTEM)
    expires_at: datetime | None = column(Category.ACCESS, default=None)
    revoked_at: datetime | None = column(Category.ACCESS, default=None)
    last_used_on: date | None = column(Category.SYSTEM, default=None)
