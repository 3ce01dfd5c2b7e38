"""A time told from another one keeps the half that it does not speak of."""

from datetime import UTC, date, datetime, time

import pytest

from domain.dialogue import rules
from domain.dialogue.decisions import OfferSlots
from domain.dialogue.facts import Asked, Intent, Offer, Talk, Task, TimeExpression, Visit
from domain.dialogue.meaning import model
from domain.dialogue.meaning.understand import understand

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
ZONE = "Asia/Shanghai"
VISIT = Visit(
    number=7, job="brake_pads", start=datetime(2026, 11, 26, 6, tzinfo=UTC), zone=ZONE, centre="Pudong"
)  # Thursday 14:00
BOOKED = Talk(visits=(VISIT,))


def offer(day: int, hour: int) -> Offer:
    return Offer(
        slot=f"{day}T{hour}", start=datetime(2026, 11, day, hour - 8, tzinfo=UTC), zone=ZONE, centre="Pudong"
    )


OFFERED = Talk(
    task=Task(Intent.BOOK, job="brake_pads"),
    asked=Asked.SLOT,
    offered=(offer(24, 10), offer(24, 14), offer(25, 9), offer(25, 11)),
)
HELD = Talk(
    task=Task(Intent.BOOK, job="brake_pads", slot=offer(24, 14)), asked=Asked.BOOKING, offered=(offer(24, 14),)
)  # fmt: skip


def wanted(text: str, talk: Talk) -> TimeExpression:
    """What is looked for after a message."""
    meaning = understand(text, talk=talk, now=NOW, model=model.shipped())
    _, found = rules.step(talk, meaning, now=NOW, zone=ZONE)
    assert isinstance(found, OfferSlots)
    assert isinstance(found.when, TimeExpression)
    return found.when


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("move it to the same time on Friday", 20, "14:00"),
        ("can we move my visit to Monday, same time?", 23, "14:00"),
        ("same time next week please, I need to reschedule", 26, "14:00"),
        ("please move my booking an hour later", 26, "15:00"),
        ("push my appointment back by two hours", 26, "16:00"),
        ("could you bring my appointment forward by half an hour?", 26, "13:30"),
        ("move my visit two days earlier", 24, "14:00"),
        ("postpone my appointment by a day", 27, "14:00"),
        ("reschedule: three days earlier", 23, "14:00"),
        ("move my appointment to the same day at ten", 26, "10:00"),
        ("move the appointment to the day after", 27, "14:00"),
        ("改到周五同一时间", 20, "14:00"),
        ("同一时间改到下周一", 23, "14:00"),
        ("预约往后推一小时", 26, "15:00"),
        ("帮我把预约提前半小时", 26, "13:30"),
        ("我的预约提前两天", 24, "14:00"),
        ("预约推迟一天，时间不变", 27, "14:00"),
        ("改到当天上午十点", 26, "10:00"),
        ("预约改成前一天", 25, "14:00"),
        ("帮我把预约改晚一个半小时", 26, "15:30"),
        ("预约顺延两天", 28, "14:00"),
        ("原来的时间，改到下周二", 24, "14:00"),
        ("把预约往前挪一刻钟", 26, "13:45"),
    ],
)
def test_moving_a_visit_keeps_the_other_half_of_its_time(text: str, day: int, clock: str) -> None:
    found = wanted(text, BOOKED)

    assert (found.date_from, found.date_to) == (date(2026, 11, day), date(2026, 11, day))
    assert found.time_from == found.time_to == time.fromisoformat(clock)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("move my visit to the same day but in the afternoon", "12:00", "18:00"),
        ("reschedule my appointment, same day, in the morning", "05:00", "12:00"),
        ("改到当天下午", "12:00", "18:00"),
        ("预约改到同一天上午", "05:00", "12:00"),
    ],
)
def test_the_same_day_takes_another_part_of_it(text: str, begin: str, end: str) -> None:
    found = wanted(text, BOOKED)

    assert (found.date_from, found.date_to) == (date(2026, 11, 26), date(2026, 11, 26))
    assert (found.time_from, found.time_to) == (time.fromisoformat(begin), time.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        "earlier",
        "a bit earlier please",
        "can we do it earlier?",
        "早一点",
        "早点行吗",
        "能不能再早一点",
        "太晚了",
    ],
)
def test_earlier_is_before_what_is_held(text: str) -> None:
    found = wanted(text, HELD)

    assert (found.date_from, found.date_to) == (date(2026, 11, 24), date(2026, 11, 24))
    assert (found.time_from, found.time_to) == (None, time(14))
    assert found.beyond[0].date_to == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "later",
        "a little later",
        "something later?",
        "anything later",
        "晚一点",
        "晚点可以吗",
        "有没有晚一点的",
        "太早了",
        "后面还有时间吗",
        "后面还有吗",
    ],
)
def test_later_is_after_the_last_that_was_offered(text: str) -> None:
    found = wanted(text, OFFERED)

    assert found.date_from == date(2026, 11, 25)
    assert found.time_from
    assert found.time_from > time(11)
    assert found.beyond[0].date_from == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the day after", 26, 26), ("how about the day after?", 26, 26), ("the day before", 23, 23), ("再早一天", 23, 23), ("后一天呢", 26, 26),
        ("前一天呢", 23, 23), ("下一周呢", 30, 36), ("the week after?", 30, 36), ("晚一天", 26, 26),
    ],
)  # fmt: skip
def test_a_day_or_week_after_counts_from_what_was_offered(text: str, first: int, last: int) -> None:
    found = wanted(text, OFFERED)

    assert found.date_from
    assert found.date_to
    assert [(day - date(2026, 10, 31)).days for day in (found.date_from, found.date_to)] == [first, last]


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("an hour later", 24, "15:00"),
        ("往后推半小时", 24, "14:30"),
        ("a week later", 31, "14:00"),
        ("提前一天", 23, "14:00"),
    ],
)
def test_an_amount_counts_from_the_slot_that_is_held(text: str, day: int, clock: str) -> None:
    found = wanted(text, HELD)

    assert found.date_from
    assert (found.date_from - date(2026, 10, 31)).days == day
    assert found.time_from == time.fromisoformat(clock)


@pytest.mark.parametrize(
    "text",
    [
        "see you later",
        "remind me later",
        "talk to you later",
        "晚点再说",
        "晚点联系",
        "book it, or later I forget",
        "后面有响声",
        "前面有雾",
        "前面还有多少公里",
        "还有后轮响",
    ],
)
def test_a_later_that_is_no_time_looks_for_nothing(text: str) -> None:
    meaning = understand(text, talk=HELD, now=NOW, model=model.shipped())

    assert meaning.when is None


def test_with_nothing_to_count_from_only_what_is_said_counts() -> None:
    talk, reply = rules.step(
        Talk(),
        understand("book brakes an hour later", talk=Talk(), now=NOW, model=model.shipped()),
        now=NOW,
        zone=ZONE,
    )

    assert talk.task
    assert talk.task.when is None
    assert isinstance(reply, OfferSlots)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("move my appointment to half past nine", time(9, 30)),
        ("预约改到下午三点", time(15)),
        ("reschedule my visit to the morning", time(5)),
    ],
)
def test_a_visit_moved_to_a_time_stays_on_its_day_if_that_has_it(text: str, begin: time) -> None:
    found = wanted(text, BOOKED)

    assert (found.date_from, found.time_from) == (date(2026, 11, 26), begin)
    assert (found.beyond[0].date_from, found.beyond[0].time_from) == (None, begin)
