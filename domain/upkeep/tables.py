"""Campaigns and the cars they name; work that was done, and the operator's own service plans and fault codes."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.explain.facts import Name
from domain.kit.classified import Category, Reach
from domain.registry.names import NameColumn

_OPEN = Reach(owner=None, lasts="the operator's own data")


class Campaign(SQLModel, table=True):
    """A recall campaign of a maker, as the operator entered it."""

    __tablename__ = "campaign"
    __table_args__ = table(_OPEN)

    id: int = row_id()
    code: str = column(Category.SYSTEM, unique=True)
    title: Name = column(Category.SYSTEM, sa_type=NameColumn)
    issued: date = column(Category.SYSTEM)
    urgent: bool = column(Category.SYSTEM)
    made_at: datetime = column(Category.SYSTEM)


class CampaignCar(SQLModel, table=True):
    """A car on a campaign's list, registered here or not: only the keyed hash of its VIN is kept."""

    __tablename__ = "campaign_car"
    __table_args__ = table(_OPEN, UniqueConstraint("campaign_id", "vin_hash"))

    id: int = row_id()
    campaign_id: int = column(Category.SYSTEM, foreign_key="campaign.id")
    vin_hash: str = column(Category.IDENTITY, proof=True, index=True)
    done_at: datetime | None = column(Category.SYSTEM, default=None)


class ServiceDone(SQLModel, table=True):
    """Work that was done on a car: at a workshop here, or elsewhere by its owner's word. job as in the jobs.

    is_corrected: its owner has set day and odometer anew.
    """

    __tablename__ = "service_done"
    __table_args__ = table(
        Reach(
            owner="owner_id", vehicle="vehicle_id", lasts="what is due counts from it, over years", moves=True
        ),
        UniqueConstraint("owner_id", "vehicle_id", "job", "on"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    job: str = column(Category.BOOKING)
    on: date = column(Category.BOOKING)
    odometer_km: float | None = column(Category.BOOKING, default=None)
    elsewhere: bool = column(Category.BOOKING)
    is_corrected: bool = column(Category.BOOKING, default=False)


class PlanItem(SQLModel, table=True):
    """A model's own interval for an item of the service plan, in place of the general one."""

    __tablename__ = "plan_item"
    __table_args__ = table(_OPEN, UniqueConstraint("model", "item"))

    id: int = row_id()
    model: str = column(Category.SYSTEM)
    item: str = column(Category.SYSTEM)
    months: int | None = column(Category.SYSTEM, default=None)
    km: float | None = column(Category.SYSTEM, default=None)


class FaultCode(SQLModel, table=True):
    """What the operator says of one exact fault code."""

    __tablename__ = "fault_code"
    __table_args__ = table(_OPEN)

    id: int = row_id()
    code: str = column(Category.SYSTEM, unique=True)
    verdict: str = column(Category.SYSTEM)  # facts.Verdict
    name: Name = column(Category.SYSTEM, default="", sa_type=NameColumn)
