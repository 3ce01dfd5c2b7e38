"""How a car was driven: what counts, how certain that is, and what readings cannot tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.driving import rules
from domain.driving.facts import Trend
from domain.telemetry.trips import Travel, Trip, Unheard

MORNING = datetime(2026, 11, 10, 0, tzinfo=UTC)  # 8:00 in Shanghai
ZONE = "Asia/Shanghai"
MINUTE = timedelta(minutes=1)


def trip(*, at: int = 0, lasts: int = 30, **figures: Any) -> Trip:
    """A trip that begins some minutes after eight in the morning, with readings each second."""
    start = MORNING + at * MINUTE
    return replace(
        Trip(start, start + lasts * MINUTE, 1.0, km=30.0, hard_starts=0, hard_brakings=0), **figures
    )


def conduct(*trips: Trip, before: tuple[Trip, ...] = ()) -> Any:
    return rules.conduct(Travel(trips=trips), zone=ZONE, before=before)


def test_without_a_trip_there_is_nothing_to_tell() -> None:
    assert conduct() is None


@pytest.mark.parametrize(
    ("n", "low", "high"), [(0, 0.0, 3.0), (1, 0.05, 4.74), (10, 5.43, 16.96), (100, 84.1, 118.1)]
)
def test_the_interval_of_a_count_is_that_of_poisson_at_90_percent(n: int, low: float, high: float) -> None:
    """The exact limits, of tables of the chi-square distribution."""
    often = rules.frequency(n, 100.0)

    assert often.per_100km == n
    assert often.low == pytest.approx(low, abs=0.12)
    assert often.high == pytest.approx(high, rel=0.05)


def test_hard_events_count_on_the_distance_of_the_trips_that_tell_them() -> None:
    seldom = trip(at=60, hard_starts=None, hard_brakings=None, interval_s=20.0)
    found = conduct(trip(hard_starts=3, hard_brakings=1), seldom)

    assert found.km == 60
    assert (found.hard.trips, found.hard.starts.km, found.hard.starts.n) == (1, 30, 3)
    assert found.hard.latest_braking == MORNING
    assert conduct(seldom).hard is None


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [(2, 2, Trend.SAME), (4, 2, Trend.SAME), (20, 4, Trend.MORE), (4, 20, Trend.LESS), (0, 0, Trend.SAME)],
)
def test_more_or_fewer_is_said_beyond_chance_only(now: int, before: int, trend: Trend) -> None:
    this, earlier = trip(km=200.0, hard_brakings=now), trip(km=200.0, hard_brakings=before)
    found = conduct(this, before=(earlier,))

    assert found.hard.brakings_trend is trend
    assert conduct(this, before=(replace(earlier, km=90.0),)).hard.brakings_trend is None


def test_distance_at_high_speed_is_a_share_of_the_trips_that_tell_speeds() -> None:
    fast = trip(band_km=(5.0, 5.0, 5.0, 5.0, 20.0), top_kmh=131.0)
    found = conduct(fast, trip(at=60, band_km=None, top_kmh=60.0))

    assert (found.fast.km, found.fast.share, found.fast.top_kmh) == (20, 0.5, 131)
    assert conduct(fast, trip(at=60)).fast.top_kmh is None
    assert conduct(trip(band_km=None)).fast is None


@pytest.mark.parametrize(
    ("stop", "longest", "advice", "law"),
    [(10, 250, 1, 1), (16, 120, 0, 1), (20, 120, 0, 0), (40, 120, 0, 0)],
    ids=["no rest", "a rest by advice and not by law", "a rest by law", "a long rest"],
)
def test_a_stop_shorter_than_a_rest_ends_no_drive(stop: int, longest: int, advice: int, law: int) -> None:
    """Two hours, a stop, and two more hours: beside ten minutes it lasts four hours and ten minutes."""
    found = conduct(trip(lasts=120), trip(at=120 + stop, lasts=120)).rests

    assert found.longest == longest * MINUTE
    assert (found.over_advice, found.over_law) == (advice, law)


def test_readings_further_apart_than_a_minute_tell_no_rests() -> None:
    assert conduct(trip(lasts=300, interval_s=61.0)).rests is None
    assert conduct(trip(lasts=300, interval_s=60.0)).rests.over_law == 1


def test_the_night_is_that_of_the_owners_clock() -> None:
    late = trip(at=-(3 * 60) - 20, lasts=60)  # from 4:40 to 5:40 in Shanghai
    early = trip(at=-8 * 60 - 30, lasts=60)  # from 23:30 to 0:30
    found = conduct(early, late, trip())

    assert (found.late, found.late_trips) == (50 * MINUTE, 2)


def test_what_was_driven_while_no_data_came_is_told_beside_it() -> None:
    travel = Travel(trips=(trip(),), unheard=(Unheard(MORNING, 12.5),))
    found = rules.conduct(travel, zone=ZONE)

    assert found is not None
    assert found.unheard_km == 12.5
