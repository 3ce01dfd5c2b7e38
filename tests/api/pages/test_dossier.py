"""A dossier behind a link: shared from the chat, opened by whoever has it, ended by its owner, its time or a sale."""

import re
from datetime import timedelta

import pytest

from domain.explain.facts import QrCode
from domain.kit.clock import FixedClock
from domain.logbook import rules, webpage
from domain.logbook.facts import Dossier
from domain.logbook.tables import DossierPage
from domain.privacy import erase
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Owner
from domain.upkeep import services
from tests.api.conftest import Door
from tests.api.pages.conftest import Browser
from tests.domain.dialogue.chat import Chat, begun

CODE = re.compile(r"https://care\.example/dossiers/(brp_[0-9a-f]{12}_[0-9a-f]{48})\n")


@pytest.fixture
def chat(door: Door, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Chat:
    monkeypatch.setattr(door.core.settings, "public_url", "https://care.example")
    talk = begun(door.core, "en")
    with door.core.unit() as unit:
        services.record(unit, talk.owner_id, 1, Serviced("brake_fluid", clock.at.date(), 17_400.0))
    return talk


@pytest.fixture
def phone(door: Door) -> Browser:
    return Browser(door)


def shared(chat: Chat) -> str:
    chat.say("give me the dossier for the buyer")
    chat.tap(chat.words("logbook.button.make"))
    link = CODE.search(chat.tap(chat.words("logbook.button.share")))
    assert link
    assert chat.reply.messages[0].chart == QrCode(link[0].strip())
    return link[1]


def opened(phone: Browser, code: str) -> Dossier:
    return rules.check(phone.ask("POST", "/dossiers", data={"code": code}).text)


def test_whoever_has_the_link_opens_a_dossier_that_holds_and_the_look_is_listed(
    chat: Chat, phone: Browser
) -> None:
    code = shared(chat)
    assert "17" not in phone.ask("GET", f"/dossiers/{code}").text.split(code)[0]
    answer = phone.ask("POST", "/dossiers", data={"code": code})

    assert rules.check(answer.text).statement.size == 2
    policy = answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert "dossier" in chat.say("/looks")


@pytest.mark.parametrize("how", ["ended", "time", "sold", "erased", "wrong"])
def test_a_link_that_is_over_opens_nothing(chat: Chat, phone: Browser, clock: FixedClock, how: str) -> None:
    code = shared(chat)
    if how == "ended":
        chat.tap(chat.words("logbook.button.share.end"))
    clock.at += webpage.LIFE if how == "time" else timedelta(minutes=1)
    with chat.core.unit() as unit:
        if how == "sold":
            registry.unlink(unit, chat.owner_id, 1)
        if how == "erased":
            erase.erase(unit, unit.session.get_one(Owner, chat.owner_id))

    answer = phone.ask("POST", "/dossiers", status=404, data={"code": "x" if how == "wrong" else code})
    assert "17400" not in answer.text


def test_another_owner_cannot_end_it(chat: Chat, phone: Browser, door: Door) -> None:
    code = shared(chat)
    with door.core.unit() as unit:
        other = registry.meet(unit, 2, locale="en", zone="UTC")
        webpage.end(unit, other.id, 1)

    assert opened(phone, code)
    assert door.count(DossierPage) == 1


def test_without_a_public_address_no_link_is_offered(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat.core.settings, "public_url", "")
    chat.say("give me the dossier for the buyer")
    chat.tap(chat.words("logbook.button.make"))

    assert chat.newest == []
