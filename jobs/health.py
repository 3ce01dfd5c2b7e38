"""The health round: seal what arrived, renew features, run the checks, and let warnings be settled."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from domain.alerts import service as alerts
from domain.booking import holder
from domain.core import Core, Unit
from domain.garage import service as garage
from domain.garage.tables import Vehicle
from domain.health import batch
from domain.health import service as health
from domain.kit import collector
from domain.learning import service as learning
from domain.learning.facts import Models
from domain.telemetry import service as telemetry

SEAL_AFTER = timedelta(hours=1)
_VEHICLES_A_UNIT = 100


def care(core: Core) -> str:
    """Look after every car that has an owner; return what was done, for the record."""
    sealed = seal(core)
    refreshed = refresh(core)
    examined = examine(core)
    return f"{sealed} sealed, {refreshed} renewed, {examined} examined"


def seal(core: Core) -> int:
    """Seal hours that are over, one vehicle a unit."""
    with core.reading() as unit:
        before = unit.now - SEAL_AFTER
        due = telemetry.due_for_sealing(unit, before)
    for vehicle_id in due:
        with core.unit() as unit:
            telemetry.seal_vehicle(unit, vehicle_id, before=before)
    return len(due)


def refresh(core: Core) -> int:
    """Renew the features of days that changed, one vehicle a unit."""
    with core.reading() as unit:
        due = telemetry.due_for_refresh(unit)
    for vehicle_id in due:
        with core.unit() as unit:
            telemetry.refresh(unit, vehicle_id)
    return len(due)


def examine(core: Core) -> int:
    """Run the checks of every car whose owner agreed, and settle what they found."""
    with core.reading() as unit:
        due = health.due_vehicles(unit)
    for start in range(0, len(due), _VEHICLES_A_UNIT):
        with core.unit() as unit, collector.resting():  # what is seen of the cars holds no cycles either
            _examine(unit, due[start : start + _VEHICLES_A_UNIT])
    return len(due)


def _at_work(unit: Unit, vehicle: Vehicle, check: str) -> Models | None:
    return learning.live(unit, check, vehicle.id)


def _examine(unit: Unit, vehicles: Sequence[Vehicle]) -> None:
    """Judge them together, so that healthy cars are passed quickly; settle each."""
    seen = health.views(unit, vehicles)
    ids = [vehicle.id for vehicle in vehicles]
    owners, standing = garage.keepers(unit, ids), alerts.standing(unit, ids)
    kept = [
        (each, owners[each.id], seen[each.id]) for each in vehicles if each.id in owners and each.id in seen
    ]
    judged = batch.judge(
        [view for _, _, view in kept],
        standing=[frozenset(standing[owner.id, vehicle.id].live) for vehicle, owner, _ in kept],
        own=[partial(_at_work, unit, vehicle) for vehicle, _, _ in kept],
    )
    for (vehicle, owner, view), findings in zip(kept, judged, strict=True):
        alerts.settle(
            unit,
            vehicle,
            owner,
            findings,
            charts=partial(health.chart, view),
            hold=holder.hold_for,
            before=standing[owner.id, vehicle.id],
        )
