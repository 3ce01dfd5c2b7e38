"""A tyre that lost air within minutes is told from weather, work on the wheel, odd readings and holes in the data."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.facts import Loss, Window
from domain.telemetry.features import extraction

DAY = date(2026, 11, 22)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC).timestamp()
H = 3600.0
Floats = NDArray[np.float64]
Tyres = Callable[[Floats], list[Floats]]


def found(
    tyres: Tyres, *, step_s: float = 60.0, driving: bool = True, until_h: float = 24.0
) -> tuple[Loss, ...]:
    """hours from midnight → gauge pressure of each wheel; one degree and half a kPa of noise."""
    at = np.arange(MIDNIGHT - 12 * H, MIDNIGHT + until_h * H, step_s)
    hour = (at - MIDNIGHT) / H
    rng = np.random.default_rng(5)
    warm = 20.0 + 15.0 * np.clip(hour - 8, 0, 0.5)
    values = {paths.SPEED: np.where(driving & (hour > 8) & (hour < 11), 60.0, 0.0)}
    for wheel, kpa in enumerate(tyres(hour)):
        told = (kpa + 101.3) * (warm + 273.15) / 293.15 - 101.3 + rng.normal(0, 0.5, at.size)
        values[paths.TYRE_PRESSURE[wheel]] = np.round(told)
        values[paths.TYRE_AIR[wheel]] = np.round(warm)
    return extraction.extract(Window((at * 1000).astype(np.int64), values), day=DAY).losses


def all_at(kpa: float, hour: Floats) -> list[Floats]:
    return [np.full(hour.size, kpa) for _ in range(4)]


def nail(hour: Floats, *, lost: float = 60.0, over_h: float = 0.1, begin: float = 9.0) -> list[Floats]:
    tyres = all_at(250.0, hour)
    tyres[2] = tyres[2] - lost * np.clip((hour - begin) / over_h, 0, 1)
    return tyres


@pytest.mark.parametrize("step_s", [1.0, 10.0, 60.0, 600.0])
@pytest.mark.parametrize("driving", [True, False])
def test_a_nail_is_seen_at_any_pace_driving_or_parked(step_s: float, *, driving: bool) -> None:
    (loss,) = found(nail, step_s=step_s, driving=driving)

    assert loss.wheel == 2
    assert loss.lost_kpa == pytest.approx(60.0, abs=4.0)
    assert loss.left_kpa == pytest.approx(190.0, abs=2.0)
    assert loss.minutes <= 11.0


def test_it_is_certain_after_three_minutes_of_driving_and_an_hour_parked() -> None:
    assert found(nail, until_h=9.05) == ()
    assert len(found(nail, until_h=9.2)) == 1
    assert found(nail, driving=False, until_h=9.9) == ()
    assert len(found(nail, driving=False, until_h=10.3)) == 1


def test_a_loss_shortly_before_midnight_counts_in_the_day_it_became_certain() -> None:
    assert found(lambda hour: nail(hour, begin=23.9), driving=False) == ()
    assert len(found(lambda hour: nail(hour, begin=-0.1), driving=False)) == 1


def cold_front(hour: Floats) -> list[Floats]:
    return [each - 40.0 * np.clip((hour - 9) / 0.1, 0, 1) for each in all_at(250.0, hour)]


def pumped_up_but_one(hour: Floats) -> list[Floats]:
    tyres = [each + 30.0 * (hour > 9) for each in all_at(230.0, hour)]
    tyres[2] = np.full(hour.size, 250.0)
    return tyres


def filled_too_far_and_let_off(hour: Floats, *, wait_h: float = 0.05, left: float = 275.0) -> list[Floats]:
    """As a recorded car was seen to be filled: one tyre far beyond the others, then let down to them."""
    tyres = [np.where(hour > 9, 275.0, each) for each in all_at(240.0, hour)]
    tyres[1] = np.select([hour > 9 + wait_h, hour > 9 - 0.02], [left, 315.0], 240.0)
    return tyres


def let_down_and_filled(hour: Floats) -> list[Floats]:
    tyres = all_at(250.0, hour)
    tyres[1] = np.where((hour > 14) & (hour < 14.7), 0.0, tyres[1])
    return tyres


def two_wheels_taken_off(hour: Floats) -> list[Floats]:
    tyres = all_at(250.0, hour)
    tyres[0], tyres[1] = np.where(hour > 14, 0.0, tyres[0]), np.where(hour > 14.3, 0.0, tyres[1])
    return tyres


def one_absurd_reading(hour: Floats) -> list[Floats]:
    tyres = all_at(250.0, hour)
    tyres[3][np.searchsorted(hour, 9.0)] = 90.0
    return tyres


def silent_overnight(hour: Floats) -> list[Floats]:
    tyres = nail(hour, begin=3.0)
    return [np.where((hour > 1) & (hour < 6), np.nan, each) for each in tyres]


def slow_leak(hour: Floats) -> list[Floats]:
    return nail(hour, lost=20.0, over_h=20.0, begin=0.0)


@pytest.mark.parametrize(
    "tyres",
    [
        cold_front,
        pumped_up_but_one,
        filled_too_far_and_let_off,
        let_down_and_filled,
        two_wheels_taken_off,
        one_absurd_reading,
        silent_overnight,
        slow_leak,
        lambda hour: [each * np.nan for each in all_at(250.0, hour)],
    ],
)
def test_what_only_looks_like_a_puncture_is_none(tyres: Tyres) -> None:
    assert found(tyres) == ()


def test_a_tyre_that_loses_more_than_it_was_filled_by_is_seen() -> None:
    (loss,) = found(lambda hour: filled_too_far_and_let_off(hour, left=200.0))

    assert loss.wheel == 1
    assert loss.left_kpa == pytest.approx(200.0, abs=2.0)


def test_a_flat_tyre_that_was_filled_and_goes_soft_at_once_is_seen_though_it_holds_more_than_before() -> None:
    def sealed(hour: Floats) -> list[Floats]:
        tyres = all_at(250.0, hour)
        tyres[1] = np.interp(hour, [8.87, 8.95, 9.0, 9.1], [50.0, 250.0, 250.0, 120.0])
        return tyres

    (loss,) = found(sealed)

    assert loss.wheel == 1
    assert loss.left_kpa == pytest.approx(120.0, abs=2.0)


def test_a_nail_an_hour_after_filling_is_seen() -> None:
    (loss,) = found(lambda hour: filled_too_far_and_let_off(hour, wait_h=1.0))

    assert loss.wheel == 1


def test_a_sensor_that_drops_out_is_no_loss_and_half_of_the_readings_are_enough() -> None:
    def gone(hour: Floats) -> list[Floats]:
        return [*all_at(250.0, hour)[:3], np.where(hour > 9, np.nan, 250.0)]

    def half(hour: Floats) -> list[Floats]:
        keep = np.random.default_rng(3).random(hour.size) > 0.5
        return [np.where(keep, each, np.nan) for each in nail(hour)]

    assert found(gone) == ()
    assert len(found(half)) == 1
