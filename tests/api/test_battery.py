"""A centre reports what it measured of a battery, and models may learn from it where the owner agreed."""

import pytest

from api import battery as api
from domain.battery import service as battery
from domain.battery.facts import Method
from domain.battery.tables import BatteryMeasurement
from domain.core import Core
from domain.kit.classified import ASKED, Purpose
from domain.registry import service as registry
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record
from tests.api.conftest import Door, Life
from tests.domain.earlier import long_ago

MEASURED = api.EXAMPLE


def path(number: str) -> str:
    return f"/v1/centre/visits/{number}/battery"


def test_a_measurement_is_kept_once_a_visit(door: Door, life: Life) -> None:
    told = life.centre.ask("POST", path(life.number), json=MEASURED)

    assert (told["visit"], told["soh_pct"], told["method"]) == (life.number, 91.5, "capacity")
    assert life.centre.refused("POST", path(life.number), json=MEASURED, status=409) == "measured_already"
    assert door.count(BatteryMeasurement) == 1


def test_the_visit_of_another_centre_takes_no_measurement(door: Door, life: Life, other_life: Life) -> None:
    assert other_life.centre.refused("POST", path(life.number), json=MEASURED, status=404) == "visit_unknown"
    assert door.count(BatteryMeasurement) == 0


@pytest.mark.parametrize(
    "body",
    [
        {"soh_pct": 9, "method": "capacity"},
        {"soh_pct": 111, "method": "capacity"},
        {"soh_pct": 90, "method": "guess"},
        {"soh_pct": 90},
        {"method": "car"},
        {"soh_pct": 90, "method": "car", "price": 3},
    ],
)
def test_what_cannot_be_a_measurement_is_refused(door: Door, life: Life, body: dict[str, object]) -> None:
    assert life.centre.refused("POST", path(life.number), json=body, status=422) == "request_invalid"
    assert door.count(BatteryMeasurement) == 0


def test_models_learn_only_from_batteries_whose_owners_agreed(
    core: Core, life: Life, other_life: Life
) -> None:
    life.centre.ask("POST", path(life.number), json=MEASURED)
    with core.unit() as unit:
        for owner_id, purposes in ((life.owner_id, ASKED), (other_life.owner_id, (Purpose.CARE,))):
            for purpose in purposes:
                registry.consent(long_ago(unit), owner_id, purpose=purpose, given=True, channel="test")
    with core.unit() as unit:
        for each in (life, other_life):
            record = Record(at=unit.now.isoformat(), signals={paths.SOC: 50.0})
            telemetry.ingest(unit, registry.vehicle(unit, each.vehicle_id), Batch([record]))
    with core.unit() as unit:
        for each in (life, other_life):
            telemetry.refresh(unit, each.vehicle_id)

    with core.reading() as unit:
        (pack,) = battery.packs(unit)

    assert pack.model == "Lark 60"
    assert [(each.soh_pct, each.method) for each in pack.measured] == [(91.5, Method.CAPACITY)]
