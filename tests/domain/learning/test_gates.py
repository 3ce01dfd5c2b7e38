from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.learning import additive, gates, threshold
from domain.learning.facts import Additive, Figures, Models, Rows, Shape

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


def saying(rows: Rows, told: dict[int, Floats]) -> tuple[Models, Rows]:
    """Models that tell these chances by horizon, and the rows that make them do so."""
    logits = {str(hours): np.log(each / (1 - each)) for hours, each in told.items()}
    models = {
        hours: Additive("flow", "1", 0.0, 0.5, (Shape(str(hours), (-20.0, 20.0), (-20.0, 20.0)),))
        for hours in told
    }
    return models, replace(rows, evidence=logits)


def warning(rows: Rows, *, from_h: float = 96.0, false_cars: int = 0) -> tuple[Models, Rows]:
    """Sure of harm in its last hours, and wrongly of the first days of some healthy cars."""
    wrong = np.isinf(rows.harm_in_h) & (rows.cars >= rows.cars.max() + 1 - false_cars) & (rows.at_h < 72)
    week = np.where((rows.harm_in_h <= from_h) | wrong, 0.95, 1e-6)
    return saying(rows, {48: np.where(rows.harm_in_h <= 48, 0.95, 1e-6), 168: week, 720: week})


def codes(candidate: Figures, present: Figures | None = None) -> list[str]:
    return [reason.code for reason in gates.judge(candidate, present).reasons]


def test_neighbouring_looks_are_one_warning_and_lead_counts_from_its_first() -> None:
    found = gates.measure(*warning(fleet(), false_cars=5), seed=1)

    assert (found.told, found.harmed) == (25, 20)
    assert found.precision == pytest.approx(20 / 25)
    assert found.recall == 1.0
    assert found.lead_h == 96.0
    assert found.intervals["precision"][0] < 0.8 < found.intervals["precision"][1]


def test_rare_harm_drawn_more_often_than_it_happens_counts_by_its_weight() -> None:
    rows = fleet()
    real = replace(rows, weights=np.where(np.isinf(rows.harm_in_h), 10.0, 1.0))

    assert gates.measure(*warning(real, false_cars=5), seed=1).precision == pytest.approx(20 / 70)


def test_looks_weeks_apart_are_two_warnings_though_nothing_was_seen_between() -> None:
    models, rows = warning(fleet(failing=0, healthy=1), false_cars=1)
    twice = replace(
        rows,
        evidence={name: np.tile(each[:3], 2) for name, each in rows.evidence.items()},
        cars=np.zeros(6),
        at_h=np.concatenate([np.arange(3) * 24.0, 2000 + np.arange(3) * 24.0]),
        harm_in_h=np.full(6, np.inf),
        weights=np.ones(6),
    )
    assert gates.measure(models, twice, seed=1).warnings_per_day == pytest.approx(2 / 6)


def test_a_chance_that_does_not_come_true_as_often_as_told_is_a_calibration_error() -> None:
    rows = fleet()
    flat = {hours: np.full(rows.at_h.size, 0.5) for hours in (48, 168, 720)}

    assert gates.measure(*saying(rows, flat), seed=1).calibration > 0.2


def test_a_horizon_that_is_not_told_is_not_judged() -> None:
    rows = fleet()
    month = np.where(rows.harm_in_h <= 720, 0.99, 0.001)
    assert gates.measure(*saying(rows, {720: month}), seed=1).calibration < 0.05
    assert gates.measure(*saying(rows, {48: month, 720: month}), seed=1).calibration > 0.2


def test_only_where_the_check_trips_is_anything_told_or_judged() -> None:
    rows = fleet()
    sure = replace(rows, tripped=rows.harm_in_h <= 96)
    found = gates.measure(*saying(sure, {168: np.full(rows.at_h.size, 0.999)}), seed=1)
    assert found.calibration < 0.05


def test_where_the_rule_asks_for_yellow_only_a_chance_that_speaks_within_a_month_warns() -> None:
    rows = replace(fleet(), urged=np.ones(60 * LOOKS, dtype=np.bool_))
    models, rows = saying(rows, {720: np.where(rows.harm_in_h <= 480, 0.7, 0.1)})
    for speaks_from, told in ((0.0, 60), (0.5, 20), (1.0, 0)):
        careful = {720: replace(models[720], speaks_from=speaks_from)}
        assert gates.measure(careful, rows, seed=1).told == told


def test_what_speaks_stays_the_same_where_harm_is_rarer() -> None:
    model = Additive("flow", "1", 0.0, 0.5, (), speaks_from=0.8)
    rarer = additive.at_rate(model, 0.1)
    assert rarer.speaks_from == pytest.approx(4 / 13)
    for never in (0.0, 1.0):
        assert additive.at_rate(replace(model, speaks_from=never), 0.1).speaks_from == never


def test_a_good_candidate_passes_and_each_bar_has_a_reason_of_its_own() -> None:
    assert gates.judge(GOOD, None).passed
    assert codes(replace(GOOD, precision=0.8)) == ["gate.precision"]
    assert codes(replace(GOOD, calibration=0.06)) == ["gate.calibration"]
    assert codes(replace(GOOD, told=3, harmed=4)) == ["gate.few_harmed", "gate.few_told"]


def test_no_check_gets_worse_than_what_is_at_work() -> None:
    assert codes(GOOD, replace(GOOD, precision=0.94)) == []
    assert codes(GOOD, replace(GOOD, precision=0.97)) == ["gate.worse.precision"]
    assert codes(GOOD, replace(GOOD, recall=0.95)) == ["gate.worse.recall"]


def test_a_threshold_states_precision_and_recall_together_and_keeps_both_where_one_can() -> None:
    chances = np.array([0.9, 0.8, 0.7, 0.7, 0.2])
    happened = np.array([True, True, True, False, False])

    few = threshold.for_both(chances, happened, precision=0.95, recall=0.6)
    most = threshold.for_both(chances, happened, precision=0.6, recall=0.95)

    assert (few.chance, few.precision) == (0.8, 1.0)
    assert few.recall == pytest.approx(2 / 3)
    assert (most.chance, most.precision, most.recall) == (0.7, 0.75, 1.0)


def test_a_threshold_that_cannot_keep_both_misses_the_worse_by_the_least() -> None:
    chances = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    happened = np.array([False, True, False, True, False, True])

    told = threshold.for_both(chances, happened, precision=0.9, recall=0.9)

    assert (told.chance, told.precision, told.recall) == (0.4, 0.5, 1.0)
