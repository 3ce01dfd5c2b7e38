"""The record of work done on cars, here or elsewhere, and the operator's own service plans."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.registry import rules
from domain.registry.facts import Serviced
from domain.registry.tables import Holding, Vehicle
from domain.upkeep import plan
from domain.upkeep.entry import IntervalEntry
from domain.upkeep.facts import Entry, Item
from domain.upkeep.tables import PlanItem, ServiceDone

# Built once: every look at a car asks them.
_ON_RECORD: Final = (
    select(ServiceDone)
    .join(
        Holding,
        (col(Holding.vehicle_id) == col(ServiceDone.vehicle_id))
        & (col(Holding.owner_id) == col(ServiceDone.owner_id)),
    )
    .where(col(Holding.role) == "owner", col(Holding.until).is_(None))
)  # the work recorded for present owners
_OF_CARS: Final = _ON_RECORD.where(
    col(ServiceDone.vehicle_id).in_(bindparam("vehicles", expanding=True))
).order_by(col(ServiceDone.on), col(ServiceDone.id))
_PLANS: Final = select(PlanItem).where(col(PlanItem.model).in_(bindparam("models", expanding=True)))


def record(unit: Unit, owner_id: int, vehicle_id: int, serviced: Serviced) -> None:
    """Record work; the same job on the same day is stored once."""
    new = insert(ServiceDone).values(
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        job=serviced.job,
        on=serviced.on,
        odometer_km=serviced.odometer_km,
        elsewhere=serviced.elsewhere,
        is_corrected=False,
    )
    change = {
        "odometer_km": serviced.odometer_km,
        "elsewhere": serviced.elsewhere,
        "is_corrected": False,
    }
    rows.put(unit.session, new, keys=("owner_id", "vehicle_id", "job", "on"), change=change)


def entries(unit: Unit, vehicle_id: int) -> tuple[Entry, ...]:
    """Return what was done to a car while it was its present owner's, in the order of days."""
    return tuple(_entry(row) for row in _rows(unit, [vehicle_id]))


def entry_of(unit: Unit, owner_id: int, entry_id: int) -> Entry:
    """Return one recorded work of an owner's car. Raises Refusal service_unknown."""
    return _entry(_own(unit, owner_id, entry_id))


def correct(unit: Unit, owner_id: int, entry_id: int, *, on: date, odometer_km: float | None) -> Entry:
    """Set day and odometer anew, from then on by the owner's word. Raises Refusal service_unknown, service_in_future, date_* or service_known."""
    row = _own(unit, owner_id, entry_id)
    refuse_day(unit, row.vehicle_id, on)
    same = select(ServiceDone.id).where(
        ServiceDone.owner_id == owner_id,
        ServiceDone.vehicle_id == row.vehicle_id,
        ServiceDone.job == row.job,
        ServiceDone.on == on,
        ServiceDone.id != entry_id,
    )
    if unit.session.exec(same).first() is not None:
        raise Refusal("service_known")
    if (row.on, row.odometer_km) != (on, odometer_km):
        row.on, row.odometer_km, row.is_corrected = on, odometer_km, True
    unit.session.flush()
    return _entry(row)


def delete_entry(unit: Unit, owner_id: int, entry_id: int) -> Entry:
    """Delete recorded work and return it. Raises Refusal service_unknown."""
    row = _own(unit, owner_id, entry_id)
    entry = _entry(row)
    unit.session.delete(row)
    unit.session.flush()
    return entry


def refuse_day(unit: Unit, vehicle_id: int, on: date) -> None:
    """Raise Refusal service_in_future for a day that is still to come, or date_* for one that the car did not see."""
    if on > unit.now.date():
        raise Refusal("service_in_future", status=422)
    car = unit.session.exec(select(Vehicle).where(Vehicle.id == vehicle_id)).first()
    rules.good_day(on, today=unit.now.date(), since=car.in_use_since if car else None)


def _own(unit: Unit, owner_id: int, entry_id: int) -> ServiceDone:
    query = _ON_RECORD.where(ServiceDone.id == entry_id, ServiceDone.owner_id == owner_id)
    row = unit.session.exec(query).one_or_none()
    if row is None:
        raise Refusal("service_unknown", status=404)
    return row


def of_cars(unit: Unit, vehicle_ids: Collection[int]) -> Mapping[int, tuple[Serviced, ...]]:
    """Return what was done to each of many cars while it was its present owner's, in the order of days."""
    by_vehicle: dict[int, tuple[Serviced, ...]] = defaultdict(tuple)
    for row in _rows(unit, vehicle_ids):
        by_vehicle[row.vehicle_id] += (_work(row),)
    return by_vehicle


def _rows(unit: Unit, vehicle_ids: Collection[int]) -> Iterable[ServiceDone]:
    return unit.session.exec(_OF_CARS, params={"vehicles": list(vehicle_ids)})


def _entry(row: ServiceDone) -> Entry:
    return Entry(row.id, row.vehicle_id, _work(row), row.is_corrected)


def _work(row: ServiceDone) -> Serviced:
    return Serviced(row.job, row.on, row.odometer_km, row.elsewhere)


def set_plan(unit: Unit, model: str, intervals: Mapping[str, IntervalEntry]) -> Mapping[str, Item]:
    """Set a model's own intervals in place of those set before; what is not named stays general.

    Raises Refusal plan_item_unknown.
    """
    strange = sorted(intervals.keys() - plan.GENERAL.keys())
    if strange:
        raise Refusal("plan_item_unknown", status=422, item=strange[0], known=", ".join(plan.GENERAL))
    unit.session.exec(delete(PlanItem).where(col(PlanItem.model) == model))
    for code, entry in intervals.items():
        unit.session.add(PlanItem(model=model, item=code, months=entry.months, km=entry.km))
    unit.session.flush()
    return {each.code: each for each in plans(unit, {model})[model]}


def plans(unit: Unit, models: Collection[str]) -> Mapping[str, tuple[Item, ...]]:
    """Return the plan of each model: the operator's where one is set, the general one elsewhere."""
    own: dict[str, dict[str, PlanItem]] = defaultdict(dict)
    for row in unit.session.exec(_PLANS, params={"models": list(models)}):
        own[row.model][row.item] = row
    return {model: tuple(_merged(each, own[model]) for each in plan.GENERAL.values()) for model in models}


def _merged(general: Item, own: Mapping[str, PlanItem]) -> Item:
    row = own.get(general.code)
    return general if row is None else replace(general, months=row.months, km=row.km, of_model=True)
