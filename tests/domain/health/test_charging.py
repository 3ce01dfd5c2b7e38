"""When charging has become worse, and when it is the weather, the charger or the owner."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from domain.health.checks import charging
from domain.health.facts import Break, BreakKind, Finding, Kind, Level
from domain.telemetry.facts import Features
from tests.domain.health import views


def judged(features: Features) -> Finding:
    found = charging.check(views.view(features))
    assert found is not None
    return found


@pytest.mark.parametrize(("now_kw", "trips"), [(5.4, False), (5.1, True), (3.6, True)])
def test_power_that_stays_a_quarter_below_the_usual_is_due_within_the_month(
    now_kw: float, *, trips: bool
) -> None:
    found = judged(views.sessions([*[7.0] * 20, *[now_kw] * 4]))

    assert (found.strength >= 1) is trips
    assert found.level is Level.BLUE
    assert (Kind.TREND in found.kinds) is trips


def test_fast_and_slow_charging_are_judged_apart() -> None:
    found = judged(views.sessions([*[7.0, 60.0] * 10, *[7.0, 30.0] * 4]))

    assert found.evidence["fast"] > 1
    assert found.evidence["slow"] == 0.0


def test_charges_that_end_by_themselves_are_due_at_three_and_pressing_at_five() -> None:
    three = judged(views.sessions([7.0] * 20, cut=[True] * 3))
    five = judged(views.sessions([7.0] * 20, cut=[True] * 5))

    assert three.level is Level.BLUE
    assert three.kinds == {Kind.COUNT}
    assert five.level is Level.YELLOW


def test_slow_and_broken_off_together_are_yellow() -> None:
    both = judged(views.sessions([*[7.0] * 20, *[3.6] * 8], cut=[*[True] * 3, *[False] * 4]))
    assert both.level is Level.YELLOW
    assert both.kinds == {Kind.COUNT, Kind.TREND}


@pytest.mark.parametrize(
    "features",
    [
        views.sessions([7.0] * 20),
        views.sessions([*[7.0] * 20, 2.0, 2.0]),
        views.sessions([*[60.0] * 20, *[30.0] * 4], celsius=[*[25.0] * 20, *[3.0] * 4]),
        views.sessions([*[60.0] * 20, *[20.0] * 4], soc_to=[*[70.0] * 20, *[100.0] * 4]),
        views.sessions([*[60.0] * 20, *[30.0] * 4], celsius=[*[25.0] * 20, *[44.0] * 4]),
        views.sessions([*[60.0, 35.0, 50.0, 25.0] * 5, *[34.0] * 4]),
        views.sessions([7.0] * 60, cut=[i % 4 == 0 for i in range(60)]),
    ],
    ids=["as ever", "twice", "cold", "to the brim", "hot", "chargers differ", "an old habit"],
)
def test_what_only_looks_like_bad_charging_stays_quiet(features: Features) -> None:
    found = charging.check(views.view(features))

    assert found is None or found.strength < 1


def test_a_car_that_tells_neither_limit_nor_cable_is_not_judged_by_broken_charges() -> None:
    assert np.isnan(judged(views.sessions([7.0] * 20, tells=False)).evidence["aborted"])


@pytest.mark.parametrize(
    "features",
    [Features(), views.sessions([7.0] * 2), views.sessions([7.0] * 5, tells=False)],
    ids=["nothing", "two charges", "no past"],
)
def test_without_enough_charges_nothing_is_judged(features: Features) -> None:
    assert charging.check(views.view(features)) is None


def test_a_repair_begins_a_new_life_and_old_charges_say_nothing() -> None:
    seen = views.view(views.sessions([*[7.0] * 20, *[3.6] * 4]))

    mended = charging.check(replace(seen, breaks=(Break(views.ago(4.2), BreakKind.PART, "charging"),)))

    assert mended is None or mended.strength < 1
    assert charging.check(replace(seen, now=views.NOW + timedelta(days=22))) is None


def test_the_chart_draws_charges_of_one_kind_only() -> None:
    chart = charging.chart(views.view(views.sessions([7.0, 60.0, 7.2, *[7.1] * 4, *[3.6] * 4])))

    assert chart is not None
    assert chart.series[1].values == (7.0, 7.2, *[7.1] * 4, *[3.6] * 4)
