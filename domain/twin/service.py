"""Answer of a car how it is, what the next three months bring, and what another habit would do to its battery."""

from typing import Final

from domain.alerts import service as alerts
from domain.battery import prospect
from domain.battery import service as battery
from domain.battery.outlook import Span
from domain.booking import service as booking
from domain.booking.facts import State
from domain.core import Unit
from domain.errors import Refusal
from domain.health import service as health
from domain.health.evidence import ageing
from domain.health.facts import View
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry import doubted
from domain.telemetry import service as telemetry
from domain.twin import ahead as plans
from domain.twin import habits, rules, states
from domain.twin.ahead import Ahead
from domain.twin.facts import Answer, Change, Twin
from domain.twin.states import Value

_QUARTER: Final = 3  # of the months of a forecast


def what_if(unit: Unit, owner_id: int, vehicle_id: int, change: Change) -> Answer:
    """Return what a change would keep of the battery of one's own car, and do to its range.

    Raises Refusal as `of_car` and `rules.what_if`.
    """
    return rules.what_if(of_car(unit, owner_id, vehicle_id), change)


def of_car(unit: Unit, owner_id: int, vehicle_id: int) -> Twin:
    """Return what questions about one's own car are answered from.

    Raises Refusal vehicle_not_yours, driver_reads_only, twin_not_agreed, twin_unheard, twin_few_charges or twin_no_weather.
    """
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    return unit.once(("twin", vehicle_id), lambda: _twin(unit, owner_id, car))


def _twin(unit: Unit, owner_id: int, car: Vehicle) -> Twin:
    view = _view(unit, owner_id, car)
    if not view.has_data:
        raise Refusal("twin_unheard", car=car.name)
    return Twin(habits.of(view, car.name), habits.pace(view), habits.reach(view))


def _view(unit: Unit, owner_id: int, car: Vehicle) -> View:
    """Return what may be seen of an owner's own car. Raises Refusal twin_not_agreed (403) or twin_unheard."""
    if Purpose.CARE not in registry.consents(unit, owner_id):
        raise Refusal("twin_not_agreed", status=403)
    view = health.view_of(unit, car)
    if view is None:
        raise Refusal("twin_unheard", car=car.name)
    return view


def state(unit: Unit, owner_id: int, vehicle_id: int) -> tuple[Value, ...]:
    """Return what is known of one's own car now, with age and origin; readings that contradict each other are left out.

    Raises Refusal vehicle_not_yours, driver_reads_only, twin_not_agreed or twin_unheard.
    """
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    view = _view(unit, owner_id, car)
    measured = [*battery.measurements(unit, owner_id, car.id).values()]
    doubtful = doubted.resting(view.features.relations)
    newest = telemetry.latest(unit, car.id, owner_id)
    latest = {path: each for path, each in newest.items() if path not in doubtful}
    return tuple(states.of(latest, view, measured[-1] if measured else None))


def ahead(unit: Unit, owner_id: int, vehicle_id: int) -> Ahead:
    """Return what the next three months bring one's own car. Raises Refusal as `state`."""
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    view = _view(unit, owner_id, car)
    booked = [
        each.job
        for each in booking.visits_of(unit, owner_id)
        if each.vehicle_id == car.id and each.state is State.BOOKED
    ]
    every = plans.tasks(view, alerts.alerts_of(unit, owner_id, car.id), booked)
    return Ahead(unit.now + plans.SPAN, every, plans.expected(every), _health(view))


def _health(view: View) -> Span | None:
    """Return battery health in three months; None where no forecast is stated."""
    course = prospect.course(ageing.history(view), now=view.now)
    return course[_QUARTER][1] if course else None
