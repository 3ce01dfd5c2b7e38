"""The health round: seal what arrived, renew features, run the checks, and let warnings be settled."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import partial

from domain.alerts import service as alerts
from domain.booking import holder, warnings
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
    lapsed = tell_lapsed(core)
    return f"{sealed} sealed, {refreshed} renewed, {examined} examined, {lapsed} holds over"


def tell_lapsed(core: Core) -> int:
    """Let warnings say it whose slot is kept no longer; return how many."""
    with core.unit() as unit:
        return warnings.refresh_lapsed(unit)


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


def examine(core: Core, only: Collection[int] | None = None) -> int:
    """Run the checks of every car whose owner agreed, or of some of them, and settle what they found."""
    with core.reading() as unit:
        due = [car for car in health.due_vehicles(unit) if only is None or car.id in only]
    for start in range(0, len(due), _VEHICLES_A_UNIT):
        with core.unit() as unit, collector.resting():  # what is seen of the cars holds no cycles either
            _examine(unit, due[start : start + _VEHICLES_A_UNIT])
    return len(due)


def _at_work(unit: Unit, vehicle: Vehicle, check: str) -> Models | None:
    return learning.live(unit, check, vehicle.id)


def _examine(unit: Unit, vehicles: Sequence[Vehicle]) -> None:
    """Judge them together, so that healthy cars are passed quickly; settle each."""
    ids = [vehicle.id for vehicle in vehicles]
    garage.lock_all(unit, ids)  # a round that overlaps another one judges by what that one has left
    seen = health.views(unit, vehicles)
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
            place=holder.place_of,
            before=standing[owner.id, vehicle.id],
        )
