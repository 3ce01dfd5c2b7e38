from datetime import date, timedelta

import pytest

from domain.booking import service as booking
from domain.booking import workshop
from domain.booking.facts import CheckResult, VisitRequest
from domain.core import Core
from domain.dialogue import commands
from domain.kit.clock import FixedClock
from domain.registry.facts import Serviced
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat, begun

HOUR = timedelta(hours=1)


@pytest.fixture
def chat(core: Core) -> Chat:
    return begun(core, "en")


def visited(chat: Chat, clock: FixedClock, *, job: str, days: int, paid: float | None) -> None:
    """Book a visit so many days ahead, let it come, and report it."""
    with chat.core.unit() as unit:
        at = unit.now.replace(hour=2, minute=0) + timedelta(days=days)
        visit = booking.take(unit, VisitRequest(chat.owner_id, 1, job, 1, at))
    clock.at = at + HOUR
    with chat.core.unit() as unit:
        workshop.conclude(
            unit, 1, visit.number, workshop.VisitReport(findings=[CheckResult("", found=False)], paid=paid)
        )


def test_a_car_that_did_nothing_yet_has_an_honest_year(chat: Chat) -> None:
    answer = chat.say("/timeline")

    assert chat.codes[:3] == ["timeline.heading", "timeline.unheard", "timeline.no_warnings"]
    assert "Car 1 since Wed 18 Nov" in answer
    assert "Paid" not in answer


def test_what_was_done_here_and_elsewhere_is_listed_in_order_with_what_was_paid(
    chat: Chat, clock: FixedClock
) -> None:
    visited(chat, clock, job="inspection", days=1, paid=260)
    visited(chat, clock, job="cabin_filter", days=5, paid=None)
    with chat.core.unit() as unit:
        services.record(unit, chat.owner_id, 1, Serviced("tyre_service", date(2026, 11, 22), elsewhere=True))
    answer = chat.say("what did you do for my car this year?")

    lines = [line for line in answer.splitlines() if line.startswith("• ")]
    assert [
        part in line
        for part, line in zip(("inspection", "tyre service", "cabin filter"), lines, strict=False)
    ] == [True] * 3
    assert "CN¥260 (1 bill" in answer


def test_a_visit_of_more_than_a_year_ago_is_not_of_this_year(chat: Chat, clock: FixedClock) -> None:
    visited(chat, clock, job="inspection", days=1, paid=260)
    clock.at += timedelta(days=366)

    assert "inspection" not in chat.say("/timeline").split("Coming up")[0]


@pytest.mark.parametrize(
    "text",
    [
        "今年的记录",
        "今年都为我的车做了什么？",
        "这一年你们为我的车做了些什么",
        "过去一年做了哪些",
        "what did you do for my car this year",
        "What have you done for my car in the last 12 months?",
        "timeline",
        "show me the year with my car",
    ],
)
def test_the_year_is_asked_for_in_words(text: str) -> None:
    assert commands.command_of(text) == "timeline"


@pytest.mark.parametrize(
    "text",
    ["今年做保养多少钱", "what did you do to my booking", "my car is one year old", "今年还要做什么保养"],
)
def test_other_questions_of_a_year_are_not(text: str) -> None:
    assert commands.command_of(text) is None
