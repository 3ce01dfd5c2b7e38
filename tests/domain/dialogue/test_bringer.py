"""Somebody else brings the car: the centre gets it as a note, and no number is kept as a contact."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from domain.dialogue import bringer_forms
from domain.handover.tables import Enclosure
from tests.domain.dialogue.test_service import Talker, give_car, owner, talk

__all__ = ["give_car", "owner", "talk"]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("对了我老婆开车去,能写她电话吗", False),
        ("送车的是我爸,电话13812345678", True),
        ("到时候我儿子送过去", True),
        ("能留我媳妇的号码吗", False),
        ("my son will drop it off, can you put his number down", False),
        ("my wife's bringing the car, note her number please", None),
        ("my wife is bringing the car", True),
        ("my dad will drive it over, his number is 07700 900123", True),
    ],
)
def test_it_is_heard_who_else_brings_the_car(text: str, tells: bool | None) -> None:  # noqa: FBT001
    found = bringer_forms.find(text)

    assert found is not None
    assert tells is None or found is tells


@pytest.mark.parametrize(
    "text",
    [
        "what is your phone number?",
        "你们电话多少",
        "my wife drives the car",
        "my wife dropped it off last week",
        "我老婆开车去上班",
        "can my wife pick up the car",
        "my wife is going to take my car to work",
        "my wife will drive the car to work",
        "朋友开车来上海玩",
    ],
)
def test_other_words_on_people_and_numbers_are_not_of_it(text: str) -> None:
    assert bringer_forms.find(text) is None


def test_a_number_goes_to_the_centre_with_the_visit_alone(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    talk.say("book an inspection on Monday at 10")
    early = talk.say("my son will drop it off, can you put his number down")
    assert "Once the visit is booked" in early
    assert "Shall I book this visit" in early
    talk.say("yes")

    assert "I have passed it on" in talk.say("my son will drop it off, his number is 07700 900123")
    assert "Remove it" in talk.buttons


@pytest.mark.parametrize(
    "text", ["note: my wife brings the car, 13800138000", "备注：我老婆送车，13800138000"]
)
def test_a_note_on_who_brings_the_car_is_kept_once(
    give_car: Callable[[str], None], talk: Talker, text: str
) -> None:
    give_car("Blue")
    talk.say("book an inspection on Monday at 10")
    talk.say("yes")

    assert "I have passed it on" in talk.say(text)
    with talk.core.unit() as unit:
        assert len(unit.session.exec(select(Enclosure)).all()) == 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("My wife will bring the car, please move it to 2026-11-27 at 10", "Shall I move this visit: inspection, from Mon 23 Nov, 10:00 to Fri 27 Nov, 10:00"),
        ("Book a tyre service on Friday at 9, my wife will bring it, her number is 13800138000", "tyre service"),
    ],
)  # fmt: skip
def test_a_wish_beside_who_brings_the_car_is_heeded(
    give_car: Callable[[str], None], talk: Talker, text: str, answer: str
) -> None:
    give_car("Blue")
    talk.say("book an inspection on Monday at 10")
    talk.say("yes")

    assert answer in talk.say(text)
