"""What a change of habit would keep: in which direction, how surely, and when nothing is said."""

from dataclasses import replace

import numpy as np
import pytest

from domain.errors import Refusal
from domain.twin import calendar, rules
from domain.twin.facts import YEARS, Change, Habits, Pace, Reach, Twin

DEGREES = np.arange(-20.0, 46.0)
HABITS = Habits(
    soc=np.linspace(60.0, 100.0, 400), celsius=np.linspace(8.0, 28.0, 60), month=np.repeat([9.0, 10.0, 11.0], 20),
    limit_pct=100.0, fast_share=0.3, km_year=15_000.0, n_charges=30, n_days=60,
)  # fmt: skip
TWIN = Twin(
    HABITS,
    Pace(1.6, 0.3, 3.0, is_own=True),
    Reach(60.0, 15.0, 0.06, (DEGREES, 15.0 + 0.1 * abs(DEGREES - 22.0))),
)


def test_a_lower_limit_keeps_more_each_year_and_takes_its_share_of_the_range() -> None:
    answer = rules.what_if(TWIN, Change(limit_pct=80.0))

    middles = [answer.difference[years].middle for years in YEARS]
    assert middles == sorted(middles)
    assert 0 < answer.difference[8].low < answer.difference[8].middle < answer.difference[8].high < 8 * 1.6
    assert answer.years_to_same.low > 8
    assert answer.range_km is not None
    assert answer.range_km.middle == pytest.approx(-0.2 * 60.0 / 15.0 * 100)
    half = rules.what_if(TWIN, Change(limit_pct=90.0))
    assert half.difference[8].middle < answer.difference[8].middle


@pytest.mark.parametrize(
    "worse", [Change(fast_share=1.0), Change(km_share=2.0), Change(limit_pct=100.0, parking_c=5.0)]
)
def test_more_wear_costs_health_and_what_is_uncertain_shows_in_the_interval(worse: Change) -> None:
    kept = rules.what_if(TWIN, worse).difference[8]

    assert kept.low < kept.middle < 0
    unsure = rules.what_if(replace(TWIN, pace=Pace(1.6, 0.8, 3.0, is_own=False)), worse).difference[8]
    assert unsure.high - unsure.low > kept.high - kept.low


def test_a_milder_climate_is_not_claimed_to_be_better_of_a_car_that_is_worked_much() -> None:
    hot = replace(TWIN, habits=replace(HABITS, celsius=HABITS.celsius + 8.0))
    kept = rules.what_if(hot, Change(city="kunming")).difference[8]

    assert kept.low < 0 < kept.middle  # some cells that are driven and charged cold age faster


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change(limit_pct=30.0), "twin_limit_outside"),
        (Change(limit_pct=99.0), "twin_same"),
        (Change(), "twin_same"),
        (Change(city="atlantis"), "twin_city_unknown"),
        (Change(city="harbin"), "twin_too_cold"),
        (Change(parking_c=-25.0), "twin_too_cold"),
        (Change(parking_c=40.0), "twin_too_hot"),
    ],
)
def test_beyond_what_was_tested_nothing_is_said(change: Change, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        rules.what_if(TWIN, change)
    assert refusal.value.code == code


@pytest.mark.parametrize(("now", "other"), [(0.10, 0.0), (0.9, 0.45), (0.02, 0.1)])
def test_shares_of_fast_charging_that_fleets_do_not_tell_apart_are_refused(now: float, other: float) -> None:
    twin = replace(TWIN, habits=replace(HABITS, fast_share=now))

    assert not rules.tells_fast(now, other)
    with pytest.raises(Refusal, match="twin_fast_alike"):
        rules.what_if(twin, Change(fast_share=other))
    with pytest.raises(Refusal, match="twin_same"):
        rules.what_if(twin, Change(fast_share=now))
    assert rules.what_if(twin, Change(fast_share=0.3)).difference[8].middle != 0


def test_a_battery_that_seems_to_gain_without_fast_charging_lasts_no_shorter() -> None:
    habits = replace(HABITS, fast_share=0.6)
    twin = replace(TWIN, habits=habits, pace=Pace(0.8, 0.8, 6.0, is_own=False))

    assert rules.what_if(twin, Change(fast_share=0.0)).years_to_same.low >= 8


def test_the_table_is_met_at_its_knots_and_lies_between_them_elsewhere() -> None:
    at = calendar.log_rate(np.array([25.0, 45.0, 35.0, 40.0]), np.array([50.0, 100.0, 50.0, 50.0]))

    assert np.exp(at[:3]) == pytest.approx([1.0, 3.39, 1.58])
    assert 1.58 < float(np.exp(at[3])) < 2.36


def test_an_answer_is_the_same_each_time() -> None:
    assert rules.what_if(TWIN, Change(fast_share=0.0)) == rules.what_if(TWIN, Change(fast_share=0.0))
