"""The simulated fleet and the weather year, small: what is told is right, and counted rightly."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.health.facts import Finding, Level
from domain.learning import base_rates
from domain.simulation.fleet import run
from domain.simulation.fleet.facts import FaultTruth
from jobs.lab.evaluations import fleet, fleet_figures, fleet_life, weather_year
from jobs.lab.evaluations.fleet_life import Look, OwnerWarning, Year

ONSET = datetime(2027, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
FINDING = Finding("tyre_pressure", 1.2, Level.YELLOW, 0.75, 7 * DAY, 1, frozenset())


def leak(car: int, *, harm_after: float) -> FaultTruth:
    harm = ONSET + harm_after * DAY
    return FaultTruth(
        car, "tyre_leak", "tyre_pressure", "bead", "linear", ONSET, harm, harm + 3 * DAY, harm, 0, {}, 1,
        frozenset({"tyre_pressure", "puncture"}),
    )  # fmt: skip


def told(car: int, *, after: float, fault: FaultTruth | None, check: str = "tyre_pressure") -> OwnerWarning:
    return OwnerWarning(car, check, Level.YELLOW, ONSET + after * DAY, FINDING, fault)


def year(*warnings: OwnerWarning, faults: tuple[FaultTruth, ...] = (), looks: tuple[Look, ...] = ()) -> Year:
    return Year(4, 40, warnings, faults, looks, {}, 0)


def test_precision_recall_and_lead_count_what_was_told_before_the_harm() -> None:
    early, late, unseen = leak(0, harm_after=10), leak(1, harm_after=10), leak(2, harm_after=10)
    seen = year(
        told(0, after=4, fault=early),
        told(1, after=11, fault=late),
        told(3, after=5, fault=None),
        faults=(early, late, unseen),
    )

    found = fleet_figures.figures(fleet_figures.by_car(seen, end=ONSET + 30 * DAY), seen.looks)

    assert (found["told"], found["right"], found["precision"]) == (3, 2, pytest.approx(2 / 3))
    assert (found["harmed"], found["told_in_time"], found["recall"]) == (3, 1, pytest.approx(1 / 3))
    assert found["median_lead_h"] == 6 * 24
    assert found["by_check"]["tyre_pressure"]["told_in_time"] == 1


def test_a_fault_whose_harm_lies_beyond_the_end_is_not_missed() -> None:
    seen = year(faults=(leak(0, harm_after=10),))

    assert fleet_figures.by_car(seen, end=ONSET + 9 * DAY)[0].harmed == ()


def test_calibration_compares_what_was_stated_with_what_came() -> None:
    looks = [Look("x", 2 * DAY, 0.85, came=number < 6) for number in range(10)]

    (found,) = fleet_figures.calibration(looks).values()

    assert found["ece"] == pytest.approx(0.25)


def test_owners_are_told_of_faults_and_of_little_else_within_their_budget() -> None:
    made = run.make(
        50, seed=9, start=date(2027, 1, 1), days=60, forms="learning",
        rates={name: 2_500.0 for name, cause in base_rates.CAUSES.items() if cause.check},
    )  # fmt: skip
    lived = fleet_life.live(made)
    cars = fleet_figures.by_car(lived, end=made.now(59))

    assert fleet_figures.precision(cars) > 0.9
    assert fleet_figures.recall(cars) > 0.6
    assert fleet_figures.most_a_month(cars) <= 2
    assert lived.full < 0.5 * lived.car_days * 10


def test_the_evaluation_says_what_it_simulated() -> None:
    outcome = fleet.evaluate(None, None, cars=30, days=21)

    assert outcome.n["vehicle_days"] == 630
    assert {"precision", "recall", "median_lead_h", "most_warnings_a_month"} <= set(outcome.metrics)
    assert outcome.model["simulated"] is True


def test_three_winter_weeks_raise_no_tyre_and_no_12_v_alarm() -> None:
    outcome = weather_year.evaluate(None, None, cars=8, days=21)

    assert outcome.metrics["tyre_and_12v_alarms"] == 0
    assert outcome.n["vehicle_days"] == 336
