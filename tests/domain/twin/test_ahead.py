"""The next three months: what is due with its chance and price, booked by one tap; and each value of the state with its age."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain import phrases
from domain.alerts.facts import Case, State
from domain.battery.outlook import Span
from domain.dialogue.acts import ahead as acts
from domain.explain.facts import Phrase
from domain.health import catalogue
from domain.health.evidence.due import Due, Meter
from domain.health.facts import Chances, Finding, Level
from domain.registry.facts import Serviced, Source
from domain.telemetry.facts import Features
from domain.twin import ahead, service
from domain.twin.states import Origin
from domain.upkeep import plan, services
from tests.domain.dialogue.chat import Chat
from tests.domain.health import views

TODAY = date(2026, 11, 18)


@pytest.fixture
def chat(chat: Chat) -> Chat:
    """The chat of a car whose brake fluid was changed."""
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


def warning(in_30_days: float) -> Case:
    finding = Finding("brake_pads", 1.0, Level.YELLOW, 0.7, timedelta(days=7), 0, frozenset())
    finding = replace(finding, chances=Chances(None, None, in_30_days, "made-up"))
    at = (views.NOW, views.NOW, views.NOW, "Asia/Shanghai", Source.LIVE)
    return Case(7, 1, 1, "brake_pads", State.ACTIVE, Level.YELLOW, finding, *at)


def test_each_warning_and_service_has_its_line_and_one_visit_its_price() -> None:
    check = catalogue.BY_CODE["brake_pads"]
    job = check.TRAITS.jobs.get(Level.YELLOW, check.JOB)
    assert job is not None
    since = replace(views.CAR, in_use_since=date(2024, 6, 10))
    item = replace(plan.GENERAL["yearly_service"], job=job, months=24, km=None, wear_pct=None)
    view = replace(views.view(Features(), car=since), plan=(item,))

    every = ahead.tasks(view, (warning(0.1), warning(0.3)), ())
    alone = ahead.tasks(views.view(Features()), (warning(0.1),), ())

    assert [(each.soon, each.chance) for each in every] == [(0.1, None), (0.3, None), (None, 1.0)]
    assert [each.job for each in every] == [None, None, job]
    assert [each.price for each in every] == [None, None, ahead.expected(every)]
    assert alone[0].price is not None
    assert ahead.expected(alone) is None  # a chance within 30 days is none of three months
    said = [acts.line(each).code for each in (*every, *alone)]
    assert said == ["twin.task.soon", "twin.task.soon", "twin.task", "twin.task.soon.price"]


def test_the_day_is_that_of_the_owner() -> None:
    late = views.NOW.replace(hour=20)  # the next day in Shanghai
    since = replace(views.CAR, in_use_since=(late + ahead.SPAN).date() + timedelta(days=1 - 730))
    item = replace(plan.GENERAL["yearly_service"], months=24, km=None, wear_pct=None)
    view = replace(views.view(Features(), car=since), plan=(item,), now=late)

    assert len(ahead.tasks(view, (), ())) == 1


def test_a_forecast_of_the_battery_is_told_by_plan_and_a_cost_only_of_what_has_a_price() -> None:
    battery = Span(90.0, 88.0, 92.0)
    task = ahead.Task(Phrase("own.due.unknown"), None, None, None)
    soon = ahead.Ahead(views.NOW, (task,), ahead.expected((task,)), battery)

    told = [each.code for each in acts.sums(soon, is_planned=True, denial=None)]
    kept = [each.code for each in acts.sums(soon, is_planned=True, denial=Phrase("plans.needed"))]

    assert told == ["twin.ahead.battery", "twin.ahead.unseen"]
    assert kept == ["plans.needed", "twin.ahead.unseen"]


def test_what_is_due_is_told_with_its_price_and_booked_by_one_tap(chat: Chat) -> None:
    for asks in ("/ahead", "未来三个月车要做什么", "what does my car need in the next three months?"):
        said = chat.say(asks)
        assert "260" in said, asks  # the list price of a change of brake fluid
        assert "100%" not in said  # what is due is certain, and no chance is told of it
    chat.tap(next(each.label for each in chat.newest if re.search("刹车油|brake fluid", each.label)))
    assert chat.newest  # times to choose from

    with chat.core.reading() as unit:
        values = {each.name: each for each in service.state(unit, chat.owner_id, 1)}
        now = unit.now
    assert values["charge_pct"].origin is Origin.CAR
    assert values["health_pct"].origin is Origin.CHARGES
    assert 1_000 < values["odometer_km"].value < 1_000_000
    assert all(timedelta(0) <= each.age(now) < timedelta(days=30) for each in values.values())


def test_a_chance_is_told_no_surer_than_a_warning_tells_it() -> None:
    said = [
        phrases.speaker(language).say(
            acts.line(ahead.Task(Phrase("own.due.unknown"), None, 1.0, None, soon=soon))
        )
        for language in ("en", "zh_Hans")
        for soon in (0.99, 0.5)
    ]
    assert "over 95%" in said[0]
    assert "99" not in said[0] + said[2]
    assert "50%" in said[1]
    assert "超过 95%" in said[2]
    assert "50%" in said[3]
