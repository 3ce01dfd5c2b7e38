"""Sentences as owners write them beside a time, a job, a closed day or an emergency that is over."""

from datetime import date, datetime, time

import pytest

from domain.booking.facts import CentreFacts, Opening, SpecialOpening
from domain.dialogue import script
from domain.dialogue.acts import opening
from domain.dialogue.emergency import recognition
from domain.dialogue.meaning import jobs
from domain.dialogue.times import nights, when, wishes

NOW = datetime(2026, 11, 17, 9)  # noqa: DTZ001 - a wall clock
SHANGHAI = "Asia/Shanghai"
NEW_YEAR = date(2027, 1, 1)
MAKE_UP = date(2026, 11, 22)  # a Sunday
CENTRE = CentreFacts(
    id=1,
    name="East",
    zone=SHANGHAI,
    hours=tuple(Opening(weekday, time(9), time(18)) for weekday in range(6)),
    special=(SpecialOpening(NEW_YEAR, name="New Year"), SpecialOpening(MAKE_UP, time(10), time(12))),
    bays=(1,),
    technicians=(),
    stock={},
)


def codes(text: str) -> list[str]:
    wish, _ = wishes.choose(script.plain(text), when.find(text, now=NOW))
    return [line.code for line in opening.hours(CENTRE, wish)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("beginning of next month, before the 5th", date(2026, 12, 1), date(2026, 12, 4)),
        ("下个月初，5号之前", date(2026, 12, 1), date(2026, 12, 4)),
        ("before the 5th, beginning of next month", date(2026, 12, 1), date(2026, 12, 4)),
        ("in december but before the 10th", date(2026, 12, 1), date(2026, 12, 9)),
        ("next week, before Thursday", date(2026, 11, 23), date(2026, 11, 25)),
        ("any day next week by Thursday", date(2026, 11, 23), date(2026, 11, 26)),
        ("下周，周四之前", date(2026, 11, 23), date(2026, 11, 25)),
        ("下周在周四之前", date(2026, 11, 23), date(2026, 11, 25)),
        ("下周，周三之后都行", date(2026, 11, 26), date(2026, 11, 29)),
        ("next week, after Wednesday", date(2026, 11, 26), date(2026, 11, 29)),
        ("next week from Wednesday on", date(2026, 11, 25), date(2026, 11, 29)),
        ("下个月，25号之前", date(2026, 12, 1), date(2026, 12, 24)),
        ("next month, after the 10th", date(2026, 12, 11), date(2026, 12, 31)),
    ],
)
def test_days_with_a_limit_beside_them_are_those_that_both_leave(text: str, first: date, last: date) -> None:
    wish, _ = wishes.choose(script.plain(text), when.find(text, now=NOW))

    assert wish is not None
    assert (wish.date_from, wish.date_to, wish.others, wish.ambiguous) == (first, last, (), ())


def test_a_day_of_overtime_is_no_wish() -> None:
    wish, _ = wishes.choose(script.plain("周末加班，周一可以"), when.find("周末加班，周一可以", now=NOW))

    assert wish
    assert (wish.date_from, wish.date_to, wish.others) == (date(2026, 11, 23), date(2026, 11, 23), ())
    assert [each.refused or each.date_from or each.weekdays for each in wish.never] == [(5, 6)]


def test_another_day_before_a_limit_is_not_stretched_to_it() -> None:
    days = [(each.date_from, each.date_to) for each in when.find("周三周五之前都行", now=NOW)]

    assert days == [(date(2026, 11, 18),) * 2, (date(2026, 11, 17), date(2026, 11, 19))]


@pytest.mark.parametrize(
    "text",
    [
        "我晚上来取，周五做保养",
        "周五做保养，晚上来取车",
        "周五保养，周六下午五点我来提车",
        "Friday service, I'll pick it up in the evening",
        "I'd like to collect it at 5 pm, can you service it on Friday?",
        "book Friday, I can pick the car up on Saturday at 10",
    ],
)
def test_the_time_at_which_the_car_is_fetched_is_no_wish(text: str) -> None:
    (found,) = when.find(text, now=NOW)

    assert (found.date_from, found.date_to) == (date(2026, 11, 20),) * 2
    assert (found.time_from, found.time_to) == (None, None)


@pytest.mark.parametrize(
    "text", ["周五下午来取车", "明天下午四点能提车吗", "can you pick up the car on Friday at 9"]
)
def test_a_time_of_fetching_alone_is_still_read(text: str) -> None:
    (found,) = when.find(text, now=NOW)

    assert found.date_from is not None
    assert found.time_from is not None


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("轮胎不换了,只做保养", "yearly_service"),
        ("forget the tyres, just the service", "yearly_service"),
        ("no tyres, just a brake check", "brake_check"),
        ("保养先不做,换轮胎", "tyre_service"),
        ("the tyres can wait, do the annual service", "yearly_service"),
        ("不用换刹车片,检查一下刹车", "brake_check"),
    ],
)
def test_the_job_that_is_not_wanted_makes_way_for_the_one_that_is(text: str, job: str) -> None:
    assert jobs.find(text) == job
    assert jobs.is_other(text)


@pytest.mark.parametrize(
    "text", ["forget the tyres", "轮胎不换了", "tyres and a service", "刹车不太好,做个检查"]
)
def test_no_job_makes_way_where_no_other_is_named_or_none_is_refused(text: str) -> None:
    assert jobs.find(text) is not None
    assert not jobs.is_other(text)


@pytest.mark.parametrize(
    "text", ["the aircon isn't cooling", "空调不制冷", "the heater is broken", "雨刮不动了"]
)
def test_a_part_without_a_job_of_its_own_is_inspected(text: str) -> None:
    assert jobs.find(text) == "inspection"


@pytest.mark.parametrize("text", ["元旦那天开门吗", "are you open on new year's day?"])
def test_a_holiday_that_is_asked_about_is_said_to_be_closed(text: str) -> None:
    assert codes(text) == ["why.closed.holiday"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("周日开吗", ["why.hours"]),  # a make-up workday
        ("下周日开门吗", ["why.closed"]),
        ("are you open on Saturday?", ["why.hours"]),
        ("opening hours?", ["topic.hours"]),
        ("are you open in January?", ["why.closed.holiday", "topic.hours"]),
    ],
)
def test_hours_are_those_of_the_days_that_are_asked_about(text: str, said: list[str]) -> None:
    assert codes(text) == said


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22-7", (time(22), time(7))),
        ("10pm to 7am", (time(22), time(7))),
        ("晚上10点到早上7点", (time(22), time(7))),
        ("从22点半到第二天6:30", (time(22, 30), time(6, 30))),
        ("12am-6am", (time(0), time(6))),
        ("晚上12点到7点", (time(0), time(7))),
        ("10-7", (time(22), time(7))),
        ("11:30 to 7am", (time(23, 30), time(7))),
        ("1-7", (time(1), time(7))),
        ("08:00-07:00", (time(8), time(7))),
        ("下午2点到4点", (time(14), time(16))),
        ("晚上10点到12点", (time(22), time(0))),
        ("7pm-7", (time(19), time(7))),
        ("10pm-12", (time(22), time(0))),
        ("早上8点到6点", (time(8), time(18))),
        ("22-24", (time(22), time(0))),
        ("off", nights.NEVER),
        ("关闭", nights.NEVER),
        ("25-7", None),
        ("7-7", None),
        ("22:75-7", None),
        ("24:30-7", None),
        ("24-0", None),
        ("soon", None),
        ("", None),
    ],
)
def test_quiet_hours_behind_the_command_are_read(text: str, hours: tuple[time, time] | None) -> None:
    assert nights.find(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        "拖车来了，谢谢",
        "拖车到了",
        "the tow truck has arrived",
        "help is on the way, thanks",
        "师傅马上到了",
        "help arrived",
        "救护车正在赶来",
        "拖车在路上",
        "the car pulls to one side, need a wheel alignment",
        "car vibrates at 100 km/h, wheel balancing needed",
    ],
)
def test_help_that_has_come_and_a_mild_fault_are_no_emergency(text: str) -> None:
    assert recognition.find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "拖车来了，但是车还在冒烟",
        "the tow truck is here but my car is on fire",
        "拖车没来",
        "the tow truck hasn't arrived",
        "help is here but he is not breathing",
        "ambulance on its way, car still burning",
        "救护车来了但是他没呼吸",
        "help here now",
        "help come now",
        "ambulance coming",
        "ambulance here now",
        "救护车来",
        "救护车马上来",
        "sos911",
        "sos120",
        "the car pulls to one side and I cannot brake",
        "刚做完四轮定位，刹车失灵了",
    ],
)
def test_an_emergency_beside_them_is_still_one(text: str) -> None:
    assert recognition.find(text) is not None
