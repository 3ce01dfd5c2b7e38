"""Once a day: what readings show to have been changed on cars, what is usual for cars alike, what an advice saved, and figures."""

from collections.abc import Sequence

from domain.core import Core, Unit
from domain.driving import others
from domain.fleet import service as fleet
from domain.fleet.facts import CarMeasures
from domain.health import service as health
from domain.kpi import gauges as kpi_gauges
from domain.kpi import service as kpi
from domain.logbook import odometer
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.savings import service as advice
from jobs import cars
from jobs.due import Report

_VEHICLES_A_UNIT = 100


def changes(core: Core) -> Report:
    """Keep what readings show to have been changed, so that checks learn those cars anew."""
    due = _due(core)
    cars_changed: list[int] = []

    def note(unit: Unit, part: Sequence[int]) -> None:
        cars_changed.append(health.note_changes(unit, [due[car] for car in part]))

    tally = cars.each(core, "changes", due, note, at_once=_VEHICLES_A_UNIT)
    return Report(f"{sum(cars_changed)} changes noted", tally.done, tally.failed)


def baselines(core: Core) -> Report:
    """Make anew what is usual for cars of a model, age and climate."""
    due = _due(core)
    reports: list[CarMeasures] = []

    def tell(unit: Unit, part: Sequence[int]) -> None:
        reports.extend(health.tell_fleet(unit, [due[car] for car in part]))

    tally = cars.each(core, "baselines", due, tell, at_once=_VEHICLES_A_UNIT)
    with core.unit() as unit:
        renewed = fleet.renew(unit, reports)
    return Report(f"{renewed} baselines of {len(reports)} cars", tally.done, tally.failed)


def driving(core: Core) -> Report:
    """Count anew how often cars brake and start hard and score how they are driven, so that their owners can be placed among others of the model."""
    with core.reading() as unit:
        due = [car.id for car, _ in registry.cars_with_owners(unit)]
    tally = cars.each(core, "driving", due, others.note, at_once=_VEHICLES_A_UNIT)
    return Report(f"{tally.done} cars counted, {tally.failed} failed", tally.done, tally.failed)


def odometers(core: Core) -> Report:
    """Keep the last odometer reading of each month, for the dossiers of the cars."""
    due = list(_due(core))
    tally = cars.each(core, "odometers", due, odometer.keep, at_once=_VEHICLES_A_UNIT)
    return Report(f"{tally.done} cars read", tally.done, tally.failed)


def savings(core: Core) -> Report:
    """Tell owners what an advice saved that they began to try three months ago, or that it cannot be told."""
    with core.reading() as unit:
        due = advice.due(unit)
    tally = cars.each(core, "savings", due, advice.tell)
    return Report(f"{tally.done} cars compared, {tally.failed} failed", tally.done, tally.failed)


def figures(core: Core) -> Report:
    """Count the figures of the service of the last 90 days, for whoever scrapes them."""
    with core.reading() as unit:
        latest = kpi.figures(unit)
    with core.unit() as unit:
        return Report(f"{kpi_gauges.keep(unit, latest)} figures counted")


def _due(core: Core) -> dict[int, Vehicle]:
    with core.reading() as unit:
        return {vehicle.id: vehicle for vehicle in health.due_vehicles(unit)}
