"""Record work that was done (services, recalls, seasonal care) and end the warnings that asked for it."""

from typing import Final

from domain.alerts import service, telling
from domain.alerts.facts import Case, State
from domain.alerts.rules import JOB
from domain.core import Unit
from domain.errors import Refusal
from domain.health import catalogue
from domain.registry.facts import Serviced
from domain.upkeep import services

ODOMETER: Final = "odometer_km"


def done_elsewhere(unit: Unit, owner_id: int, alert_id: int) -> None:
    """Record the work of a warning as done elsewhere, on the owner's word, today; its service interval starts again.

    Raises Refusal alert_unknown, alert_over, or alert_no_chore where a warning asks for no such work.
    """
    case = service.case_of(unit, owner_id, alert_id)
    if case.state is State.CLEARED:
        raise Refusal("alert_over")
    if not _is_chore(case) or JOB not in case.finding.params:
        raise Refusal("alert_no_chore")
    on = unit.now.date()
    work = Serviced(str(case.finding.params[JOB]), on, _odometer(case), elsewhere=True)
    services.record(unit, owner_id, case.vehicle_id, work)
    telling.done(unit, owner_id, vehicle_id=case.vehicle_id, checks={case.check})


def done_here(unit: Unit, owner_id: int, vehicle_id: int, *, job: str) -> None:
    """Record a workshop's job, with the odometer from a warning that asked for it, where one did."""
    odometers = [_odometer(case) for case in _asking_for(unit, owner_id, vehicle_id, job=job)]
    note(unit, owner_id, vehicle_id, Serviced(job, unit.now.date(), next(iter(odometers), None)))


def note(unit: Unit, owner_id: int, vehicle_id: int, work: Serviced) -> None:
    """Record work and end the warnings that asked for it."""
    services.record(unit, owner_id, vehicle_id, work)
    over = {case.check for case in _asking_for(unit, owner_id, vehicle_id, job=work.job)}
    telling.done(unit, owner_id, vehicle_id=vehicle_id, checks=over)


def _asking_for(unit: Unit, owner_id: int, vehicle_id: int, *, job: str) -> list[Case]:
    warnings = service.alerts_of(unit, owner_id, vehicle_id)
    return [case for case in warnings if _is_chore(case) and case.finding.params.get(JOB) == job]


def _is_chore(case: Case) -> bool:
    return catalogue.traits(case.check).is_chore


def _odometer(case: Case) -> float | None:
    km = (case.newest or case.finding).params.get(ODOMETER)
    return float(km) if isinstance(km, int | float) else None
