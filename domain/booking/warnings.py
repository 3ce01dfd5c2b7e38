"""Warnings tell how the visit stands that they ask for: kept, booked, or none any more."""

from sqlmodel import col

from domain.alerts import cases
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.alerts.facts import Slot as Shown
from domain.booking import holder, jobs, service, store
from domain.booking.facts import State, VisitView
from domain.booking.tables import Visit
from domain.core import Unit


def refresh(unit: Unit, visit: VisitView) -> None:
    """Let the car's open warnings that a visit is for tell how their visits stand now."""
    for case in alerts.alerts_of(unit, visit.owner_id, visit.vehicle_id):
        if case.alert_id == visit.alert_id or cases.job(case.finding) in jobs.parts(visit.job):
            slot = _slot(unit, case)
            if slot != case.slot:
                alerts.set_slot(unit, case.alert_id, slot)


def cars_with_lapsed_holds(unit: Unit) -> list[int]:
    """Return the cars with a warning whose slot is kept no longer, because its time ran out."""
    return sorted({visit.vehicle_id for visit, _ in _lapsed_visits(unit)})


def refresh_lapsed(unit: Unit, vehicle_id: int | None = None) -> int:
    """Let the warnings tell whose slot is kept no longer, of all cars or of one; return how many there were."""
    over = [pair for pair in _lapsed_visits(unit) if vehicle_id in {None, pair[0].vehicle_id}]
    for visit, alert_id in over:
        alerts.set_slot(unit, alert_id, _slot(unit, alerts.case_of(unit, visit.owner_id, alert_id)))
    return len(over)


def _lapsed_visits(unit: Unit) -> list[tuple[VisitView, int]]:
    """Return the visits that ended so, each with its warning."""
    keeping = alerts.keeping_slots(unit)
    visits = store.views(unit, col(Visit.id).in_({each.visit_id for each in keeping}))
    ended = {visit.id: visit for visit in visits if visit.state not in {State.HELD, State.BOOKED}}
    return [(ended[each.visit_id], each.alert_id) for each in keeping if each.visit_id in ended]


def _slot(unit: Unit, case: Case) -> Shown | None:
    """Return what is booked for the warning's job, whoever asked; else what is held for it, or for one of the same job."""
    job = cases.job(case.finding)
    visits = service.visits_of(unit, case.owner_id, past=True)
    mine = [visit for visit in visits if visit.vehicle_id == case.vehicle_id]
    booked = [
        visit
        for visit in mine
        if visit.state == State.BOOKED and (job in jobs.parts(visit.job) or visit.alert_id == case.alert_id)
    ]
    holds = [visit for visit in mine if visit.state == State.HELD and visit.alert_id is not None]
    own = [visit for visit in holds if visit.alert_id == case.alert_id]
    shared = [visit for visit in holds if visit.job == job]
    return next((holder.slot_line(visit) for visit in (*booked, *own, *shared)), None)
