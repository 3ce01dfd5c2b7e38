"""Drivers: asked for, let in, seen and removed by the owner alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from domain.contact import service as contact
from domain.core import Core, Unit
from domain.drivers import service as drivers
from domain.errors import Refusal
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy import access_log, erase
from domain.registry import driving
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Consent, Holding, Owner


@dataclass
class Car:
    """A car with an owner who agreed to care, and somebody who asked to drive it."""

    core: Core
    id: int
    owner_id: int
    driver_id: int

    def held(self, unit: Unit) -> int:
        """The number of the driver's request."""
        (driver,) = drivers.of_car(unit, self.owner_id, self.id)
        return driver.id

    def let_in(self) -> None:
        with self.core.unit() as unit:
            drivers.let_in(unit, self.owner_id, self.held(unit))

    def sees(self, person_id: int) -> bool:
        with self.core.reading() as unit:
            return [each.id for each in registry.vehicles_of(unit, person_id)] == [self.id]


@pytest.fixture
def car(core: Core) -> Car:
    with core.unit() as unit:
        owner = registry.meet(unit, 1, locale="en", zone="Asia/Shanghai")
        driver = registry.meet(unit, 2, locale="en", zone="UTC")
        vehicle = registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900001", name="Fox", model="E", papers=Papers()
        )
        registry.link(unit, owner.id, registry.link_code(unit, vehicle.id))
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
        registry.link(unit, driver.id, registry.link_code(unit, vehicle.id, role="driver"))
        return Car(core, vehicle.id, owner.id, driver.id)


def test_a_driver_sees_nothing_until_the_owner_agrees(core: Core, car: Car) -> None:
    assert not car.sees(car.driver_id)
    with core.reading() as unit, pytest.raises(Refusal, match="vehicle_not_yours"):
        registry.vehicle_for(unit, car.driver_id, car.id)

    car.let_in()

    assert car.sees(car.driver_id)


def test_a_driver_may_look_and_decide_nothing(core: Core, car: Car) -> None:
    car.let_in()

    with core.reading() as unit, pytest.raises(Refusal) as refusal:
        registry.own_vehicle(unit, car.driver_id, car.id)

    assert (refusal.value.code, refusal.value.status) == ("driver_reads_only", 403)


def _unlinked(unit: Unit, car: Car) -> None:
    registry.unlink(unit, car.owner_id, car.id)


def _withdrawn(unit: Unit, car: Car) -> None:
    registry.consent(unit, car.owner_id, purpose=Purpose.CARE, given=False, channel="test")


def _erased(unit: Unit, car: Car) -> None:
    erase.erase(unit, unit.session.get_one(Owner, car.owner_id))


def _removed(unit: Unit, car: Car) -> None:
    drivers.remove(unit, car.owner_id, car.held(unit))


@pytest.mark.parametrize("end", [_unlinked, _withdrawn, _erased, _removed])
@pytest.mark.parametrize("is_in", [True, False])
def test_access_ends_with_the_owners_holding_consent_account_or_word(
    core: Core, car: Car, end: Callable[[Unit, Car], None], *, is_in: bool
) -> None:
    if is_in:
        car.let_in()
    with core.unit() as unit:
        end(unit, car)
    with core.unit() as unit:
        buyer = registry.meet(unit, 3, locale="en", zone="UTC")
        if end in (_unlinked, _erased):
            registry.link(unit, buyer.id, registry.link_code(unit, car.id))
            registry.consent(unit, buyer.id, purpose=Purpose.CARE, given=True, channel="test")
            assert drivers.of_car(unit, buyer.id, car.id) == ()
        else:
            registry.consent(unit, car.owner_id, purpose=Purpose.CARE, given=True, channel="test")
            assert drivers.of_car(unit, car.owner_id, car.id) == ()

    assert not car.sees(car.driver_id)


def test_consent_that_runs_out_closes_the_drivers_eyes_too(core: Core, car: Car) -> None:
    car.let_in()
    with core.unit() as unit:
        unit.session.add(
            Consent(
                owner_id=car.owner_id,
                purpose=Purpose.CARE,
                given=True,
                text_version="1",
                locale="en",
                channel="test",
                at=unit.now,
                expires_at=unit.now,
            )
        )

    assert not car.sees(car.driver_id)


def test_only_the_owner_lets_in_lists_and_removes(core: Core, car: Car) -> None:
    with core.unit() as unit:
        stranger = registry.meet(unit, 3, locale="en", zone="UTC")
        held = car.held(unit)
    for person in (stranger.id, car.driver_id):
        for deed in (drivers.let_in, drivers.remove):
            with core.unit() as unit, pytest.raises(Refusal, match="driver_unknown"):
                deed(unit, person, held)
        with core.reading() as unit, pytest.raises(Refusal, match="vehicle_not_yours"):
            drivers.of_car(unit, person, car.id)

    assert not car.sees(car.driver_id)


def test_looks_of_a_driver_count_once_an_hour_and_are_told_to_the_owner(
    core: Core, car: Car, clock: FixedClock
) -> None:
    car.let_in()
    for minutes in (0, 20, 41):
        clock.advance(timedelta(minutes=minutes))
        with core.unit() as unit:
            for person in (car.driver_id, car.owner_id):
                access_log.note_driver(unit, registry.holding_of(unit, person, car.id))
            unit.session.flush()

    with core.reading() as unit:
        (driver,) = drivers.of_car(unit, car.owner_id, car.id)
    assert len(driver.looks) == 2
    assert driver.looks[-1] == clock.now()


def test_no_two_drivers_of_a_car_bear_the_same_number(
    core: Core, car: Car, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A former driver's looks stand under the number that bore it."""
    monkeypatch.setattr(driving, "_MARKS", 2)
    with core.unit() as unit:
        first = unit.session.get_one(Holding, car.held(unit))
        first.mark = "100"
        drivers.remove(unit, car.owner_id, first.id)
    with core.unit() as unit:
        other = registry.meet(unit, 3, locale="en", zone="UTC")
        registry.link(unit, other.id, registry.link_code(unit, car.id, role="driver"))
        (second,) = drivers.of_car(unit, car.owner_id, car.id)

    assert second.mark == "101"


def test_the_owner_is_asked_once_and_a_request_lapses_after_a_week(
    core: Core, car: Car, clock: FixedClock
) -> None:
    with core.unit() as unit:
        waiting = registry.waiting(unit, car.driver_id, car.id)
        assert waiting is not None
        for _ in range(2):
            drivers.ask(unit, waiting)
        unit.session.flush()
    with core.unit() as unit:
        (asked,) = contact.claim(unit, limit=9)
        held = car.held(unit)
    assert asked.owner_id == car.owner_id
    clock.advance(timedelta(days=7))

    with core.unit() as unit, pytest.raises(Refusal, match="driver_unknown"):
        drivers.let_in(unit, car.owner_id, held)
    with core.unit() as unit:
        registry.link(unit, car.driver_id, registry.link_code(unit, car.id, role="driver"))
        assert car.held(unit) != held


def test_nobody_drives_a_car_that_has_no_owner(core: Core, car: Car) -> None:
    with core.unit() as unit:
        registry.unlink(unit, car.owner_id, car.id)
        code = registry.link_code(unit, car.id, role="driver")
    with core.unit() as unit, pytest.raises(Refusal, match="link_ownerless"):
        registry.link(unit, car.driver_id, code)
