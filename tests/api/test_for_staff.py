"""What was written for an owner, as a workshop reads it."""

from gettext import NullTranslations

import pytest

from api import for_staff
from domain import phrases
from domain.explain.facts import Language, Phrase
from domain.explain.render import Speaker


@pytest.mark.parametrize(
    ("code", "locale", "text"),
    [
        ("check.silent_car.title", "en", "I no longer hear from the car"),
        ("check.silent_car.title", "zh_Hans", "该车已失联"),
        ("check.cabin_filter.title", "en", "The cabin filter is due"),
    ],
)
def test_a_car_is_not_told_to_be_the_readers_own(code: str, locale: Language, text: str) -> None:
    assert for_staff.say(phrases.speaker(locale), Phrase(code)) == text


def test_what_an_owner_calls_the_car_stays() -> None:
    named = Phrase("my.cars.one", {"car": "Your Blue"})
    speaker = Speaker("en", {named.code: "Your {car} needs your visit"}, NullTranslations())

    assert for_staff.say(speaker, named) == "The Your Blue needs the visit"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("-1 °C", "\N{MINUS SIGN}1 °C"),
        ("from -3 to -1", "from \N{MINUS SIGN}3 to \N{MINUS SIGN}1"),
        ("2026-11-19", "2026-11-19"),
        ("P0-1 and 000-0000", "P0-1 and 000-0000"),
        ("12:00-13:00", "12:00-13:00"),
    ],
)
def test_a_minus_sign_is_one_and_hyphens_stay(text: str, read: str) -> None:
    assert for_staff.readable(text) == read
