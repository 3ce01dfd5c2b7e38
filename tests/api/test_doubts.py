"""Readings that cannot be right, from the door to operator, workshop and owner; days that no car has seen."""

from datetime import timedelta
from typing import Any

import pytest

from domain.core import Unit
from domain.dialogue.acts import cars
from domain.kit.classified import ASKED
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record
from tests.api.conftest import Caller, Door, Life
from tests.conftest import NOW
from tests.domain.earlier import long_ago

PSI = {**dict.fromkeys(paths.TYRE_PRESSURE, 36.0), paths.AMBIENT: 20.0, paths.SOC: 60.0}


def send(unit: Unit, life: Life, *signals: dict[str, float]) -> Any:
    last = len(signals) - 1
    records = [
        Record((unit.now - timedelta(minutes=last - n)).isoformat(), {**each})
        for n, each in enumerate(signals)
    ]
    receipt = telemetry.ingest(unit, unit.session.get_one(Vehicle, life.vehicle_id), Batch(records))
    telemetry.refresh(unit, life.vehicle_id)
    return receipt


@pytest.fixture(autouse=True)
def _agreed(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        for purpose in ASKED:
            registry.consent(long_ago(unit), life.owner_id, purpose=purpose, given=True, channel="chat")


def test_what_is_doubtful_is_kept_and_shown_with_its_reason(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        receipt = send(unit, life, {paths.SOC: 60.0}, {paths.SOC: 0.0}, {paths.SOC: 60.0})

    told = life.centre.ask("GET", f"/v1/vehicles/{life.vehicle_id}/technician")

    assert receipt.kept == 3
    assert {path: dict(each.counts) for path, each in receipt.doubtful.items()} == {paths.SOC: {"absent": 1}}
    (shown,) = told["doubtful"]
    assert (shown["signal"], shown["value"], shown["why"]) == (paths.SOC, 0.0, "absent")
    assert shown["reason"]
    assert {each["signal"]: each["value"] for each in told["signals"]}[paths.SOC] == 60.0


def test_operator_workshop_and_owner_are_told_that_a_unit_is_in_doubt(
    door: Door, life: Life, operator: Caller
) -> None:
    with door.core.unit() as unit:
        send(unit, life, PSI, PSI, PSI)

    (notice,) = operator.ask("GET", "/v1/doubts")["doubts"]
    told = life.centre.ask("GET", f"/v1/vehicles/{life.vehicle_id}/technician")
    with door.core.unit() as unit:
        answer = cars.show(unit, unit.session.get_one(Owner, life.owner_id))

    assert (notice["cause"], notice["vehicle_id"]) == ("tyre_psi", life.vehicle_id)
    assert "psi" in notice["reason"]
    assert "unit" in notice["cure"]
    assert set(notice["signals"]) == set(paths.TYRE_PRESSURE)
    reasons = {each["check"]: (each["why"], each["reason"]) for each in told["unjudged"]}
    assert reasons["tyre_pressure"][0] == "doubt"
    assert reasons["tyre_pressure"][1].startswith("Not judged: unit in doubt.")
    assert not told["active"]
    assert "car.in_doubt" in {line.code for line in answer.messages[0].lines}

    assert operator.ask("POST", f"/v1/doubts/{notice['id']}/settle") == {"doubts": []}
    assert operator.refused("POST", "/v1/doubts/999/settle", status=404) == "doubt_unknown"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ((NOW + timedelta(days=2)).date().isoformat(), "date_in_future"),
        ("2099-01-01", "date_in_future"),
        ("1900-01-01", "date_long_ago"),
        ("0001-01-01", "date_long_ago"),
    ],
)
def test_days_that_no_car_has_seen_are_refused(
    operator: Caller, entry: dict[str, object], day: str, code: str
) -> None:
    new = {**entry, "vin": "ZZ9SMCAR6SX900002", "in_use_since": day}
    sheet = f"vin,name,model,in_use_since\nZZ9SMCAR6SX900002,Blue,Lark,{day}\n"

    assert operator.refused("POST", "/v1/vehicles", status=422, json=new) == code
    (bad,) = operator.sheet("/v1/vehicles/csv", sheet)["bad"]
    assert (bad["code"], bad["column"]) == (code, "in_use_since")


@pytest.mark.parametrize(
    ("day", "code"), [("2024-12-31", "date_before_use"), ("1890-05-01", "date_long_ago")]
)
def test_work_from_before_the_car_was_used_is_refused(
    operator: Caller, door: Door, life: Life, day: str, code: str
) -> None:
    with door.core.unit() as unit:
        unit.session.get_one(Vehicle, life.vehicle_id).in_use_since = (NOW - timedelta(days=300)).date()

    done = {"job": "yearly_service", "on": day}

    assert operator.refused("POST", f"/v1/vehicles/{life.vehicle_id}/services", status=422, json=done) == code
