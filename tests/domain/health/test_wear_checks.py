from dataclasses import replace
from datetime import timedelta

import pytest

from domain.explain.facts import Moment, Phrase
from domain.health.checks import battery_soh, brake_pads, cabin_filter
from domain.health.facts import Finding, Kind, Level
from domain.telemetry.facts import Features
from tests.domain.health import views


def pads(features: Features) -> Finding:
    found = brake_pads.check(views.view(features))
    assert found is not None
    return found


def soh(features: Features) -> Finding:
    found = battery_soh.check(views.view(features))
    assert found is not None
    return found


@pytest.mark.parametrize(("worn", "trips"), [(69.0, False), (71.0, True)])
def test_pads_are_due_below_30_percent_left(worn: float, *, trips: bool) -> None:
    found = pads(views.pads([worn] * 5))

    assert (found.strength >= 1) is trips
    assert found.level is Level.BLUE


def test_pads_that_will_be_gone_within_a_week_are_yellow() -> None:
    found = pads(views.pads([65 + 1.2 * i for i in range(18)]))

    assert found.level is Level.YELLOW
    assert found.kinds == {Kind.LEVEL, Kind.TREND}


def test_the_forecast_names_the_day_at_the_usual_pace() -> None:
    found = pads(views.pads([55 + 0.5 * i for i in range(36)]))
    pattern = found.params["pattern"]

    assert isinstance(pattern, Phrase)
    due = pattern.params["at"]
    assert isinstance(due, Moment)
    assert due.at - views.NOW == pytest.approx(timedelta(days=36), abs=timedelta(days=3))


def test_new_pads_start_a_new_life() -> None:
    assert pads(views.pads([74, 75, 76, 77, 2, 2, 3])).strength < 0.6


def test_one_absurd_wear_reading_never_fires() -> None:
    assert pads(views.pads([20, 20, 20, 21, 98])).strength < 0.6
    assert pads(views.pads([20, 20, 98, 21, 21, 21])).strength < 0.6


def test_pads_without_recent_readings_are_not_judged() -> None:
    assert brake_pads.check(views.view(Features())) is None
    assert brake_pads.check(views.view(views.pads([80, 80]))) is None
    old = replace(views.view(views.pads([80, 80, 80])), now=views.NOW + timedelta(days=40))
    assert brake_pads.check(old) is None


@pytest.mark.parametrize(("value", "trips"), [(82.0, True), (84.9, True), (86.0, False)])
def test_battery_health_under_85_percent_is_worth_a_free_check(value: float, *, trips: bool) -> None:
    found = soh(views.charges([value] * 8))

    assert (found.strength >= 1) is trips
    assert found.level is Level.BLUE


def test_battery_charges_that_scatter_too_much_do_not_convict() -> None:
    assert soh(views.charges([70, 98, 72, 97, 80, 96])).strength < 1


@pytest.mark.parametrize(
    "features",
    [
        Features(),
        views.charges([80.0] * 4),
        views.charges([80.0] * 9, span=13.0),
        views.charges([80.0] * 9, celsius=-5.0),
        views.charges([80.0] * 9, celsius=35.0),
    ],
)
def test_battery_health_needs_five_charges_of_a_kind(features: Features) -> None:
    assert battery_soh.check(views.view(features)) is None


def test_battery_health_needs_to_know_the_capacity_when_new() -> None:
    car = replace(views.CAR, capacity_new_kwh=None)

    assert battery_soh.check(views.view(views.charges([80.0] * 9), car=car)) is None


def test_battery_health_tells_an_honest_band() -> None:
    found = soh(views.charges([82.0] * 8))

    assert (found.params["low"], found.params["high"]) == (pytest.approx(79.0), pytest.approx(85.0))


@pytest.mark.parametrize(
    ("drops", "trips"), [([21.0] * 5, True), ([19.0] * 5, False), ([5.0, 5.0, 5.0, 60.0], False)]
)
def test_a_filter_is_due_when_most_readings_say_so(drops: list[float], *, trips: bool) -> None:
    found = cabin_filter.check(views.view(views.filters(drops)))

    assert found is not None
    assert (found.strength >= 1) is trips


def test_a_filter_with_two_readings_is_not_judged() -> None:
    assert cabin_filter.check(views.view(views.filters([40.0, 40.0]))) is None


def test_charts_carry_the_limit_that_trips() -> None:
    drawn = (
        brake_pads.chart(views.view(views.pads([50, 51, 52]))),
        battery_soh.chart(views.view(views.charges([90.0] * 3))),
        cabin_filter.chart(views.view(views.filters([3.0]))),
    )

    assert [chart.limit for chart in drawn if chart] == [30.0, 85.0, 20.0]
