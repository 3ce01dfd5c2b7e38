"""An owner sees, corrects and deletes what is on record of an own car; nobody else does."""

import pytest

from api.services import EXAMPLE, EXAMPLE_CORRECTED
from domain.upkeep.tables import ServiceDone
from tests.api.conftest import Door, Life


@pytest.fixture
def entry_id(life: Life) -> int:
    told = life.owner.ask("POST", f"/v1/me/vehicles/{life.vehicle_id}/services", json=EXAMPLE)
    return int(told["services"][0]["id"])


def test_day_and_odometer_are_set_anew(life: Life, entry_id: int) -> None:
    (told,) = life.owner.ask("PUT", f"/v1/me/services/{entry_id}", json=EXAMPLE_CORRECTED)["services"]

    assert told == {"id": entry_id, "job": EXAMPLE["job"], "elsewhere": True, **EXAMPLE_CORRECTED}


def test_a_deleted_entry_is_gone(door: Door, life: Life, entry_id: int) -> None:
    path = f"/v1/me/services/{entry_id}"

    assert life.owner.ask("DELETE", path) == {"services": []}
    assert life.owner.refused("DELETE", path, status=404) == "service_unknown"
    assert door.count(ServiceDone) == 0


def test_a_day_to_come_or_one_that_is_taken_is_refused(life: Life, entry_id: int) -> None:
    path = f"/v1/me/services/{entry_id}"
    other = {**EXAMPLE, "on": "2025-05-01"}
    life.owner.ask("POST", f"/v1/me/vehicles/{life.vehicle_id}/services", json=other)

    assert life.owner.refused("PUT", path, json={"on": "2027-01-01"}, status=422) == "service_in_future"
    assert life.owner.refused("PUT", path, json={"on": "2025-05-01"}, status=409) == "service_known"
    listed = life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}/services")["services"]
    assert [each["on"] for each in listed] == ["2025-05-01", EXAMPLE["on"]]


def test_anothers_entry_does_not_exist(door: Door, life: Life, other_life: Life, entry_id: int) -> None:
    path = f"/v1/me/services/{entry_id}"

    assert other_life.owner.refused("PUT", path, json=EXAMPLE_CORRECTED, status=404) == "service_unknown"
    assert other_life.owner.refused("DELETE", path, status=404) == "service_unknown"
    assert door.count(ServiceDone) == 1
