"""Saying what was changed on a car, and who may."""

from typing import Any

import pytest
from sqlmodel import select

from api import changes
from domain.health import service as health
from domain.health.facts import BreakKind
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Vehicle, VehicleChange
from domain.telemetry.facts import Features
from jobs import nightly
from tests.api.conftest import Caller, Door, Life
from tests.domain.earlier import long_ago
from tests.domain.health import views
from tests.domain.telemetry.kept import keep


@pytest.fixture
def path(life: Life) -> str:
    return f"/v1/vehicles/{life.vehicle_id}/changes"


def kept(door: Door) -> list[tuple[str, str, str]]:
    with door.core.reading() as unit:
        return [(row.kind, row.check, row.source) for row in unit.session.exec(select(VehicleChange))]


def test_the_owner_the_operator_and_the_expecting_centre_may_say_what_was_changed(
    door: Door, life: Life, operator: Caller, path: str
) -> None:
    for number, who in enumerate((life.owner, operator, life.centre)):
        at = f"2026-11-{1 + 5 * number:02}T09:00:00Z"
        told = who.ask("POST", path, json=changes.EXAMPLE | {"at": at}, status=201)
        assert (told["new"], told["kind"]) == (True, "wheels")

    assert operator.ask("POST", path, json=changes.EXAMPLE | {"at": at}, status=201)["new"] is False
    assert kept(door) == [("wheels", "", "declared")] * 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at": "2026-11-19T09:00:00Z"}, "change_moment"),
        ({"at": "2024-11-19T09:00:00Z"}, "change_moment"),
        ({"check": "horoscope"}, "check_unknown"),
        ({"kind": "paint"}, "request_invalid"),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    operator: Caller, path: str, change: dict[str, Any], code: str
) -> None:
    assert operator.refused("POST", path, json=changes.EXAMPLE | change, status=422) == code


def test_another_owner_and_a_centre_that_does_not_expect_the_car_are_refused(
    life: Life, other_life: Life, path: str
) -> None:
    assert other_life.owner.refused("POST", path, status=404, json=changes.EXAMPLE) == "vehicle_not_yours"
    assert other_life.centre.refused("POST", path, status=404, json=changes.EXAMPLE) == "look_not_expected"


def test_a_part_fitted_at_a_visit_ends_the_series_of_its_check(door: Door, life: Life) -> None:
    report = {"findings": [{"check": "coolant_loop", "found": True}]}
    life.visits()
    life.centre.ask("POST", f"/v1/centre/visits/{life.number}/outcome", json=report)

    assert kept(door) == [("part", "coolant_loop", "workshop")]


def test_a_visit_that_found_nothing_changes_nothing(door: Door, life: Life) -> None:
    report = {"findings": [{"check": "coolant_loop", "found": False}]}
    life.visits()
    life.centre.ask("POST", f"/v1/centre/visits/{life.number}/outcome", json=report)

    assert kept(door) == []


def test_checks_see_the_changes_of_a_car_since_its_owner_has_it(
    door: Door, life: Life, operator: Caller, path: str
) -> None:
    operator.ask("POST", path, json=changes.EXAMPLE, status=201)
    with door.core.unit() as unit:
        keep(unit, life.vehicle_id, life.owner_id, Features())

    with door.core.reading() as unit:
        (seen,) = health.views(unit, [unit.session.get_one(Vehicle, life.vehicle_id)]).values()

    assert [each.kind for each in seen.breaks] == [BreakKind.WHEELS]


def test_each_night_notes_once_what_readings_show(door: Door, life: Life) -> None:
    jump = views.flows(lost=[6.0] * 40, warmer=[0.0] * 40)
    with door.core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="test")
        keep(unit, life.vehicle_id, life.owner_id, jump)

    notes = [nightly.changes(door.core) for _ in range(2)]

    assert notes == ["1 changes noted", "0 changes noted"]
    assert kept(door) == [("sensor", "coolant_loop", "seen")]
