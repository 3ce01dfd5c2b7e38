"""Centres and visits. Capacity is guarded by unique rows, so nothing can be sold twice."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.explain.facts import Name
from domain.kit.classified import Category, Reach
from domain.registry.names import NameColumn

_OPEN = Reach(owner=None, lasts="the operator's own data")


class Centre(SQLModel, table=True):
    """A workshop. Opening hours are wall-clock times in its IANA zone.

    offers_towing: it fetches cars that cannot be driven. offers_mobile: it also works where the car stands.
    buffer_minutes: between two visits in one bay. reserve_minutes: bay time of a day that is kept for red warnings.
    collects: it fetches a car for its visit and brings it back. courtesy_cars: how many it can lend at a time.
    """

    __tablename__ = "centre"
    __table_args__ = table(_OPEN)

    id: int = row_id()
    code: str = column(Category.SYSTEM, unique=True)
    name: Name = column(Category.SYSTEM, sa_type=NameColumn)
    address: Name = column(Category.SYSTEM, default="", sa_type=NameColumn)
    phone: str = column(Category.SYSTEM, default="")
    zone: str = column(Category.SYSTEM)
    latitude: float | None = column(Category.SYSTEM, default=None)
    longitude: float | None = column(Category.SYSTEM, default=None)
    offers_towing: bool = column(Category.SYSTEM, default=False)
    offers_mobile: bool = column(Category.SYSTEM, default=False)
    buffer_minutes: int = column(Category.SYSTEM, default=0)
    reserve_minutes: int = column(Category.SYSTEM, default=0)
    collects: bool = column(Category.SYSTEM, default=False)
    courtesy_cars: int = column(Category.SYSTEM, default=0)


class OpeningHours(SQLModel, table=True):
    """One stretch of a weekday (0 Monday ... 6 Sunday); two rows make a lunch break."""

    __tablename__ = "opening_hours"
    __table_args__ = table(_OPEN, UniqueConstraint("centre_id", "weekday", "opens"))

    id: int = row_id()
    centre_id: int = column(Category.SYSTEM, foreign_key="centre.id", index=True)
    weekday: int = column(Category.SYSTEM)
    opens: time = column(Category.SYSTEM)
    closes: time = column(Category.SYSTEM)


class SpecialDay(SQLModel, table=True):
    """A holiday (no hours) or a make-up workday (its own hours); it overrides the weekday."""

    __tablename__ = "special_day"
    __table_args__ = table(_OPEN, UniqueConstraint("centre_id", "day"))

    id: int = row_id()
    centre_id: int = column(Category.SYSTEM, foreign_key="centre.id", index=True)
    day: date = column(Category.SYSTEM)
    opens: time | None = column(Category.SYSTEM, default=None)
    closes: time | None = column(Category.SYSTEM, default=None)
    name: Name = column(Category.SYSTEM, default="", sa_type=NameColumn)


class Bay(SQLModel, table=True):
    """Where work is done. ends_on: the first day on which it is no longer there, in the centre's calendar."""

    __tablename__ = "bay"
    __table_args__ = table(_OPEN, UniqueConstraint("centre_id", "name"))

    id: int = row_id()
    centre_id: int = column(Category.SYSTEM, foreign_key="centre.id", index=True)
    name: str = column(Category.SYSTEM)
    ends_on: date | None = column(Category.SYSTEM, default=None)


class Technician(SQLModel, table=True):
    """skills is a space-separated list of skill codes, as the jobs name them. ends_on: as a bay's."""

    __tablename__ = "technician"
    __table_args__ = table(_OPEN, UniqueConstraint("centre_id", "name"))

    id: int = row_id()
    centre_id: int = column(Category.SYSTEM, foreign_key="centre.id", index=True)
    name: str = column(Category.SYSTEM)
    skills: str = column(Category.SYSTEM)
    ends_on: date | None = column(Category.SYSTEM, default=None)


class PartUnit(SQLModel, table=True):
    """One piece of a part in stock: free, or kept for a live visit. Once used it is gone."""

    __tablename__ = "part_unit"
    __table_args__ = table(_OPEN)

    id: int = row_id()
    centre_id: int = column(Category.SYSTEM, foreign_key="centre.id", index=True)
    part: str = column(Category.SYSTEM, index=True)
    visit_id: int | None = column(
        Category.SYSTEM, default=None, index=True, foreign_key="visit.id", ondelete="SET NULL"
    )


class Visit(SQLModel, table=True):
    """A visit, from its hold to its end. Times are UTC; uid and sequence are RFC 5545's.

    A hold ends by its held_until in every query, never by a job. expected_at: when its owner means to come, once that
    is said; progress: how far the centre is with it (facts.Progress), since progress_at. paid: what the bill said, in
    the currency of the price list; due: what it says while it is not paid yet. satisfied: what its owner thought of
    it. report_hash: of all that was reported, keyed, to know it when it comes again. proposal_start: the time for
    which the centre has asked, at proposal_at, until the owner answers.
    """

    __tablename__ = "visit"
    __table_args__ = table(
        Reach(
            owner="owner_id",
            vehicle="vehicle_id",
            keep=timedelta(days=90),
            age="changed_at",
            only="state IN ('released', 'lapsed')",
            lasts="the car's history of visits; slots that were only kept for a while go",
        ),
        Index("visit_agenda", "centre_id", "starts_at"),
    )

    id: int = row_id()
    number: str = column(Category.BOOKING, unique=True)
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    centre_id: int = column(Category.BOOKING, foreign_key="centre.id")
    bay_id: int = column(Category.BOOKING, foreign_key="bay.id")
    technician_id: int = column(Category.BOOKING, foreign_key="technician.id")
    job: str = column(Category.BOOKING)
    alert_id: int | None = column(Category.BOOKING, default=None)
    state: str = column(Category.BOOKING)  # facts.State
    starts_at: datetime = column(Category.BOOKING)
    ends_at: datetime = column(Category.BOOKING)
    held_until: datetime | None = column(Category.BOOKING, default=None)
    uid: str = column(Category.BOOKING)
    sequence: int = column(Category.BOOKING, default=0)
    made_at: datetime = column(Category.BOOKING)
    changed_at: datetime = column(Category.BOOKING)
    expected_at: datetime | None = column(Category.BOOKING, default=None)
    progress: str = column(Category.BOOKING, default="")
    progress_at: datetime | None = column(Category.BOOKING, default=None)
    paid: float | None = column(Category.BOOKING, default=None)
    due: float | None = column(Category.BOOKING, default=None)
    satisfied: bool | None = column(Category.BOOKING, default=None)
    report_hash: str = column(Category.SYSTEM, default="", proof=True)
    proposal_start: datetime | None = column(Category.BOOKING, default=None)
    proposal_at: datetime | None = column(Category.BOOKING, default=None)


class Claim(SQLModel, table=True):
    """A quarter of an hour of a resource, taken by a live visit: the unique row is the guarantee."""

    __tablename__ = "claim"
    __table_args__ = table(
        Reach(owner="owner_id", keep=timedelta(days=30), age="starts_at"),
        UniqueConstraint("resource", "resource_id", "starts_at"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    visit_id: int = column(Category.SYSTEM, foreign_key="visit.id", index=True)
    resource: str = column(Category.SYSTEM)  # facts.Resource
    resource_id: int = column(Category.SYSTEM)
    starts_at: datetime = column(Category.BOOKING)


class Transport(SQLModel, table=True):
    """How a booked visit is come by: way is "collect" (from an address) or "courtesy"; ends_at is the visit's end."""

    __tablename__ = "transport"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=1), age="ends_at"),
        UniqueConstraint("visit_id"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    visit_id: int = column(Category.BOOKING, foreign_key="visit.id", ondelete="CASCADE")
    way: str = column(Category.BOOKING)
    address: bytes = column(Category.BOOKING, sealed=True)
    ends_at: datetime = column(Category.BOOKING)


class WaitlistEntry(SQLModel, table=True):
    """An owner's car that waits for a time at a centre. Days and times are wall clock there; ends_at is the end of the last day.

    since: from when it waits its turn. visit_id: the hold that is offered, last_start the start that was offered last, offers how many were.
    """

    __tablename__ = "waitlist_entry"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=1), age="ends_at"),
        UniqueConstraint("owner_id", "vehicle_id", "job"),
        ids_once=True,
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    centre_id: int = column(Category.BOOKING, foreign_key="centre.id", index=True)
    job: str = column(Category.BOOKING)
    day_from: date = column(Category.BOOKING)
    day_to: date = column(Category.BOOKING)
    time_from: time | None = column(Category.BOOKING, default=None)
    time_to: time | None = column(Category.BOOKING, default=None)
    ends_at: datetime = column(Category.BOOKING)
    made_at: datetime = column(Category.BOOKING)
    since: datetime = column(Category.BOOKING)
    visit_id: int | None = column(
        Category.BOOKING, default=None, foreign_key="visit.id", ondelete="SET NULL", index=True
    )
    last_start: datetime | None = column(Category.BOOKING, default=None)
    offers: int = column(Category.BOOKING, default=0)


class CalledOff(SQLModel, table=True):
    """A booked visit whose owner deleted everything before it: what its centre has to know, and nothing of the person."""

    __tablename__ = "called_off"
    __table_args__ = table(
        Reach(owner=None, keep=timedelta(days=1), age="ends_at", survives="survives.called_off"),
        Index("called_off_agenda", "centre_id", "starts_at"),
    )

    id: int = row_id()
    centre_id: int = column(Category.SYSTEM, foreign_key="centre.id")
    number: str = column(Category.SYSTEM)
    job: str = column(Category.SYSTEM)
    starts_at: datetime = column(Category.SYSTEM)
    ends_at: datetime = column(Category.SYSTEM)
    at: datetime = column(Category.SYSTEM)


class WorkshopFinding(SQLModel, table=True):
    """What the workshop found at a visit, for one check or in general."""

    __tablename__ = "workshop_finding"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", lasts="the car's history of visits"),
        UniqueConstraint("visit_id", "check"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    visit_id: int = column(Category.SYSTEM, foreign_key="visit.id")
    check: str = column(Category.BOOKING)
    found: bool = column(Category.BOOKING)
    note: bytes = column(Category.BOOKING, sealed=True)
    at: datetime = column(Category.BOOKING)


class WheelMeasurement(SQLModel, table=True):
    """What the workshop measured at a wheel during a visit. quantity: measurements.Quantity, with its unit. wheel_code: measurements.Wheel."""

    __tablename__ = "wheel_measurement"
    __table_args__ = table(
        Reach(
            owner="owner_id",
            vehicle="vehicle_id",
            lasts="how pads and tyres wear shows over years",
            moves=True,
        ),
        UniqueConstraint("visit_id", "quantity", "wheel_code"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    visit_id: int | None = column(
        Category.SYSTEM, foreign_key="visit.id", ondelete="CASCADE"
    )  # None: of an earlier owner
    quantity: str = column(Category.CONDITION)
    wheel_code: str = column(Category.CONDITION)
    value: float = column(Category.CONDITION)
    at: datetime = column(Category.CONDITION)
