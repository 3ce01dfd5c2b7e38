"""How well data arrive, from notes on days and counts of values."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.telemetry import paths, quality
from domain.telemetry.facts import Window
from domain.telemetry.quality import Arrived, Pulse

DAY = date(2026, 11, 17)
MIDNIGHT = datetime(2026, 11, 17, tzinfo=UTC)
NOW = MIDNIGHT + timedelta(days=1)


def drive(*minutes: int, odometer: list[float] | None = None, speed: float = 50) -> Window:
    at = np.array([int((MIDNIGHT + timedelta(minutes=each)).timestamp() * 1000) for each in minutes])
    values = {paths.SPEED: np.full(at.size, float(speed))}
    if odometer is not None:
        values[paths.ODOMETER] = np.array(odometer)
    return Window(at, values)


@pytest.mark.parametrize(
    ("window", "held", "expected"),
    [
        (drive(0, 1, 2, 3), 4, 4),
        (drive(0, 1, 5, 6), 4, 7),
        (drive(0, 1, 120, 121), 4, 4),
        (drive(0, 1, 120, 121, odometer=[0, 800, 20_800, 21_600]), 4, 24),
        (drive(0, 10, 20, speed=0), 0, 0),
    ],
    ids=["all there", "a hole in a drive", "two drives", "a drive that never arrived", "parked"],
)
def test_minutes_that_should_hold_data_are_told_from_silence(
    window: Window, held: int, expected: int
) -> None:
    noted = quality.pulse(window, day=DAY)

    assert noted is not None
    assert (noted.held, noted.expected) == (held, expected)


def test_samples_of_other_days_are_passed_over() -> None:
    assert quality.pulse(drive(-3, -2, 1_440), day=DAY) is None


def day(number: int, *, held: int = 60, expected: int = 60, first_h: float = 8, last_h: float = 20) -> Pulse:
    begin = int((MIDNIGHT + timedelta(days=number)).timestamp() * 1000)
    hour = 3_600_000
    return Pulse(
        DAY + timedelta(days=number),
        held,
        expected,
        begin + int(first_h * hour),
        begin + int(last_h * hour),
        2 * hour,
    )


def test_the_usual_silence_is_the_night_and_not_the_gap_between_two_records() -> None:
    told = quality.judge([day(-3), day(-2), day(-1)], quality.NOTHING, last_at=None, now=NOW)

    assert told.usual_gap_s == pytest.approx(12 * 3600)


def test_a_car_that_is_new_has_no_usual_silence_yet() -> None:
    told = quality.judge([day(-1)], quality.NOTHING, last_at=None, now=NOW)

    assert (told.usual_gap_s, told.silent_s, told.completeness) == (None, None, 1.0)


def test_shares_and_silence_are_counted_over_the_last_week() -> None:
    last = NOW - timedelta(hours=5)
    pulses = [day(-20, held=0), *(day(-number, held=54) for number in range(7, 0, -1))]
    told = quality.judge(pulses, Arrived(1_000, 50, 20, last), last_at=last - timedelta(hours=1), now=NOW)

    assert told.completeness == pytest.approx(0.9)
    assert (told.late_share, told.implausible_share) == (0.05, 0.02)
    assert (told.last_at, told.silent_s) == (last, 5 * 3600)


def test_a_days_note_takes_the_place_of_the_former_one() -> None:
    pulses = quality.put([day(-2), day(-1, held=1)], day(-1, held=60), day=day(-1).day)

    assert [each.held for each in pulses] == [60, 60]
    assert quality.put(pulses, None, day=day(-1).day) == (day(-2),)
