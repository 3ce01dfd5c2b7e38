from datetime import timedelta

import pytest

from domain.core import Core
from domain.health import catalogue
from domain.health import service as health
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import changes
from domain.registry import service as registry
from domain.registry.facts import Change, ChangeKind, Papers
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record


@pytest.fixture
def car(core: Core) -> Vehicle:
    papers = Papers(placard_front_kpa=250.0, capacity_new_kwh=60.0)
    with core.unit() as unit:
        return registry.register_vehicle(
            unit, vin="1M8GDM9AXKP042788", name="Fox", model="Test EV", papers=papers
        )


@pytest.fixture
def owner(core: Core, car: Vehicle) -> Owner:
    with core.unit() as unit:
        person = registry.meet(unit, 4711, locale="en", zone="Europe/Berlin")
        registry.link(unit, person.id, registry.link_code(unit, car.id))
        registry.consent(unit, person.id, purpose=Purpose.CARE, given=True, channel="test")
        return person


def drive(core: Core, car: Vehicle) -> None:
    """Send one record now, and have its features made."""
    with core.unit() as unit:
        telemetry.ingest(unit, car, Batch([Record(unit.now.isoformat(), {paths.SPEED: 50.0})]))
        telemetry.refresh(unit, car.id)


def test_of_a_car_that_was_never_heard_only_records_are_judged(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        changes.note(
            unit, car.id, owner_id=owner.id, change=Change(unit.now, ChangeKind.WHEELS), source="declared"
        )
    with core.reading() as unit:
        (findings,) = health.examine(unit, [car]).values()

    assert findings.keys() == catalogue.BY_CODE.keys()
    assert {code for code, finding in findings.items() if finding is not None} == {"recall"}


def test_of_a_car_that_nobody_has_linked_nothing_is_judged(core: Core, car: Vehicle) -> None:
    with core.reading() as unit:
        assert health.examine(unit, [car]) == {}


def test_every_check_answers_for_a_car_with_data(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    drive(core, car)
    clock.advance(timedelta(days=5))
    with core.reading() as unit:
        findings = health.examine(unit, [car])[car.id]

    assert findings.keys() == catalogue.BY_CODE.keys()
    assert findings["twelve_volt"] is None
    assert findings["silent_car"] is not None
    assert findings["silent_car"].strength > 1


def test_a_view_holds_the_cars_papers_and_is_told_in_the_owners_zone(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    drive(core, car)

    with core.reading() as unit:
        seen = health.views(unit, [car])[car.id]

    assert (seen.zone, seen.now) == ("Europe/Berlin", unit.now)
    assert (seen.car.placard_front_kpa, seen.car.capacity_new_kwh) == (250.0, 60.0)


def test_only_cars_whose_owner_agreed_to_care_are_examined(core: Core, car: Vehicle, owner: Owner) -> None:
    with core.unit() as unit:
        registry.register_vehicle(unit, vin="WVWZZZE1ZNP000017", name="Nobody's", model="E", papers=Papers())
        assert [due.id for due in health.due_vehicles(unit)] == [car.id]

        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=False, channel="test")

    with core.reading() as unit:
        assert health.due_vehicles(unit) == ()
