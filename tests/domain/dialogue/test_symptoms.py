"""A wish for a visit that names no work is about what was just told or asked of the car."""

from collections.abc import Callable

import pytest

from domain.dialogue import script
from domain.dialogue.meaning import symptoms
from tests.domain.dialogue.test_service import Talker, give_car, owner, talk

__all__ = ["give_car", "owner", "talk"]


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("我这车充满电只跑三百二，是不是电池出问题了", "battery_check"),
        ("续航掉得厉害", "battery_check"),
        ("高速上方向盘抖，正常吗", "tyre_service"),
        ("刹车踩着有点软，还能开吗", "brake_check"),
        ("小电瓶老亏电", "twelve_volt"),
        ("底盘有异响", "inspection"),
        ("I only get 200 miles from a full charge now", "battery_check"),
        ("how is my battery doing?", "battery_check"),
        ("feels wobbly on the motorway since they changed my tyres", "tyre_service"),
        ("my brakes feel weak, is it safe?", "brake_check"),
        ("the 12v battery keeps draining", "twelve_volt"),
        ("a warning light came on", "inspection"),
        ("what do you keep about me?", None),
        ("你们几点开门", None),
        ("don't charge me for that", None),
    ],
)
def test_a_symptom_calls_for_work(text: str, job: str | None) -> None:
    assert symptoms.of(script.plain(text)) == job


@pytest.mark.parametrize(
    ("before", "wish", "job"),
    [
        ("刹车踩着有点软，还能开吗", "那约个时间让师傅查一下吧，周末才有空", "brake check"),
        ("feels wobbly on the motorway since they changed my tyres, is it safe", "ok bring it in then", "tyre service"),
        ("where are you?", "can someone have a look at the car on Friday", "inspection"),
        ("how is my battery doing?", "book a brake check on Friday", "brake check"),
    ],
)  # fmt: skip
def test_a_wish_that_names_no_work_is_for_what_was_told(
    give_car: Callable[[str], None], talk: Talker, before: str, wish: str, job: str
) -> None:
    give_car("Blue")
    talk.say(before)
    answer = talk.say(wish)

    assert f" {job}" in answer


def test_once_a_booking_was_begun_a_wish_is_for_it_no_more(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    talk.say("how is my battery doing?")
    talk.say("book a brake check")
    talk.say("never mind")

    assert "What would you like done?" in talk.say("book a visit on Friday")
