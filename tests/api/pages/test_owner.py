"""The owner's page: who comes in, what each section shows, and that it does what the chat does."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from html import unescape

import pytest
from httpx import Response
from pydantic import SecretStr
from sqlmodel import SQLModel

from api.pages.owner.frame import SECTIONS
from api.pages.owner.visits import to_visit
from domain.booking import service as booking
from domain.booking import workshop
from domain.booking.facts import State
from domain.booking.ways import Way
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Owner
from domain.signin import service as sessions
from domain.signin.tables import PageSession, SignInLink
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.cars import DEMO_CARS
from domain.telemetry import service as telemetry
from domain.telemetry.ingest import wire
from domain.upkeep import services
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser
from tests.domain.earlier import long_ago
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
    for launch, said in ((data, "已失效"), (data.replace("AAE1", "AAE2"), "不是 Telegram")):
        assert said in phone.ask("POST", "/my", status=401, data={"launch": launch}).text
    phone.ask("POST", "/my", status=403, data={"launch": data}, headers={"sec-fetch-site": "cross-site"})


def test_a_link_of_the_chat_opens_once_within_ten_minutes(door: Door, life: Life, clock: FixedClock) -> None:
    with door.core.unit() as unit:
        first, late = (sessions.own_link(unit, life.owner_id).text for _ in range(2))
    phone = Browser(door)
    phone.ask("POST", "/my", status=303, data={"code": first})
    assert "发送 /page" in phone.ask("POST", "/my", status=401, data={"code": first}).text
    clock.advance(timedelta(minutes=10))
    assert "发送 /page" in phone.ask("POST", "/my", status=401, data={"code": late}).text


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
    whom = {"zh": "服务商", "en": "operator"}[language]  # who can load listings of used cars
    assert whom in owner.reads(f"/my/{life.vehicle_id}/value")
    assert "/connect" in owner.reads(f"/my/{life.vehicle_id}/battery")
    assert names[language] in owner.reads("/my/privacy")


@cache
def readings(end: datetime) -> bytes:
    window = simulation.simulate(DEMO_CARS[4], start=end - timedelta(days=35), end=end, step_s=300)
    return json.dumps({"records": simulated.to_records(window)}).encode()


@pytest.fixture
def heard(door: Door, life: Life) -> Life:
    """Five weeks of readings of a car whose owner agreed to all."""
    with door.core.unit() as unit:
        for purpose in (Purpose.CARE, Purpose.DRIVING):
            registry.consent(long_ago(unit), life.owner_id, purpose=purpose, given=True, channel="test")
        car = registry.vehicle(unit, life.vehicle_id)
        car.capacity_new_kwh = 75.0
        services.record(unit, life.owner_id, car.id, Serviced("brake_fluid", date(2025, 1, 10), None))
        telemetry.ingest(unit, car, wire.decode(readings(door.core.clock.now())))
        telemetry.refresh(unit, car.id)
    return life


def test_another_habit_is_answered_with_and_without_a_script_and_refused_in_words(
    owner: Browser, heard: Life
) -> None:
    path = f"/my/{heard.vehicle_id}/battery"
    fast = re.search(r'name="fast"[^>]* value="(\d+)"', owner.reads(path))
    assert fast
    as_it_is = {"fast": fast[1], "parking": "0", "km": "100", "city": "", "years": "8"}
    for language, after, same, far in (
        ("en", "After 8 years: ", "already", "does not fit"),
        ("zh", "8 年后", "现在就是这样", "不符合要求"),
    ):
        owner.sends("/language", language=language, back="/my/cars")
        owner.ask("GET", path)
        for headers in ({}, {"hx-request": "true"}):
            says = partial(_changed, owner, path, headers)
            answer = says({**as_it_is, "limit": "80"})
            assert after in answer
            assert answer.count("<rect") == 8
            assert ("<html" in answer) is (not headers)
            assert same in says(as_it_is)
            assert far in says({**as_it_is, "km": "9000"})


def _changed(owner: Browser, path: str, headers: dict[str, str], form: dict[str, str]) -> str:
    data = {"csrf": owner.token, **form}
    return unescape(owner.ask("POST", path, status=0, data=data, headers=headers).text)


def test_the_next_months_and_each_value_of_the_car_are_told_and_booked_by_one_tap(
    owner: Browser, heard: Life
) -> None:
    for language, age, origin in (
        ("en", " ago, ", "estimated from its charges"),
        ("zh", "前，", "按充电记录估算"),
    ):
        owner.sends("/language", language=language, back="/my/cars")
        now = owner.reads(f"/my/{heard.vehicle_id}/now")
        assert age in now
        assert origin in now
        year = owner.reads(f"/my/{heard.vehicle_id}/timeline")
        assert re.search(r'href="/my/1/visits/new\?job=brake_fluid"', year)
        assert "260" in year


def test_papers_are_saved_and_shared_and_a_car_is_handed_on(
    door: Door, owner: Browser, heard: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.core.settings, "public_url", "https://cars.example")
    shown = owner.ask("GET", f"/my/{heard.vehicle_id}/papers").text

    report = press(owner, shown, "checkup.show", '"paged":true')
    made = press(owner, shown, "dossier.make")
    code = press(owner, press(owner, shown, "transfer.ask"), "transfer.start")

    assert "data:application/pdf" in report
    assert "data:text/html" in made
    link = press(owner, made, "dossier.share")
    assert "https://cars.example" in link
    assert re.search(r'class="qr" role="img" aria-label="[^"]+"><svg viewBox', link)
    assert "https://cars.example" in press(owner, shown, "checkup.show", '"on_web":true')
    press(owner, code, "transfer.withdraw")


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


def written(door: Door) -> dict[str, list[tuple[object, ...]]]:
    """All rows of visits, their parts, warnings and messages, which these forms write."""
    with door.core.reading() as unit:
        return {
            name: [tuple(row) for row in unit.session.connection().execute(table.select())]
            for name, table in SQLModel.metadata.tables.items()
            if name in {"visit", "alert", "notice", "part_unit"}
        }


def test_a_month_of_registration_is_sent_once_and_does_not_go_over_what_is_on_record(
    door: Door, owner: Browser, life: Life
) -> None:
    with door.core.unit() as unit:
        registry.vehicle(unit, life.vehicle_id).in_use_since = None
    path = f"/my/{life.vehicle_id}/first-use"
    assert 'type="month"' in owner.reads(f"/my/{life.vehicle_id}/value")

    answer = owner.sends(path, month="2023-03")

    assert 'type="month"' not in owner.reads(answer.headers["location"])
    owner.sends(path, status=409, month="2022-05")
    owner.sends(path, status=422, month="2099-01")
    owner.sends(path, status=422, month="March")
    with door.core.reading() as unit:
        assert registry.vehicle(unit, life.vehicle_id).in_use_since == date(2023, 3, 1)


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

    def goes_on(answer: Response) -> str:
        """Follow the answer of a form, and load that page anew: neither writes anything."""
        before, path = written(door), answer.headers["location"]
        pages = [owner.reads(path) for _ in range(2)]
        assert written(door) == before
        return pages[1]

    goes_on(owner.sends(base, job="tyre_service", more=chosen(f"{base}/new?job=tyre_service")))
    assert live()["tyre_service"][0] is State.HELD
    offer = tap(owner.ask("GET", base).text, "visit.book", live()["tyre_service"][1])
    assert "预约成功" in goes_on(owner.sends("/my/press", more=offer))
    state, number = live()["tyre_service"]
    assert state is State.BOOKED
    wish = chosen(f"{base}/{number}/move")
    assert "已改期" in goes_on(owner.sends(f"{base}/{number}/move", more=wish))
    with door.core.reading() as unit:
        moved = booking.visit_of(unit, life.owner_id, int(number))
    assert f"{moved.starts_at.isoformat()}" == wish["starts_at"]
    assert live()["tyre_service"][0] is State.BOOKED
    owner.reads(f"{base}/{number}/cancel")
    assert live()["tyre_service"][0] is State.BOOKED
    assert "已取消" in goes_on(owner.sends(f"{base}/{number}/cancel"))
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

    assert "发送 /page" in owner.reads(f"/my/{life.vehicle_id}/now", status=401)
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


def test_an_address_that_was_not_made_here_says_nothing_of_a_move_or_a_lost_pick_up(
    door: Door, owner: Browser, life: Life
) -> None:
    with door.core.reading() as unit:
        visit = workshop.visit(unit, life.centre_id, life.number)
        moved = to_visit(unit, visit, before=replace(visit, transport=Way.COLLECT)).headers["location"]
    plain = moved.partition("?")[0]

    forged, told, bare = (
        re.sub(r'after\?[^"]*', "after", owner.reads(each))
        for each in (f"{plain}?moved=1&without=collect", moved, plain)
    )
    assert forged == bare
    assert told != bare
