"""The owner's page: who comes in, what each section shows, and that it does what the chat does."""

import re
from datetime import timedelta
from html import unescape

import pytest
from pydantic import SecretStr

from api.pages.owner.frame import SECTIONS
from domain.booking import service as booking
from domain.booking.facts import State
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.signin import service as sessions
from domain.signin.tables import PageSession, SignInLink
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser
from tests.domain.signin.test_launch import TOKEN, init_data

TAP = re.compile(
    r'name="verb" value="([^"]+)">\s*<input type="hidden" name="params" value="([^"]*)">\s*'
    r'<input type="hidden" name="seal" value="([^"]+)">'
)


def enters(door: Door, owner_id: int, *, language: str = "zh-CN") -> Browser:
    """A browser that an owner's link has signed in."""
    with door.core.unit() as unit:
        link = sessions.own_link(unit, owner_id)
    browser = Browser(door, language)
    browser.cookie = browser.ask("POST", "/my", status=303, data={"code": link.text}).headers["set-cookie"]
    browser.cookie = browser.cookie.partition(";")[0]
    browser.ask("GET", "/sessions")
    return browser


@pytest.fixture
def owner(door: Door, life: Life) -> Browser:
    return enters(door, life.owner_id)


def tap(shown: str, verb: str, params: str = "") -> dict[str, str]:
    """Return the fields of the button with a verb whose facts contain `params`."""
    taps = [[unescape(field) for field in each] for each in TAP.findall(shown)]
    found = next(each for each in taps if each[0] == verb and params in each[1])
    return dict(zip(("verb", "params", "seal"), found, strict=True))


def press(browser: Browser, shown: str, verb: str, params: str = "") -> str:
    """Press a button of a card, and return the answer as it is."""
    return browser.sends("/my/press", status=200, more=tap(shown, verb, params)).text


def test_the_mini_app_is_let_in_once_by_what_telegram_signed(
    door: Door, life: Life, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.core.settings, "telegram_token", SecretStr(TOKEN))
    phone, data = Browser(door), init_data(at=clock.now())
    assert "tgWebAppData" not in phone.reads("/my")

    answer = phone.ask("POST", "/my", status=303, data={"launch": data})

    assert {"HttpOnly", "SameSite=lax"} <= set(answer.headers["set-cookie"].split("; "))
    for launch, said in ((data, "已用过"), (data.replace("AAE1", "AAE2"), "不是 Telegram")):
        assert said in phone.ask("POST", "/my", status=401, data={"launch": launch}).text
    phone.ask("POST", "/my", status=403, data={"launch": data}, headers={"sec-fetch-site": "cross-site"})


def test_a_link_of_the_chat_opens_once_within_ten_minutes(door: Door, life: Life, clock: FixedClock) -> None:
    with door.core.unit() as unit:
        first, late = (sessions.own_link(unit, life.owner_id).text for _ in range(2))
    phone = Browser(door)
    phone.ask("POST", "/my", status=303, data={"code": first})
    assert "/page" in phone.ask("POST", "/my", status=401, data={"code": first}).text
    clock.advance(timedelta(minutes=10))
    assert "/page" in phone.ask("POST", "/my", status=401, data={"code": late}).text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_section_is_shown_in_either_language(
    door: Door, owner: Browser, life: Life, language: str
) -> None:
    with door.core.unit() as unit:
        for purpose in (Purpose.CARE, Purpose.DRIVING):
            registry.consent(unit, life.owner_id, purpose=purpose, given=True, channel="test")
    owner.sends("/language", language=language, back="/my/cars")
    names = {"zh": "我的数据", "en": "My data"}
    for section in SECTIONS:
        page = owner.reads(f"/my/{life.vehicle_id}/{section}")
        assert names[language] in page, section
        assert "Blue 7" in page, section
    assert life.number in owner.reads(f"/my/{life.vehicle_id}/visits")
    assert names[language] in owner.reads("/my/privacy")


def test_an_owner_never_sees_another_nor_what_is_of_workshop_or_operator(
    door: Door, owner: Browser, life: Life, other_life: Life
) -> None:
    with door.core.reading() as unit:
        (theirs,) = booking.visits_of(unit, other_life.owner_id)
    for section in SECTIONS:
        owner.ask("GET", f"/my/{other_life.vehicle_id}/{section}", status=404)
    for what in ("move", "cancel"):
        for car in (life.vehicle_id, other_life.vehicle_id):
            owner.ask("GET", f"/my/{car}/visits/{theirs.id}/{what}", status=404)
            owner.sends(
                f"/my/{car}/visits/{theirs.id}/{what}",
                status=404,
                starts_at="2026-12-01T02:00:00Z",
                centre_id="1",
            )
    for path in ("/workshop", "/operator", "/requests"):
        owner.ask("GET", path, status=403)
    assert other_life.number not in owner.reads("/sessions")


def test_a_button_does_what_it_was_offered_for_and_nothing_else(
    door: Door, owner: Browser, life: Life, other_life: Life
) -> None:
    shown = owner.ask("GET", "/my/privacy").text
    stranger = enters(door, other_life.owner_id)

    for browser, more, status in (
        (owner, {"params": '{"on":false}'}, 404),
        (owner, {"verb": "car.unlink"}, 404),
        (stranger, {}, 404),
    ):
        browser.sends("/my/press", status=status, more={**tap(shown, "privacy.mode"), **more})
    press(owner, shown, "privacy.mode", '"on":true')

    with door.core.reading() as unit:
        modes = [unit.session.get_one(Owner, each.owner_id).privacy_mode for each in (life, other_life)]
    assert modes == [True, False]


def test_a_visit_is_booked_moved_and_given_up_in_the_calendar(door: Door, owner: Browser, life: Life) -> None:
    base = f"/my/{life.vehicle_id}/visits"

    def chosen(path: str) -> dict[str, str]:
        """Choose the first free day and its last time."""
        day = re.findall(r'href="[^"]*day=([-\d]+)#times"', owner.reads(path))[-1]
        page = owner.reads(f"{path}{'&' if '?' in path else '?'}day={day}")
        return {
            "starts_at": re.findall(r'name="starts_at" value="([^"]+)"', page)[-1],
            "centre_id": re.findall(r'name="centre_id" value="(\d+)"', page)[-1],
        }

    def live() -> dict[str, tuple[State, str]]:
        with door.core.reading() as unit:
            visits = booking.visits_of(unit, life.owner_id)
            return {each.job: (each.state, str(each.id)) for each in visits}

    owner.sends(base, job="tyre_service", more=chosen(f"{base}/new?job=tyre_service"))
    assert live()["tyre_service"][0] is State.HELD
    press(owner, owner.ask("GET", base).text, "visit.book", live()["tyre_service"][1])
    state, number = live()["tyre_service"]
    assert state is State.BOOKED
    wish = chosen(f"{base}/{number}/move")
    owner.sends(f"{base}/{number}/move", status=200, more=wish)
    with door.core.reading() as unit:
        moved = booking.visit_of(unit, life.owner_id, int(number))
    assert f"{moved.starts_at.isoformat()}" == wish["starts_at"]
    assert live()["tyre_service"][0] is State.BOOKED
    owner.reads(f"{base}/{number}/cancel")
    assert live()["tyre_service"][0] is State.BOOKED
    owner.sends(f"{base}/{number}/cancel", status=200)
    assert "tyre_service" not in live()


def test_data_are_taken_along_and_deleted_with_the_second_yes_and_the_session_with_them(
    door: Door, owner: Browser, life: Life
) -> None:
    shown = owner.ask("GET", "/my/privacy").text
    copy = owner.sends("/my/press", status=200, more=tap(shown, "privacy.export"))
    assert copy.headers["content-disposition"].startswith("attachment")
    assert copy.content.startswith(b"PK")
    first = press(owner, shown, "privacy.ask_delete")
    second = press(owner, first, "privacy.erase", "false")
    assert "Blue 7" in owner.reads(f"/my/{life.vehicle_id}/now")

    press(owner, second, "privacy.erase", "true")

    assert "/page" in owner.reads(f"/my/{life.vehicle_id}/now", status=401)
    assert door.count(PageSession, SignInLink) == 0


def test_sessions_of_an_owner_are_listed_and_ended_by_that_owner_alone(
    door: Door, owner: Browser, life: Life, other_life: Life
) -> None:
    phone, stranger = enters(door, life.owner_id), enters(door, other_life.owner_id)
    ends = re.findall(r'action="(/sessions/\d+/end)"', owner.reads("/sessions"))
    assert len(ends) == 2
    stranger.sends(ends[0], status=404)

    owner.sends(ends[0])

    assert phone.tries("GET", "/my/privacy") == 401
    assert owner.tries("GET", "/my/privacy") == 200
