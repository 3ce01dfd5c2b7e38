"""Punctures and uneven brakes: they speak, keep quiet on what looks like them, and decline without data."""

from dataclasses import replace

import pytest

from domain.health.checks import brake_balance, puncture
from domain.health.facts import Finding, Kind, Level
from domain.telemetry.facts import Features
from tests.domain.health import views

UP = [20.0, 20.0, 21.0, 25.0, 30.0, 36.0, 40.0, 40.0, 41.0]
FLAT = [20.0, 20.0, 20.0, 21.0, 21.0, 21.0, 22.0, 22.0, 22.0]


def brakes(features: Features) -> Finding:
    found = brake_balance.check(views.view(features))
    assert found is not None
    return found


def tyre(features: Features) -> Finding:
    found = puncture.check(views.view(features))
    assert found is not None
    return found


def test_one_side_wearing_far_faster_is_a_sticking_brake_whichever_side_it_is() -> None:
    left, right = brakes(views.brakes(UP, FLAT, every_days=5)), brakes(views.brakes(FLAT, UP, every_days=5))

    assert left.strength == right.strength == pytest.approx(18 / 15)
    assert left.level is Level.BLUE
    assert (left.params["wheel"], left.params["other"]) == (right.params["other"], right.params["wheel"])
    assert left.kinds == {Kind.RELATION, Kind.TREND}


def test_a_difference_that_came_within_a_month_is_for_this_week() -> None:
    assert brakes(views.brakes(UP, FLAT)).level is Level.YELLOW


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([45.0] * 6, [20.0] * 6),
        ([50.0, 50, 50, 51, 51, 51], [50.0, 50, 50, 0, 0, 1]),
        ([20.0] * 8 + [98.0], [20.0] * 9),
        ([20.0, 20, 98, 20, 20, 20, 21, 21], [20.0] * 8),
        ([2.0, 10, 20, 30, 40, 50, 60], [2.0, 9, 18, 27, 36, 45, 54]),
    ],
    ids=["worn before", "new pads on one side", "odd last reading", "odd first reading", "both wear"],
)
def test_what_only_looks_like_a_sticking_brake_stays_quiet(left: list[float], right: list[float]) -> None:
    found = brake_balance.check(views.view(views.brakes(left, right)))

    assert found is None or found.strength <= 0.6


def test_brakes_are_not_compared_without_enough_recent_readings_of_both_sides() -> None:
    assert brake_balance.check(views.view(Features())) is None
    assert brake_balance.check(views.view(views.brakes(UP[:5], FLAT[:5]))) is None
    one_side = tuple(
        replace(each, pads=(each.pads[0], None, None, None)) for each in views.brakes(UP, FLAT).wear
    )
    assert brake_balance.check(views.view(Features(wear=one_side))) is None


def test_a_sudden_loss_is_yellow_and_red_where_the_tyre_is_far_too_soft_as_well() -> None:
    soft, flat = tyre(views.puncture(left=215.0)), tyre(views.puncture(left=165.0))

    assert soft.strength >= 1
    assert (soft.level, soft.kinds) == (Level.YELLOW, frozenset({Kind.RELATION}))
    assert (flat.level, flat.kinds) == (Level.RED, frozenset({Kind.RELATION, Kind.LEVEL}))
    assert flat.risk > 0.9


def test_a_tyre_that_has_its_air_back_is_no_longer_punctured() -> None:
    assert tyre(views.puncture(after=[166.0])).strength >= 1
    assert tyre(views.puncture(after=[166.0, 250.0])).strength == 0
    assert tyre(Features(rests=views.puncture().rests)).strength == 0


def test_a_puncture_is_not_judged_without_tyre_readings_nor_called_over_because_it_is_old() -> None:
    assert puncture.check(views.view(Features())) is None
    assert puncture.check(views.view(views.puncture(days_ago=40.0))) is None


def test_charts_show_both_sides_of_the_axle_and_the_tyre_that_lost_air() -> None:
    drawn = brake_balance.chart(views.view(views.brakes(UP, FLAT)))
    flat = puncture.chart(views.view(views.puncture()))

    assert drawn is not None
    assert [len(line.values) for line in drawn.series] == [9, 9]
    assert flat is not None
    assert flat.series[0].values[-1] == pytest.approx(1.65)
