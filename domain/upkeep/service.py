"""Read the upkeep records of all cars of a round at once."""

from collections.abc import Collection, Mapping

from domain.core import Unit
from domain.registry.tables import Vehicle
from domain.upkeep import codes, recalls, services
from domain.upkeep.facts import Upkeep


def of_cars(unit: Unit, vehicles: Collection[Vehicle]) -> Mapping[int, Upkeep]:
    """Return the records by vehicle id, in four queries."""
    ids = [vehicle.id for vehicle in vehicles]
    done, open_recalls = services.of_cars(unit, ids), recalls.open_for(unit, ids)
    plans = services.plans(unit, {vehicle.model for vehicle in vehicles})
    rules = codes.rules(unit)
    return {
        vehicle.id: Upkeep(
            done.get(vehicle.id, ()), open_recalls.get(vehicle.id, ()), plans[vehicle.model], rules
        )
        for vehicle in vehicles
    }
