"""Consumption is compared with what the same car needs in the same weather and traffic."""

from datetime import date, timedelta

import pytest

from domain.energy import rules
from domain.telemetry.facts import Day

FIRST = date(2026, 1, 1)


def day(number: int, *, celsius: float = 15.0, factor: float = 1.1, km: float = 40.0) -> Day:
    """A day of a car that needs `factor` times the shape, with a little scatter."""
    scatter = 1 + (number * 37 % 11 - 5) / 200
    used = factor * scatter * rules.expected(celsius, 40.0) * km / 100
    return Day(FIRST + timedelta(days=number), 9e4, km / 40 * 3600, km, celsius - 5, celsius + 5, None, used)


def test_a_cold_month_is_compared_with_such_cold() -> None:
    mild = [day(i) for i in range(30)]
    cold = [day(i, celsius=-5.0) for i in range(30, 60)]

    found = rules.consumption(rules.drives([*mild, *cold]))

    assert found is not None
    assert found.lately > 1.4 * found.at_15c
    assert found.lately == pytest.approx(found.usual, rel=0.01)
    assert max(map(abs, found.scores)) < 3


def test_what_weather_does_not_explain_is_left() -> None:
    usual, more = [day(i) for i in range(30)], [day(i, factor=1.32) for i in range(30, 60)]

    found = rules.consumption(rules.drives([*usual, *more]))

    assert found is not None
    assert found.lately / found.usual == pytest.approx(1.2, rel=0.01)
    assert min(found.scores) > 3


def test_cold_and_heat_cost_more_than_mild_air_and_standing_traffic_costs_most() -> None:
    assert rules.expected(-10, 40) > rules.expected(0, 40) > rules.expected(20, 40) < rules.expected(38, 40)
    assert rules.expected(-10, 20) > rules.expected(-10, 60)


@pytest.mark.parametrize("days", [[], [day(i) for i in range(12)], [day(i, km=5.0) for i in range(60)]])
def test_too_little_driving_has_no_usual(days: list[Day]) -> None:
    assert rules.consumption(rules.drives(days)) is None
