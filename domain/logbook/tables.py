"""The hashes of what was handed over in dossiers, each hand-over, the keys that sign, and what is kept for dossiers to come."""

from datetime import date, datetime, timedelta

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach
from domain.privacy.openings import LinkedPage

_LASTS = "what was handed over once must be found in every later dossier; goes with its owner"


class LogbookEntry(SQLModel, table=True):
    """The place of an entry in the list of a car and its owner, and its hash. ref: which row it was made of.

    The salt is sealed with the owner's key: once that is destroyed, nobody can tell what was hashed.
    """

    __tablename__ = "logbook_entry"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", lasts=_LASTS),
        UniqueConstraint("vehicle_id", "owner_id", "position"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id")
    position: int = column(Category.VEHICLE)
    ref: str = column(Category.SYSTEM)
    leaf_hash: str = column(Category.SYSTEM, proof=True)
    salt: bytes = column(Category.SYSTEM, sealed=True)
    entered_at: datetime = column(Category.VEHICLE)


class LogbookIssue(SQLModel, table=True):
    """A hand-over: how long the list was, its root, and which sections the file held."""

    __tablename__ = "logbook_issue"
    __table_args__ = table(Reach(owner="owner_id", vehicle="vehicle_id", lasts=_LASTS))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    size: int = column(Category.VEHICLE)
    root_hash: str = column(Category.SYSTEM, proof=True)
    sections: str = column(Category.VEHICLE)
    at: datetime = column(Category.VEHICLE)


class MonthReading(SQLModel, table=True):
    """The last odometer reading of a month (its first day), for the car's life. origin: facts.Origin."""

    __tablename__ = "month_reading"
    __table_args__ = table(
        Reach(
            owner="owner_id", vehicle="vehicle_id", lasts="one number a month, for the dossier", moves=True
        ),
        UniqueConstraint("owner_id", "vehicle_id", "month"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    month: date = column(Category.CONDITION)
    day: date = column(Category.CONDITION)
    km: int = column(Category.CONDITION)
    origin: str = column(Category.SYSTEM)


class OwnerChange(SQLModel, table=True):
    """That a car was handed on to a next owner, by the count of its owners known here; it tells neither of them."""

    __tablename__ = "owner_change"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", lasts="the car's history, for the dossier", moves=True)
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    owner_number: int = column(Category.VEHICLE)
    at: datetime = column(Category.VEHICLE)


class DossierPage(LinkedPage, table=True):
    """A dossier as it was when its page was made, in canonical JSON. A page that its owner ends is deleted."""

    __tablename__ = "dossier_page"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=1), age="expires_at")
    )


class SigningKey(SQLModel, table=True):
    """A key of the operator. position: 1 is the first. private: sealed, until the next key takes over; then it is gone."""

    __tablename__ = "signing_key"
    __table_args__ = table(
        Reach(owner=None, lasts="what it signed is checked against it for years"),
        UniqueConstraint("position"),
    )

    id: int = row_id()
    position: int = column(Category.SYSTEM)
    public: str = column(Category.SYSTEM)
    private: bytes | None = column(Category.SYSTEM, sealed=True, default=None)
    since: datetime = column(Category.SYSTEM)
    attestation: str = column(Category.SYSTEM)
