"""What was done to cars, at workshops here or elsewhere, and the operator's own service plans."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.garage.facts import Serviced
from domain.garage.tables import Holding
from domain.upkeep import plan
from domain.upkeep.entry import IntervalEntry
from domain.upkeep.facts import Item
from domain.upkeep.tables import PlanItem, ServiceDone


def record(unit: Unit, owner_id: int, vehicle_id: int, serviced: Serviced) -> None:
    """Put work on record; the same job on the same day is one."""
    new = insert(ServiceDone).values(
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        job=serviced.job,
        on=serviced.on,
        odometer_km=serviced.odometer_km,
        elsewhere=serviced.elsewhere,
    )
    change = {"odometer_km": serviced.odometer_km, "elsewhere": serviced.elsewhere}
    rows.put(unit.session, new, keys=("owner_id", "vehicle_id", "job", "on"), change=change)


def of_cars(unit: Unit, vehicle_ids: Collection[int]) -> Mapping[int, tuple[Serviced, ...]]:
    """Return what was done to each of many cars while it was its present owner's, in the order of days."""
    chosen = (
        select(ServiceDone)
        .join(
            Holding,
            (col(Holding.vehicle_id) == col(ServiceDone.vehicle_id))
            & (col(Holding.owner_id) == col(ServiceDone.owner_id)),
        )
        .where(
            col(ServiceDone.vehicle_id).in_(vehicle_ids),
            Holding.role == "owner",
            col(Holding.until).is_(None),
        )
        .order_by(col(ServiceDone.on), col(ServiceDone.id))
    )
    found: dict[int, tuple[Serviced, ...]] = defaultdict(tuple)
    for row in unit.session.exec(chosen):
        found[row.vehicle_id] += (Serviced(row.job, row.on, row.odometer_km, row.elsewhere),)
    return found


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
    for row in unit.session.exec(select(PlanItem).where(col(PlanItem.model).in_(models))):
        own[row.model][row.item] = row
    return {model: tuple(_merged(each, own[model]) for each in plan.GENERAL.values()) for model in models}


def _merged(general: Item, own: Mapping[str, PlanItem]) -> Item:
    row = own.get(general.code)
    return general if row is None else replace(general, months=row.months, km=row.km, of_model=True)
