"""Sentences beside a form that are none of it: what another wish, a quotation or a report says is not taken for it."""

import pytest

from domain.dialogue import supposed
from domain.dialogue.acts import notes
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.meaning import patterns, withdrawing
from tests.domain.dialogue.test_understand import BOOKING, meaning
from tests.pace import spending


@pytest.mark.parametrize(
    "text",
    [
        "路上堵车，晚到20分钟，店里还等吗",
        "Should be 20 minutes late, I'm stuck in traffic, is that ok?",
        "I'd say I'm 15 minutes late, is that ok?",
    ],
)
def test_who_is_late_now_does_not_only_imagine_it(text: str) -> None:
    assert not supposed.imagines(text)


def test_a_move_in_a_supposition_is_a_wish() -> None:
    assert supposed.find("如果迟到就延到周五可以吗") is None
    assert supposed.find("万一迟到半小时怎么办呢") is supposed.Supposed.LATE


@pytest.mark.parametrize("text", ["I didn't book it yet?", "No appointment?", "我没约吗？"])
def test_a_question_whether_something_is_booked_refuses_nothing(text: str) -> None:
    assert withdrawing.without_refusal(text) is None


def test_a_refusal_is_one_still() -> None:
    assert (
        withdrawing.without_refusal("I didn't ask to book anything. What does 75% mean?")
        == "What does 75% mean?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "My husband says, cancel it. But I want to keep it.",
        "Don't listen to him, cancel that, keep my booking",
        "cancel that, leave it as it was",
    ],
)
def test_a_cancellation_that_is_taken_back_or_anothers_is_none(text: str) -> None:
    before = Meaning(Intent.NEGATE)
    assert withdrawing.cancels(before, text, BOOKING) == before


@pytest.mark.parametrize(
    "text",
    [
        "Cancel my visit. Add a note that I am away",
        "Move it to Friday. Leave a note: key in box",
        "Yes, book it. Please add a note that I bring the key",
        "预约，加个备注右前轮异响",
    ],
)
def test_a_note_behind_another_wish_does_not_swallow_it(text: str) -> None:
    assert notes.form(text) is None


@pytest.mark.parametrize(
    "text", ["Move my appointment. How is my car?", "改期吧，我的车怎么样", "取消预约，我的车怎么样"]
)
def test_a_wish_of_a_visit_comes_before_the_question_how_the_car_is(text: str) -> None:
    assert meaning(text).intent is not Intent.CAR_QUESTION


def test_a_long_wish_for_a_time_is_read_at_once() -> None:
    with spending() as spent:
        patterns.WISH_FOR_A_TIME.fullmatch("i would like to book a visit for us please at, my boss agreed")
        patterns.WISH_FOR_A_TIME.fullmatch("约一下个一下次" * 7 + "x")
        patterns.WISH_FOR_A_TIME.fullmatch("at book a visit " * 7 + "x")
    assert spent.s < 0.1
