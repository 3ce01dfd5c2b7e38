"""Answer what another habit would do to a car's battery, from what is kept of the car."""

from domain.core import Unit
from domain.errors import Refusal
from domain.health import service as health
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry import service as telemetry
from domain.twin import habits, rules
from domain.twin.facts import Answer, Change, Twin


def what_if(unit: Unit, owner_id: int, vehicle_id: int, change: Change) -> Answer:
    """Return what a change would keep of the battery of one's own car, and do to its range.

    Raises Refusal as `of_car` and `rules.what_if`.
    """
    return rules.what_if(of_car(unit, owner_id, vehicle_id), change)


def of_car(unit: Unit, owner_id: int, vehicle_id: int) -> Twin:
    """Return what questions about one's own car are answered from.

    Raises Refusal vehicle_not_yours, driver_reads_only, twin_unheard, twin_few_charges or twin_no_weather.
    """
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    return unit.once(("twin", vehicle_id), lambda: _twin(unit, owner_id, car))


def _twin(unit: Unit, owner_id: int, car: Vehicle) -> Twin:
    view = health.view_of(unit, car)
    if view is None or telemetry.newest_at(unit, car.id, owner_id) is None:
        raise Refusal("twin_unheard", car=car.name)
    return Twin(habits.of(view, car.name), habits.pace(view), habits.reach(view))
