"""What counts as cells drifting apart, and what only looks like it."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from domain.health.checks import cell_balance
from domain.health.facts import Break, BreakKind, Finding, Kind, Level
from domain.telemetry.facts import Features
from domain.telemetry.features import cells
from tests.domain.health import views


def judged(features: Features) -> Finding:
    found = cell_balance.check(views.view(features))
    assert found is not None
    return found


@pytest.mark.parametrize(("mv", "trips"), [(59.0, False), (61.0, True)])
def test_a_wide_gap_alone_is_due_within_the_month(mv: float, *, trips: bool) -> None:
    found = judged(views.cells([mv] * 20))

    assert (found.strength >= 1) is trips
    assert found.level is Level.BLUE


def test_a_gap_that_is_wide_and_has_grown_is_yellow() -> None:
    found = judged(views.cells([*[20.0] * 20, *[65.0] * 5]))

    assert found.level is Level.YELLOW
    assert found.kinds == {Kind.LEVEL, Kind.TREND}
    assert found.evidence["grown"] > found.evidence["spread"] > 1


def test_a_cell_that_goes_flat_at_rest_is_yellow_and_red_when_fast_with_a_second_sign() -> None:
    slow = judged(views.cells([10.0] * 20, widened=[0.5] * 3))
    fast = judged(views.cells([10.0] * 20, widened=[2.0] * 3))
    both = judged(views.cells([*[10.0] * 15, *[70.0] * 5], widened=[2.0] * 3))

    assert [each.level for each in (slow, fast, both)] == [Level.YELLOW, Level.YELLOW, Level.RED]
    assert both.kinds == {Kind.LEVEL, Kind.TREND, Kind.RELATION}
    assert both.risk > 0.9


@pytest.mark.parametrize(
    "features",
    [
        views.cells([44.0] * 30),
        views.cells([*[8.0] * 20, *[40.0] * 5]),
        views.cells([95.0] * 30, soc=97.0, at_charge_end=True),
        views.cells([95.0] * 30, soc=None),
        views.cells([*[10.0] * 20, 300.0]),
        views.cells([10.0] * 20, widened=[3.0, 0.0, 3.0]),
        Features(cells=views.cells([15.0] * 15).cells + views.cells([90.0] * 15, soc=10.0).cells),
    ],
    ids=["wide but steady", "grown but sound", "LFP full", "charge not told", "one odd reading", "two rests", "empty"],
)  # fmt: skip
def test_what_only_looks_like_drifting_cells_stays_quiet(features: Features) -> None:
    assert judged(features).strength < 1


@pytest.mark.parametrize(
    "features",
    [Features(), views.cells([70.0] * 2), views.cells([3_700.0] * 9)],
    ids=["nothing", "two readings", "a wire that is off"],
)
def test_without_enough_sane_readings_nothing_is_judged(features: Features) -> None:
    assert cell_balance.check(views.view(features)) is None


def test_old_readings_are_not_judged() -> None:
    old = replace(views.view(views.cells([70.0] * 9)), now=views.NOW + timedelta(days=30))

    assert cell_balance.check(old) is None


def test_a_new_battery_begins_a_new_life() -> None:
    features = views.cells([*[80.0] * 9, *[12.0] * 5])
    mended = Break(views.ago(4.5), BreakKind.PART, cell_balance.CODE)
    found = cell_balance.check(replace(views.view(features), breaks=(mended,)))

    assert found is not None
    assert np.isnan(found.evidence["grown"])
    assert found.strength < 0.6


def test_a_charge_told_cell_by_cell_gives_a_reading_a_step_without_impossible_ones() -> None:
    volts = np.full((96, 3), 3.9)
    volts[36, :] = 3.86
    volts[5, 1] = 0.0

    told = cells.along(volts, at=[views.ago(3), views.ago(2), views.ago(1)])

    assert [each.at for each in told] == [views.ago(3), views.ago(1)]
    assert {each.low_cell for each in told} == {37}
    assert [cell_balance.spread_mv(each) for each in told] == pytest.approx([40.0, 40.0])


def test_the_chart_draws_the_gap_against_the_own_band_and_the_limit() -> None:
    chart = cell_balance.chart(views.view(views.cells([*[20.0] * 20, *[65.0] * 5])))

    assert chart is not None
    assert chart.limit == 60.0
    assert chart.normal == pytest.approx((20.0, 20.0))
