"""What owners ask of their car, its warnings and their data is answered, each with its figure, and not by a card of everything."""

from datetime import date

import pytest

from domain.core import Core
from domain.dialogue import own_topics, script
from domain.dialogue.topics import Topic
from domain.kit.classified import Category, Purpose
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Vehicle
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat, begun

QUESTIONS = [
    (
        {Topic.CHARGE},
        ["what's my range?", "do I have enough juice for 120 km", "还能跑多远？", "电够不够开120公里"],
    ),
    (
        {Topic.BATTERY},
        [
            "how long will my battery last?",
            "how much has the battery aged",
            "电池还能用多久？",
            "到2030年电池还行吗",
        ],
    ),
    (
        {Topic.TYRES},
        [
            "what should I inflate them to?",
            "how much air do I need in the front tyres",
            "胎压应该打到多少？",
            "前轮要充多少气",
        ],
    ),
    (
        {Topic.DUE},
        [
            "when is my next service?",
            "is anything due soon on the car",
            "下次保养什么时候？",
            "刹车油什么时候该换",
        ],
    ),
    (
        {Topic.LAST},
        [
            "when were the brakes last done",
            "when was my last service?",
            "刹车上次什么时候换的",
            "刹车油换过没有",
        ],
    ),
    ({Topic.FOUND}, ["what did they find at the workshop", "店里发现了什么问题"]),
    (
        {Topic.WHY},
        [
            "why are you warning me about the brakes",
            "what does that mean?",
            "为什么会有这个提醒？",
            "看不懂，说人话",
        ],
    ),
    ({Topic.SURE}, ["are you sure?", "could this be a false alarm?", "你确定吗？", "会不会是误报啊"]),
    ({Topic.NEGLECT}, ["how long can I put this off before it gets bad", "再开两个星期没问题吧"]),
    ({Topic.KEPT}, ["how long do you keep my location", "我的位置信息保存多久"]),
    (
        {Topic.SHARED},
        ["who gets my position", "do you sell my data", "谁能拿到我的位置", "你们会不会卖我的数据"],
    ),
    (
        {Topic.CHARGE, Topic.TYRES, Topic.DUE},
        [
            "what's the battery level, what are the tyre pressures and when is my next service?",
            "现在多少电，胎压多少，下次保养什么时候？",
        ],
    ),
    (
        set(),
        [
            "book a brake check on Friday",
            "周五换刹车片",
            "how long will they keep the car",
            "why is it so expensive",
            "12伏电池怎么样",
            "when do I have to be there?",
        ],
    ),
]


@pytest.fixture(params=("en", "zh_Hans"))
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    one = begun(core, request.param, cars=2)
    with core.unit() as unit:
        registry.consent(unit, one.owner_id, purpose=Purpose.CARE, given=True, channel="chat")
    return one


def said(chat: Chat, english: str, chinese: str) -> str:
    return chat.say(english if chat.language == "en" else chinese)


@pytest.mark.parametrize(
    ("topics", "text"), [(topics, text) for topics, texts in QUESTIONS for text in texts]
)
def test_a_question_is_known_by_what_it_asks(topics: set[Topic], text: str) -> None:
    plain = script.plain(text.lower()).strip()

    assert set(own_topics.find(plain, is_warned=True).topics) == topics


@pytest.mark.parametrize("text", ["what does that mean?", "这是什么意思"])
def test_without_a_warning_what_does_that_mean_is_no_question_about_one(text: str) -> None:
    assert own_topics.find(text, is_warned=False).topics == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("how long do you keep my location", (Category.LOCATION,)),
        ("how long are the voice messages kept", (own_topics.VOICE,)),
        ("when do you delete my phone number", (own_topics.PHONE,)),
        ("胎压数据留多久", (Category.CONDITION,)),
        ("我的预约你们会记多久", (Category.BOOKING,)),
    ],
)
def test_the_kind_of_data_that_is_asked_about_is_known(text: str, kinds: tuple[str, ...]) -> None:
    assert own_topics.find(text, is_warned=False).kinds == kinds


def send(chat: Chat, car_id: int, values: dict[str, float]) -> None:
    with chat.core.unit() as unit:
        car = unit.session.get_one(Vehicle, car_id)
        telemetry.ingest(unit, car, Batch([Record(f"{unit.now:%Y-%m-%dT%H:%M:%SZ}", values)]))


def test_the_car_that_is_named_is_the_one_answered_about(chat: Chat) -> None:
    answer = said(chat, "how much charge does Car 2 have left?", "Car 2 还剩多少电？")

    assert "Car 2" in answer
    assert "Car 1" not in answer


def test_of_several_cars_each_is_answered_about_under_its_name(chat: Chat) -> None:
    answer = said(chat, "what should I inflate the tyres to?", "轮胎应该打到多少？")

    assert answer.index("Car 1") < answer.index("Car 2")
    assert chat.codes.count("own.tyres.no_target") == 1 or chat.codes.count("own.tyres.unknown") >= 1


def test_what_the_car_has_sent_is_told_with_its_moment(chat: Chat) -> None:
    send(chat, 1, {paths.SOC: 64.0, paths.RANGE: 251_000.0, paths.TYRE_PRESSURE[0]: 243.0})
    answer = said(
        chat, "how far can Car 1 go and what are its tyre pressures?", "Car 1 还能跑多远，胎压多少？"
    )

    assert chat.codes[1:4] == ["own.charge", "own.range", "own.tyres"]
    assert all(figure in answer for figure in ("64", "251", "2.4"))


def test_what_to_inflate_to_is_the_placards_pressure(core: Core) -> None:
    chat = begun(core, "en")
    with core.unit() as unit:
        car = unit.session.get_one(Vehicle, 1)
        car.placard_front_kpa, car.placard_rear_kpa = 250.0, 270.0

    assert "2.5 bar in front and 2.7 bar at the rear" in chat.say("what should I inflate the tyres to?")


def test_the_last_work_of_the_kind_that_is_named_is_told(chat: Chat) -> None:
    with chat.core.unit() as unit:
        for job, day in (("brake_fluid", 3), ("yearly_service", 9)):
            services.record(unit, chat.owner_id, 1, Serviced(job, date(2026, 11, day), 45_000.0))
    answer = said(chat, "when were the brakes of Car 1 last done?", "Car 1 刹车上次什么时候换的？")

    assert "45,000" in answer
    assert chat.codes[1:] == ["history.here"]


@pytest.mark.parametrize(
    ("english", "chinese", "codes"),
    [
        ("how long do you keep my location?", "我的位置信息保存多久？", ["privacy.footprint.no_location"]),
        ("how long are the voice messages kept?", "语音消息保留多久？", ["own.not_kept.voice"]),
        ("do you sell my data?", "你们会不会卖我的数据？", ["own.shared.nobody", "own.shared.who"]),
        ("how long do you keep my settings?", "我的设置你们保存多久？", ["privacy.footprint.line"]),
    ],
)
def test_what_is_kept_is_told_for_the_kind_that_is_asked_about(
    chat: Chat, english: str, chinese: str, codes: list[str]
) -> None:
    said(chat, english, chinese)

    assert chat.codes == codes


def test_are_you_sure_without_a_warning_asks_what_is_meant(chat: Chat) -> None:
    said(chat, "are you sure?", "你确定吗？")

    assert chat.codes == ["own.sure.what"]
    assert [each.label for each in chat.newest] == [
        chat.words("choice.car_question"),
        chat.words("choice.check_status"),
    ]


def test_are_you_sure_of_a_summary_says_that_nothing_is_done_yet(chat: Chat) -> None:
    said(chat, "book a brake check for Car 1 on Friday at 10", "Car 1 周五10点做刹车检查")
    said(chat, "are you sure?", "你确定吗？")

    assert chat.codes[0] == "answer.not_yes"
