"""A wish for a visit that names no work is about what was just told or asked of the car."""

from collections.abc import Callable

import pytest

from domain.dialogue import script
from domain.dialogue.meaning import jobs, symptoms
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
        ("something is wrong with my battery", "battery_check"),
        ("feels wobbly on the motorway since they changed my tyres", "tyre_service"),
        ("my brakes feel weak, is it safe?", "brake_check"),
        ("the 12v battery keeps draining", "twelve_volt"),
        ("a warning light came on", "inspection"),
        ("刹车异响正常吗", "brake_check"),
        ("how is my battery doing?", None),
        ("How full is my battery?", None),
        ("刹车正常吧", None),
        ("刹车没有异响", None),
        ("brakes feel fine", None),
        ("the AC is not good", "inspection"),
        ("no warning light", None),
        ("the noise is gone", None),
        ("The battery of my phone is low", None),
        ("That's not right", None),
        ("what do you keep about me?", None),
        ("你们几点开门", None),
        ("刹车很好但是底盘异响", "inspection"),
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


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("刹车很好但是底盘异响，下周一上午给我看看", []),
        ("the brakes are fine but something rattles underneath, can you look at it on Monday morning", []),
        ("a brake check on Friday would be good, there is a noise", ["brake_check"]),
        ("刹车检查就好了，有异响", ["brake_check"]),
    ],
)
def test_a_part_that_is_well_is_not_what_the_visit_is_for(text: str, left: list[str]) -> None:
    plain = script.plain(text)
    job = jobs.find(plain)

    assert job is not None
    assert [each for each in (job,) if not symptoms.is_well(each, plain)] == left


def test_a_wish_that_names_a_part_that_is_well_is_for_the_other(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")

    assert "inspection, Mon 23 Nov" in talk.say("刹车很好但是底盘异响，下周一上午给我看看")


def test_once_a_booking_was_begun_a_wish_is_for_it_no_more(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    talk.say("my brakes feel weak, is it safe?")
    talk.say("book a tyre service")
    talk.say("never mind")

    assert "What would you like done?" in talk.say("book a visit on Friday")


@pytest.mark.parametrize(
    "text",
    ["改天再约吧", "以后再约吧", "下次再约吧", "先不去检查吧", "还是别约个时间了", "I can't bring the car in", "never bring it in"],
)  # fmt: skip
def test_who_puts_it_off_or_will_not_does_not_bring_the_car_in(text: str) -> None:
    assert not symptoms.brings_in(script.plain(text))


def test_putting_it_off_begins_no_booking(give_car: Callable[[str], None], talk: Talker) -> None:
    give_car("Blue")
    talk.say("刹车踩着有点软")

    assert "brake check" not in talk.say("改天再约吧")


def test_a_state_that_was_asked_for_is_no_work(give_car: Callable[[str], None], talk: Talker) -> None:
    give_car("Blue")
    talk.say("How full is my battery?")

    assert "What would you like done?" in talk.say("I'd like to book an appointment for Friday morning")
