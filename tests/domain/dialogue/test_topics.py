"""What is asked of a visit or of me, which centre is meant, and how a soft limit of the day is heeded."""

from datetime import time

import pytest

from domain.dialogue import script, topics
from domain.dialogue.facts import Grain, Part, TimeExpression
from domain.dialogue.meaning import sites
from domain.dialogue.times import soft
from domain.dialogue.topics import Site, Topic
from domain.explain.facts import Names

KNOWN = (
    Site(1, Names({"en": "East Centre", "zh_Hans": "东区服务中心"})),
    Site(2, Names({"en": "West Centre", "zh_Hans": "西区服务中心"})),
)
PLACES = (
    Site(1, Names({"en": "Zhangjiang Service Centre", "zh_Hans": "浦东张江服务中心"})),
    Site(2, Names({"en": "Century Park Garage", "zh_Hans": "世纪公园店"})),
)


def asked(text: str, *, is_open: bool = True, is_summary: bool = True) -> tuple[Topic, ...]:
    plain = script.plain(text)
    return topics.find(plain, rest=plain, is_open=is_open, is_summary=is_summary, extra=False)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("and the damage to my wallet, how much?", Topic.PRICE),
        ("这得花多少钱呀", Topic.PRICE),
        ("when can I pick up my car again", Topic.LENGTH),
        ("当天能取车吗", Topic.LENGTH),
        ("周五能修好吗我周六要用车", Topic.LENGTH),
        ("周六要用车，来得及吗", Topic.LENGTH),
        ("remind me of the address", Topic.PLACE),
        ("店怎么走", Topic.PLACE),
        ("anywhere to park near there?", Topic.PARKING),
        ("车能停哪，有车位没", Topic.PARKING),
        ("would I get a courtesy car", Topic.LOAN_CAR),
        ("能借我辆代步车不", Topic.LOAN_CAR),
        ("what should I bring along", Topic.BRING),
        ("过去要带啥证件", Topic.BRING),
        ("is it still under warranty?", Topic.WARRANTY),
        ("do they take cards", Topic.PAYMENT),
        ("开发票吗", Topic.PAYMENT),
        ("any chance of a discount", Topic.DISCOUNT),
        ("给打个八折我就来", Topic.DISCOUNT),
        ("fine, if it stays below 300 yuan", Topic.LIMIT),
        ("总价三百块以内我就做", Topic.LIMIT),
        ("they should also look at the wipers", Topic.EXTRA),
        ("雨刮也换一下呗", Topic.EXTRA),
        ("if the sun shines I will come", Topic.CONDITION),
        ("只要不下雨就约", Topic.CONDITION),
        ("am I writing with a machine here?", Topic.BOT),
        ("对面是真人还是程序", Topic.BOT),
        ("what a stupid thing", Topic.ABUSE),
        ("真是智障", Topic.ABUSE),
    ],
)
def test_a_question_or_condition_at_a_summary_is_known_by_its_words(text: str, topic: Topic) -> None:
    assert topic in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "how long does the battery last?",
        "how much range is left",
        "how long do you keep my data",
        "多久保养一次",
        "充满电要多久",
        "my phone died",
        "the parking brake makes a noise",
        "my stupid car won't charge",
    ],
)
def test_what_is_about_the_car_or_the_data_is_no_question_about_a_visit(text: str) -> None:
    assert asked(text, is_open=False, is_summary=False) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the western one would be nicer", [2]),
        ("could we do it at Wset Centre", [2]),
        ("西面那家店行吗", [2]),
        ("换成西区", [2]),
        ("not the east one", [2]),
        ("东区服务中新也行", [1]),
        ("the other centre", [2]),
        ("the nearest centre", [1, 2]),
    ],
)
def test_a_centre_is_known_by_a_short_form_a_slip_or_as_the_other_one(text: str, numbers: list[int]) -> None:
    mention = sites.mentioned(text, KNOWN, current=1)

    assert mention is not None
    assert [site.id for site in mention.sites] == numbers
    assert mention.unknown == ""


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("at the Harbour centre please", "Harbour"), ("去城北那家", "城北"), ("南山服务中心可以吗", "南山")],
)
def test_a_centre_that_is_not_there_leaves_all_to_choose_from(text: str, unknown: str) -> None:
    mention = sites.mentioned(text, KNOWN, current=1)

    assert mention is not None
    assert (mention.unknown, len(mention.sites)) == (unknown, 2)


@pytest.mark.parametrize(
    "text", ["the best one", "the last one", "I live in the east", "我住东边", "到店要带什么"]
)
def test_what_only_sounds_like_a_centre_is_none(text: str) -> None:
    assert sites.mentioned(text, KNOWN, current=1) is None


@pytest.mark.parametrize(
    ("text", "number"), [("去张江那家", 1), ("the Century one please", 2), ("世纪公园", 2)]
)
def test_a_part_of_a_name_that_no_other_centre_has_is_enough(text: str, number: int) -> None:
    mention = sites.mentioned(text, PLACES)

    assert mention is not None
    assert [site.id for site in mention.sites] == [number]


TOWN = tuple(
    Site(number, Names({"zh_Hans": f"{zh}服务中心", "en": f"{en} Service Centre"}))
    for number, (zh, en) in enumerate((("浦东", "Pudong"), ("徐汇", "Xuhui"), ("静安", "Jing'an")), start=1)
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("not Xuhui sorry, I meant Jing'an", [3]),
        ("从浦东换到静安", [3]),
        ("原来约的徐汇，现在静安更近", [3]),
        ("Pudong rather than Xuhui", [1]),
        ("静安 不对 徐汇 徐汇", [2]),
        ("anywhere but Pudong", [2, 3]),
        ("除了浦东都行", [2, 3]),
        ("浦东太远了", [2, 3]),
        ("唔好浦東嗰間", [2, 3]),
        ("xuhui or jingan", [2, 3]),
        ("Xuhui please, I am working close by", [2]),
        ("jing an would suit", [3]),
        ("我爸住静安，放他那边", [3]),
    ],
)
def test_of_several_centres_the_one_that_is_meant_is_taken(text: str, numbers: list[int]) -> None:
    mention = sites.mentioned(text, TOWN, loose=True, near=True)

    assert mention is not None
    assert [site.id for site in mention.sites] == numbers


@pytest.mark.parametrize(
    "text", ["老地方", "上次去的那家", "the usual place please", "same place as last time", "the usual one"]
)
def test_the_usual_centre_is_that_of_most_visits(text: str) -> None:
    mention = sites.mentioned(text, TOWN, usual=2, near=True)

    assert mention is not None
    assert [site.id for site in mention.sites] == [2]
    assert sites.mentioned("the usual time please", TOWN, usual=2, near=True) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("nothing too early please", ("early",)),
        ("just not first thing", ("early",)),
        ("别约得太晚", ("late",)),
        ("不要太早也不要太晚", ("early", "late")),
        ("no later than four", ()),
        ("别晚于四点", ()),
        ("if it's not too late to book", ()),
    ],
)
def test_a_soft_limit_is_told_from_a_clock_limit(text: str, ends: tuple[str, ...]) -> None:
    assert soft.find(script.plain(text)) == ends


def test_a_soft_limit_narrows_a_part_of_a_day_and_leaves_a_clock_time_alone() -> None:
    morning = TimeExpression(
        "m", (0, 1), Grain.PART, time_from=time(5), time_to=time(12), part_of_day=Part.MORNING
    )
    nine = TimeExpression("n", (0, 1), Grain.CLOCK, time_from=time(9), time_to=time(9))

    heeded = soft.heeded(morning, ("early",))

    assert (heeded.time_from, heeded.time_to, heeded.soft) == (time(10), time(12), ("early",))
    assert soft.heeded(nine, ("early",)) == nine
