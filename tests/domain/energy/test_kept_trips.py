"""The work and the split of a trip as it is kept, held against those of the drive as it was sampled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
import pytest

from domain.energy.split import trips as kept
from domain.energy.split import work
from domain.energy.split.facts import Track, Work
from domain.simulation import run as simulation
from domain.simulation.cars import DEMO_CARS
from domain.telemetry import paths
from domain.telemetry.facts import Window
from domain.telemetry.features import samples, trips
from domain.telemetry.trips import Trip

START = datetime(2026, 11, 9, tzinfo=UTC)


@cache
def drives(step_s: int) -> list[tuple[Trip, Track]]:
    """Two days of a simulated car: each trip as it is kept, and as it was sampled."""
    window = simulation.simulate(DEMO_CARS[1], start=START, end=START + timedelta(days=2), step_s=step_s)
    needed = Window(window.at, {path: each for path, each in window.values.items() if path in trips.NEEDED})
    found = trips.find(samples.look(needed), begin=START.timestamp(), end=START.timestamp() + 2 * 86_400)
    return [(each, track(window, each)) for each in found]


def track(window: Window, of: Trip) -> Track:
    at = window.at / 1000
    here = (at >= of.start.timestamp()) & (at <= of.end.timestamp())
    flat = np.full(int(here.sum()), np.nan)
    return Track(at[here], window.values[paths.SPEED][here], flat, window.values[paths.AMBIENT][here])


def level(of: Trip) -> Work:
    asks = kept.work(replace(of, climb_m=None, descent_m=None))
    assert asks is not None
    return asks


@pytest.mark.parametrize("step_s", [1, 10])
def test_a_kept_trip_asks_what_the_sampled_drive_does(step_s: int) -> None:
    for of, sampled in drives(step_s):
        here, there = level(of), work.work(sampled)
        assert there is not None
        assert here.km == pytest.approx(there.km, rel=0.02)
        assert here.rolling == pytest.approx(there.rolling, rel=0.02)
        assert here.drag == pytest.approx(there.drag, rel=0.05)
        assert here.hours == pytest.approx(there.hours, rel=0.02)
        assert here.cabin == pytest.approx(there.cabin, rel=0.02)


def test_without_a_mean_square_the_bands_of_speed_tell_it_nearly() -> None:
    for of, _ in drives(1):
        assert kept.squared_speed(replace(of, speed_squared=None)) == pytest.approx(of.speed_squared, rel=0.1)


def test_a_trip_of_unknown_speed_or_distance_asks_nothing_that_is_known() -> None:
    of, _ = drives(1)[0]

    assert kept.work(replace(of, km=None)) is None
    assert kept.work(replace(of, speed_squared=None, band_km=None)) is None


def test_losses_are_told_apart_only_where_it_is_known_what_came_back() -> None:
    pairs = kept.pairs([of for of, _ in drives(1)])
    blind = kept.pairs([replace(of, regenerated_kwh=None) for of, _ in drives(1)])
    whole, part = kept.split(kept.learn(pairs), pairs), kept.split(kept.learn(blind), blind)

    assert whole.shares["losses"] is not None
    assert "moving" not in whole.shares
    assert part.shares["losses"] is part.shares["rolling"] is None
    assert part.rest == 0
    assert sum(each.kwh for each in part.shares.values() if each is not None) == pytest.approx(part.total)


def test_what_is_saved_is_the_difference_of_two_expectations() -> None:
    pairs = kept.pairs([of for of, _ in drives(1)])
    habits = kept.learn(pairs)
    half = [(asks, replace(asks, drag=asks.drag / 2)) for _, asks in pairs]
    saved = kept.saved(habits, half)
    coefficient = habits.hills.values[habits.hills.terms.index("drag")]

    assert saved.kwh == pytest.approx(coefficient * sum(asks.drag for _, asks in pairs) / 2)
    assert saved.low < saved.kwh < saved.high
    assert kept.saved(habits, [(asks, asks) for _, asks in pairs]).kwh == 0
