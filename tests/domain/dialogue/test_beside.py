"""Whatever stands beside a time changes it or is asked about; nothing of it is dropped."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from domain import phrases
from domain.dialogue import labels, script
from domain.dialogue.facts import TimeExpression
from domain.dialogue.times import when, wishes
from domain.explain.facts import Language
from tests import pace
from tests.domain.dialogue.beside import ASKS, CHINESE, ENGLISH

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday


def wish(text: str) -> TimeExpression | None:
    return wishes.choose(script.plain(text), when.find(text, now=NOW))[0]


def starts(listed: str) -> list[datetime]:
    """“31T10” is ten o'clock of the day after 30 November."""
    first = datetime(2026, 11, 1)  # noqa: DTZ001 - a wall clock
    pairs = (each.split("T") for each in listed.split())
    return [first + timedelta(days=int(day) - 1, hours=int(hour)) for day, hour in pairs]


@pytest.mark.parametrize(("text", "wanted"), [*ENGLISH.items(), *CHINESE.items()])
def test_what_stands_beside_a_time_is_kept_to_or_asked_about(text: str, wanted: tuple[str, str]) -> None:
    found = wish(text)

    if wanted == ASKS:
        assert found is None or found.ambiguous
        return
    assert found
    assert not found.ambiguous
    assert [at for at in starts(wanted[0]) if not wishes.holds(found, at)] == []
    assert [at for at in starts(wanted[1]) if wishes.holds(found, at)] == []


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("05:15", "05:15"), ("at 05:15 on Thursday", "05:15"), ("07:30 tomorrow", "07:30"), ("20:00", "20:00"), ("0830 on Friday", "08:30"),
        ("Friday at 1745", "17:45"), ("can I come at 06:45", "06:45"), ("by 00:30", None), ("早上5点", "05:00"), ("周四05:15", "05:15"),
        ("17点", "17:00"), ("明天07:30", "07:30"), ("20点半", "20:30"), ("下午05:15", "17:15"), ("晚上八点", "20:00"), ("凌晨五点一刻", "05:15"),
        ("5:15pm", "17:15"), ("1am", "01:00"),
    ],
)  # fmt: skip
def test_a_time_of_the_24_hour_clock_is_that_time_and_no_other(text: str, clock: str | None) -> None:
    found = wish(text)

    assert found
    assert not found.either_half
    if clock:
        assert found.time_from == found.time_to == time.fromisoformat(clock)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("thrusday at 10", 19), ("next wendesday", 25), ("satuday morning", 21), ("on firday", 20), ("tuseday", 24), ("Mondey", 23), ("sunady", 22),
        ("fryday afternoon", 20), ("wednesdy", 25), ("Thuursday", 19), ("frday", 20), ("tomorow", 19), ("novmber 25", 25), ("saturdya", 21),
    ],
)  # fmt: skip
def test_a_name_with_one_letter_wrong_is_that_name(text: str, day: int) -> None:
    found = wish(text)

    assert found
    assert date(2026, 11, day) in {reading.date_from for reading in found.ambiguous or (found,)}
    assert text[slice(*found.span)] == found.source


@pytest.mark.parametrize(
    "text",
    ["money is tight", "a sunny day", "the fridge is thirsty", "in mourning", "sundry items", "a birthday cake", "someday", "holiday", "friends", "周围环境", "周师傅在吗", "礼拜堂"],
)  # fmt: skip
def test_other_words_are_no_days(text: str) -> None:
    assert wish(text) is None


@pytest.mark.parametrize(
    ("filling", "ask"),
    [
        ("The car has been in the family for years and nobody has ever complained about it. ", "Friday at ten, please."),
        ("这辆车我家里人开了好些年，一直没什么毛病，大家都挺满意的。", "周五上午十点吧。"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 6, 12])
def test_a_long_message_is_read_whole(filling: str, ask: str, place: int) -> None:
    text = filling * place + ask + filling * (12 - place)
    found = wish(text)

    assert found
    assert (found.date_from, found.time_from) == (date(2026, 11, 20), time(10))
    assert text[slice(*found.span)] == found.source


@pytest.mark.parametrize(
    "unit", ["monday ", "周一", "1", "10:00 ", " ", "to ", "下", "or ", "ten ", "1-", "上午", "not ", "不", "a", "好", "either monday or ", "除了周一", "x,"]
)  # fmt: skip
def test_a_hostile_message_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    with pace.spending() as spent:
        wish(text)

    assert spent.s < 0.25  # 5 to 30 ms on an idle machine


STARTS = [
    datetime(2026, 11, 19, hour) + timedelta(days=days)  # noqa: DTZ001 - a wall clock
    for days in range(13)
    for hour in (9, 10, 11, 12, 13, 15, 16, 17)
]


@pytest.mark.parametrize(
    ("text", "language"),
    [*((text, "en") for text in ENGLISH), *((text, "zh_Hans") for text in CHINESE)],
)
def test_a_wish_in_the_words_of_a_button_is_understood_when_typed(text: str, language: Language) -> None:
    found = wish(text)
    for reading in (found.ambiguous or (found,)) if found else ():
        plain = replace(reading, ambiguous=(), doubt="", closed=False)
        label = phrases.speaker(language).say(labels.wish(plain, "Asia/Shanghai"))
        typed = wish(label)

        assert typed, label
        assert not typed.doubt
        assert [at for at in STARTS if wishes.holds(plain, at)] == [
            at for at in STARTS if any(wishes.holds(each, at) for each in typed.ambiguous or (typed,))
        ], label


@pytest.mark.parametrize(
    "text",
    [
        "I drive to you on Friday", "should I drive to the centre on Friday", "I need the car in on Friday", "周五前要用车", "周五之前我要用车",
    ],
)  # fmt: skip
def test_a_way_to_the_centre_or_a_deadline_refuses_no_day(text: str) -> None:
    assert [each for each in when.find(script.plain(text), now=NOW) if each.refused] == []


@pytest.mark.parametrize(
    "text",
    [
        "I drive to Munich on Friday",
        "I need the car on Friday",
        "周五我要用车",
        "I need the car in the morning on Friday",
    ],
)
def test_who_is_away_or_needs_the_car_refuses_the_day(text: str) -> None:
    assert [each for each in when.find(script.plain(text), now=NOW) if each.refused]
