"""The link in a shared report: it leads friends to the bot, counts them and knows none of them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from domain import phrases
from domain.core import Core
from domain.dialogue import service as dialogue
from domain.explain.facts import Language, Sheet
from domain.kit.classified import Purpose
from domain.privacy import erase
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.reports import invitations
from domain.reports.facts import Reached
from domain.reports.tables import Invitation
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import begun
from tests.domain.driving.test_others import drive

LINK = re.compile(r"https://t\.me/CareBot\?start=(r_[A-Za-z0-9_-]{16})")


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Chat:
    monkeypatch.setattr(core.settings, "bot_name", "CareBot")
    language: Language = "en" if request.param == "en" else "zh_Hans"
    talk = begun(core, language, Purpose.CARE, Purpose.DRIVING)
    with core.unit() as unit:
        drive(unit, 1, talk.owner_id, hard=1)
    return talk


def share(chat: Chat) -> str:
    """The code in what is shared; "" where there is none."""
    said = chat.say("share my report" if chat.language == "en" else "把用车报告分享给朋友")
    found = LINK.search(said)
    return found[1] if found else ""


def started(chat: Chat, number: int, code: str, *, again: bool = False) -> list[str]:
    """What somebody who begins by a link is told."""
    with chat.core.unit() as opened:
        unit = replace(opened, now=opened.now + timedelta(days=1)) if again else opened
        owner = registry.meet(unit, number, locale="en", zone="UTC")
        reply = dialogue.command(unit, owner, "start", code)
    return [line.code for message in reply.messages for line in message.lines]


def test_days_named_behind_what_was_shared_are_no_error(chat: Chat) -> None:
    share(chat)

    assert chat.say("and last month?" if chat.language == "en" else "那上个月呢")


def test_friends_are_counted_once_and_their_friend_is_told_how_many(chat: Chat) -> None:
    code = share(chat)
    said = [started(chat, 50, code), started(chat, 51, code)]
    started(chat, 51, code, again=True)
    chat.say(f"/start {code}")  # the owner looks where it leads
    report = chat.say("/report")

    assert "hello.invited" in said[0]
    assert ("Fewer than five friends" if chat.language == "en" else "不到 5 位朋友") in report
    assert share(chat) == code

    for number in range(52, 56):
        started(chat, number, code)
    assert ("At least 5 friends" if chat.language == "en" else "已有至少 5 位朋友") in chat.say("/report")


def test_who_deletes_everything_and_comes_again_is_counted_once(chat: Chat) -> None:
    code = share(chat)
    for _ in range(5):
        started(chat, 50, code)
        with chat.core.unit() as unit:
            owner = registry.owner_of_chat(unit, 50)
            assert owner is not None
            erase.erase(unit, owner)
    with chat.core.reading() as unit:
        assert unit.session.exec(select(Invitation.friends)).all() == [1]


def test_the_page_and_the_picture_hold_the_link_and_no_one_can_be_read_from_it(chat: Chat) -> None:
    code = share(chat)
    sheet = chat.reply.messages[0].chart
    assert isinstance(sheet, Sheet)
    say = phrases.speaker(chat.language).say
    lines = [say(line) for section in sheet.sections for line in section.lines]
    with chat.core.reading() as unit:
        (row,) = unit.session.exec(select(Invitation))

    assert any(code in line for line in lines)
    assert code not in row.code_hash
    assert code.encode() not in row.code_sealed


def test_an_ended_link_counts_nobody_and_a_new_one_is_another(chat: Chat) -> None:
    old = share(chat)
    started(chat, 50, old)
    chat.tap(chat.words("report.button.link.off"))
    without = share(chat)
    greeting = started(chat, 51, old)
    chat.tap(chat.words("report.button.link.on"))
    new = share(chat)
    with chat.core.reading() as unit:
        (count,) = unit.session.exec(select(Invitation.friends))

    assert without == ""
    assert "hello.invited" not in greeting
    assert "hello.who" in greeting
    assert new not in {"", old}
    assert count == 1


def test_a_link_ends_with_its_owner(chat: Chat) -> None:
    code = share(chat)
    with chat.core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, chat.owner_id))

    assert "hello.invited" not in started(chat, 50, code)
    with chat.core.reading() as unit:
        assert unit.session.exec(select(Invitation)).all() == []


def test_without_a_name_of_the_bot_nothing_is_linked(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat.core.settings, "bot_name", "")

    assert share(chat) == ""
    assert chat.codes == ["report.shared", "report.shared.paged"]


def test_the_operator_reads_sums_from_five_owners_on(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.settings, "bot_name", "CareBot")
    with core.unit() as unit:
        owners = [registry.meet(unit, number, locale="en", zone="UTC") for number in range(5)]
        for owner in owners[:4]:
            invitations.link(unit, owner.id)
        few = invitations.reached(unit)
        last = invitations.link(unit, owners[4].id)
        assert last is not None
        invitations.count(
            unit, registry.meet(unit, 9, locale="en", zone="UTC"), last.address.partition("=")[2]
        )
        unit.session.expire_all()
        enough = invitations.reached(unit)

    assert few == Reached(None, None)
    assert enough == Reached(5, 1)
