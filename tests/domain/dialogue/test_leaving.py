"""Visits of an owner who unlinks the car or deletes everything."""

from datetime import date, timedelta
from typing import get_args

import pytest
from sqlmodel import select

from domain.booking import leaving
from domain.booking import service as booking
from domain.booking.facts import State, VisitRequest
from domain.booking.tables import CalledOff, Claim, PartUnit
from domain.core import Core, Unit
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy import erase
from domain.registry import service as registry
from domain.registry.tables import Owner
from tests.domain.dialogue.chat import Chat, begun

TOMORROW = date(2026, 11, 19)


@pytest.fixture(params=get_args(Language))
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param, cars=2)


def cars(unit: Unit, chat: Chat) -> list[int]:
    return [car.id for car in registry.vehicles_of(unit, chat.owner_id)]


def wanted(unit: Unit, chat: Chat, *, car: int, hours: int, job: str = "coolant_repair") -> VisitRequest:
    at = unit.now + timedelta(hours=hours)
    return VisitRequest(chat.owner_id, cars(unit, chat)[car], job=job, centre_id=1, starts_at=at)


@pytest.fixture
def numbers(chat: Chat) -> list[str]:
    """A visit of the first car booked, a slot kept for it, and a visit of the second car booked."""
    with chat.core.unit() as unit:
        first = booking.take(unit, wanted(unit, chat, car=0, hours=24))
        booking.hold(unit, wanted(unit, chat, car=0, hours=27, job="inspection"))
        second = booking.take(unit, wanted(unit, chat, car=1, hours=29))
        return [first.number, second.number]


def unlink(chat: Chat, core: Core) -> str:
    with core.reading() as unit:
        car = cars(unit, chat)[0]
    chat.say("/car")
    first = next(each for each in chat.newest if each.label == chat.words("unlink.button"))
    asked = chat.press(first.token)
    assert "1" in asked
    assert "unlink.visits" in chat.codes
    told = chat.tap(chat.words("unlink.yes"))
    with core.reading() as unit:
        assert car not in cars(unit, chat)
    return told


def taken(core: Core) -> tuple[int, int]:
    """Count the quarter-hours and the parts that somebody has."""
    with core.reading() as unit:
        parts = unit.session.exec(select(PartUnit)).all()
        return len(unit.session.exec(select(Claim)).all()), sum(each.visit_id is not None for each in parts)


def test_who_unlinks_a_car_is_told_which_visits_are_cancelled_and_the_centre_sees_them(
    core: Core, chat: Chat, numbers: list[str]
) -> None:
    before = taken(core)
    told = unlink(chat, core)

    assert numbers[0] in told
    assert numbers[1] not in told
    with core.reading() as unit:
        states = {each.number: each.state for each in booking.visits_of(unit, chat.owner_id, past=True)}
        assert (states[numbers[0]], states[numbers[1]]) == (State.CANCELLED, State.BOOKED)
        assert State.HELD not in states.values()
        assert [each.number for each in leaving.called_off(unit, 1, TOMORROW)] == [numbers[0]]
    assert 0 < taken(core)[0] < before[0] / 2
    assert taken(core)[1] < before[1]


def test_a_visit_that_is_too_near_to_be_cancelled_is_called_off_with_its_car(
    core: Core, chat: Chat, numbers: list[str], clock: FixedClock
) -> None:
    clock.advance(timedelta(hours=23, minutes=50))

    assert numbers[0] in unlink(chat, core)


def test_a_car_without_visits_is_unlinked_without_a_word_of_them(core: Core, chat: Chat) -> None:
    chat.say("/car")
    chat.press(next(each for each in chat.newest if each.label == chat.words("unlink.button")).token)
    assert chat.codes == ["unlink.ask"]
    chat.tap(chat.words("unlink.yes"))
    assert chat.codes == ["unlink.done"]


def test_a_driver_who_leaves_cancels_nothing_of_the_owner(core: Core, chat: Chat, numbers: list[str]) -> None:
    with core.unit() as unit:
        car = cars(unit, chat)[0]
        driver = registry.meet(unit, 99, locale="en", zone="UTC")
        registry.link(unit, driver.id, registry.link_code(unit, car, role="driver"))
        asked = registry.waiting(unit, driver.id, car)
        assert asked is not None
        asked.is_waiting = False
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=True, channel="chat")
        unit.session.flush()
        assert leaving.unlink(unit, driver.id, car) == ()

    assert len(chat.booked()) == 2


def test_of_an_erased_owner_the_centre_sees_what_is_called_off_and_nothing_of_the_person(
    core: Core, chat: Chat, numbers: list[str], clock: FixedClock
) -> None:
    clock.advance(timedelta(hours=23, minutes=50))
    with core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, chat.owner_id))

    assert taken(core) == (0, 0)
    with core.reading() as unit:
        told = leaving.called_off(unit, 1, TOMORROW)
        assert [each.number for each in told] == numbers
        assert booking.agenda(unit, 1, TOMORROW) == ()
    columns = set(CalledOff.metadata.tables["called_off"].c.keys())
    assert not columns & {"owner_id", "vehicle_id", "vin", "chat_hash"}


def test_what_was_only_kept_for_a_while_or_is_past_is_not_called_off(
    core: Core, chat: Chat, numbers: list[str], clock: FixedClock
) -> None:
    clock.advance(timedelta(days=3))
    with core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, chat.owner_id))

    with core.reading() as unit:
        assert leaving.called_off(unit, 1, TOMORROW) == ()
