from datetime import timedelta

import pytest

from domain.booking import rules
from domain.core import Core
from domain.kit.clock import FixedClock
from tests.domain.dialogue.chat import Chat, begun

FULL = "·"


@pytest.fixture
def chat(core: Core) -> Chat:
    return begun(core, "en")


def labels(chat: Chat) -> list[str]:
    return [each.label for each in chat.newest]


def test_a_month_offers_no_day_that_is_past_closed_or_too_far(chat: Chat, clock: FixedClock) -> None:
    chat.say("I need a cabin filter change")
    chat.tap("Pick a day")
    november = {int(each) for each in labels(chat) if each.isdigit()}
    pages = 1
    while "Later" in " ".join(labels(chat)):
        chat.tap("Later")
        pages += 1
    last = clock.at + rules.HORIZON

    assert min(november) >= clock.at.day
    assert november
    assert pages == 3
    assert max(int(each) for each in labels(chat) if each.isdigit()) <= last.day


def test_a_full_day_says_so_and_changes_nothing(chat: Chat) -> None:
    chat.say("I need a cabin filter change")
    chat.tap("Pick a day")
    before = labels(chat)

    assert chat.tap(FULL) == chat.words("month.full.toast")
    assert before.count(FULL) > 0


def test_a_month_of_a_question_that_is_over_changes_nothing(chat: Chat, clock: FixedClock) -> None:
    chat.say("I need a cabin filter change")
    chat.tap("Pick a day")
    shown = list(chat.newest)
    chat.say("leave it")
    clock.at += timedelta(minutes=1)
    day = next(each for each in shown if each.label.isdigit())
    later = next(each for each in shown if "Later" in each.label)

    for button in (day, later):
        chat.press(button.token)
        assert "answer.over_all" in chat.codes
    assert chat.booked() == []
