"""When the high-voltage switches are worn or switch too often."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.health.checks import contactor
from domain.health.facts import Break, BreakKind, Finding, Kind, Level
from domain.telemetry.facts import Features
from tests.domain.health import views


def judged(features: Features) -> Finding:
    found = contactor.check(views.view(features))
    assert found is not None
    return found


def counted(until: float, *, days: int = 12, a_day: float = 10.0) -> list[float]:
    return [until - a_day * (days - 1 - day) for day in range(days)]


@pytest.mark.parametrize(("count", "trips"), [(49_999.0, False), (50_001.0, True)])
def test_fifty_thousand_switchings_are_due_at_the_next_visit(count: float, *, trips: bool) -> None:
    found = judged(views.contactors(counted(count)))

    assert (found.strength >= 1) is trips
    assert found.level is Level.BLUE


def test_the_same_wear_is_not_told_again_until_the_limit_a_step_up_is_passed() -> None:
    told = judged(views.contactors(counted(50_400.0, days=44)))
    at_next = judged(views.contactors(counted(60_001.0, days=44)))

    assert told.strength < 0.6
    assert at_next.strength >= 1


def test_eight_switchings_in_an_hour_on_two_days_are_yellow() -> None:
    often = judged(views.contactors(counted(900.0), most=[8.0, 1.0, 9.0]))

    assert often.level is Level.YELLOW
    assert often.kinds == {Kind.COUNT}


@pytest.mark.parametrize(
    ("cycles", "most"),
    [
        (counted(900.0), [1.0, 40.0, 1.0]),
        (counted(900.0), [12.0] * 12),
        ([*counted(60_000.0), 5.0, 9.0, 14.0], []),
        ([*counted(900.0), 70_000.0], []),
        ([*counted(900.0), 65_535.0, 65_535.0, 65_535.0], []),
    ],
    ids=["one busy day", "always busy", "new contactors", "a leap", "the counter's end"],
)
def test_what_only_looks_like_worn_contactors_stays_quiet(
    cycles: Sequence[float], most: Sequence[float]
) -> None:
    found = contactor.check(views.view(views.contactors(cycles, most=most)))

    assert found is None or found.strength < 1


def test_without_enough_readings_or_after_a_change_nothing_is_judged() -> None:
    seen = views.view(views.contactors(counted(60_000.0)))

    assert contactor.check(views.view(Features())) is None
    assert contactor.check(views.view(views.contactors([60_000.0] * 2))) is None
    assert contactor.check(replace(seen, now=views.NOW + timedelta(days=15))) is None
    assert contactor.check(replace(seen, breaks=(Break(views.ago(2), BreakKind.PART, "contactor"),))) is None


def test_the_chart_draws_the_count_and_the_limit_that_comes() -> None:
    chart = contactor.chart(views.view(views.contactors(counted(900.0))))

    assert chart is not None
    assert chart.limit == 50_000.0
