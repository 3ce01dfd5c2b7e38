"""A yes with a harmless remark behind it books, and what is more than a remark does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.core import Core
from domain.dialogue.facts import Asked, Intent, Offer, Talk, Task
from domain.dialogue.meaning import remarks
from domain.dialogue.memory import Matter
from tests.domain.dialogue.chat import begun
from tests.domain.dialogue.test_agreement import LINES, lines, to_booking, to_cancelling

_ZONE = "Asia/Shanghai"
_SLOT = Offer("1 2026-11-20T14:00", datetime(2026, 11, 20, 14, tzinfo=ZoneInfo(_ZONE)), _ZONE, "East Centre")
_SUMMARY = Talk(task=Task(Intent.BOOK, job="inspection", slot=_SLOT), asked=Asked.BOOKING)
_NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock


@pytest.fixture
def database() -> str:
    return "sqlite"


def _split(line: str) -> remarks.Parts | None:
    return remarks.split(line, _SUMMARY, now=_NOW, names=("West Centre", "西区"))


def _own(name: str) -> Iterator[str]:
    return iter((LINES / name).read_text().splitlines())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_yes_is_one_with_a_harmless_remark_behind_it(language: str) -> None:
    assert [line for line in _own(f"remark_yes_{language}.txt") if _split(line) is None] == []


@pytest.mark.parametrize("name", ["remark_no_en.txt", "remark_no_zh.txt"])
def test_what_is_more_than_a_remark_makes_no_yes(name: str) -> None:
    assert [line for line in _own(name) if _split(line) is not None] == []


@pytest.mark.parametrize("name", ["no_en.txt", "no_zh.txt"])
def test_no_line_that_is_no_yes_becomes_one_by_its_second_half(name: str) -> None:
    taken = [line for line, of in lines(name) if Matter.BOOK in of and _split(line) is not None]

    assert taken == []


def test_it_counts_only_for_the_summary_that_was_shown_last() -> None:
    line = "Yes, book it. My wife will bring the car."

    assert remarks.split(line, replace(_SUMMARY, asked=Asked.SLOT), now=_NOW) is None
    assert remarks.split(line, replace(_SUMMARY, elsewhere=True), now=_NOW) is None


@pytest.mark.parametrize(
    "said", ["Yes, 2 pm is fine, book it. Can I park there?", "可以，确认预约。那边好停车吗？"]
)
def test_a_question_is_answered_below_the_booking(core: Core, said: str) -> None:
    chat = begun(core, "en")
    to_booking(chat)
    answer = chat.say(said)

    assert len(chat.booked()) == 1
    assert answer.index("Booked") < answer.index("parking")


@pytest.mark.parametrize(
    "said",
    ["Yes please book it. My neighbour Ann will drive it in.", "好，就约这个，我邻居把车开过去，他姓陈"],
)
def test_a_statement_goes_to_the_centre_with_the_visit(core: Core, said: str) -> None:
    chat = begun(core, "en")
    to_booking(chat)
    chat.say(said)

    assert "enclosure.visit" in chat.codes
    assert len(chat.booked()) == 1


def test_a_cancellation_wants_a_yes_alone(core: Core) -> None:
    chat = begun(core, "en")
    to_cancelling(chat)
    chat.say("Yes, cancel it. My wife will drive the car.")

    assert len(chat.booked()) == 1
