"""Visits asked for in words around the nights in which clocks change: the wall clock of the centre counts, in both languages."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from domain.booking import centres
from domain.booking import service as booking
from domain.booking.facts import Opening, State
from domain.core import Core
from domain.explain.facts import Language
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.simulation.cars import made_up_vin
from jobs.demo.seed import CENTRES
from tests.domain.dialogue.chat import Chat

EVERY_DAY = tuple(Opening(day, time(0), time(23, 45)) for day in range(7))

# zone, now (UTC), what is asked for in English and in Chinese, what is booked (UTC)
TABLE = [
    ("Europe/Berlin", "2026-03-28 11:00", "tomorrow at 1 am", "明天凌晨一点", "2026-03-29 00:00"),
    ("Europe/Berlin", "2026-03-28 11:00", "tomorrow at 9 am", "明天上午九点", "2026-03-29 07:00"),
    ("Europe/Berlin", "2026-03-28 11:00", "Monday at 9 am", "下周一上午九点", "2026-03-30 07:00"),
    ("Europe/Berlin", "2026-03-27 11:00", "tomorrow at 9 am", "明天上午九点", "2026-03-28 08:00"),
    ("Europe/Berlin", "2026-10-24 11:00", "tomorrow at 9 am", "明天上午九点", "2026-10-25 08:00"),
    ("Europe/Berlin", "2026-10-23 11:00", "tomorrow at 9 am", "明天上午九点", "2026-10-24 07:00"),
    ("Europe/Berlin", "2026-10-24 11:00", "tomorrow at 3 am", "明天凌晨三点", "2026-10-25 02:00"),
    ("America/New_York", "2026-03-07 15:00", "tomorrow at 9 am", "明天上午九点", "2026-03-08 13:00"),
    ("America/New_York", "2026-10-31 15:00", "tomorrow at 9 am", "明天上午九点", "2026-11-01 14:00"),
    ("Australia/Lord_Howe", "2026-10-03 02:00", "tomorrow at 9 am", "明天上午九点", "2026-10-03 22:00"),
    ("Asia/Shanghai", "2026-03-28 11:00", "tomorrow at 9 am", "明天上午九点", "2026-03-29 01:00"),
    ("Asia/Kolkata", "2026-10-24 11:00", "tomorrow at 9 am", "明天上午九点", "2026-10-25 03:30"),
]


def begun(core: Core, language: Language, zone: str) -> Chat:
    with core.unit() as unit:
        centre = centres.add_centre(unit, replace(CENTRES[0], zone=zone, hours=EVERY_DAY, special=()))
        owner = registry.meet(unit, 1, locale=language, zone=zone)
        papers = Papers(centre_id=centre.id)
        car = registry.register_vehicle(
            unit, vin=made_up_vin(900_101, year="S"), name="Car 1", model="Lark 60", papers=papers
        )
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        return Chat(core, language, owner.id)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize(("zone", "now", "english", "chinese", "booked"), TABLE)
def test_a_visit_is_booked_at_the_wall_clock_of_its_centre(
    core: Core,
    clock: FixedClock,
    language: Language,
    zone: str,
    now: str,
    english: str,
    chinese: str,
    booked: str,
) -> None:
    clock.at = at(now)
    chat = begun(core, language, zone)
    chat.say(f"a brake check {english}" if language == "en" else f"{chinese}刹车检查")
    chat.say("yes" if language == "en" else "可以")

    assert starts(chat) == [at(booked)]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "a brake check tomorrow at 2:30 am"), ("zh_Hans", "明天凌晨两点半刹车检查")]
)
def test_a_time_that_the_clocks_skip_is_not_booked_before_another_one_is_agreed_to(
    core: Core, clock: FixedClock, language: Language, text: str
) -> None:
    clock.at = at("2026-03-28 11:00")
    chat = begun(core, language, "Europe/Berlin")

    answer = chat.say(text)

    assert starts(chat) == []
    assert "02:30" not in answer


@pytest.mark.parametrize(
    ("language", "text"), [("en", "a brake check tomorrow at 2:30 am"), ("zh_Hans", "明天凌晨两点半刹车检查")]
)
def test_of_a_time_that_comes_twice_it_is_asked_which_is_meant(
    core: Core, clock: FixedClock, language: Language, text: str
) -> None:
    clock.at = at("2026-10-24 11:00")
    chat = begun(core, language, "Europe/Berlin")

    chat.say(text)

    assert chat.codes == ["ask.slot"]
    assert sum("02:30" in each.label for each in chat.newest) == 2


def starts(chat: Chat) -> list[datetime]:
    with chat.core.reading() as unit:
        visits = booking.visits_of(unit, chat.owner_id)
        return [each.starts_at.astimezone(UTC) for each in visits if each.state == State.BOOKED]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_clock_time_that_comes_twice_tells_on_its_buttons_which_it_is(
    core: Core, clock: FixedClock, language: Language
) -> None:
    clock.at = at("2026-10-24 11:00")
    chat = begun(core, language, "Europe/Berlin")

    chat.say(
        "a brake check tomorrow between 2 and 2:59 am"
        if language == "en"
        else "明天凌晨两点到两点五十九分做刹车检查"
    )

    labels = [each.label for each in chat.newest if "02:" in each.label]
    marks = ("summer", "winter") if language == "en" else ("夏令时", "冬令时")
    assert len(set(labels)) == len(labels) > 1
    assert all(any(mark in label for mark in marks) for label in labels)
    assert all(any(mark in label for label in labels) for mark in marks)
