"""What was changed on a car: after new wheels, software, a sensor or a part its series begin anew."""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import col, select

from domain.core import Unit
from domain.registry import store
from domain.registry.facts import Change, ChangeKind
from domain.registry.tables import Holding, VehicleChange

SAME = timedelta(days=3)  # a change of one kind noted twice within it is one change
# Built once: every look at a car asks it.
_OF_KEEPERS: Final = (
    select(VehicleChange)
    .join(
        Holding,
        (col(Holding.vehicle_id) == col(VehicleChange.vehicle_id))
        & (col(Holding.owner_id) == col(VehicleChange.owner_id)),
    )
    .where(
        col(VehicleChange.vehicle_id).in_(bindparam("vehicles", expanding=True)),
        *store.KEEPS,
    )
    .order_by(col(VehicleChange.at), col(VehicleChange.id))
)


def note(unit: Unit, vehicle_id: int, *, owner_id: int, change: Change, source: str) -> bool:
    """Keep a change of a car for its present owner; False where it is known already.

    source: who says so, "declared", "workshop", or "seen" in the readings.
    """
    near = select(VehicleChange.id).where(
        VehicleChange.vehicle_id == vehicle_id,
        VehicleChange.owner_id == owner_id,
        VehicleChange.kind == change.kind,
        VehicleChange.check == change.check,
        col(VehicleChange.at) >= change.at - SAME,
        col(VehicleChange.at) <= change.at + SAME,
    )
    if unit.session.exec(near).first() is not None:
        return False
    unit.session.add(
        VehicleChange(
            vehicle_id=vehicle_id,
            owner_id=owner_id,
            kind=change.kind,
            check=change.check,
            at=change.at,
            source=source,
            noted_at=unit.now,
        )
    )
    return True


def of(unit: Unit, vehicle_ids: Collection[int]) -> dict[int, tuple[Change, ...]]:
    """Return the changes of many cars since their present owners have them, ascending, in one query."""
    rows = unit.session.exec(_OF_KEEPERS, params={"vehicles": list(vehicle_ids)})
    by_car: dict[int, list[Change]] = defaultdict(list)
    for row in rows:
        by_car[row.vehicle_id].append(Change(row.at, ChangeKind(row.kind), row.check))
    return {vehicle_id: tuple(changes) for vehicle_id, changes in by_car.items()}
