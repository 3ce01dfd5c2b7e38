"""A wish for a visit beside a question, in one sentence or the next: both are heard, in both languages."""

from datetime import UTC, date, datetime, time

import pytest

from domain.dialogue import message
from domain.dialogue.facts import Asked, Intent, Meaning, Offer, Talk, Task, Visit
from domain.dialogue.meaning import model
from domain.dialogue.topics import Topic

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock, a Wednesday
ZONE = "Asia/Shanghai"
BOOKED = Talk(visits=(Visit(1000001, "inspection", datetime(2026, 11, 20, 6, tzinfo=UTC), ZONE, "East", 1),))
MOVING = Talk(
    visits=BOOKED.visits, task=Task(Intent.RESCHEDULE, job="inspection", visit=1000001), asked=Asked.WHEN
)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def read(text: str, talk: Talk) -> Meaning:
    return message.read(text, talk=talk, now=NOW, model=model.shipped(), centres=(), current=None)


@pytest.mark.parametrize(
    ("text", "topic", "day"),
    [
        ("move it to Monday, and what does that cost?", Topic.PRICE, MONDAY),
        ("how much is it? and move it to Monday 3pm", Topic.PRICE, MONDAY),
        ("can I move it to Monday at 10 and when do you close that day", Topic.HOURS, MONDAY),
        ("move it to Monday at 9. how long does it take?", Topic.LENGTH, MONDAY),
        ("I'd like to move it to Tuesday, where are you again?", Topic.PLACE, TUESDAY),
        ("改到周一，多少钱", Topic.PRICE, MONDAY),
        ("多少钱啊？改到周一下午三点", Topic.PRICE, MONDAY),
        ("改到周一上午十点，那天几点关门", Topic.HOURS, MONDAY),
        ("改到周一上午九点。要多久？", Topic.LENGTH, MONDAY),
        ("我想改到下周二，地址在哪来着", Topic.PLACE, TUESDAY),
    ],
)
@pytest.mark.parametrize("talk", [BOOKED, MOVING])
def test_a_move_is_kept_beside_what_is_asked(text: str, topic: Topic, day: date, talk: Talk) -> None:
    meaning = read(text, talk)

    assert meaning.intent in {Intent.RESCHEDULE, Intent.INFORM}
    assert topic in meaning.topics
    assert meaning.when is not None
    assert meaning.when.date_from == day


@pytest.mark.parametrize(
    "text",
    [
        "cabin filter on Tuesday morning, what does it cost and how long will it take",
        "brake check Tuesday 10am, until when are you open",
        "换空调滤芯周二上午，多少钱，多久能好",
        "周二上午十点做刹车检查，你们几点下班",
    ],
)
def test_work_and_a_time_beside_a_question_are_a_wish_to_book(text: str) -> None:
    meaning = read(text, Talk())

    assert meaning.intent is Intent.BOOK
    assert meaning.topics
    assert meaning.when is not None
    assert (meaning.when.date_from, meaning.when.doubt) == (TUESDAY, "")


@pytest.mark.parametrize(
    "text",
    [
        "if I move it to Monday, what does it cost?",
        "I don't want to move it, how much is it?",
        "we moved it to Monday, where was it again?",
        "如果改到周一要多少钱",
        "我不想改期，多少钱",
        "已经改到周一了吗，地址在哪",
    ],
)
def test_what_is_denied_imagined_or_told_beside_a_question_is_no_wish(text: str) -> None:
    assert read(text, BOOKED).intent not in {Intent.RESCHEDULE, Intent.BOOK}


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("my husband's garage says the pads are done, book me in as well", "brake_pads"),
        (
            "the mechanic at my wife's garage told me the tyres are bald, put me in for that too",
            "tyre_service",
        ),
        ("我老公常去的修理厂说刹车片该换了，也帮我约上", "brake_pads"),
        ("朋友说我轮胎磨平了，也一起约了吧", "tyre_service"),
    ],
)
@pytest.mark.parametrize("talk", [BOOKED, MOVING])
def test_other_work_that_somebody_found_is_booked_beside_a_visit_or_its_move(
    text: str, job: str, talk: Talk
) -> None:
    meaning = read(text, talk)

    assert (meaning.intent, meaning.job, meaning.topics) == (Intent.BOOK, job, ())


def test_other_work_in_the_very_same_visit_or_not_wanted_is_no_booking_of_its_own() -> None:
    for text in (
        "can they do the brake pads in the same visit?",
        "don't book me in for the brake pads as well",
        "刹车片能同一次一起做吗",
    ):
        assert read(text, MOVING).intent is not Intent.BOOK, text


@pytest.mark.parametrize(
    "text",
    [
        "is that really bad? Saturday 9 would suit me better",
        "Saturday at 9. is it serious?",
        "真的很严重吗？周六九点可以吗",
        "周六上午九点，这个要紧吗",
    ],
)
@pytest.mark.parametrize("is_asked", [True, False])
def test_another_time_beside_how_bad_it_is_is_heard(text: str, *, is_asked: bool) -> None:
    slot = Offer("1|2026-11-19T02:00:00+00:00", datetime(2026, 11, 19, 2, tzinfo=UTC), ZONE, "East")
    warned = Talk(warned_slot=slot, warned_job="brake_pads", has_warning=True)
    asked = Talk(task=Task(Intent.BOOK, job="brake_pads"), asked=Asked.WHEN, has_warning=True)
    meaning = read(text, asked if is_asked else warned)

    assert meaning.topics == (Topic.SAFE,)
    assert meaning.when is not None
    assert (meaning.when.date_from, meaning.when.time_from) == (date(2026, 11, 21), time(9))
    assert meaning.intent in {Intent.INFORM, Intent.ASK_AVAILABILITY, Intent.BOOK, Intent.RESCHEDULE}


def test_a_story_or_a_condition_beside_a_question_changes_no_time_that_is_asked_about() -> None:
    start = datetime(2026, 11, 19, 1, tzinfo=UTC)
    slot = Offer("1|2026-11-19T01:00:00+00:00", start, ZONE, "East")
    summary = Talk(task=Task(Intent.BOOK, job="first_service", slot=slot), asked=Asked.BOOKING)
    for text in (
        "九点我怕赶不及,因为孩子学校八点四十五才让进,不过离得近应该没问题,那就周四这个吧,我确认。",
        "那么，如果我再等两个星期再去处理，会有什么后果呢？",
    ):
        assert read(text, summary).when is None, text
    asked = read("您好。请问我本周五下午两点的这次检查，预计费用是多少？大概需要多长时间？", BOOKED)
    assert asked.intent is Intent.QUESTION
