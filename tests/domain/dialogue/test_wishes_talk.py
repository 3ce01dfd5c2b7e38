"""Wishes in an owner's own words, against real slots on both databases."""

import re
from collections.abc import Callable

import pytest

from domain.core import Core
from domain.registry.tables import Owner
from tests.domain.dialogue.test_service import Talker, booked, give_car, owner, talk

__all__ = ["give_car", "owner", "talk"]

SLOT = re.compile(r"\w{3} \d+ \w{3}, \d\d:\d\d")


def slots(talk: Talker) -> list[str]:
    return [label for label in talk.buttons if SLOT.fullmatch(label)]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("book an inspection any day but Thursday", "Thu"),
        ("约个检查，除了周四都行", "Thu"),
        ("book an inspection, not on Friday or Saturday", "Fri|Sat"),
        ("帮我约个检查，别排周五和周六", "Fri|Sat"),
        ("book an inspection on Friday, anything but the morning", "Thu|Sat|0[89]:|1[01]:"),
        ("book an inspection before ten but not on Friday", "Fri|1[0-7]:"),
        ("book an inspection on working days only", "Sat|Sun"),
    ],
)
def test_what_is_ruled_out_is_never_offered(
    give_car: Callable[[str], None], talk: Talker, text: str, never: str
) -> None:
    give_car("Blue")
    talk.say(text)

    assert slots(talk)
    assert [label for label in slots(talk) if re.search(never, label)] == []


def test_what_was_ruled_out_stays_so_when_another_time_is_asked_for(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    talk.say("book an inspection any day but Thursday")
    talk.say("after two")
    talk.say("not Friday either")

    assert slots(talk)
    assert [label for label in slots(talk) if re.search("Thu|Fri|0[89]:|1[0-3]:", label)] == []


def test_either_of_two_days_is_offered(give_car: Callable[[str], None], talk: Talker) -> None:
    give_car("Blue")
    talk.say("book an inspection on Friday or Monday after three")

    assert {label[:3] for label in slots(talk)} == {"Fri", "Mon"}
    assert all(label[-5:] >= "15:00" for label in slots(talk))


def test_words_that_were_not_understood_are_asked_about_with_what_was(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    said = talk.say("book an inspection on Friday unless it rains")
    typed = talk.say("yes")

    assert "unless it rains" in said
    assert "inspection, Fri 20" in typed
    assert all(label.startswith("Fri 20") for label in slots(talk))


def test_an_hour_that_fits_several_slots_leaves_these_alone(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    talk.say("book an inspection at ten on Friday or Monday")
    said = talk.say("ten would be lovely, thanks")

    assert "Fri 20 Nov, 10:00" in said
    assert slots(talk) == ["Mon 23 Nov, 10:00"]


def test_a_visit_keeps_the_half_of_its_time_that_is_not_spoken_of(
    give_car: Callable[[str], None], talk: Talker, core: Core, owner: Owner
) -> None:
    give_car("Blue")
    for text in ("book an inspection on Friday at ten", "ten please", "yes"):
        talk.say(text)
    for text in ("move it to the same time on Monday", "the first one", "yes"):
        talk.say(text)
    same_time = booked(core, owner)
    for text in ("改到当天下午三点", "第一个", "好的"):
        talk.say(text)

    assert same_time == ["inspection 23 02:00"]
    assert booked(core, owner) == ["inspection 23 07:00"]


def test_earlier_falls_back_on_an_earlier_day(give_car: Callable[[str], None], talk: Talker) -> None:
    give_car("Blue")
    talk.say("book an inspection on Friday at 8:30")
    talk.say("8:30")
    talk.say("earlier please")

    assert slots(talk)
    assert all(label[:3] in {"Wed", "Thu"} for label in slots(talk))
