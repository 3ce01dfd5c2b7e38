"""Days of driving, their usual, and cars of the model, from trips alone."""

from dataclasses import replace

import pytest

from domain.energy import rules as energy
from domain.energy.facts import PUBLISHED, Drive
from domain.energy.split.facts import Share
from domain.health.facts import Peer
from domain.reports import rules
from domain.reports.facts import Usual
from domain.telemetry.trips import Trip
from tests.domain.reports.test_advice import trip

ZONE = "Asia/Shanghai"


def days_of(first: int, count: int, *, kwh: float) -> list[Drive]:
    """Days alike but for a few percent, so that they scatter."""
    driven = [trip(day, kwh=kwh * (1 + 0.03 * (-1) ** day)) for day in range(first, first + count)]
    return rules.days(driven, zone=ZONE)


def test_the_trips_of_a_day_count_together_weighted_by_their_length() -> None:
    short, long = trip(0, km=10.0, celsius=0.0, kwh=3.0), trip(0, km=30.0, celsius=20.0, kwh=5.0)

    (day,) = rules.days([short, long], zone=ZONE)

    assert (day.km, day.celsius) == (40.0, 15.0)
    assert day.kmh == pytest.approx(50.0)
    assert day.kwh_100km == pytest.approx(20.0)


@pytest.mark.parametrize("changes", [{"km": None}, {"used_kwh": None}, {"ambient_c": None}, {"km": 2.0}])
def test_a_day_whose_energy_or_weather_is_unknown_or_that_is_short_is_none(
    changes: dict[str, float | None],
) -> None:
    unknown: Trip = replace(trip(0), **changes)  # type: ignore[arg-type]

    assert rules.days([unknown], zone=ZONE) == []


def test_a_tenth_more_than_the_days_before_is_told_as_a_change_and_an_interval_around_it() -> None:
    usual = rules.usual(days_of(0, 30, kwh=7.0), days_of(30, 20, kwh=7.7), PUBLISHED)

    assert usual is not None
    assert usual.change.kwh == pytest.approx(0.1, abs=0.015)
    assert usual.change.low < usual.change.kwh < usual.change.high
    assert (rules.is_changed(usual), rules.is_open(usual)) == (True, False)


def test_the_same_consumption_is_no_change() -> None:
    usual = rules.usual(days_of(0, 30, kwh=7.0), days_of(30, 20, kwh=7.0), PUBLISHED)

    assert usual is not None
    assert not rules.is_changed(usual)


@pytest.mark.parametrize(
    ("before", "lately"), [(energy.FEWEST_BEFORE - 1, 20), (30, energy.FEWEST_LATELY - 1)]
)
def test_of_too_few_days_no_usual_is_told(before: int, lately: int) -> None:
    assert rules.usual(days_of(0, before, kwh=7.0), days_of(40, lately, kwh=7.0), PUBLISHED) is None


def test_what_may_as_well_be_far_more_or_far_less_is_open() -> None:
    assert rules.is_open(Usual(18.0, 18.0, Share(0.02, -0.2, 0.24), 12))
    assert not rules.is_open(Usual(18.0, 18.0, Share(0.02, -0.05, 0.09), 12))


def test_a_car_that_takes_a_tenth_more_than_the_shape_stands_so_among_its_model() -> None:
    others = Peer(7, 14.0, 15.0, 17.0)
    need = energy.expected(20.0, 50.0)
    driven = days_of(0, 10, kwh=1.1 * need * 0.4)

    told = rules.at_15c(driven, PUBLISHED, others)

    assert told is not None
    assert told.others == others
    assert told.own == pytest.approx(1.1 * energy.expected(15.0, 40.0), rel=0.01)
    assert rules.at_15c(driven, PUBLISHED, None) is None
    assert rules.at_15c(driven[:2], PUBLISHED, others) is None


def test_kilometres_by_band_are_of_the_trips_that_know_them() -> None:
    assert rules.band_km([trip(0, kmh=50.0, km=40.0), replace(trip(1), band_km=None)]) == (
        0.0,
        40.0,
        0.0,
        0.0,
        0.0,
    )
    assert rules.band_km([replace(trip(1), band_km=None)]) is None
