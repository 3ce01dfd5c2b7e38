"""Where an owner stands among others of the model: told from five others on who agree, so that nobody can be picked out."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlmodel import select

from domain.core import Core, Unit
from domain.driving import others, rules
from domain.driving.facts import Count, Place
from domain.driving.tables import HardCount
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy import erase
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from domain.simulation.cars import made_up_vin
from domain.telemetry import travels
from domain.telemetry.trips import Travel, Trip
from jobs import nightly, retention
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_driving import said_codes
from tests.domain.dialogue.test_trips import NOW, begun
from tests.domain.earlier import long_ago


def drive(unit: Unit, vehicle_id: int, owner_id: int, *, hard: int | None) -> None:
    """Keep a drive of two hundred km with so many brisk accelerations and as many hard brakings."""
    start = NOW - timedelta(days=3)
    trip = Trip(start, start + timedelta(hours=4), 1.0, km=200.0, hard_starts=hard, hard_brakings=hard)
    begins_at = datetime.combine(start.date(), time(), tzinfo=UTC)
    travels.save(unit, Travel((trip,)), vehicle_id=vehicle_id, owner_id=owner_id, begins_at=begins_at)


def other(unit: Unit, number: int, *, hard: int | None, model: str = "Lark 60") -> None:
    """Another owner with a car of a model who agreed, and drove."""
    earlier = long_ago(unit)
    owner = registry.meet(earlier, number, locale="en", zone="UTC")
    car = registry.register_vehicle(
        earlier, vin=made_up_vin(900_100 + number, year="S"), name="Car", model=model, papers=Papers()
    )
    registry.link(earlier, owner.id, registry.link_code(earlier, car.id))
    for purpose in (Purpose.CARE, Purpose.DRIVING):
        registry.consent(earlier, owner.id, purpose=purpose, given=True, channel="test")
    drive(unit, car.id, owner.id, hard=hard)


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    """An owner with five hard starts on 200 km, and five other owners of the model with 1, 3 … 400."""
    language: Language = "en" if request.param == "en" else "zh_Hans"
    talk = begun(core, language, Purpose.CARE, Purpose.DRIVING)
    with core.unit() as unit:
        drive(unit, 1, talk.owner_id, hard=20)
        for number, hard in enumerate((1, 100, 200, 300, 400), start=2):
            other(unit, number, hard=hard)
    nightly.driving(core)
    return talk


def test_five_other_owners_of_the_model_are_enough_and_are_counted(chat: Chat) -> None:
    driving = chat.say("/driving")
    report = chat.say("/report")

    for said in (driving, report):
        assert (
            "75%–100% of 5 other owners" if chat.language == "en" else "其他 5 位车主中有 75%–100%"
        ) in said


def _withdraw(unit: Unit, owner_id: int) -> None:
    registry.consent(unit, owner_id, purpose=Purpose.DRIVING, given=False, channel="test")


LEAVING: dict[str, Callable[[Unit, int], object]] = {
    "withdrawn": _withdraw,
    "privacy mode": lambda unit, owner_id: preferences.set_privacy_mode(unit, owner_id, on=True),
    "erased": lambda unit, owner_id: erase.erase(unit, unit.session.get_one(Owner, owner_id)),
    "sold": lambda unit, owner_id: registry.unlink(
        unit, owner_id, registry.own_vehicles(unit, owner_id)[0].id
    ),
}


@pytest.mark.parametrize("way", LEAVING)
def test_who_leaves_is_compared_with_no_more_at_once_and_forgotten_within_days(
    chat: Chat, clock: FixedClock, way: str
) -> None:
    with chat.core.unit() as unit:
        owner = registry.owner_of_chat(unit, 4)
        assert owner is not None
        LEAVING[way](unit, owner.id)
    chat.say("/driving")
    at_once = said_codes(chat)
    clock.advance(timedelta(days=8))
    nightly.driving(chat.core)
    retention.forget(chat.core)
    with chat.core.reading() as unit:
        kept = set(unit.session.exec(select(HardCount.owner_id)))

    assert "driving.others.few" in at_once
    assert "driving.others" not in at_once
    assert owner.id not in kept
    assert len(kept) == 5


def test_other_models_and_cars_that_do_not_tell_are_not_compared_with(chat: Chat) -> None:
    with chat.core.unit() as unit:
        other(unit, 7, hard=1, model="Finch 40")
        other(unit, 8, hard=None)
    nightly.driving(chat.core)
    with chat.core.reading() as unit:
        place = others.place(unit, chat.owner_id, registry.vehicle(unit, 1))

    assert place == Place(5, 0.75, 1.0)


@pytest.mark.parametrize(
    ("events", "km", "pool", "place"),
    [
        (300, 1_000.0, 4, None),  # too few others
        (300, 90.0, 50, None),  # too little driven for a rate
        (3_050, 10_000.0, 100, Place(100, 0.6, 0.8)),  # 29.6 to 31.4 on 100 km, so among tenths
        (305, 1_000.0, 12, Place(12, 0.25, 0.75)),  # and among few others by the middle half
        (0, 1_000.0, 12, Place(12, 0.75, 1.0)),
        (0, 5_000.0, 100, Place(100, 0.9, 1.0)),
        (3, 100.0, 5, Place(5, 0.0, 1.0)),  # 0.8 to 7.8: may be anywhere among 1 to 5
    ],
)
def test_a_place_is_told_in_steps_that_hold_its_own_interval(
    events: int, km: float, pool: int, place: Place | None
) -> None:
    """Others have 1, 2, … on 100 km, or 7, 14, …"""
    scale = 7 if pool == 12 else 1

    assert (
        rules.place(Count(events, km), [Count(scale * 10 * each, 1_000.0) for each in range(1, pool + 1)])
        == place
    )
