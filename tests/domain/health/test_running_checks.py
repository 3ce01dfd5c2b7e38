from dataclasses import replace

import pytest

from domain.health.checks import coolant_loop, silent_car, twelve_volt
from domain.health.facts import Finding, Kind, Level
from domain.telemetry.facts import Features, Quality
from tests.domain.health import views

RAMP = [0.25 * i for i in range(20)]


def coolant(features: Features) -> Finding:
    found = coolant_loop.check(views.view(features))
    assert found is not None
    return found


def battery(features: Features) -> Finding:
    found = twelve_volt.check(views.view(features))
    assert found is not None
    return found


def test_less_flow_and_more_heat_together_is_a_coolant_fault() -> None:
    found = coolant(views.flows(lost=[3.0] * 12, warmer=[1.2] * 12))

    assert found.strength >= 1
    assert found.level is Level.YELLOW
    assert found.kinds == {Kind.RELATION, Kind.TREND}
    assert found.params["drop"] == pytest.approx(0.03, abs=0.004)
    assert found.params["rise"] == pytest.approx(1.2, abs=0.3)
    assert 0.6 <= found.risk <= 0.9


def test_a_coolant_fault_that_is_large_and_growing_is_red() -> None:
    found = coolant(views.flows(lost=RAMP, warmer=[x / 2 for x in RAMP]))

    assert found.level is Level.RED
    assert found.risk > 0.9


@pytest.mark.parametrize(
    "features",
    [
        views.flows(),
        views.flows(lost=[6.0] * 16, warmer=[0.0] * 16),
        views.flows(lost=[0.0] * 16, warmer=[4.0] * 16),
        views.flows(lost=[0.0] * 16, warmer=[0.0] * 16, ambient_now=8.0),
        views.flows(lost=[*[0.0] * 11, 60.0], warmer=[*[0.0] * 11, 30.0]),
        views.flows(lost=[*[3.0] * 12, *[0.0] * 10], warmer=[*[1.2] * 12, *[0.0] * 10]),
    ],
    ids=["healthy", "flow sensor", "warm only", "hot day", "one odd hour", "mended since"],
)
def test_what_only_looks_like_a_coolant_fault_stays_quiet(features: Features) -> None:
    assert coolant(features).strength <= 0.6


def test_coolant_needs_two_weeks_of_normal_and_recent_driving() -> None:
    assert coolant_loop.check(views.view(Features())) is None
    assert coolant_loop.check(views.view(views.flows(days=10))) is None
    far_hotter = views.flows(lost=[3.0] * 28, warmer=[1.2] * 28, ambient_now=40.0)
    assert coolant_loop.check(views.view(far_hotter)) is None


@pytest.mark.parametrize(("volt", "trips"), [(12.19, True), (12.21, False)])
def test_a_low_voltage_at_rest_trips_once_three_rests_agree(volt: float, *, trips: bool) -> None:
    assert (battery(views.volts([volt] * 3)).strength >= 1) is trips
    assert battery(views.volts([12.6, 12.6, 12.6, volt, volt])).strength < 1


def test_an_open_12_volt_warning_clears_only_well_above_the_limit() -> None:
    assert battery(views.volts([12.3] * 5)).strength > 0.6
    assert battery(views.volts([12.45] * 5)).strength < 0.6


def test_critical_12_volt_is_yellow_and_red_with_a_second_sign() -> None:
    assert battery(views.volts([12.0] * 5)).level is Level.YELLOW
    found = battery(views.volts([12.0] * 5, running=[12.3] * 3))
    assert found.level is Level.RED
    assert found.kinds == {Kind.LEVEL, Kind.RELATION}


def test_low_voltage_while_driving_needs_two_days() -> None:
    assert battery(views.volts([12.6] * 5, running=[14.0, 14.0, 12.3])).strength < 1
    assert battery(views.volts([12.6] * 5, running=[14.0, 12.3, 12.3])).level is Level.YELLOW


@pytest.mark.parametrize(
    "features",
    [
        views.volts([12.65] * 8, running=[13.6] * 3),
        views.volts([13.2] * 8, running=[13.6] * 3),
        views.volts([12.24] * 8, running=[14.0] * 3, celsius=-25.0),
        views.volts([12.65, 12.6, 8.9, 12.6, 12.6], running=[13.6, 9.0, 13.6]),
    ],
    ids=["healthy", "lithium", "deep cold", "one odd reading"],
)
def test_what_only_looks_like_a_weak_12_volt_battery_stays_quiet(features: Features) -> None:
    assert battery(features).strength < 1


def test_a_lithium_pack_is_not_judged_at_rest() -> None:
    assert twelve_volt.check(views.view(views.volts([13.2] * 8))) is None


def test_12_volt_without_enough_data_is_not_judged() -> None:
    assert twelve_volt.check(views.view(Features())) is None
    assert twelve_volt.check(views.view(views.volts([11.0, 11.0], running=[11.0]))) is None


def quality(silent_h: float | None, usual_h: float | None) -> Quality:
    usual = None if usual_h is None else usual_h * 3600
    silent = None if silent_h is None else silent_h * 3600
    return replace(views.HEARD, silent_s=silent, usual_gap_s=usual, last_at=views.ago((silent_h or 100) / 24))


@pytest.mark.parametrize(
    ("silent_h", "usual_h", "trips"),
    [
        (23, 1, False),
        (25, 1, True),
        (60, 24, False),
        (97, 24, True),
        (71, None, False),
        (73, None, True),
        (None, None, True),
    ],
)
def test_silence_counts_against_what_is_usual(
    silent_h: float | None, usual_h: float | None, *, trips: bool
) -> None:
    found = silent_car.check(views.view(Features(), quality=quality(silent_h, usual_h)))

    assert found is not None
    assert (found.strength >= 1) is trips
    assert found.level is Level.BLUE


def test_a_car_never_heard_is_not_called_silent() -> None:
    never = Quality(0, 0.0, 0.0, 0.0, None, None, None)

    assert silent_car.check(views.view(Features(), quality=never)) is None


def test_the_coolant_chart_draws_the_change_against_the_own_band() -> None:
    chart = coolant_loop.chart(views.view(views.flows(lost=[3.0] * 8, warmer=[1.2] * 8)))

    assert chart is not None
    assert chart.normal is not None
    assert chart.series[0].values[-1] > max(chart.normal[1], chart.limit or 0.0)
