"""Times told from other times, in both languages: what each is, by kind, as seen from Wednesday 18 November 2026 at ten."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.dialogue import script
from domain.dialogue.facts import TimeExpression
from domain.dialogue.times import holidays, when, wishes

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
SEPTEMBER = NOW.replace(month=9, day=15)
JANUARY = NOW.replace(year=2027, month=1, day=13)


def wish(text: str, now: datetime = NOW) -> TimeExpression | None:
    return wishes.choose(script.plain(text), when.find(text, now=now))[0]


def days(text: str, now: datetime = NOW) -> str:
    """Its first and last day without the year, “asks” where the owner has to choose."""
    found = wish(text, now)
    assert found
    if found.ambiguous:
        return "asks"
    assert found.date_from
    assert found.date_to
    both = dict.fromkeys((f"{found.date_from:%m-%d}", f"{found.date_to:%m-%d}"))
    return " ".join(both)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the 2nd Friday of December", "12-11"), ("the first weekend of next month", "12-05 12-06"), ("third working day of next month", "12-03"),
        ("penultimate Friday of the month", "11-20"), ("the last two weeks of December", "12-21 12-31"), ("first three days of December", "12-01 12-03"),
        ("the 15th day of next month", "12-15"), ("the first Monday of the month", "12-07"), ("the last working day of the year", "12-31"),
        ("12月第2个周五", "12-11"), ("下个月第一个周末", "12-05 12-06"), ("下月第三个工作日", "12-03"), ("本月倒数第二个星期五", "11-20"), ("12月最后两周", "12-21 12-31"),
        ("12月前三天", "12-01 12-03"), ("月底最后一个工作日", "11-30"), ("下下个月头一个礼拜天", "01-03"), ("明年一月第二周", "01-11 01-17"),
    ],
)  # fmt: skip
def test_the_nth_day_of_a_kind_is_counted_within_its_month_week_or_year(text: str, wanted: str) -> None:
    assert days(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the Tuesday before Christmas", "12-22"), ("two weeks before Christmas", "12-11"), ("the Friday after Thanksgiving", "11-27"), ("first working day after New Year", "01-04"),
        ("the day before Christmas Eve", "12-23"), ("a couple of days after Christmas", "12-27"), ("the weekend before Christmas", "12-19 12-20"), ("the week before Christmas", "12-14 12-20"),
        ("the first Saturday after the 10th of December", "12-12"), ("the weekend before the 20th", "12-12 12-13"), ("two Fridays from now", "11-27"), ("a fortnight on Friday", "12-04"),
        ("Thursday week", "11-26"), ("three weeks today", "12-09"), ("two days before the last Friday of next month", "12-23"),
        ("圣诞节前的周二", "12-22"), ("圣诞前两周", "12-11"), ("平安夜前一个工作日", "12-23"), ("元旦第二天", "01-02"), ("圣诞后两三天", "12-27 12-28"), ("圣诞前一周", "12-18 12-24"),
        ("12月10号后第一个周六", "12-12"), ("20号前的那个周末", "12-12 12-13"), ("三周后的今天", "12-09"), ("25号前一天", "11-24"), ("下个月最后一个周五前两天", "12-23"),
    ],
)  # fmt: skip
def test_days_are_counted_before_and_after_others(text: str, wanted: str) -> None:
    assert days(text) == wanted


@pytest.mark.parametrize(
    ("text", "now", "wanted"),
    [
        ("国庆前最后一个工作日", SEPTEMBER, "09-30"), ("国庆假期后第一个工作日", SEPTEMBER, "10-08"), ("the first working day after National Day", SEPTEMBER, "10-08"), ("国庆期间", SEPTEMBER, "10-01 10-07"),
        ("中秋前一天", SEPTEMBER, "09-24"), ("the day before the Mid-Autumn Festival", SEPTEMBER, "09-24"), ("国庆补班那天", SEPTEMBER, "asks"), ("九月第三个工作日", SEPTEMBER.replace(day=1), "09-03"),
        ("春节前最后一个周末", JANUARY, "01-30 01-31"), ("年前", JANUARY, "01-13 02-05"), ("年后第一个周一", JANUARY, "02-15"), ("初八", JANUARY, "02-13"), ("元宵节前一天", JANUARY, "02-19"),
        ("two days before Chinese New Year", JANUARY, "02-04"), ("Easter Monday", JANUARY, "03-29"), ("the Thursday before Good Friday", JANUARY, "03-25"), ("Mother's Day", JANUARY, "05-09"),
    ],
)  # fmt: skip
def test_holidays_of_both_cultures_are_days_others_are_told_from(
    text: str, now: datetime, wanted: str
) -> None:
    assert days(text, now) == wanted


def test_workdays_follow_the_published_days_off_and_the_workdays_that_make_up_for_them() -> None:
    october = [day for day in range(1, 13) if holidays.is_workday(date(2026, 10, day))]

    assert october == [8, 9, 10, 12]
    assert holidays.is_workday(date(2026, 9, 20))


def test_a_holiday_whose_make_up_days_are_not_known_is_asked_about() -> None:
    assert days("国庆调休那天") == "asks"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("w/c 7 Dec", "12-07 12-13"), ("some day in the week of the 14th", "12-14 12-20"), ("Christmas week", "12-21 12-27"), ("the Monday of Christmas week", "12-21"), ("calendar week 50", "12-07 12-13"),
        ("Friday in the week of the 23rd", "11-27"), ("14号那个礼拜随便哪天", "12-14 12-20"), ("圣诞那周的周一", "12-21"), ("第50周", "12-07 12-13"),
        ("mid-January", "01-11 01-20"), ("late January", "01-21 01-31"), ("early next month", "12-01 12-10"), ("the second half of December", "12-16 12-31"), ("the rest of this week", "11-18 11-22"),
        ("一月中旬", "01-11 01-20"), ("12月下半月", "12-16 12-31"), ("这个月下旬", "11-21 11-30"), ("12月中旬的周末", "12-12 12-20"), ("这周剩下的几天", "11-18 11-22"),
    ],
)  # fmt: skip
def test_weeks_and_parts_of_a_month_are_ranges(text: str, wanted: str) -> None:
    assert days(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in 5 business days", "11-25"), ("within two working days", "11-18 11-20"), ("in two or three days", "11-20 11-21"), ("within the next fortnight", "11-18 12-02"),
        ("from January to March", "01-01 03-31"), ("from 7 to 11 December", "12-07 12-11"), ("before the end of the month", "11-18 11-30"), ("between now and Friday", "11-18 11-20"),
        ("five working days from now", "11-25"), ("五个工作日后", "11-25"), ("两个工作日内", "11-18 11-20"), ("两三天后", "11-20 11-21"), ("未来十天", "11-18 11-28"), ("从一月到三月", "01-01 03-31"),
        ("月底之前", "11-18 11-30"), ("最迟12月3号", "11-18 12-03"), ("明天起三天内", "11-19 11-21"), ("any weekday before the 4th", "11-18 12-03"),
    ],
)  # fmt: skip
def test_counts_and_limits_make_ranges(text: str, wanted: str) -> None:
    assert days(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tue, Thu or Sat next week", {24, 26, 28}), ("Friday or Tuesday next week", {20, 24}), ("下周二、四、六", {24, 26, 28}), ("周二四都行", {24, 26}), ("24或26号", {24, 26}),
        ("next week except Wednesday", {23, 24, 26, 27, 28, 29}), ("anything but Monday next week", {24, 25, 26, 27, 28, 29}), ("下周除周三外", {23, 24, 26, 27, 28, 29}),
        ("not the 24th but the 26th", {26}), ("不是24号，是26号", {26}), ("应该是26号不是25号", {26}),
    ],
)  # fmt: skip
def test_or_and_not_leave_just_the_days_that_were_meant(text: str, wanted: set[int]) -> None:
    found = wish(text)

    assert found
    november = (NOW.replace(day=day) for day in range(18, 31))
    assert {moment.day for moment in november if wishes.holds(found, moment)} == wanted


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("tomorrow at 3pm, sorry, 4pm", 19, "16:00"), ("the 24th at ten, no wait, the 25th", 25, "10:00"), ("Friday 9am, actually make that Saturday", 21, "09:00"),
        ("明天下午三点，哦不，四点", 19, "16:00"), ("24号十点，说错了，25号", 25, "10:00"), ("周五下午两点，不对，周六", 21, "14:00"),
    ],
)  # fmt: skip
def test_a_correction_keeps_what_it_does_not_correct(text: str, day: int, clock: str) -> None:
    found = wish(text)

    assert found
    assert found.date_from == found.date_to == date(2026, 11, day)
    assert found.time_from == found.time_to == time.fromisoformat(clock)


def test_every_day_is_wished_for_at_every_time() -> None:
    for text in ("the 21st or the 24th, at 9 or 10:30", "21号、24号二选一，九点或十点半"):
        found = wish(text)
        assert found
        each = [found, *found.others]
        starts = {(one.date_from, one.time_from) for one in each}
        assert starts == {
            (date(2026, 11, day), clock) for day in (21, 24) for clock in (time(9), time(10, 30))
        }


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("10 am Munich time tomorrow", 19, "17:00"), ("Friday 5pm Pacific time", 21, "09:00"), ("at 3 pm CET on Friday", 20, "22:00"), ("tomorrow 2pm Beijing time", 19, "14:00"),
        ("东京时间26号上午八点", 26, "07:00"), ("周五美东时间晚上八点", 21, "09:00"), ("北京时间明天下午两点", 19, "14:00"),
    ],
)  # fmt: skip
def test_a_time_of_another_zone_is_that_of_the_centre(text: str, day: int, clock: str) -> None:
    found = wish(text)

    assert found
    assert found.date_from == found.date_to == date(2026, 11, day)
    assert found.time_from == found.time_to == time.fromisoformat(clock)


def test_a_zone_is_told_from_that_of_the_centre() -> None:
    found = wish("tomorrow 2pm Beijing time", NOW.replace(tzinfo=ZoneInfo("Europe/Berlin")))

    assert found
    assert (found.date_from, found.time_from) == (date(2026, 11, 19), time(7))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("nxt wk thurs b4 10", "Thursday next week before 10"), ("tmrw arvo", "tomorrow afternoon"), ("2morrow morn", "tomorrow morning"), ("wkend", "weekend"),
        ("聽日下晝三點", "明天下午三点"), ("聽朝九點半", "明早九点半"), ("下個禮拜四上晝", "下周四上午"), ("嗰個禮拜六朝早", "那个周六早上"), ("後日晏晝", "后天下午"), ("周三 25 号", "周三25号"),
    ],
)  # fmt: skip
def test_short_cantonese_and_traditional_writing_means_the_same(text: str, same: str) -> None:
    one, other = wish(text), wish(same)

    assert one
    assert other
    bare = replace(one, source="", span=(0, 0), ambiguous=(), never=())
    assert bare == replace(other, source="", span=(0, 0), ambiguous=(), never=())


@pytest.mark.parametrize(
    "text",
    ["in 2015", "since 2018", "last year", "in Q3 2019", "the past two years", "now", "2018年", "去年上半年", "过去三年", "现在", "since Thanksgiving", "年前换过轮胎", "春节前刚做过保养", "five years ago", "三年前"],
)  # fmt: skip
def test_years_and_what_is_over_are_read_and_never_wished_for(text: str) -> None:
    assert wish(text) is None
    assert when.find(text, now=NOW) == ()
    assert when.every(text, now=NOW)


@pytest.mark.parametrize(
    "text",
    ["the first or second Monday in January", "every Friday in December", "一月的第一个或第二个周一", "next week but only Tuesday or Wednesday afternoon", "the Friday before last", "12月每个周五", "this week or so before lunch if the part is there"],
)  # fmt: skip
def test_words_that_stay_unread_beside_a_time_lead_to_a_question(text: str) -> None:
    found = wish(text)

    assert found is None or found.ambiguous


@pytest.mark.parametrize(
    "text",
    [
        "parked in the sun",
        "on the first floor",
        "第一次做保养",
        "the second half of my tank",
        "after 10,000 km",
        "May I ask",
        "用了两年",
    ],
)
def test_words_like_times_are_none(text: str) -> None:
    assert wish(text) is None


def test_how_long_something_has_been_so_far_is_no_time_for_a_visit() -> None:
    assert (
        days("the brakes have been squeaking for a week now, can someone look at them on Friday") == "11-20"
    )
