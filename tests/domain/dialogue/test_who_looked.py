"""The owner asks who looked, in either language, and is told who, what and when; and ends a program's access."""

from datetime import timedelta

import pytest

from domain.contact import service as contact
from domain.core import Core, Unit
from domain.explain.facts import Language, Names
from domain.kit.clock import FixedClock
from domain.privacy import access_log, grants, viewers
from domain.privacy.access_log import Viewer, What
from domain.registry import tokens
from domain.registry.tables import Owner
from jobs.demo.seed import CENTRES
from tests.domain.dialogue.chat import Chat, begun

assert isinstance(CENTRES[0].name, Names)
CENTRE = CENTRES[0].name.texts
ASKED = [
    "who looked at my data",
    "Who looked at my data?",
    "Has anybody been looking at my car's data lately?",
    "did my operator ever read my information",
    "which workshop has seen my records?",
    "I want to know who accessed my personal data",
    "谁看过我的数据",
    "谁看过我的数据？",
    "有没有人查看过我的车的数据啊",
    "我的信息都有谁访问过",
    "服务商看过我的资料吗",
    "访问记录",
    "/looks",
]
OTHERS = [
    "who can see my car",
    "谁能看我的车",
    "look at my car",
    "please have a look at my brakes",
    "帮我看看车",
    "我想看看我的数据",
    "show me my data",
    "delete my data",
]


@pytest.fixture
def chat(core: Core) -> Chat:
    return begun(core, "en")


def note(unit: Unit, chat: Chat, by: Viewer, what: What, car: int | None = 1) -> None:
    access_log.note(unit, by, what, [(chat.owner_id, car)])


@pytest.mark.parametrize("text", ASKED)
def test_the_question_reaches_the_list_however_it_is_put(chat: Chat, text: str) -> None:
    chat.say(text)

    assert chat.codes[0] == "privacy.looks.title"


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_of_looking_do_not(chat: Chat, text: str) -> None:
    chat.say(text)

    assert "privacy.looks.title" not in chat.codes


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Wed 18 Nov, 11:00, driver 472: the car's condition, Car 1",
                "Wed 18 Nov, 10:00, your operator: the car's entry in the register, Car 1",
                "Wed 18 Nov, 10:00, {centre}: workshop visits, Car 1",
                "Wed 18 Nov, 10:00, your operator: how much is stored, by kind",
            ],
        ),
        (
            "zh_Hans",
            [
                "11月18日 周三 11:00，驾驶人 472：车况，Car 1",
                "11月18日 周三 10:00，服务商：车辆登记信息，Car 1",
                "11月18日 周三 10:00，{centre}：维修预约，Car 1",
                "11月18日 周三 10:00，服务商：各类数据的数量",
            ],
        ),
    ],
)
def test_who_looked_is_told_with_what_and_when_the_newest_first(
    core: Core, clock: FixedClock, language: Language, expected: list[str]
) -> None:
    chat = begun(core, language)
    with core.unit() as unit:
        note(unit, chat, access_log.MACHINE, What.COUNTS, None)
        unit.session.flush()
        note(unit, chat, Viewer("centre", 1, 7), What.VISITS)
        unit.session.flush()
        note(unit, chat, Viewer("operator", None, 8), What.REGISTER)
    clock.advance(timedelta(hours=1))
    with core.unit() as unit:
        note(unit, chat, Viewer("driver", mark="472"), What.CONDITION)
    said = chat.say("who looked at my data" if language == "en" else "谁看过我的数据")

    lines = [line.removeprefix("• ") for line in said.splitlines() if line.startswith("• ")]
    assert lines == [each.format(centre=CENTRE[language]) for each in expected]


def test_what_is_read_all_day_is_one_line_with_its_count(chat: Chat, core: Core, clock: FixedClock) -> None:
    for _ in range(3):
        with core.unit() as unit:
            note(unit, chat, access_log.MACHINE, What.REGISTER)
        clock.advance(timedelta(hours=1))

    said = chat.say("/looks")

    assert (
        "Wed 18 Nov, 12:00, your operator: the car's entry in the register, Car 1 (3 times that day)" in said
    )
    assert "There are 3 entries" in said


def test_a_long_list_is_turned_by_a_button(chat: Chat, core: Core, clock: FixedClock) -> None:
    for _ in range(viewers.PAGE + 3):
        with core.unit() as unit:
            note(unit, chat, access_log.MACHINE, What.REGISTER)
        clock.advance(timedelta(days=1))

    first = chat.say("/looks")
    older = chat.tap("Earlier looks")

    assert first.count("your operator") == viewers.PAGE
    assert older.count("your operator") == 3
    assert "Wed 18 Nov" in older
    assert "Wed 18 Nov" not in first


def test_an_owner_nobody_looked_at_is_told_so_and_finds_the_list_from_footprint_and_privacy(
    chat: Chat,
) -> None:
    for command in ("/footprint", "/privacy"):
        chat.say(command)
        chat.tap("Who looked")
        assert chat.codes == ["privacy.looks.title", "privacy.looks.nobody"]


def test_the_owners_own_copy_stands_in_the_list(chat: Chat) -> None:
    chat.say("/export")

    assert "you: took a copy of all data" in chat.say("/looks")


def test_an_owners_token_is_told_at_once_and_ended_by_a_tap(
    chat: Chat, core: Core, clock: FixedClock
) -> None:
    clock.advance(timedelta(hours=14))  # midnight in Shanghai: quiet hours
    with core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        text = grants.owner_token(unit, owner, name="Home display", days=30)
    with core.unit() as unit:
        (sent,) = contact.claim(unit, limit=10)
    assert [line.code for line in sent.message.lines] == ["privacy.token.made"]
    said = chat.say("who looked at my data")
    assert "made an access token for your data" in said
    assert "Access token “Home display”, until Sat 19 Dec 2026: not used yet" in said

    chat.tap("End “Home display”")

    assert chat.codes == ["privacy.token.ended"]
    with core.reading() as unit, pytest.raises(Exception, match="token_unknown"):
        tokens.who(unit, text)
    assert "Home display" not in chat.say("/looks").replace("made", "")


def test_nobody_ends_the_token_of_another(core: Core, chat: Chat) -> None:
    other = begun(core, "en", chat_id=2)
    with core.unit() as unit:
        text = grants.owner_token(unit, unit.session.get_one(Owner, chat.owner_id))
        (granted,) = tokens.listed(unit, owner_id=chat.owner_id)

    with core.unit() as unit, pytest.raises(Exception, match="access_token_unknown"):
        tokens.revoke(unit, granted.id, owner_id=other.owner_id)
    with core.reading() as unit:
        assert tokens.who(unit, text).owner_id == chat.owner_id
