"""A file of the car's past sent in the chat is taken in, once, and answered with what it was good for."""

import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.core import Core
from domain.dialogue.acts import files
from domain.errors import Refusal
from domain.feeds import pasts
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.simulation import run as simulation
from domain.simulation import wire
from domain.simulation.facts import SimCar
from domain.telemetry.storage import blocks
from tests.domain.dialogue.chat import Chat, begun
from tests.jobs.test_conversation import played, said

DAY = timedelta(days=1)
TAKEN = {"en": "Read in for Little Blue: VSS", "zh": "已为小蓝导入：VSS"}
KNOWN = {"en": "nothing in it is new", "zh": "没有小蓝的新数据"}
JUDGES = {"en": "What I can judge by it: .*Tyre pressure", "zh": "现有数据可以判断：.*胎压"}
UNKNOWN = {"en": "I do not know this kind of file", "zh": "我不认识这种文件"}
TWO_CARS = {"cars": [{"name": "小蓝 Little Blue"}, {"name": "红旗 Red Flag"}]}


@cache
def month() -> str:
    """What a simulated car sent a year before, as a VSS file."""
    start = datetime(2025, 11, 1, tzinfo=UTC)
    car = SimCar("1M8GDM9AXKP042788", "Blue", "蓝", "Test EV", 7)
    window = simulation.simulate(car, start=start, end=start + 21 * DAY, faults=(), step_s=300)
    records = wire.to_records(window)
    return "\n".join(json.dumps({"at": each["at"], "signals": each["signals"]}) for each in records)


def document(body: str, *, name: str = "past.json", caption: str = "") -> dict[str, Any]:
    return {"send": {"kind": "document", "name": name, "body": body, "text": caption}}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_file_is_taken_in_once_and_the_car_says_so(lang: str) -> None:
    first, again, car = played(document(month()), document(month()), {"say": "/car"}, lang=lang)["turns"]

    assert TAKEN[lang] in said(first)
    assert KNOWN[lang] in said(again)
    assert "VSS" in said(car)


def test_the_answer_names_the_checks_that_the_file_is_enough_for() -> None:
    for lang in ("en", "zh"):
        (turn,) = played(document(month()), lang=lang)["turns"]
        assert re.search(JUDGES[lang], said(turn))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_file_of_an_unknown_kind_is_refused_with_those_that_are_known(lang: str) -> None:
    (turn,) = played(document("a,b\n1,2\n", name="x.csv"), lang=lang)["turns"]

    assert turn["refused"] == "file_unknown_kind"
    assert UNKNOWN[lang] in said(turn)
    assert "LeafSpy" in said(turn)


@pytest.mark.parametrize(
    "body", ["", "\x00\x00", "[", '{"at": 1}', "Date,SOC\n,\n", "时间,电量\n昨天,很多\n"]
)
def test_whatever_is_in_a_file_has_a_clear_answer(body: str) -> None:
    (turn,) = played(document(body))["turns"]

    assert turn["refused"] in {"file_unknown_kind", "file_empty"}


def test_a_file_without_a_time_that_can_be_used_is_said_to_be_empty() -> None:
    line = json.dumps({"at": "1969-01-01T00:00:00Z", "signals": {"Vehicle.Speed": 0.0}})

    (turn,) = played(document(line))["turns"]

    assert turn["refused"] == "file_empty"


def test_of_several_cars_the_caption_says_which() -> None:
    asked, named, car = played(
        document(month()), document(month(), caption="for Red Flag"), {"say": "/car"}, world=TWO_CARS
    )["turns"]

    assert asked["refused"] == "file_of_which_car"
    assert "Read in for Red Flag" in said(named)
    texts = [reply["text"] for reply in car["replies"]]
    assert [("VSS" in text) for text in texts] == [False, True]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_wish_in_the_caption_that_cannot_be_done_does_not_undo_the_file(lang: str) -> None:
    caption = {"en": "please cancel my appointment on Friday", "zh": "顺便把周五的预约取消"}[lang]

    turn, car = played(document(month(), caption=caption), {"say": "/car"}, lang=lang)["turns"]

    assert TAKEN[lang] in said(turn)
    assert len(turn["replies"]) > 1
    assert "VSS" in said(car)


def test_a_file_of_which_nothing_may_be_kept_is_not_said_to_be_known(core: Core) -> None:
    first, second = begun(core, "en"), begun(core, "en", cars=0, chat_id=99)
    with core.unit() as unit:
        (car,) = registry.own_vehicles(unit, first.owner_id)
        registry.unlink(unit, first.owner_id, car.id)
        registry.link(unit, second.owner_id, registry.link_code(unit, car.id))
        registry.consent(unit, second.owner_id, purpose=Purpose.CARE, given=True, channel="chat")
    for _ in range(2):
        assert codes_of(second, month())[0] == "file.nothing"


def codes_of(chat: Chat, body: str) -> list[str]:
    """What is said of a file that is taken in for the only car of a chat."""
    past = pasts.of_file(body.encode(), name="past.json", zone=ZoneInfo("UTC"))
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        goal = files.goal(unit, owner, caption="", size=1)
        before, evening = files.begin(unit, goal, past), blocks.EMPTY
        for day, batch in past.samples.days():
            evening = files.take_day(unit, goal, past, day, batch, before=before, evening=evening)
        return [line.code for line in files.report(unit, owner, goal=goal, past=past).messages[0].lines]


def test_a_file_of_an_owner_who_does_not_agree_or_that_is_too_large_is_refused_before_it_is_fetched(
    core: Core,
) -> None:
    chat = begun(core, "en")

    for size, code in ((1, "file_needs_consent"), (files.MOST_BYTES + 1, "file_too_large")):
        with core.reading() as unit, pytest.raises(Refusal) as refusal:
            files.goal(unit, unit.session.get_one(Owner, chat.owner_id), caption="", size=size)
        assert refusal.value.code == code
