"""What a technician would ask about a car: answered with the figures of card and evidence, else put to the owner."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from api import speakers
from domain.alerts import message
from domain.alerts import service as alerts
from domain.dialogue.acts import diagnosis
from domain.dossier import diagnosis as dossier_diagnosis
from domain.explain.facts import Language
from domain.health import service as health
from domain.kit.clock import FixedClock
from domain.privacy.tables import Look
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Owner
from domain.telemetry.facts import Day, Features
from domain.upkeep import services
from tests.api import test_technician
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser, link
from tests.api.pages.test_owner import enters
from tests.domain.dialogue.chat import Chat
from tests.domain.health import views

path = test_technician.path


@pytest.fixture
def database() -> str:
    """Both databases are tried with the dossier in test_technician."""
    return "sqlite"


ENGLISH = speakers.speaker("en")


def look_twice(door: Door, life: Life, clock: FixedClock, *, check: str) -> None:
    """Judge the car by what is kept of it, twice an hour apart, so that what trips is told."""
    for _ in range(2):
        clock.advance(timedelta(hours=30))
        with door.core.unit() as unit:
            car, owner = (
                registry.vehicle(unit, life.vehicle_id),
                unit.session.get_one(Owner, life.owner_id),
            )
            view = health.views(unit, [car])[car.id]
            finding = health.judge(view)[check]
            alerts.settle(unit, car, owner, {check: finding}, charts=partial(health.chart, view))


@pytest.fixture
def told(door: Door, life: Life, path: str, clock: FixedClock) -> str:
    with door.core.unit() as unit:
        on = (unit.now - timedelta(days=20)).date()
        services.record(unit, life.owner_id, life.vehicle_id, Serviced("tyre_service", on, None))
    look_twice(door, life, clock, check="tyre_pressure")
    return path


def asked(told: Any) -> dict[str, Any]:
    (interview,) = told["interviews"]
    return {each["question"]: each for each in interview["questions"]}


def test_a_warning_is_answered_with_the_very_figures_of_its_card_and_of_the_evidence(
    door: Door, life: Life, told: str
) -> None:
    answer = life.centre.ask("GET", told)
    questions = asked(answer)

    with door.core.reading() as unit:
        (case,) = alerts.alerts_of(unit, life.owner_id, life.vehicle_id)
    card = [ENGLISH.say(line) for line in message.build(case).lines]
    (tyre,) = (each for each in answer["residuals"] if each["check"] == "tyre_pressure")
    seen, newest, limit, *_ = questions["measured"]["answers"]
    assert seen in card
    assert f"{tyre['now']:.2f} bar" in newest
    assert f"{tyre['limit']:g} bar" in limit
    assert [line for line in questions["safe"]["answers"] if line in card] == questions["safe"]["answers"]
    began = next(
        on
        for on, value in zip(*(tyre["lines"][0][each] for each in ("on", "values")), strict=True)
        if value <= tyre["limit"]
    )
    since, noticed = questions["begin"]["answers"]
    assert (began, since) == ("2026-11-11", "Unusual since Wed 11 Nov 2026.")
    assert noticed.startswith("Noticed on Thu 19 Nov 2026, sent on Fri 20 Nov")


def test_what_the_car_and_the_records_know_is_told_and_the_rest_is_put_to_the_owner(
    life: Life, told: str
) -> None:
    questions = asked(life.centre.ask("GET", told))

    assert questions["changes"]["answers"] == ["Thu 29 Oct 2026: tyre service"]
    assert "12-volt battery" in str(questions["well"]["answers"][0])
    assert "only while the car stands" in questions["pattern"]["answers"][0]
    assert questions["pattern"]["answers"][1] == "Beyond its limit on 8 of 8 days with readings since."
    assert "at speed?" in questions["pattern"]["ask"]
    assert "45 minutes" in questions["ready"]["answers"][0]
    assert questions["distance"]["answers"] == ["280 km, Wed 11 Nov 2026 to Tue 17 Nov 2026."]
    assert questions["well"]["ask"] is None


@pytest.mark.parametrize(
    ("language", "text", "heading", "newest", "ask"),
    [
        ("zh_Hans", "师傅会问我什么？", "技师会问的问题", "1.90 bar", "技师会问您：“"),
        (
            "en",
            "i'm about to call them, what will the mechanic ask",
            "What a technician would ask",
            "1.90 bar",
            "You will be asked: “",
        ),
    ],
)
def test_the_owner_is_told_the_same_in_the_chat_and_beside_the_warning_on_the_page(
    door: Door, life: Life, told: str, language: Language, text: str, heading: str, newest: str, ask: str
) -> None:
    answer = Chat(door.core, language, life.owner_id).say(text)
    browser = enters(door, life.owner_id)
    browser.sends("/language", language=language[:2], back="/my/cars")
    page = browser.reads(f"/my/{life.vehicle_id}/warnings")

    for part in (heading, newest, ask):
        assert part in answer
        assert part in page


@pytest.mark.parametrize(
    "text",
    [
        "师傅什么时候来",
        "我想问师傅什么时候能修好",
        "what did the workshop find",
        "can I ask the mechanic something?",
        "店里会不会问我要钱",
    ],
)
def test_other_questions_about_the_workshop_are_left_to_others(door: Door, life: Life, text: str) -> None:
    with door.core.reading() as unit:
        assert diagnosis.answer(unit, unit.session.get_one(Owner, life.owner_id), text) is None


def test_what_else_a_sentence_says_is_left_and_what_only_stands_around_the_question_is_not(
    door: Door, life: Life, told: str
) -> None:
    around = "before i drive over there with the kids, what questions will the workshop ask me about it? i never know what to say"
    for text, rest in (
        (around, ""),
        ("book me friday 3pm and tell me what the mechanic will ask", "book me friday 3pm and"),
        ("技师会问什么,顺便约周五下午", "顺便约周五下午"),
    ):
        with door.core.reading() as unit:
            answer = diagnosis.answer(unit, unit.session.get_one(Owner, life.owner_id), text)
        assert answer
        assert answer[1].strip() == rest


def test_the_workshop_reads_it_on_the_page_of_the_visit_with_the_way_to_the_evidence_and_the_look_is_noted(
    door: Door, life: Life, told: str
) -> None:
    desk = Browser(door, "en")
    desk.enters(link(door, "centre", centre_id=life.centre_id))
    page = desk.reads(f"/workshop/visits/{life.number}")
    dossier = desk.reads(f"/workshop/visits/{life.number}/car")

    assert "What you would ask: A tyre is losing air" in page
    interview = page[page.index("What you would ask") :]
    assert re.search(r"The [a-z ]+ tyre has", interview)
    assert not re.search(r"Your [a-z ]+ tyre has", interview)
    assert f"/workshop/visits/{life.number}/car#residuals" in page
    assert 'id="residuals"' in dossier
    assert "Ask the owner: “When did you first notice anything yourself?”" in dossier
    with door.core.reading() as unit:
        looks = unit.session.exec(select(Look)).all()
    assert {each.role for each in looks} == {"centre"}


def test_a_car_without_a_warning_is_asked_about_as_a_whole(life: Life, path: str) -> None:
    questions = asked(life.centre.ask("GET", path))

    assert set(questions) == {"changes", "measured", "before", "well", "safe"}
    assert questions["changes"]["answers"] == ["Nothing on record in the 90 days before Wed 18 Nov 2026."]


def test_a_distance_counts_from_the_days_in_utc_on_which_it_began_whatever_the_cars_clock_says() -> None:
    days = tuple(
        Day(date(2026, 11, number), 9e4, 3600.0, 40.0, 4.0, 9.0, None, 8.0) for number in (9, 10, 11)
    )
    late = datetime(2026, 11, 10, 20, tzinfo=UTC)  # in Shanghai the 11th has begun
    (told,) = dossier_diagnosis._distance(late, views.view(Features(days=days)))

    assert (told.code, told.params["km"]) == ("diagnosis.distance", 80.0)
