from datetime import date, datetime, time

import pytest

from domain.dialogue.facts import Part
from domain.dialogue.times import when, wishes

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday


@pytest.mark.parametrize(
    ("text", "day", "begin", "end"),
    [
        ("后天上午九点", date(2026, 11, 20), time(9), time(9)),
        ("下週三下午兩點半過來", date(2026, 11, 25), time(14, 30), time(14, 30)),
        ("１１月２５号", date(2026, 11, 25), None, None),
        ("明早八点", date(2026, 11, 19), time(8), time(8)),
        ("今晚七点", date(2026, 11, 18), time(19), time(19)),
        ("下下周一", date(2026, 11, 30), None, None),
        ("两周后的周五", date(2026, 12, 4), None, None),
        ("25号下午2点到4点", date(2026, 11, 25), time(14), time(16)),
        ("周五三点以后", date(2026, 11, 20), time(15), None),
        ("周五三点之前", date(2026, 11, 20), None, time(15)),
        ("明天3pm", date(2026, 11, 19), time(15), time(15)),
        ("周六 morning", date(2026, 11, 21), time(5), time(12)),
        ("差一刻三点，周四", date(2026, 11, 19), time(14, 45), time(14, 45)),
        ("3号", date(2026, 12, 3), None, None),
        ("31号", date(2026, 12, 31), None, None),
        ("月底", date(2026, 11, 30), None, None),
        ("明天中午之前", date(2026, 11, 19), None, time(12)),
        ("下周二下午两三点", date(2026, 11, 24), time(14), time(15)),
        ("this afternoon around 4", date(2026, 11, 18), time(16), time(16)),
        ("two weeks from Monday", date(2026, 12, 7), None, None),
        ("tomorrow afternoon", date(2026, 11, 19), time(12), time(18)),
        ("this Thursday", date(2026, 11, 19), None, None),
        ("the 25th at half past three", date(2026, 11, 25), time(15, 30), time(15, 30)),
        ("Nov 25 between 2 and 4 pm", date(2026, 11, 25), time(14), time(16)),
        ("25/11", date(2026, 11, 25), None, None),
        ("in two weeks", date(2026, 12, 2), None, None),
        ("tomorrow after 3", date(2026, 11, 19), time(15), None),
        ("before noon on Friday", date(2026, 11, 20), None, time(12)),
        ("end of the month", date(2026, 11, 30), None, None),
        ("Tuesday next week", date(2026, 11, 24), None, None),
        ("November 5", date(2027, 11, 5), None, None),
        ("20 to 4 tomorrow", date(2026, 11, 19), time(15, 40), time(15, 40)),
    ],
)
def test_a_wish_is_read_as_its_day_and_its_window(
    text: str, day: date, begin: time | None, end: time | None
) -> None:
    (found,) = when.find(text, now=NOW)

    assert (day, day) == (found.date_from, found.date_to)
    assert (begin, end) == (found.time_from, found.time_to)
    assert found.ambiguous == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("这个周末", date(2026, 11, 21), date(2026, 11, 22)),
        ("下周一到周三都行", date(2026, 11, 23), date(2026, 11, 25)),
        ("25号到27号", date(2026, 11, 25), date(2026, 11, 27)),
        ("明后天", date(2026, 11, 19), date(2026, 11, 20)),
        ("周五之前", date(2026, 11, 18), date(2026, 11, 19)),
        ("next week", date(2026, 11, 23), date(2026, 11, 29)),
        ("by Friday", date(2026, 11, 18), date(2026, 11, 20)),
        ("Dec 3 to 5", date(2026, 12, 3), date(2026, 12, 5)),
    ],
)
def test_several_days_are_a_range(text: str, first: date, last: date) -> None:
    (found,) = when.find(text, now=NOW)

    assert (first, last) == (found.date_from, found.date_to)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("next Friday", {date(2026, 11, 20), date(2026, 11, 27)}),
        ("5/12", {date(2026, 12, 5), date(2027, 5, 12)}),
        ("周三", {date(2026, 11, 18), date(2026, 11, 25)}),
        ("Friday 26 November", {date(2026, 11, 26), date(2026, 11, 20)}),
        ("next weekend", {date(2026, 11, 21), date(2026, 11, 28)}),
    ],
)
def test_words_with_two_readings_list_both(text: str, days: set[date]) -> None:
    (found,) = when.find(text, now=NOW)

    assert days == {reading.date_from for reading in found.ambiguous}


@pytest.mark.parametrize(
    "text",
    [
        "5 km", "30%", "mode 3", "brakes are at 30 %", "at 5 percent", "I have 2 cars", "it takes 3 hours", "model 3",
        "the second one", "after 3 visits", "12v battery", "早一点", "便宜一点", "刹车片还有30%", "跑了5公里", "3号店",
        "95号汽油", "胎压2.5", "第三点", "每周一", "3 days ago", "电话13800138000", "every Monday morning",
    ],
)  # fmt: skip
def test_numbers_that_are_no_wish_are_not_found(text: str) -> None:
    assert when.find(text, now=NOW) == ()


def test_what_has_passed_is_marked_so() -> None:
    (found,) = when.find("昨天下午三点开始报警", now=NOW)

    assert found.past


def test_an_hour_without_its_half_leaves_the_half_open() -> None:
    (found,) = when.find("how about 11?", now=NOW)

    assert found.either_half
    assert found.date_from is None


def test_a_time_said_once_holds_for_both_days() -> None:
    first, second = when.find("周四或者周五下午", now=NOW)

    assert first.part_of_day is second.part_of_day is Part.AFTERNOON


def test_places_are_those_of_the_text_as_written() -> None:
    text = "嗯，１１月２５号 可以"
    (found,) = when.find(text, now=NOW)

    assert text[slice(*found.span)] == found.source == "１１月２５号"


def test_a_weekday_whose_hour_has_passed_today_is_next_week() -> None:
    (found,) = when.find("周三上午九点", now=NOW)

    assert found.date_from == date(2026, 11, 25)


def test_weeks_may_begin_on_sunday() -> None:
    (found,) = when.find("Sunday next week", now=NOW, week_start=6)

    assert found.date_from == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["下周三或者周四", "next Wednesday or Thursday"])
def test_the_second_of_two_days_follows_the_first(text: str) -> None:
    first, second = when.find(text, now=NOW)

    assert (first.date_from, second.date_from) == (date(2026, 11, 25), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [("星期六日唔得閒", (5, 6)), ("周六日没空", (5, 6)), ("周一三五没空", (0, 2, 4)), ("周末没空", (5, 6))],
)
def test_weekdays_refused_without_a_week_are_refused_in_every_week(
    text: str, weekdays: tuple[int, ...]
) -> None:
    (refused,) = when.find(text, now=NOW)

    assert (refused.refused, refused.weekdays, refused.date_from) == (True, weekdays, None)


@pytest.mark.parametrize(
    "text",
    [
        "book a brake check, earliest on saturday, the rest of the week i work",
        "saturday please, i work the rest of the week",
    ],
)
def test_the_rest_of_the_week_is_refused_without_the_day_that_is_wished_for(text: str) -> None:
    wish, _ = wishes.choose(text, when.find(text, now=NOW))

    assert wish is not None
    assert wish.date_from == date(2026, 11, 21)
    assert not wish.never
