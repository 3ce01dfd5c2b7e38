"""The batch path leaves out only what cannot trip, whatever the check would have seen."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from domain.health import catalogue, service
from domain.health.facts import View
from domain.health.prefilter import batch
from domain.learning import base_rates
from domain.simulation.fleet import run as fleets
from domain.telemetry.facts import Codes, Features, Quality
from tests.domain.health import views

CARS, DAYS, EACH = 40, 120, 8


def seen(fleet: fleets.Fleet, car: int, days: Iterable[int]) -> Iterator[View]:
    past = fleet.past(car)
    for day in days:
        now = fleet.now(day)
        heard = Quality(1_000, 1.0, 0.0, 0.0, now, 3_600.0, 6 * 3_600.0)
        features = past.features(day + fleets.BEFORE_DAYS)
        yield View(now, "Asia/Shanghai", fleet.car(car), features, heard)


@pytest.fixture(scope="module")
def drawn() -> list[View]:
    """Cars of a fleet in which nearly everything goes wrong, on days drawn by lot."""
    fleet = fleets.make(
        CARS, seed=7, start=date(2026, 11, 1), days=DAYS, forms="learning",
        rates=dict.fromkeys(base_rates.CAUSES, 6_000.0),
    )  # fmt: skip
    rng = np.random.default_rng(1)
    return [
        view
        for car in range(CARS)
        for view in seen(fleet, car, rng.choice(DAYS, size=EACH, replace=False).tolist())
    ]


def test_no_check_trips_on_a_car_that_was_passed(drawn: list[View]) -> None:
    due = batch.suspects(batch.many(drawn))
    tripped = {check.CODE: 0 for check in catalogue.ALL}

    for place, view in enumerate(drawn):
        for code, finding in service.judge(view).items():
            if finding is not None and finding.strength >= 1:
                tripped[code] += 1
                assert due[code][place], (code, finding)

    assert sum(count > 0 for count in tripped.values()) >= 5


def test_a_car_judged_in_a_batch_is_judged_as_alone(drawn: list[View]) -> None:
    together = batch.judge(drawn[:100], standing=[frozenset()] * 100)

    for view, findings in zip(drawn[:100], together, strict=True):
        alone = service.judge(view)
        assert findings == {code: alone[code] for code in findings}


def test_a_check_with_a_live_warning_is_always_run() -> None:
    healthy = views.view(views.tyres([250.0] * 8))

    (left_out,) = batch.judge([healthy], standing=[frozenset()])
    (looked_at,) = batch.judge([healthy], standing=[frozenset({"tyre_pressure"})])

    assert "tyre_pressure" not in left_out
    assert looked_at["tyre_pressure"] is not None


@pytest.mark.parametrize(
    "features",
    [
        views.tyres([250.0, 246.0, 242.0, 238.0, 234.0, 230.0]),
        views.tyres([222.0] * 6),
        views.volts([12.7, 12.6, 12.2, 12.15, 12.1]),
        views.volts([12.7] * 5, running=[13.8, 12.3, 12.2]),
        views.pads([60.0, 68.0, 71.0, 71.0, 72.0]),
        views.charges([84.0] * 8),
        views.filters([21.0] * 5),
        views.flows(lost=[3.0] * 8, warmer=[1.2] * 8),
    ],
)
def test_what_trips_by_hand_is_looked_at_beside_a_car_without_data(features: Features) -> None:
    view = views.view(features)
    tripped = [code for code, found in service.judge(view).items() if found and found.strength >= 1]

    due = batch.suspects(batch.many([views.view(Features()), view]))

    assert tripped
    assert all(due[code][1] for code in tripped)


def test_a_wheel_without_a_sensor_does_not_hide_a_leak() -> None:
    leaking = views.tyres([250.0, 248.0, 244.0, 240.0, 236.0, 231.0, 226.0, 220.0])
    half = replace(
        leaking, rests=tuple(replace(rest, tyre_kpa=(None, *rest.tyre_kpa[1:])) for rest in leaking.rests)
    )

    assert batch.suspects(batch.many([views.view(half)]))["tyre_pressure"][0]


def test_a_recall_and_a_reported_code_are_looked_at() -> None:
    told = Features(codes=(Codes(views.ago(0.1), ("P0A1F",)),))
    calm = Features(codes=(Codes(views.ago(0.1), ()),))

    due = batch.suspects(batch.many([views.view(told), views.view(calm)]))

    assert due["fault_codes"].tolist() == [True, False]
    assert due["recall"].tolist() == [False, False]
