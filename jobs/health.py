"""The health round: seal what arrived, renew features, run the checks, and let warnings be settled."""

from collections.abc import Iterable
from datetime import timedelta

from domain.alerts import service as alerts
from domain.booking import holder
from domain.core import Core
from domain.health import service as health
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
    """Run the checks of every vehicle that is due, and settle what they found."""
    with core.reading() as unit:
        due = health.due_vehicles(unit)
    for some in _portions(due):
        with core.unit() as unit:
            for seen in health.examine(unit, some):
                alerts.settle(unit, seen, holder=holder.hold_for)
    return len(due)


def _portions(due: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(due), _VEHICLES_A_UNIT):
        yield due[start : start + _VEHICLES_A_UNIT]
