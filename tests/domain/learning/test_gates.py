from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.learning import gates, threshold
from domain.learning.facts import Figures, Rows

Floats = NDArray[np.float64]
LOOKS = 40
GOOD = Figures(
    precision=0.93,
    recall=0.9,
    lead_h=80.0,
    calibration=0.02,
    told=40,
    harmed=40,
    warnings_per_day=0.001,
    intervals={"precision": (0.88, 0.97)},
)


def fleet(*, failing: int = 20, healthy: int = 40) -> Rows:
    """A look a day for forty days of each car; the part of a failing one gives up on the fortieth."""
    cars = failing + healthy
    at = np.tile(np.arange(LOOKS) * 24.0, cars)
    fails = np.repeat(np.arange(cars) < failing, LOOKS)
    return Rows(
        evidence={"flow": np.zeros(at.size)},
        cars=np.repeat(np.arange(cars), LOOKS),
        at_h=at,
        harm_in_h=np.where(fails, LOOKS * 24.0 - at, np.inf),
        weights=np.ones(at.size),
    )


def told(rows: Rows, *, from_h: float = 96.0, false_cars: int = 0) -> dict[int, Floats]:
    """Sure of harm in its last hours, and wrongly of the first days of some healthy cars."""
    wrong = np.isinf(rows.harm_in_h) & (rows.cars >= rows.cars.max() + 1 - false_cars) & (rows.at_h < 72)
    week = np.where((rows.harm_in_h <= from_h) | wrong, 0.95, 0.0)
    return {48: np.where(rows.harm_in_h <= 48, 0.95, 0.0), 168: week, 720: week}


def codes(candidate: Figures, present: Figures | None = None) -> list[str]:
    return [reason.code for reason in gates.judge(candidate, present).reasons]


def test_neighbouring_looks_are_one_warning_and_lead_counts_from_its_first() -> None:
    rows = fleet()
    found = gates.measure(told(rows, false_cars=5), rows, seed=1)

    assert (found.told, found.harmed) == (25, 20)
    assert found.precision == pytest.approx(20 / 25)
    assert found.recall == 1.0
    assert found.lead_h == 96.0
    assert found.intervals["precision"][0] < 0.8 < found.intervals["precision"][1]


def test_rare_harm_drawn_more_often_than_it_happens_counts_by_its_weight() -> None:
    rows = fleet()
    real = replace(rows, weights=np.where(np.isinf(rows.harm_in_h), 10.0, 1.0))

    assert gates.measure(told(real, false_cars=5), real, seed=1).precision == pytest.approx(20 / 70)


def test_a_chance_that_does_not_come_true_as_often_as_told_is_a_calibration_error() -> None:
    rows = fleet()
    flat = {hours: np.full(rows.at_h.size, 0.5) for hours in (48, 168, 720)}

    assert gates.measure(flat, rows, seed=1).calibration > 0.2


def test_a_good_candidate_passes_and_each_bar_has_a_reason_of_its_own() -> None:
    assert gates.judge(GOOD, None).passed
    assert codes(replace(GOOD, precision=0.8)) == ["gate.precision"]
    assert codes(replace(GOOD, calibration=0.06)) == ["gate.calibration"]
    assert codes(replace(GOOD, told=3, harmed=4)) == ["gate.few_harmed", "gate.few_told"]


def test_no_check_gets_worse_than_what_is_at_work() -> None:
    assert codes(GOOD, replace(GOOD, precision=0.94)) == []
    assert codes(GOOD, replace(GOOD, precision=0.97)) == ["gate.worse.precision"]
    assert codes(GOOD, replace(GOOD, recall=0.95)) == ["gate.worse.recall"]


def test_a_threshold_keeps_its_promise_of_precision_or_there_is_none() -> None:
    chances = np.array([0.9, 0.8, 0.7, 0.7, 0.2])
    happened = np.array([True, True, True, False, False])

    assert threshold.at_precision(chances, happened, precision=0.9) == 0.8
    assert threshold.at_precision(chances, happened, precision=0.75) == 0.7
    assert threshold.at_precision(chances, ~happened, precision=0.9) is None
