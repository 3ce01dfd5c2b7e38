"""Drivers through the API: the owner lists, lets in and removes; a driver reads, leaves a note, and writes nothing."""

from datetime import timedelta

import pytest

from api import services
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from tests.api.conftest import Caller, Door, Life


@pytest.fixture
def driver(door: Door, life: Life) -> Caller:
    """Somebody who has asked to drive the car of `life`, whose owner agrees to checks."""
    with door.core.unit() as unit:
        person = registry.meet(unit, 77, locale="en", zone="Asia/Shanghai")
        registry.consent(unit, life.owner_id, purpose=Purpose.CARE, given=True, channel="test")
        registry.link(unit, person.id, registry.link_code(unit, life.vehicle_id, role="driver"))
    return Caller(door, door.token("owner", owner_id=person.id))


def test_a_driver_is_let_in_seen_looking_and_removed(
    door: Door, life: Life, driver: Caller, clock: FixedClock
) -> None:
    car, people = f"/v1/me/vehicles/{life.vehicle_id}", f"/v1/me/vehicles/{life.vehicle_id}/drivers"
    (waiting,) = life.owner.ask("GET", people)["drivers"]
    assert waiting["waiting"] is True
    assert driver.refused("GET", car, status=404) == "vehicle_not_yours"

    life.owner.ask("POST", f"{people}/{waiting['id']}")
    for read in ("", "/alerts", "/outlook", "/services"):
        driver.ask("GET", car + read)
        clock.advance(timedelta(hours=1))
    (seen,) = life.owner.ask("GET", people)["drivers"]
    assert (seen["waiting"], seen["looks"]) == (False, 4)

    assert life.owner.ask("DELETE", f"{people}/{waiting['id']}") == {"drivers": []}
    assert driver.refused("GET", car, status=404) == "vehicle_not_yours"


def test_a_driver_writes_nothing_and_knows_no_other_driver(life: Life, driver: Caller) -> None:
    people = f"/v1/me/vehicles/{life.vehicle_id}/drivers"
    (waiting,) = life.owner.ask("GET", people)["drivers"]
    life.owner.ask("POST", f"{people}/{waiting['id']}")
    place = f"{people}/{waiting['id']}"

    written = driver.refused(
        "POST", f"/v1/me/vehicles/{life.vehicle_id}/services", json=services.EXAMPLE, status=403
    )
    assert written == "driver_reads_only"
    for method, path in (("GET", people), ("POST", place), ("DELETE", place)):
        assert driver.refused(method, path, status=403) == "driver_reads_only"


def test_the_last_look_of_an_owner_is_no_look(life: Life, driver: Caller) -> None:
    life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}")

    (waiting,) = life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}/drivers")["drivers"]
    assert waiting["looks"] == 0


def test_a_driver_is_let_in_and_removed_under_the_car_alone_that_was_asked_for(
    door: Door, life: Life, driver: Caller
) -> None:
    with door.core.unit() as unit:
        other = registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900077", name="Other", model="Lark 60", papers=Papers()
        )
        registry.link(unit, life.owner_id, registry.link_code(unit, other.id))
    people = f"/v1/me/vehicles/{life.vehicle_id}/drivers"
    (waiting,) = life.owner.ask("GET", people)["drivers"]

    for method in ("POST", "DELETE"):
        place = f"/v1/me/vehicles/{other.id}/drivers/{waiting['id']}"
        assert life.owner.refused(method, place, status=404) == "driver_unknown"
    assert life.owner.ask("GET", people)["drivers"] == [waiting]
