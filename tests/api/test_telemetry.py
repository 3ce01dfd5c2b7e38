"""The door of telemetry: what cars are answered, and that a refused request changes nothing."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
import zstandard
from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.testing import TestClient
from sqlmodel import func, select

from api import auth, problems
from api import telemetry as door
from domain.core import Core
from domain.errors import Refusal
from domain.kit.classified import ASKED, Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.telemetry import paths, service
from domain.telemetry.ingest import wire
from domain.telemetry.tables import Arrival, Chunk, OpenTail, StaleDay
from tests.domain.earlier import long_ago

AT = "2026-11-18T01:00:00Z"
GOOD = {"records": [{"at": AT, "signals": {paths.SOC: 80.5, paths.IS_CHARGING: True}}]}


@dataclass
class Car:
    """A car at the door: its key, and what the store holds of it."""

    core: Core
    client: TestClient[Litestar]
    id: int
    owner_id: int
    key: str

    def post(self, body: bytes, *, key: str | None = None, encoding: str | None = None) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.key if key is None else key}"}
        if encoding:
            headers["content-encoding"] = encoding
        return self.client.post("/v1/telemetry", content=body, headers=headers)

    def send(self, batch: object) -> dict[str, Any]:
        answer = self.post(json.dumps(batch).encode())
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def rows(self) -> int:
        with self.core.reading() as unit:
            return sum(
                unit.session.exec(select(func.count()).select_from(table)).one()
                for table in (OpenTail, Chunk, Arrival, StaleDay)
            )


@pytest.fixture
def database() -> str:
    """The store has its tests on both databases; the door needs one."""
    return "sqlite"


@pytest.fixture
def car(core: Core) -> Iterator[Car]:
    app = Litestar(
        list(door.ROUTES),
        guards=[auth.guard],
        state=State({"core": core}),
        dependencies={"core": Provide(lambda: core, sync_to_thread=False)},
        exception_handlers={Refusal: problems.refused},
        openapi_config=None,
    )
    with core.unit() as unit:
        vehicle = registry.register_vehicle(
            unit, vin="1M8GDM9AXKP042788", name="Blue 7", model="Test EV", papers=Papers()
        )
        owner = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai")
        registry.link(long_ago(unit), owner.id, registry.link_code(unit, vehicle.id))
        for purpose in ASKED:
            registry.consent(long_ago(unit), owner.id, purpose=purpose, given=True, channel="test")
        key = registry.vehicle_key(unit, vehicle.id)
    with TestClient(app) as client:
        yield Car(core, client, vehicle.id, owner.id, key)


@pytest.mark.parametrize(
    ("encoding", "pack"), [(None, bytes), ("gzip", gzip.compress), ("zstd", zstandard.compress)]
)
def test_what_a_car_sends_is_kept_however_it_is_packed(
    car: Car, clock: FixedClock, encoding: str | None, pack: Callable[[bytes], bytes]
) -> None:
    answer = car.post(pack(json.dumps(GOOD).encode()), encoding=encoding)

    assert answer.status_code == 200
    assert answer.json() == {
        "received": 2,
        "kept": 2,
        "late": 0,
        "repeated": 0,
        "unwanted": {},
        "refused_total": 0,
        "refused": [],
    }
    with car.core.reading() as unit:
        shown = service.latest(unit, car.id, car.owner_id)
    at = clock.now() - timedelta(hours=1)
    assert shown == {paths.SOC: (80.5, at), paths.IS_CHARGING: (1.0, at)}


@pytest.mark.parametrize(
    ("signals", "reason", "cure"),
    [
        ({"Vehicle.Nope": 1}, "no signal of this name", "COVESA VSS path"),
        ({paths.SPEED: "fast"}, "fast is not a finite number", "plain JSON number"),
        ({paths.SPEED: float("nan")}, "nan is not a finite number", "plain JSON number"),
        ({paths.SPEED: float("inf")}, "inf is not a finite number", "plain JSON number"),
        ({paths.SPEED: None}, "None is not a finite number", "plain JSON number"),
        ({paths.IS_CHARGING: 1}, "1 is neither true nor false", "without quotation marks"),
        (
            {paths.SPEED: 301},
            "outside the range of a working sensor: -60 to 300 (km/h)",
            "Check the unit",
        ),
        (
            {paths.TYRE_PRESSURE[0]: 2.5},
            "miles was declared, and there is no way from it to kPa",
            "kPa, Pa, hPa",
        ),
    ],
)
def test_a_bad_value_is_answered_with_reason_and_cure_and_good_ones_are_kept(
    car: Car, signals: dict[str, object], reason: str, cure: str
) -> None:
    bad = {"at": AT, "signals": {paths.SOC: 80, **signals}}
    answer = car.send({"records": [bad], "units": {paths.TYRE_PRESSURE[0]: "miles"}})

    (refused,) = answer["refused"]
    assert (refused["record"], refused["signal"]) == (0, next(iter(signals)))
    assert reason in refused["reason"]
    assert cure in refused["cure"]
    with car.core.reading() as unit:
        assert set(service.latest(unit, car.id, car.owner_id)) == {paths.SOC}


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (None, "The record has no time."),
        ("2026-11-18T01:00:00", "has no zone"),
        ("2026-11-18T03:00:00Z", "ahead of the server"),
        ("2026-01-18T03:00:00Z", "more than 30 days ago"),
    ],
)
def test_a_record_with_a_bad_time_is_answered_whole_and_the_next_is_kept(
    car: Car, at: str | None, reason: str
) -> None:
    answer = car.send({"records": [{"at": at, "signals": {paths.SOC: 1}}, *GOOD["records"]]})

    assert [(each["record"], each["signal"]) for each in answer["refused"]] == [(0, None)]
    assert reason in answer["refused"][0]["reason"]
    assert answer["kept"] == 2


def test_signals_without_consent_are_named_and_nowhere_stored(car: Car) -> None:
    answer = car.send({"records": [{"at": AT, "signals": {paths.LATITUDE: 31.23, paths.SOC: 80}}]})

    assert answer["kept"] == 1
    assert answer["unwanted"][paths.LATITUDE]["code"] == "not_collected"
    with car.core.reading() as unit:
        assert set(service.latest(unit, car.id, car.owner_id)) == {paths.SOC}


def test_a_car_without_consent_goes_on_and_nothing_is_kept(car: Car) -> None:
    with car.core.unit() as unit:
        registry.consent(unit, car.owner_id, purpose=Purpose.CARE, given=False, channel="test")
    answer = car.send(GOOD)

    assert (answer["received"], answer["kept"], car.rows()) == (2, 0, 0)
    assert {each["code"] for each in answer["unwanted"].values()} == {"no_consent"}


HALF_A_CHARACTER = b'{"records": [{"at": "2026-11-18T01:00:00Z", "signals": {"\\ud800": 1}}]}'


@pytest.mark.parametrize(
    ("body", "encoding", "status", "code", "detail"),
    [
        (b"{", None, 400, "json_broken", "not JSON"),
        (HALF_A_CHARACTER, None, 400, "json_broken", "not JSON"),
        (b"[]", None, 400, "json_shape", "documented form"),
        (b'{"records": [{"at": "x", "signals": {"a": {"b": {}}}}]}', None, 400, "json_deep", "nested"),
        (b"x", "br", 415, "encoding_unknown", "gzip, zstd"),
        (b"x", "gzip", 400, "body_broken", "could not be decompressed"),
        (bytes(wire.MAX_BODY + 1), None, 413, "body_too_large", "8 MiB"),
        (zstandard.compress(bytes(wire.MAX_INFLATED + 1)), "zstd", 413, "body_inflates", "64 MiB"),
    ],
)
def test_a_bad_request_is_a_problem_with_a_cure_and_changes_nothing(
    car: Car, body: bytes, encoding: str | None, status: int, code: str, detail: str
) -> None:
    answer = car.post(body, encoding=encoding)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert detail in answer.json()["detail"]
    assert car.rows() == 0


def test_a_body_without_a_length_is_read_no_further_than_the_bound(car: Car) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 4 * wire.MAX_BODY:
            sent += 2**20
            yield bytes(2**20)

    headers = {"authorization": f"Bearer {car.key}"}
    answer = car.client.post("/v1/telemetry", content=endless(), headers=headers)

    assert answer.json()["code"] == "body_too_large"
    assert car.rows() == 0


@pytest.mark.parametrize("key", ["", "bvk_nobody_knows", "garbage"])
def test_a_stranger_is_turned_away(car: Car, key: str) -> None:
    answer = car.post(json.dumps(GOOD).encode(), key=key)

    assert (answer.status_code, answer.json()["code"]) == (401, "key_unknown")
    assert car.rows() == 0


def test_a_strangers_body_is_not_looked_at(car: Car) -> None:
    answer = car.post(bytes(wire.MAX_BODY + 1), key="garbage")

    assert (answer.status_code, answer.json()["code"]) == (401, "key_unknown")


def test_a_former_key_no_longer_opens_the_door(car: Car) -> None:
    with car.core.unit() as unit:
        registry.vehicle_key(unit, car.id)

    assert car.post(json.dumps(GOOD).encode()).status_code == 401
    assert car.rows() == 0
