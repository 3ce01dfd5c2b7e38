"""Parts of the owner's page that a car of the other tests never comes to: nothing to draw, more than one low tyre, another car."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from api.pages.owner import battery, now
from domain.health import words
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.signin import rules
from domain.signin import service as sessions
from domain.telemetry import paths
from domain.twin.facts import YEARS, Answer, Span
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser, link
from tests.api.pages.test_owner import enters, tap
from tests.domain.alerts.test_message import CASE
from tests.domain.earlier import long_ago

AT = datetime(2026, 3, 1, tzinfo=UTC)
CURE = "发送 /page"
NOTHING = Span(0.0, 0.0, 0.0)


@pytest.fixture
def owner(door: Door, life: Life) -> Browser:
    return enters(door, life.owner_id)


@pytest.mark.parametrize(("last", "bars"), [(NOTHING, 0), (Span(-1.0, -2.0, 0.0), len(YEARS))])
def test_bars_are_drawn_only_where_something_differs(last: Span, bars: int) -> None:
    spans = {**dict.fromkeys(YEARS, NOTHING), max(YEARS): last}
    assert len(battery._drawing(Answer(spans, NOTHING, None), min(YEARS))["bars"]) == bars


@pytest.mark.parametrize(
    ("params", "warned"),
    [
        ({"wheel": words.wheel(1), "wheels": (words.wheel(0), words.wheel(1), words.wheel(3))}, [0, 1, 3]),
        ({"wheel": words.wheel(2)}, [2]),
    ],
)
def test_every_wheel_that_a_warning_names_is_marked(params: dict[str, object], warned: list[int]) -> None:
    case = replace(CASE, check="tyre_pressure", finding=replace(CASE.finding, params=params))
    values = dict.fromkeys(paths.TYRE_PRESSURE[1:], (190.0, AT)) | {
        paths.TYRE_PRESSURE[0]: (180.0, AT - timedelta(hours=3))
    }

    shown = now._drawing(values, (case,), AT)

    assert [place for place, each in enumerate(shown["tyres"]) if each.is_warned] == warned
    assert shown["tyres_age"] == timedelta(hours=3)


def test_whoever_comes_by_the_owners_door_is_told_what_helps_an_owner(door: Door, life: Life) -> None:
    for code in ("", "main", "bsl_nothing"):
        assert CURE in Browser(door).ask("POST", "/my", status=401, data={"code": code}).text


def test_nothing_but_a_press_sends_a_code_or_ends_the_session_of_a_workshop(
    door: Door, owner: Browser, desk: Browser, operator: Browser
) -> None:
    script = owner.reads("/pages/owner.js")
    assert 'isAsked = !launch || "asks" in form.dataset;' in script
    assert script.count("submit()") == 1
    everybody = (Browser(door), owner, desk, operator)
    assert ["data-asks" in each.reads("/my") for each in everybody] == [False, False, True, True]


@pytest.mark.parametrize("path", ["/pages", "/sessions", "/my/privacy"])
def test_an_owner_whose_session_is_over_is_sent_to_the_chat_wherever_they_look(
    owner: Browser, clock: FixedClock, path: str
) -> None:
    clock.advance(rules.OWN_LIFE)
    assert CURE in owner.reads(path, status=401)


@pytest.mark.parametrize("path", ["/language", "/sign-out"])
def test_what_an_owner_sends_after_the_end_is_answered_alike(
    owner: Browser, clock: FixedClock, path: str
) -> None:
    clock.advance(rules.OWN_LIFE)
    assert CURE in owner.sends(path, status=401).text


def test_a_cookie_lasts_as_long_as_its_session(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        own = sessions.own_link(unit, life.owner_id).text
    desk = link(door, "centre", centre_id=life.centre_id)
    for path, code, lasts in (("/my", own, rules.OWN_LIFE), ("/sign-in", desk, rules.LIFE)):
        cookie = Browser(door).ask("POST", path, status=303, data={"code": code}).headers["set-cookie"]
        assert f"Max-Age={int(lasts.total_seconds())}" in cookie


def test_the_ways_on_are_those_of_the_car_that_was_looked_at(
    door: Door, owner: Browser, life: Life, other_life: Life
) -> None:
    with door.core.unit() as unit:
        vin = "ZZ9SMCAR4SX900009"
        second = registry.register_vehicle(unit, vin=vin, name="Red 3", model="Lark 60", papers=Papers()).id
        registry.link(long_ago(unit), life.owner_id, registry.link_code(unit, second))
    shown = owner.ask("GET", f"/my/{second}/privacy").text
    assert f'href="/my/{second}/now"' in shown
    for back, car in (
        (f"/my/{second}/privacy", second),
        (f"/my/{other_life.vehicle_id}/now", life.vehicle_id),
        ("/my/privacy", life.vehicle_id),
    ):
        form = {**tap(shown, "privacy.footprint"), "back": back}
        answer = owner.sends("/my/press", status=200, more=form).text
        assert f'href="/my/{car}/now"' in answer, back
    owner.ask("GET", f"/my/{other_life.vehicle_id}/privacy", status=404)


def test_a_day_that_is_over_shows_the_times_of_today(owner: Browser, life: Life, clock: FixedClock) -> None:
    new = f"/my/{life.vehicle_id}/visits/new?job=tyre_service&day="
    today = (clock.now() + timedelta(hours=8)).date()
    past, near = (owner.reads(f"{new}{day}").count('name="starts_at"') for day in (date(2020, 1, 1), today))
    assert past == near > 0


def test_only_the_warnings_say_that_none_is_open(owner: Browser, life: Life) -> None:
    none = "目前没有提醒"
    pages = {each: owner.reads(f"/my/{life.vehicle_id}/{each}") for each in ("warnings", "trips", "papers")}
    assert [each for each, page in pages.items() if none in page] == ["warnings"]
