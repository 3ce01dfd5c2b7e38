from datetime import UTC, datetime

import pytest

from domain.dialogue import facts
from domain.dialogue.facts import Intent, Talk, Visit
from domain.dialogue.meaning import model, understand
from jobs.lab.evaluations.states import STATES

NOW = datetime.fromisoformat("2026-11-18T10:00:00")
BOOKED = Talk(
    visits=(Visit(1, "inspection", datetime(2026, 11, 20, 2, tzinfo=UTC), "Asia/Shanghai", "East"),)
)
LOOKING = {Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE}


@pytest.mark.parametrize(
    "text",
    [
        "想换刹车片",
        "明天下午做个检查",
        "明天下午做保养",
        "预约下周全车检查，除了周二哪天都行，十一点之前",
        "收到召回短信了，下周除了周二都行，最好下午",
        "我上午都没空，什么时候能换刹车油",
        "book a service tomorrow afternoon",
        "I need an inspection, I'm away Thursday and Friday",
        "so sorry, my meeting moved. Book the inspection for Friday at 3 pm",
        "the recall letter says I have to come in, any day next week but Tuesday works",
    ],
)
def test_a_job_with_a_time_or_the_wish_for_it_looks_for_free_times(text: str) -> None:
    said = understand.understand(text, talk=Talk(), now=NOW, model=model.shipped())

    assert said.intent in LOOKING
    assert said.sure >= facts.DO


@pytest.mark.parametrize(
    "text",
    [
        "could my inspection start half an hour later?",
        "something came up, can we do the same time on Friday?",
    ],
)
def test_a_time_told_from_a_visit_moves_that_visit(text: str) -> None:
    said = understand.understand(text, talk=BOOKED, now=NOW, model=model.shipped())

    assert (said.intent, said.sure) == (Intent.RESCHEDULE, 1.0)


@pytest.mark.parametrize("talk", [Talk(), BOOKED], ids=["nothing booked", "a visit booked"])
@pytest.mark.parametrize(
    "text",
    [
        "I have a hairdresser appointment on Friday at 10",
        "my concert is on Saturday at eight, can't wait",
        "can you get me a table for two on Friday night",
        "please schedule a conference call for noon tomorrow",
        "my son needs a check-up at the dentist on Monday",
        "the tyres lost pressure on Monday",
        "what did the brake job last Friday cost?",
        "I drove 300 km on Sunday, how is the battery?",
        "yesterday I had my brakes checked",
        "周五我约了理发",
        "昨天刚换了刹车片",
        "帮我订一张周五晚上的桌子，两个人",
        "明天中午帮我安排个会议室",
        "周一轮胎就没气了",
        "周日跑了三百公里，电池怎么样",
        "下周三牙医预约能改到周四吗",
    ],
)
def test_what_is_over_or_booked_elsewhere_starts_no_visit(text: str, talk: Talk) -> None:
    said = understand.understand(text, talk=talk, now=NOW, model=model.shipped())

    assert said.intent not in LOOKING or said.sure < facts.DO


@pytest.mark.parametrize("text", ["我的车现在怎么样", "我的车况", "how is my car doing these days?"])
def test_how_the_car_is_can_be_asked_in_any_state(text: str) -> None:
    for talk in (Talk(), BOOKED):
        said = understand.understand(text, talk=talk, now=NOW, model=model.shipped())
        assert (said.intent, said.sure) == (Intent.CAR_QUESTION, 1.0)


@pytest.mark.parametrize(
    "text", ["周末", "tomorrow afternoon", "Friday", "星期五上午十点", "刹车片", "tyres", "asap"]
)
@pytest.mark.parametrize("state", ["", "pushed_alert"])
def test_a_bare_time_or_job_is_news_of_a_wish_wherever_the_talk_stands(text: str, state: str) -> None:
    said = understand.understand(text, talk=STATES[state], now=NOW, model=model.shipped())

    assert said.intent is Intent.INFORM
    assert said.sure >= facts.DO


@pytest.mark.parametrize("text", ["?", "？", "...", "!!", "。"])
@pytest.mark.parametrize("state", STATES)
def test_signs_alone_mean_nothing(text: str, state: str) -> None:
    said = understand.understand(text, talk=STATES[state], now=NOW, model=model.shipped())

    assert (said.intent, said.sure) == (Intent.OOS, 0.0)
