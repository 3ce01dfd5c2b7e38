"""The next three months: what is due with its chance and price, booked by one tap; and each value of the state with its age."""

import re
from datetime import date, timedelta

import pytest

from domain.core import Core
from domain.explain.facts import Language
from domain.health.evidence.due import Due, Meter
from domain.registry.facts import Serviced
from domain.twin import ahead, service
from domain.twin.states import Origin
from domain.upkeep import plan, services
from tests.domain.dialogue.chat import Chat
from tests.domain.reports.test_report import raw

TODAY = date(2026, 11, 18)


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    language: Language = "en" if request.param == "en" else "zh_Hans"
    chat = raw(core, days=35, step_s=60, language=language)[0]
    with chat.core.unit() as unit:
        services.record(unit, chat.owner_id, 1, Serviced("brake_fluid", date(2025, 1, 10), None))
    return chat


def chance(days: int, spread: int) -> float:
    at = TODAY + timedelta(days=days)
    item = next(iter(plan.GENERAL.values()))
    early, late = at - timedelta(days=spread), at + timedelta(days=spread)
    return ahead.chance_by(Due(item, at, early, late, Meter.TIME, TODAY, recorded=True), TODAY + ahead.SPAN)


def test_the_calendar_is_certain_and_distance_is_a_chance() -> None:
    assert (chance(90, 0), chance(92, 0)) == (1.0, 0.0)
    assert chance(91, 20) == pytest.approx(0.5)
    assert chance(71, 20) == pytest.approx(0.8, abs=0.01)  # the quantile that bounds its day
    assert chance(111, 20) == pytest.approx(0.2, abs=0.01)


def test_what_is_due_is_told_with_its_price_and_booked_by_one_tap(chat: Chat) -> None:
    for asks in ("/ahead", "未来三个月车要做什么", "what does my car need in the next three months?"):
        said = chat.say(asks)
        assert "260" in said, asks  # the list price of a change of brake fluid
        assert "100%" in said
    chat.tap(next(each.label for each in chat.newest if re.search("刹车油|brake fluid", each.label)))
    assert chat.newest  # times to choose from

    with chat.core.reading() as unit:
        values = {each.name: each for each in service.state(unit, chat.owner_id, 1)}
        now = unit.now
    assert values["charge_pct"].origin is Origin.CAR
    assert values["health_pct"].origin is Origin.CHARGES
    assert 1_000 < values["odometer_km"].value < 1_000_000
    assert all(timedelta(0) <= each.age(now) < timedelta(days=30) for each in values.values())
