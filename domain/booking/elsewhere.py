"""Work that was done at no workshop of ours, by the word of the owner or the operator."""

from domain.alerts import chores
from domain.booking import jobs
from domain.core import Unit
from domain.errors import Refusal
from domain.garage import service as garage
from domain.garage.facts import Serviced
from domain.upkeep import services
from domain.upkeep.entry import ServicedEntry
from domain.upkeep.facts import Entry


def record_for(unit: Unit, vehicle_id: int, entry: ServicedEntry) -> tuple[Entry, ...]:
    """Put it on record for the car's present owner, end the warnings it answers, and return all that is on record.

    Raises Refusal job_unknown, service_in_future, vehicle_unknown, or vehicle_ownerless where nobody has linked the car.
    """
    jobs.job(entry.job)
    services.refuse_future(unit, entry.on)
    owner = garage.keeper(unit, garage.vehicle(unit, vehicle_id).id)
    if owner is None:
        raise Refusal("vehicle_ownerless", status=409)
    work = Serviced(entry.job, entry.on, entry.odometer_km, elsewhere=True)
    chores.note(unit, owner.id, vehicle_id, work)
    return services.entries(unit, vehicle_id)
