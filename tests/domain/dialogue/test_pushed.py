"""What came last unasked is what an owner speaks of who just writes, in either language, until they turn to something else."""

import json
from typing import Any

import anyio
import pytest

from jobs.conversation import play, scripts
from jobs.conversation.world import Worlds

BLUE, RED = "小蓝 Little Blue", "小红 Little Red"
CARS = [{"name": BLUE}, {"name": RED}]
ALERT = {"alert": {"slot": "2026-11-20T10:00", "car": RED}}
FILTER = {"alert": {"slot": "2026-11-20T10:00", "car": RED, "check": "cabin_filter"}}
LATER = {"job": "inspection", "start": "2026-11-24T09:00"}
TOMORROW = {"job": "brake_check", "start": "2026-11-19T14:00", "car": RED}
TODAY = {"job": "brake_check", "start": "2026-11-18T09:00", "car": RED}
DONE = {"workshop": {"says": "done", "job": "brake_check", "found": {"brake_pads": True}, "paid": 480}}

# Visits, what comes unasked, and for each language what is then written with what the answer says and does not say.
CASES: dict[str, tuple[list[Any], list[Any], dict[str, list[tuple[str, str, str]]]]] = {
    "a warning": (
        [],
        [ALERT],
        {
            "en": [
                ("what will it cost me?", "480", "inspection"),
                ("was that right?", "58 readings", "Little Blue"),
                ("can i still drive it", "Little Red", "Little Blue"),
                ("how long can i leave it", "Little Red", "Little Blue"),
                ("can i wait two weeks with that", "too late", "Little Blue"),
                ("what's that part anyway", "25% left", "Little Blue"),
                ("when exactly", "Fri 20 Nov, 10:00", "Little Blue"),
                ("just do it then", "Shall I book this visit: brake pad change", "not sure"),
                ("take my rating back", "no feedback of yours", "Shall I cancel"),
                ("how is little blue doing", "Little Blue", "Little Red"),
            ],
            "zh": [
                ("这个要多少钱", "480", "全车检查"),
                ("真的假的，准不准啊", "58 次读数", "小蓝"),
                ("还能开吗", "小红", "小蓝"),
                ("能拖几天", "小红", "小蓝"),
                ("这个月手头紧，现在非做不可吗", "11月25日", "小蓝"),
                ("这是什么零件", "余量 25%", "小蓝"),
                ("具体几点", "11月20日 周五 10:00", "不确定"),
                ("那就做吧", "确认预约吗", "不确定"),
                ("评价撤回", "没有可以撤回的评价", "确认取消"),
                ("小蓝车况怎么样", "小蓝", "小红"),
            ],
        },
    ),
    "a warning beside a visit of another car": (
        [LATER],
        [FILTER],
        {
            "en": [
                ("what will it cost me?", "120", "200"),
                ("when exactly", "cabin filter change", "inspection"),
                ("move it to Friday 11:00", "cabin filter change, Fri 20 Nov, 11:00", "inspection"),
                ("move my appointment to Friday 11:00", "inspection", "Little Red"),
            ],
            "zh": [
                ("这个要多少钱", "120", "200"),
                ("具体几点", "更换空调滤芯", "全车检查"),
                ("改到周五11点", "更换空调滤芯", "全车检查"),
                ("我的预约改到周五11点", "全车检查", "小红"),
            ],
        },
    ),
    "a reminder of one of two visits": (
        [TOMORROW, LATER],
        [{"pass_minutes": 300}],
        {
            "en": [
                ("how much is it", "260", "200"),
                ("when exactly", "Thu 19 Nov, 14:00", "24 Nov"),
                ("how long does it take", "1 hour", "depends"),
                ("cancel it please", "brake check", "Which"),
                ("cancel the inspection please", "inspection", "brake check"),
            ],
            "zh": [
                ("这个要多少钱", "260", "200"),
                ("具体几点", "11月19日 周四 14:00", "11月24日"),
                ("要多久", "1 小时", "要看做什么"),
                ("取消吧", "刹车检查", "哪个"),
                ("把全车检查取消吧", "全车检查", "刹车检查"),
            ],
        },
    ),
    "a visit that is done": (
        [TODAY, LATER],
        [DONE],
        {
            "en": [
                ("what did i pay for that", "480", "inspection"),
                ("was that right?", "Found: Brake pads", "inspection"),
                ("not satisfied", "Thank you for saying so", "help with that"),
                ("I'm not happy, the bill is wrong", "I am sorry", "Thank you"),
                ("take my rating back", "no feedback of yours", "privacy"),
                ("move it to Friday 11:00", "inspection", "Little Red"),
            ],
            "zh": [
                ("上次花了多少", "480", "全车检查"),
                ("准不准", "查实：刹车片", "全车检查"),
                ("不满意", "感谢您的反馈", "帮不上忙"),
                ("不满意，账单不对", "非常抱歉", "感谢"),
                ("评价撤回", "没有可以撤回的评价", "确认取消"),
                ("改到周五11点", "全车检查", "小红"),
            ],
        },
    ),
}
ALL = [(name, language) for name in CASES for language in ("en", "zh")]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    return Worlds(tmp_path_factory.mktemp("worlds"))


def answers(worlds: Worlds, visits: list[Any], turns: list[Any], *, lang: str) -> list[Any]:
    script = {"id": "t", "lang": lang, "world": {"cars": CARS, "visits": visits}, "turns": turns}
    (parsed,) = scripts.parsed(json.dumps(script).encode(), file="t.json")
    rows: list[Any] = anyio.run(play.play, parsed, worlds)["turns"]
    return rows


def texts(row: Any) -> str:
    return "\n".join(reply["text"] for reply in row["replies"])


@pytest.mark.parametrize(("name", "lang"), ALL)
def test_a_question_is_of_what_came_last(worlds: Worlds, name: str, lang: str) -> None:
    visits, turns, lines = CASES[name]
    *_, row = answers(worlds, visits, [*turns, {"each": [text for text, _, _ in lines[lang]]}], lang=lang)

    wrong = {
        each["say"]: texts(each)
        for each, (_, said, unsaid) in zip(row["each"], lines[lang], strict=True)
        if said not in texts(each) or unsaid in texts(each)
    }
    assert wrong == {}


def last(worlds: Worlds, *turns: Any, lang: str = "en") -> str:
    return texts(answers(worlds, [LATER], [ALERT, *turns], lang=lang)[-1])


def test_a_second_question_is_of_it_too(worlds: Worlds) -> None:
    assert "90 minutes" in last(worlds, {"say": "what will it cost me?"}, {"say": "how long does it take"})


@pytest.mark.parametrize("between", ["/bookings", "when is my inspection?"])
def test_who_turns_to_something_else_speaks_of_that_from_then_on(worlds: Worlds, between: str) -> None:
    assert "480" not in last(worlds, {"say": between}, {"say": "what will it cost me?"})


def test_after_a_day_it_is_not_spoken_of_any_more(worlds: Worlds) -> None:
    assert "480" not in last(worlds, {"pass_minutes": 1500}, {"say": "what will it cost me?"})


@pytest.mark.parametrize(
    ("language", "between", "wish", "work"),
    [
        (
            "en",
            "/trips",
            "can you fix that as early as you can? I need the car on Thursday",
            "brake pad change",
        ),
        ("en", "/bookings", "please get it repaired as soon as possible", "brake pad change"),
        ("zh", "/trips", "帮我订个最早的时间去修吧", "更换刹车片"),
        ("zh", "我的车怎么样", "尽快给我修好，周四我要用车", "更换刹车片"),
    ],
)
def test_a_repair_without_a_name_is_that_of_the_only_warning_whatever_was_talked_of_meanwhile(
    worlds: Worlds, language: str, between: str, wish: str, work: str
) -> None:
    answer = last(worlds, {"say": between}, {"say": wish}, lang=language)

    assert work in answer
    assert "19 Nov" not in answer
    assert "11月19日" not in answer


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", each) for each in (
        "I don't want to get it fixed", "no need to repair it", "please don't fix it yet", "can I fix it myself", "Must I fix it now?",
        "fix my laptop please, get it repaired on friday",
    )] + [("zh", each) for each in (
        "我自己去修", "我让朋友帮我修", "我已经找人帮我修了", "我家在装修，想周五去一趟", "那个问题解决了，周五想过去看看", "尽快修一下我家空调",
    )],
)  # fmt: skip
def test_a_refusal_a_question_or_another_repair_books_nothing(
    worlds: Worlds, language: str, text: str
) -> None:
    answer = last(worlds, {"say": "/trips"}, {"say": text}, lang=language)

    assert "brake pad change" not in answer
    assert "更换刹车片" not in answer


@pytest.mark.parametrize(("lang", "text"), [("en", "don't remind me"), ("zh", "不用提醒了")])
def test_no_reminder_of_a_warning_leaves_those_of_visits_on(worlds: Worlds, lang: str, text: str) -> None:
    answer = last(worlds, {"say": text}, lang=lang)

    assert ("I will not remind you of this" if lang == "en" else "不再提醒您") in answer
    assert "Undo" not in answer
