from datetime import timedelta

import pytest

from api.app import describe
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.telemetry import paths
from tests.api.conftest import Caller, Door, Life
from tests.conftest import NOW
from tests.domain.earlier import long_ago


def test_owners_see_their_settings(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="chat")

    told = life.owner.ask("GET", "/v1/me")

    assert (told["locale"], told["zone"]) == ("zh_Hans", "Asia/Shanghai")
    assert told["consents"] == ["care"]
    assert told["quiet_from"] == "22:00:00"


def test_owners_list_only_their_own_cars_and_visits(life: Life, other_life: Life) -> None:
    cars = [life.owner.ask("GET", "/v1/me/vehicles") for life in (life, other_life)]
    visits = [life.owner.ask("GET", "/v1/me/bookings") for life in (life, other_life)]

    assert [[car["id"] for car in told["vehicles"]] for told in cars] == [
        [life.vehicle_id],
        [other_life.vehicle_id],
    ]
    assert [[visit["number"] for visit in told["visits"]] for told in visits] == [
        [life.number],
        [other_life.number],
    ]
    assert visits[0]["visits"][0]["starts_local"] == "2026-11-19T10:00+08:00"


@pytest.mark.parametrize(
    ("language", "centre", "address"),
    [
        ("zh-CN", "浦东服务中心", "世纪大道1号"),
        ("en-GB", "Pudong Service", "1 Century Avenue"),
        ("fr", "Pudong Service", "1 Century Avenue"),
    ],
)
def test_names_are_told_in_the_readers_language(life: Life, language: str, centre: str, address: str) -> None:
    (visit,) = life.owner.ask("GET", "/v1/me/bookings", headers={"accept-language": language})["visits"]

    assert (visit["centre"], visit["address"]) == (centre, address)


def test_the_state_of_a_car_is_its_newest_values(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="chat")
        key = registry.vehicle_key(unit, life.vehicle_id)
    before = life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}")
    at = (NOW - timedelta(minutes=5)).isoformat()
    records = {"records": [{"at": at, "signals": {paths.SOC: 71.5}}]}
    door.http.post("/v1/telemetry", json=records, headers={"authorization": f"Bearer {key}"})

    told = life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}")

    assert (before["last_seen"], before["signals"]) == (None, [])
    assert told["last_seen"] == "2026-11-18T01:55:00Z"
    assert [(each["signal"], each["value"], each["unit"]) for each in told["signals"]] == [
        (paths.SOC, 71.5, "percent")
    ]


def test_a_car_without_warnings_has_none(life: Life) -> None:
    told = life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}/alerts")
    assert (told["alerts"], told["watch"]) == ([], "off")
    assert "/privacy" in told["watch_text"]


def test_a_car_that_was_unlinked_is_gone(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        registry.unlink(unit, life.owner_id, life.vehicle_id)

    path = f"/v1/me/vehicles/{life.vehicle_id}"
    assert life.owner.refused("GET", path, status=404) == "vehicle_not_yours"


CAR = "/v1/me/vehicles/{vehicle_id}"
OF_A_CAR = [
    ("GET", CAR),
    ("GET", f"{CAR}/alerts"),
    ("GET", f"{CAR}/drivers"),
    ("POST", f"{CAR}/drivers/{{driver_id}}"),
    ("DELETE", f"{CAR}/drivers/{{driver_id}}"),
    ("GET", f"{CAR}/outlook"),
    ("GET", f"{CAR}/services"),
    ("POST", f"{CAR}/services"),
]
WORK = {"job": "coolant_repair", "on": "2026-11-01"}


def test_every_route_of_a_car_is_tried() -> None:
    routes = {
        (method.upper(), path)
        for path, methods in describe().openapi_schema.to_schema()["paths"].items()
        if path.startswith(CAR)
        for method in methods
        if method != "parameters"
    }

    assert routes == set(OF_A_CAR)


@pytest.mark.parametrize(("method", "path"), OF_A_CAR)
def test_anothers_car_and_one_that_never_was_look_alike(
    life: Life, other_life: Life, method: str, path: str
) -> None:
    body = {"json": WORK} if (method, path.rpartition("/")[2]) == ("POST", "services") else {}
    answers = [
        life.owner.ask(method, path.format(vehicle_id=vehicle_id, driver_id=1), status=404, **body)
        for vehicle_id in (other_life.vehicle_id, 999)
    ]

    assert answers[0] == answers[1]
    assert answers[0]["code"] == "vehicle_not_yours"


def test_the_track_record_is_public(door: Door) -> None:
    assert Caller(door, "").ask("GET", "/v1/track-record") == {"checks": []}
