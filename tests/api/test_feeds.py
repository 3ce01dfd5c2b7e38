"""What programs of owners send of a car, in their own words."""

from datetime import timedelta

import pytest

from api import feeds
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from tests.api.conftest import Caller, Door, Life
from tests.conftest import NOW
from tests.domain.earlier import long_ago


def car(door: Door, life: Life) -> Caller:
    """The car, whose owner agreed long ago."""
    with door.core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="test")
        return Caller(door, registry.vehicle_key(unit, life.vehicle_id))


def newest(door: Door, life: Life) -> dict[str, float]:
    with door.core.reading() as unit:
        latest = telemetry.latest(unit, life.vehicle_id, life.owner_id)
    return {path: value for path, (value, _) in latest.items()}


def test_entities_are_stored_in_our_units_and_what_is_none_is_named(door: Door, life: Life) -> None:
    answer = car(door, life).ask("POST", "/v1/feeds/home-assistant", json=feeds.ENTITIES)

    assert answer == feeds.ANSWER
    assert newest(door, life) == {paths.SOC: 80.0, paths.SOC_DISPLAYED: 80.0, paths.ODOMETER: 29_370_528.0}


def test_entities_may_say_when_it_was_so(door: Door, life: Life) -> None:
    body = {
        "entities": {"speed": {"state": "50", "unit": "km/h"}},
        "at": (NOW + timedelta(days=2)).isoformat(),
    }
    answer = car(door, life).ask("POST", "/v1/feeds/home-assistant", json=body)

    assert [each["code"] for each in answer["receipt"]["refused"]] == ["time_future"]


def test_records_that_are_sent_again_are_stored_once(door: Door, life: Life) -> None:
    caller = car(door, life)
    first = caller.ask("POST", "/v1/feeds/fleet-telemetry", json=feeds.RECORDS)
    again = caller.ask("POST", "/v1/feeds/fleet-telemetry", json=feeds.RECORDS)
    broken = caller.ask("POST", "/v1/feeds/fleet-telemetry", json={"records": [{"Soc": 5}]})

    assert (first["receipt"]["kept"], again["receipt"]["kept"], again["receipt"]["repeated"]) == (1, 0, 1)
    assert broken["passed_over"]["CreatedAt"]["code"] == "unreadable"
    assert newest(door, life) == {paths.SOC: 55.5}


def test_only_a_cars_own_key_opens_the_door(door: Door, life: Life) -> None:
    for path, body in (("home-assistant", feeds.ENTITIES), ("fleet-telemetry", feeds.RECORDS)):
        assert Caller(door, "bev_00_00").refused("POST", f"/v1/feeds/{path}", json=body, status=401)


_ENTITIES, _RECORDS = "home-assistant", "fleet-telemetry"
_GOOD = b'"speed": {"state": "50", "unit": "km/h"}'


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (_ENTITIES, b'{"entities": {"soc": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", 400),
        (_ENTITIES, b'{"entities": {"soc": ' + b"[" * 500 + b"]" * 500 + b", " + _GOOD + b"}}", 200),
        (
            _ENTITIES,
            b'{"entities": {"soc": {"state": ' + b"9" * 5_000 + b', "unit": "%"}, ' + _GOOD + b"}}",
            400,
        ),
        (_ENTITIES, b'{"entities": {"\\u0000\\u2028": 5, "' + b"x" * 50_000 + b'": 1, ' + _GOOD + b"}}", 200),
        (_ENTITIES, b'{"entities": {"soc": {"state": "5", "unit": "\\ud800"}}}', 400),
        (_ENTITIES, b'{"entities": {' + _GOOD + b'}, "at": "0001-01-01T00:00:00+14:00"}', 200),
        (_ENTITIES, b'{"entities": {' + _GOOD + b'}, "at": "9999-12-31T23:59:59-14:00"}', 200),
        (_ENTITIES, b"\xff\xfe{}", 400),
        (
            _RECORDS,
            b'{"records": [{"Vin": ' + b"[" * 500 + b"]" * 500 + b', "CreatedAt": [], "data": {}}]}',
            200,
        ),
        (_RECORDS, b'{"records": [{"Vin": "V", "CreatedAt": "0001-01-01T00:00:00+14:00", "Soc": 5}]}', 200),
    ],
)
def test_whatever_a_program_sends_has_a_clear_answer(
    door: Door, life: Life, path: str, body: bytes, status: int
) -> None:
    headers = {"content-type": "application/json"}
    car(door, life).ask("POST", f"/v1/feeds/{path}", content=body, headers=headers, status=status)
