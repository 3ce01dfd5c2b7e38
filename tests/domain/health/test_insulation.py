"""When insulation is too low, falling, or weak in the wet, and what does not count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.health.checks import insulation
from domain.health.facts import Break, BreakKind, Finding, Kind, Level
from domain.telemetry.facts import Features, Insulation
from tests.domain.health import views

MEGA, KILO = 1e6, 1e3


def judged(features: Features) -> Finding:
    found = insulation.check(views.view(features))
    assert found is not None
    return found


@pytest.mark.parametrize(("kohm", "trips"), [(201.0, False), (199.0, True)])
def test_under_500_ohms_per_volt_on_two_days_is_yellow(kohm: float, *, trips: bool) -> None:
    found = judged(views.insulation([kohm * KILO] * 9))

    assert (found.strength >= 1) is trips
    assert found.level is Level.YELLOW
    assert found.severity == (2 if trips else 0)


def test_under_100_ohms_per_volt_is_red_at_once_where_it_was_sound_before() -> None:
    found = judged(views.insulation([3 * MEGA] * 10, latest=[39 * KILO]))

    assert (found.level, found.severity) == (Level.RED, 3)
    assert found.kinds >= {Kind.LEVEL, Kind.TREND}
    assert found.params["per_volt"] == pytest.approx(97.5)


def test_under_100_ohms_per_volt_without_a_past_is_red_once_a_second_day_says_so() -> None:
    assert judged(views.insulation([30 * KILO])).level is Level.YELLOW
    assert judged(views.insulation([30 * KILO] * 2)).level is Level.RED


def test_falling_by_half_within_a_week_is_yellow_only_where_little_is_left() -> None:
    assert judged(views.insulation([700 * KILO] * 10, latest=[300 * KILO] * 3)).kinds == {Kind.TREND}
    assert judged(views.insulation([8 * MEGA] * 10, latest=[2 * MEGA] * 3)).strength < 1


def test_low_only_when_it_is_wet_is_yellow() -> None:
    found = judged(views.insulation([3 * MEGA, 0.4 * MEGA] * 4 + [3 * MEGA] * 2, humidity=[50.0, 95.0] * 4))

    assert found.kinds == {Kind.RELATION}
    assert found.level is Level.YELLOW


@pytest.mark.parametrize(
    "features",
    [
        views.insulation([3 * MEGA] * 10),
        views.insulation([3 * MEGA] * 10, latest=[150 * KILO]),
        views.insulation([3 * MEGA, 2.3 * MEGA] * 5, humidity=[50.0, 95.0] * 5),
    ],
    ids=["sound", "one low day", "damp air"],
)
def test_what_only_looks_like_weak_insulation_stays_quiet(features: Features) -> None:
    assert judged(features).strength < 1


@pytest.mark.parametrize(
    "features",
    [
        Features(),
        views.insulation([150 * KILO]),
        Features(insulation=(Insulation(views.ago(1), 2e4, 0.0), Insulation(views.ago(0.1), 2e4, 0.0))),
    ],
    ids=["nothing", "a single day", "no pack voltage"],
)
def test_without_enough_readings_nothing_is_judged(features: Features) -> None:
    assert insulation.check(views.view(features)) is None


def test_readings_of_weeks_ago_and_of_before_the_repair_are_not_judged() -> None:
    seen = views.view(views.insulation([150 * KILO] * 9))

    assert insulation.check(replace(seen, now=views.NOW + timedelta(days=8))) is None
    assert insulation.check(replace(seen, breaks=(Break(views.NOW, BreakKind.PART, "insulation"),))) is None


def test_the_chart_draws_ohms_per_volt_and_the_limit() -> None:
    chart = insulation.chart(views.view(views.insulation([200 * KILO] * 3)))

    assert chart is not None
    assert chart.limit == 500.0
    assert chart.series[0].values == (500.0, 500.0, 500.0)
