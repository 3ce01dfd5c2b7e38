"""What owners ran into: since when it rattles, what a trip asks, what a chance means, haggling, two kinds of work, a sale."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.dialogue import commands, own_topics, topics, trip_questions
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.meaning import alike, onsets, person, symptoms
from domain.dialogue.times import when, wishes
from domain.dialogue.topics import Topic

NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def wish(plain: str) -> str | None:
    chosen, _ = wishes.choose(plain, onsets.marked(plain, when.find(plain, now=NOW)))
    return None if chosen is None else str(chosen.date_from)


@pytest.mark.parametrize(
    ("plain", "day"),
    [
        ("since about sunday the front knocks, could somebody look at it", None),
        ("it began on monday evening and gets louder", None),
        ("saturday is when it started. i am free on friday", "2026-11-20"),
        ("从周日开始左前轮一直有咯吱声，麻烦看一下", None),
        ("我说的是周日才开始响的", None),
        ("since friday is a holiday, can i come then", "2026-11-20"),
        ("i noticed you have a slot on friday", "2026-11-20"),
        ("从周五起我都有空，帮我约个检查", "2026-11-20"),
        ("the week after christmas, so around the 30th of december", "2026-12-30"),
    ],
)
def test_when_something_began_is_no_wish(plain: str, day: str | None) -> None:
    assert wish(plain) == day


def test_a_look_is_wished_for_beside_the_sign() -> None:
    assert symptoms.asks_for_look("there is a clunk in front, could somebody have a look at it soon?")
    assert not symptoms.asks_for_look("there is a clunk in front, should i have it looked at?")
    assert not symptoms.asks_for_look("could somebody have a look at my booking?")


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("Is the car fit for a 400 km drive to my mother's tomorrow?", 400),
        ("Is 60% enough for 300 miles?", 483),
        ("明天跑长途八九百公里，车能放心开吗？", 900),
        ("How would I know? I only want to know about tomorrow's trip.", None),
    ],
)
def test_a_question_about_a_trip(text: str, km: int | None) -> None:
    assert trip_questions.answer(text) == Meaning(Intent.QUESTION, topics=(Topic.TRIP,), km=km)


@pytest.mark.parametrize(
    "text",
    [
        "Can you book a check before my long trip on Saturday?",
        "How long was my last trip?",
        "我周六要跑长途，帮我预约个检查",
        "Is the car ok?",
        "Service was done at 4500 km, is that ok?",
    ],
)
def test_no_question_about_a_trip(text: str) -> None:
    assert trip_questions.answer(text) is None


@pytest.mark.parametrize(
    "plain", ["what does the 75% chance mean?", "你那个75%怎么算出来的", "是不是想让我去店里花钱"]
)
def test_a_chance_is_asked_about(plain: str) -> None:
    assert own_topics.find(plain, is_warned=True).topics == (Topic.SURE,)
    assert Topic.SURE not in own_topics.find("the battery is at 75%, is that enough", is_warned=True).topics


def asked(plain: str) -> tuple[Topic, ...]:
    return topics.find(plain, rest=plain, is_open=False, is_summary=False, extra=None)


def test_haggling_and_what_is_charged() -> None:
    assert Topic.DISCOUNT in asked("would you do it for 60 if i come on saturday?")
    assert Topic.PRICE in asked("how much do you charge for rotating the wheels?")
    assert Topic.DISCOUNT not in asked("can you do it for 10 on saturday?")
    assert Topic.PRICE not in asked("how much charge is in the battery?")


def test_a_yearly_inspection_may_be_either_of_two() -> None:
    either = alike.doubted(Meaning(Intent.BOOK, job="yearly_service"), "the yearly inspection, please")
    assert (either.job, either.more) == (None, ("yearly_service", "inspection"))
    service = Meaning(Intent.BOOK, job="yearly_service")
    assert alike.doubted(service, "the yearly service, please") == service


def test_a_person_at_the_centre_and_a_sale() -> None:
    assert person.is_wished("Could someone at the centre just tell me it's safe?")
    assert not person.is_wished("Will somebody tell me when it is ready?")
    assert commands.command_of("I have a buyer. Please hand the car over to the buyer.") == "transfer"
    assert commands.command_of("买家找好了，请把车交给买家") == "transfer"
    assert commands.command_of("Don't hand the car over to the buyer yet") is None
