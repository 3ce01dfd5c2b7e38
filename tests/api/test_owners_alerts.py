"""A warning told, read by its owner, proved by the workshop, and counted in public."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.alerts import service as alerts
from domain.explain.facts import Moment
from domain.health import words
from domain.health.facts import Finding, Kind, Level
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.tables import Owner
from tests.api.conftest import Caller, Door, Life
from tests.conftest import NOW
from tests.domain.earlier import long_ago
from tests.domain.health.test_fault_codes import judged, reports

MONTH = timedelta(days=30)
DUE = Finding(
    check="cabin_filter",
    strength=1.1,
    level=Level.BLUE,
    risk=0.5,
    horizon=MONTH,
    severity=0,
    kinds=frozenset({Kind.TREND}),
    params={
        "drop": 0.22,
        "limit": 0.2,
        "readings": 20,
        "since": Moment(NOW, "Asia/Shanghai"),
        "basis": words.basis(Level.BLUE, 0.5, MONTH),
    },
)


def tell_red(door: Door, life: Life, clock: FixedClock, *, before: timedelta) -> None:
    """A red warning is told so long before now, of which the owner takes no note."""
    with door.core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="test")
    red = replace(DUE, level=Level.RED, risk=0.95, horizon=timedelta(hours=48), kinds=frozenset(Kind))
    at = clock.at
    clock.advance(-before)
    for _ in range(2):
        with door.core.unit() as unit:
            owner, car = unit.session.get_one(Owner, life.owner_id), registry.vehicle(unit, life.vehicle_id)
            alerts.settle(unit, car, owner, {DUE.check: red}, charts=lambda _code: None)
        clock.advance(timedelta(hours=1))
    clock.at = at


@pytest.fixture
def warned(door: Door, life: Life, clock: FixedClock) -> Life:
    """The warning comes up twice, a day apart, so it is told. The visit of `life` has not begun by then."""
    clock.advance(timedelta(days=-2))
    for _ in range(2):
        with door.core.unit() as unit:
            owner = unit.session.get_one(Owner, life.owner_id)
            vehicle = registry.vehicle(unit, life.vehicle_id)
            alerts.settle(unit, vehicle, owner, {"cabin_filter": DUE}, charts=lambda _code: None)
        clock.advance(timedelta(days=1))
    return life


def test_an_open_warning_is_said_in_the_language_of_the_reader(warned: Life) -> None:
    path = f"/v1/me/vehicles/{warned.vehicle_id}/alerts"
    (english,) = warned.owner.ask("GET", path)["alerts"]
    (chinese,) = warned.owner.ask("GET", path, headers={"accept-language": "zh-CN"})["alerts"]

    assert (english["check"], english["level"], english["horizon_hours"]) == ("cabin_filter", 1, 720)
    assert english["title"] == "Your cabin filter is due"
    assert "22%" in english["seen"].replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    assert "滤" in chinese["title"]
    assert "{" not in "".join(chinese[part] for part in ("title", "seen", "matters", "action", "sure"))


def test_a_fault_code_that_the_operator_ignores_is_off_the_owners_list_at_once(
    door: Door, operator: Caller, warned: Life, clock: FixedClock
) -> None:
    path = f"/v1/me/vehicles/{warned.vehicle_id}/alerts"
    for _ in range(2):
        with door.core.unit() as unit:
            owner = unit.session.get_one(Owner, warned.owner_id)
            vehicle = registry.vehicle(unit, warned.vehicle_id)
            found = {"fault_codes": judged(reports(("P0A1F",)))}
            alerts.settle(unit, vehicle, owner, found, charts=lambda _code: None)
        clock.advance(timedelta(days=1))
    assert {each["check"] for each in warned.owner.ask("GET", path)["alerts"]} == {
        "cabin_filter",
        "fault_codes",
    }

    operator.ask("PUT", "/v1/fault-codes/P0A1F", json={"verdict": "ignore"})

    assert {each["check"] for each in warned.owner.ask("GET", path)["alerts"]} == {"cabin_filter"}


def test_what_the_workshop_found_is_counted_in_public(door: Door, warned: Life) -> None:
    before = Caller(door, "").ask("GET", "/v1/track-record")["checks"]
    findings = {"findings": [{"check": "cabin_filter", "found": True}]}
    warned.visits()
    warned.centre.ask("POST", f"/v1/centre/visits/{warned.number}/outcome", json=findings)

    after = Caller(door, "").ask("GET", "/v1/track-record")["checks"]

    told = {"check": "cabin_filter", "title": "Cabin air filter", "told": 1, "wrong": 0}
    rules = {"model": None, "told": 1, "wrong": 0}
    unknown = {"right": 0, "last": 0, "last_right": 0, "precision": None, "interval_90": [0.0, 1.0]}
    assert before == [{**told, **unknown, "models": [{**rules, "right": 0}]}]
    (now,) = after
    low, high = now.pop("interval_90")
    assert now == {
        **told,
        "right": 1,
        "last": 1,
        "last_right": 1,
        "precision": 1.0,
        "models": [{**rules, "right": 1}],
    }
    assert 0.2 < low < 0.4
    assert high == pytest.approx(1.0)
    assert warned.owner.ask("GET", f"/v1/me/vehicles/{warned.vehicle_id}/alerts")["alerts"] == []


def test_a_red_warning_nobody_takes_note_of_is_listed_to_be_phoned_about(
    door: Door, life: Life, operator: Caller, clock: FixedClock
) -> None:
    red = replace(
        DUE,
        level=Level.RED,
        risk=0.95,
        horizon=timedelta(hours=48),
        kinds=frozenset({Kind.LEVEL, Kind.TREND}),
    )
    clock.advance(timedelta(days=-2))
    for _ in range(2):
        with door.core.unit() as unit:
            owner = unit.session.get_one(Owner, life.owner_id)
            vehicle = registry.vehicle(unit, life.vehicle_id)
            (alert,) = alerts.settle(
                unit, vehicle, owner, {"cabin_filter": red}, charts=lambda _code: None
            ) or (None,)
        clock.advance(timedelta(hours=1))
    assert alert is not None

    (call,) = operator.ask("GET", "/v1/calls")["calls"]
    assert (call["vehicle_id"], call["vehicle"], call["check"]) == (life.vehicle_id, "Blue 7", "cabin_filter")
    assert (call["step"], call["tries"], call["again_at"]) == ("call", 0, None)
    path, nobody = f"/v1/calls/{call['alert_id']}", {"outcome": "not_reached", "again_in_minutes": 30}
    (call,) = operator.ask("POST", path, json=nobody)["calls"]
    assert (call["step"], call["tries"], call["again_at"]) == ("wait", 1, "2026-11-16T04:30:00Z")
    with door.core.unit() as unit:
        alerts.acknowledge(unit, life.owner_id, alert.id)
    assert operator.ask("GET", "/v1/calls") == {"calls": []}
    assert operator.refused("POST", path, status=404, json={"outcome": "reached"}) == "call_unknown"
