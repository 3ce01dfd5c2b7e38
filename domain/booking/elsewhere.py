"""Work that was done at no workshop of ours, by the word of the owner or the operator."""

from domain.alerts import cases, chores
from domain.alerts import service as alerts
from domain.booking import jobs, service, words
from domain.booking.facts import State
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.upkeep import services
from domain.upkeep.entry import ServicedEntry
from domain.upkeep.facts import Entry


def done_elsewhere(unit: Unit, owner_id: int, alert_id: int) -> None:
    """Take the owner's word that what a warning asks for was done at no workshop of ours.

    Raises Refusal alert_unknown, alert_over or alert_no_chore; visit_to_come while a visit for it is booked.
    """
    case = alerts.case_of(unit, owner_id, alert_id)
    for visit in service.visits_of(unit, owner_id):
        same = visit.vehicle_id == case.vehicle_id and cases.job(case.finding) in jobs.parts(visit.job)
        if same and visit.state == State.BOOKED and visit.starts_at > unit.now:
            at = Moment(visit.starts_at, visit.zone)
            raise Refusal("visit_to_come", job=words.job(visit.job), at=at, centre=visit.centre)
    chores.done_elsewhere(unit, owner_id, alert_id)


def record_for(unit: Unit, vehicle_id: int, entry: ServicedEntry) -> tuple[Entry, ...]:
    """Put it on record for the car's present owner, end the warnings it answers, and return all that is on record.

    Raises Refusal job_unknown, service_in_future, date_*, vehicle_unknown, or vehicle_ownerless where nobody has linked the car.
    """
    jobs.job(entry.job)
    owner = registry.keeper(unit, registry.vehicle(unit, vehicle_id).id)
    services.refuse_day(unit, vehicle_id, entry.on)
    if owner is None:
        raise Refusal("vehicle_ownerless", status=409)
    for job in jobs.parts(entry.job):
        chores.note(unit, owner.id, vehicle_id, Serviced(job, entry.on, entry.odometer_km, elsewhere=True))
    return services.entries(unit, vehicle_id)
