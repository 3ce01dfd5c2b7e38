"""The shape that all cars share is fitted to a fleet, and judged on cars it has not seen."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from domain.energy import learn, rules
from domain.energy.facts import PUBLISHED, Drive, Shape

HEATED = replace(PUBLISHED, road=1.1 * PUBLISHED.road, cabin=2 * PUBLISHED.cabin)


def car(
    number: int, *, shape: Shape = HEATED, scatter: float = 0.03, celsius: tuple[float, float] = (-8.0, 24.0)
) -> list[Drive]:
    """Sixty days of a car with its own factor, its own weather and its own speeds."""
    rng = np.random.default_rng(number)
    factor = rng.uniform(0.8, 1.3)
    drives = []
    for place in range(60):
        warm, fast = rng.uniform(*celsius), rng.uniform(22, 85)
        used = factor * rules.expected(warm, fast, shape) * (1 + scatter * rng.standard_normal())
        drives.append(Drive(date(2026, 1, 1) + timedelta(days=place), used, warm, fast, 30.0))
    return drives


def mean(cars: list[list[Drive]], shape: Shape) -> float:
    return float(np.concatenate([learn.errors(each, shape) for each in cars]).mean())


def test_a_fleet_with_another_heating_is_foretold_better_on_cars_left_out() -> None:
    fitted = learn.fit([car(number) for number in range(20)])
    others = [car(number) for number in range(100, 120)]

    assert mean(others, fitted) < 0.8 * mean(others, PUBLISHED)
    assert mean(others, fitted) == pytest.approx(mean(others, HEATED), rel=0.1)


def test_wild_days_hardly_move_the_shape() -> None:
    cars = [car(number) for number in range(20)]
    wild = [[*each[:57], *(replace(one, kwh_100km=3 * one.kwh_100km) for one in each[57:])] for each in cars]
    others = [car(number) for number in range(100, 120)]

    assert mean(others, learn.fit(wild)) == pytest.approx(mean(others, learn.fit(cars)), rel=0.05)


def test_where_nobody_drove_the_published_line_stays() -> None:
    summer = learn.fit([car(number, celsius=(16.0, 34.0)) for number in range(20)])

    assert summer.cabin[0] == PUBLISHED.cabin[0]
    assert summer.cabin[-1] == PUBLISHED.cabin[-1]
    assert summer.road[-1] == PUBLISHED.road[-1]


def test_each_car_is_judged_by_a_shape_that_was_fitted_without_it() -> None:
    odd = [car(number, shape=PUBLISHED) for number in range(9)] + [car(99)]

    told = learn.left_out(odd)

    ours, published = told[-1]
    assert ours.mean() == pytest.approx(published.mean(), rel=0.1)


def test_a_car_with_too_few_days_neither_teaches_nor_judges() -> None:
    short = car(1)[:12]

    assert learn.usable([short, car(2)]) == [car(2)]
    assert learn.errors(short, PUBLISHED).size == 0
