"""A driving report behind a link: the owner's own, and one to share, until it ends."""

import re
from datetime import timedelta

import pytest

from domain.core import Core
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy import access_log, erase
from domain.privacy.access_log import What
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.reports import webpage
from domain.reports.tables import ReportPage
from tests.api.conftest import Door
from tests.api.pages.conftest import Browser
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import NOW, begun
from tests.domain.driving.test_others import drive

CODE = re.compile(r"https://care\.example/reports/(brp_[0-9a-f]{12}_[0-9a-f]{48})\n")


@pytest.fixture
def chat(door: Door, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """An owner who agreed to the report, with a drive of this month."""
    monkeypatch.setattr(door.core.settings, "public_url", "https://care.example")
    talk = begun(door.core, "zh_Hans", Purpose.CARE, Purpose.DRIVING)
    with door.core.unit() as unit:
        drive(unit, 1, talk.owner_id, hard=1)
    return talk


@pytest.fixture
def phone(door: Door) -> Browser:
    return Browser(door)


def link_in(said: str) -> str:
    found = CODE.search(said)
    assert found, said
    return found[1]


def shown(phone: Browser, code: str, *, status: int = 200, **more: str) -> str:
    return phone.ask("POST", "/reports", status=status, data={"code": code, **more}).text


def looks(core: Core, owner_id: int) -> list[str]:
    with core.reading() as unit:
        return [
            each.by.role for each in access_log.newest(unit, owner_id, limit=9) if each.what is What.REPORT
        ]


def test_an_own_report_opens_by_its_link_in_either_language_and_the_look_is_listed(
    chat: Chat, phone: Browser
) -> None:
    chat.say("/report")
    code = link_in(chat.tap("网页"))
    door = phone.ask("GET", f"/reports/{code}").text
    assert "Car 1" not in door  # a messenger's preview of the link reads no report
    assert looks(chat.core, chat.owner_id) == []

    page = shown(phone, code)
    assert "200 公里" in page
    assert "Car 1" in page
    assert "200 km in 4 hours" in shown(phone, code, language="en")
    assert looks(chat.core, chat.owner_id) == ["reader"]
    assert "有链接的人" in chat.say("/looks")


def test_what_is_shared_as_a_page_tells_no_name_and_no_day(chat: Chat, phone: Browser) -> None:
    page = shown(phone, link_in(chat.say("把用车报告分享给朋友")))

    assert "200 公里" in page
    assert "2026年11月" in page
    assert "Car 1" not in page
    assert not re.search(r"\d日", page)


def test_it_tells_what_it_told_when_it_was_made(chat: Chat, phone: Browser) -> None:
    code = link_in(chat.say("用车报告发我网页版"))
    with chat.core.unit() as unit:
        drive(unit, 1, chat.owner_id, hard=5)

    assert "200 公里" in shown(phone, code)


def pressed(chat: Chat) -> None:
    chat.tap("收回")


def withdrawn(chat: Chat) -> None:
    with chat.core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.DRIVING, given=False, channel="test")


def erased(chat: Chat) -> None:
    with chat.core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, chat.owner_id))


def unlinked(chat: Chat) -> None:
    with chat.core.unit() as unit:
        registry.unlink(unit, chat.owner_id, 1)


def private(chat: Chat) -> None:
    with chat.core.unit() as unit:
        preferences.set_privacy_mode(unit, chat.owner_id, on=True)


def late(chat: Chat) -> None:
    assert isinstance(chat.core.clock, FixedClock)
    chat.core.clock.at = NOW + timedelta(days=30)


@pytest.mark.parametrize("ends", [pressed, withdrawn, erased, unlinked, private, late])
def test_its_end_closes_it_for_who_has_the_link(chat: Chat, phone: Browser, ends: object) -> None:
    assert callable(ends)
    code = link_in(chat.say("把用车报告分享给朋友"))
    shown(phone, code)
    ends(chat)

    assert "打不开" in shown(phone, code, status=404)


def test_an_own_page_ends_after_a_day_and_in_privacy_mode_stays_ones_own(chat: Chat, phone: Browser) -> None:
    chat.say("/report")
    code = link_in(chat.tap("网页"))
    private(chat)
    shown(phone, code)
    assert isinstance(chat.core.clock, FixedClock)
    chat.core.clock.at = NOW + timedelta(days=1)

    shown(phone, code, status=404)


def test_nobody_ends_the_page_of_another_owner(chat: Chat, phone: Browser, door: Door) -> None:
    code = link_in(chat.say("把用车报告分享给朋友"))
    with door.core.unit() as unit:
        webpage.end(unit, registry.meet(unit, 2, locale="en", zone="UTC").id, 1)

    shown(phone, code)
    assert door.count(ReportPage) == 1


def test_without_a_public_address_no_page_is_offered(
    chat: Chat, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.core.settings, "public_url", "")
    chat.say("/report")
    assert not any("网页" in each.label for each in chat.newest)

    chat.say("用车报告发我网页版")
    assert chat.codes == ["report.paged"]
