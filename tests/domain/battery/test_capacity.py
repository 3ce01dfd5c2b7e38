"""Capacity from charges: which count, how they are weighed, and how far the figure is to be believed."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.battery import capacity
from domain.battery.capacity import Estimate
from domain.telemetry.charged import ChargedMonth
from domain.telemetry.facts import Charge, Features

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)


def charge(
    number: int, soh: float = 90.0, *, gained: float = 50.0, celsius: float = 20.0, kw: float = 7.0
) -> Charge:
    """The number-th newest charge of a pack that held 60 kWh when new."""
    end = NOW - timedelta(days=number)
    return Charge(end - timedelta(hours=4), end, 20.0, 20.0 + gained, 0.6 * gained * soh / 100, celsius, kw)


def estimate(charges: list[Charge]) -> Estimate:
    found = capacity.estimate(sorted(charges, key=lambda each: each.end), 60.0, since=LONG_AGO)
    assert found is not None
    return found


def test_long_charges_outweigh_short_ones() -> None:
    short = [charge(i, 80.0, gained=21.0) for i in range(6)]
    long = [charge(i, 92.0, gained=60.0) for i in range(6, 10)]

    assert estimate([*short, *long]).soh == pytest.approx(92.0)


def test_the_newest_thirty_charges_count() -> None:
    found = estimate([charge(i, 90.0 if i < 30 else 70.0) for i in range(60)])

    assert found.soh == pytest.approx(90.0)
    assert len(found.charges) == 30
    assert found.method == capacity.METHOD


def test_varied_steady_and_many_charges_earn_full_confidence() -> None:
    found = estimate(
        [charge(i, 90 + i % 2, celsius=8 + i % 3 * 9, kw=50.0 if i % 3 == 0 else 7.0) for i in range(30)]
    )

    assert found.confidence.score == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("weak", "charges"),
    [
        ("coverage", [charge(i, celsius=8 + i * 4, kw=50.0 * (i % 2)) for i in range(5)]),
        (
            "stability",
            [charge(i, 84 + i % 5 * 3, celsius=8 + i % 3 * 9, kw=50.0 * (i % 2)) for i in range(30)],
        ),
        ("mix", [charge(i, celsius=8 + i % 3 * 9) for i in range(30)]),
        ("span", [charge(i, gained=22.0, celsius=8 + i % 3 * 9, kw=50.0 * (i % 2)) for i in range(30)]),
        ("warmth", [charge(i, kw=50.0 * (i % 2)) for i in range(30)]),
    ],
)
def test_what_would_help_most_is_named(weak: str, charges: list[Charge]) -> None:
    assert estimate(charges).confidence.weakest == weak


def test_years_are_remembered_by_the_month_and_days_known_singly_count_once() -> None:
    month = ChargedMonth(NOW.date().replace(month=5), (2, 31), (27.0, 27.0), (50.0, 50.0), (20.0, None))
    features = Features(charged=(month,), charges=(charge(1, 80.0),))

    told = capacity.history(features, 60.0)

    assert [each.at.day for each in told] == [2, 31]
    assert [each.soh for each in told] == pytest.approx([90.0, 80.0])


@pytest.mark.parametrize(
    "odd",
    [charge(0, celsius=2.0), charge(0, celsius=33.0), charge(0, gained=19.0), charge(0, soh=130.0)],
    ids=["cold", "warm", "short", "implausible"],
)
def test_a_charge_that_cannot_be_compared_tells_nothing(odd: Charge) -> None:
    assert capacity.measured(odd, 60.0) is None
