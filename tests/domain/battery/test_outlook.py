"""Forecasts of battery health: near what comes, wide enough, and wider where less is known."""

import numpy as np
import pytest

from domain.battery import outlook
from domain.kit.arrays import Floats


def car(
    *, years: float, a_year: int, fade: float = 2.0, scatter: float = 4.6, seed: int = 0
) -> tuple[Floats, Floats]:
    """Charges of a car that starts at 97 % and loses `fade` points a year; moments in years, SOH in percent."""
    rng = np.random.default_rng(seed)
    at = np.sort(rng.uniform(0, years, int(years * a_year)))
    return at, 97 - fade * at + scatter * rng.standard_normal(at.size)


def test_half_a_year_ahead_the_interval_holds_nine_times_in_ten() -> None:
    held = []
    for seed in range(60):
        at, soh = car(years=2, a_year=150, seed=seed)
        told = outlook.ahead(outlook.gather(at, soh), 2.5, charges=40)
        came = np.median(97 - 2.0 * 2.5 + 4.6 * np.random.default_rng(900 + seed).standard_normal(40))
        held.append(told.low <= came <= told.high)

    assert 0.85 <= np.mean(held) <= 0.98


def test_a_short_history_is_drawn_towards_what_a_fleet_loses() -> None:
    at, soh = car(years=0.4, a_year=60, fade=20.0, seed=3)

    told = outlook.level(outlook.gather(at, soh), np.array([0.4, 1.4]))

    assert told.mean[0] - told.mean[1] == pytest.approx(-outlook.FADE, abs=1.0)
    assert told.sd[1] > told.sd[0]


def test_a_long_history_speaks_for_itself() -> None:
    at, soh = car(years=4, a_year=200, fade=3.2, seed=4)

    told = outlook.level(outlook.gather(at, soh), np.array([4.0, 5.0]))

    assert told.mean[0] - told.mean[1] == pytest.approx(3.2, abs=0.7)


def test_wild_charges_hardly_move_the_forecast() -> None:
    at, soh = car(years=2, a_year=150, scatter=2.0, seed=5)
    wild = soh.copy()
    wild[::20] = 45.0
    ends = np.array([2.0])

    told, plain = (outlook.level(outlook.gather(at, each), ends).mean[0] for each in (wild, soh))

    assert told == pytest.approx(plain, abs=0.8)


def test_the_interval_widens_where_earlier_forecasts_missed() -> None:
    at, soh = car(years=3, a_year=150, seed=6)
    broken = soh + np.where(at > 2.6, -12.0, 0.0)

    assert outlook.doubt(outlook.gather(at, soh), 0.5) < 1.2
    assert outlook.doubt(outlook.gather(at, broken), 0.5) > 1.3
