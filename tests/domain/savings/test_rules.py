"""A saving is told where there is one, and never where weather, roads or chance made the difference."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.savings import rules, service
from domain.savings.facts import Code, Comparison, Why
from domain.telemetry.trips import Travel, Trip
from tests.domain.savings.driving import BEGUN, Habit, trips, years


def compared(*driven: Trip, advice: Code = Code.TYRES) -> Comparison:
    return service.compare(Travel(trips=driven), advice, begun=BEGUN)


def test_a_saving_of_an_eighth_is_told_and_its_interval_holds_it() -> None:
    told = compared(*years(Habit(takes=0.875)))

    assert rules.is_saving(told)
    assert told.saved is not None
    assert told.saved.low < 0.125 < told.saved.high


def test_of_owners_who_changed_nothing_hardly_any_is_told_a_saving() -> None:
    told = [compared(*years(Habit(), seed=seed)) for seed in range(20)]

    assert all(each.saved is not None for each in told)
    assert sum(rules.is_saving(each) for each in told) <= 1


def test_a_spring_after_a_winter_is_no_saving() -> None:
    begun = datetime(2026, 3, 20, 4, tzinfo=UTC)
    driven = years(Habit(), begun=begun)
    winter = [trip for trip in driven if begun - timedelta(days=92) <= trip.start < begun]
    spring = [trip for trip in driven if trip.start >= begun]

    assert rate(spring) < 0.9 * rate(winter)  # the bare figures look like a saving
    assert service.compare(Travel(trips=tuple(driven)), Code.TYRES, begun=begun).why is Why.NOISE


def rate(driven: Sequence[Trip]) -> float:
    return sum(trip.used_kwh or 0 for trip in driven) / sum(trip.km or 0 for trip in driven)


def test_flatter_roads_and_calmer_speeds_that_came_of_themselves_are_no_saving() -> None:
    told = compared(*years(Habit(climb=1.5, kmh=(25, 80))))

    assert not rules.is_saving(told)


def test_driving_slower_is_a_saving_where_that_was_the_advice() -> None:
    fast, calm = Habit(kmh=(90, 130)), Habit(kmh=(90, 105))

    assert rules.is_saving(compared(*years(calm, fast), advice=Code.SPEED))
    assert not rules.is_saving(compared(*years(calm, fast), advice=Code.TYRES))


def test_more_that_was_used_is_told_as_more() -> None:
    told = compared(*years(Habit(takes=1.2)))

    assert told.why is None
    assert told.saved is not None
    assert told.saved.high < 0


def test_noise_that_swallows_the_saving_is_told_as_noise_or_as_too_wide() -> None:
    assert compared(*years(Habit(takes=0.97), noise=0.5)).why in {Why.NOISE, Why.WIDE}


@pytest.mark.parametrize(
    ("driven", "why"),
    [
        ([], Why.FEW_BEFORE),
        (trips(since=BEGUN, until=BEGUN + timedelta(days=92)), Why.FEW_BEFORE),
        (trips(since=BEGUN - timedelta(days=400), until=BEGUN), Why.FEW_AFTER),
        (years(Habit(), days=45), Why.YOUNG),
        (years(Habit(climb=25)), Why.UNLIKE),
        (years(Habit(warmer=-45)), Why.UNLIKE),
    ],
)
def test_what_cannot_be_compared_has_its_reason(driven: list[Trip], why: Why) -> None:
    assert compared(*driven) == Comparison(None, why)


def test_few_trips_where_there_were_many_do_not_count_as_like() -> None:
    before = trips(since=BEGUN - timedelta(days=400), until=BEGUN)
    after = trips(since=BEGUN, until=BEGUN + timedelta(days=92), every=timedelta(days=5))

    assert compared(*before, *after).why is Why.FEW_AFTER


def test_trips_without_energy_distance_or_weather_are_left_out() -> None:
    driven = years(Habit(takes=0.85))
    holes = [
        replace(trip, **{field: None})  # type: ignore[arg-type]
        for trip, field in zip(driven, ["used_kwh", "km", "ambient_c"] * len(driven), strict=False)
    ]

    assert compared(*driven, *holes) == compared(*driven)


def test_a_signal_that_the_car_never_sends_does_not_hinder() -> None:
    driven = [
        replace(trip, climb_m=None, descent_m=None, speed_squared=None, band_km=None)
        for trip in years(Habit(takes=0.8))
    ]

    assert rules.is_saving(compared(*driven))


def test_half_a_year_of_past_is_compared_in_shorter_spans() -> None:
    driven = years(Habit(takes=0.7), days=180, every=timedelta(hours=8), begun=BEGUN + timedelta(days=90))
    told = service.compare(Travel(trips=tuple(driven)), Code.TYRES, begun=BEGUN + timedelta(days=90))

    assert rules.is_saving(told)
    assert told.saved is not None
    assert told.saved.km < 0.6 * sum(
        trip.km or 0 for trip in driven if trip.start >= BEGUN + timedelta(days=90)
    )
