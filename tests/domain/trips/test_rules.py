"""Periods by the calendar of a zone, sums as they are shown, and what charging costs."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.errors import Refusal
from domain.telemetry.facts import Charge
from domain.telemetry.trips import Trip
from domain.trips import rules
from domain.trips.facts import Band, Period, Tariff

WEDNESDAY = date(2026, 11, 18)
EVENING = datetime(2026, 11, 17, 14, tzinfo=UTC)  # 22:00 in Shanghai
ZONE = "Asia/Shanghai"
NIGHT = Band(time(23), time(7), 0.3)


def trip(**figures: float | None) -> Trip:
    return Trip(EVENING, EVENING + timedelta(minutes=30), 10.0, **figures)  # type: ignore[arg-type] # figures of a trip


def charge(*, kw: float, hours: float = 2.0) -> Charge:
    return Charge(EVENING, EVENING + timedelta(hours=hours), 40, 60, kw * hours, None, kw)


@pytest.mark.parametrize(
    ("period", "first", "after"),
    [
        (Period.TODAY, "2026-11-18", "2026-11-19"),
        (Period.YESTERDAY, "2026-11-17", "2026-11-18"),
        (Period.WEEK, "2026-11-16", "2026-11-23"),
        (Period.LAST_WEEK, "2026-11-09", "2026-11-16"),
        (Period.MONTH, "2026-11-01", "2026-12-01"),
        (Period.LAST_MONTH, "2026-10-01", "2026-11-01"),
        (Period.HALF_YEAR, "2026-06-01", "2026-12-01"),
        (Period.YEAR, "2026-01-01", "2027-01-01"),
        (Period.LAST_YEAR, "2025-01-01", "2026-01-01"),
    ],
)
def test_a_period_has_its_days(period: Period, first: str, after: str) -> None:
    days = rules.days(period, today=WEDNESDAY)

    assert [day.isoformat() for day in days] == [first, after]


def test_half_a_year_may_begin_in_the_year_before() -> None:
    assert rules.days(Period.HALF_YEAR, today=date(2026, 2, 28))[0] == date(2025, 9, 1)


def test_a_day_is_that_of_the_zone() -> None:
    begins, ends = rules.bounds(Period.TODAY, now=EVENING, zone=ZONE)

    assert begins == datetime(2026, 11, 16, 16, tzinfo=UTC)
    assert ends - begins == timedelta(days=1)
    assert rules.midnight_before(EVENING, ZONE) == begins


def test_trips_are_summed_as_they_are_shown_and_what_is_not_known_is_counted() -> None:
    total = rules.total(
        [trip(km=10.04, used_kwh=1.44, regenerated_kwh=0.26), trip(km=5.0), trip(used_kwh=0.5)]
    )

    assert (total.n, total.n_unknown, total.n_kwh) == (3, 1, 2)
    assert (total.km, total.kwh, total.regenerated_kwh, total.minutes) == (15.0, 1.9, 0.3, 90)
    assert total.per_100km == pytest.approx(100 * 1.44 / 10.04)


def test_without_any_energy_none_is_told() -> None:
    total = rules.total([trip(km=3.0)])

    assert (total.kwh, total.per_100km, total.regenerated_kwh) == (None, None, None)


def test_a_charge_is_priced_by_the_hours_in_which_it_runs() -> None:
    tariff = Tariff(0.6, "CNY", (NIGHT,), fast=1.8)
    slow, fast = charge(kw=5.0), charge(kw=60.0)

    assert not rules.is_fast(slow)
    assert rules.cost(slow, tariff, zone=ZONE) == pytest.approx(5 * 0.6 + 5 * 0.3)
    assert rules.cost(fast, tariff, zone=ZONE) == pytest.approx(120 * 1.8)
    total = rules.total_charged([slow, fast], tariff, zone=ZONE)
    assert (total.n, total.kwh, total.cost) == (2, 130.0, 220.5)
    assert rules.total_charged([slow], None, zone=ZONE).cost is None


def test_in_the_hour_that_comes_twice_each_minute_has_its_price_by_the_clock() -> None:
    """In Berlin 02:30 to 06:00 begins at 00:30 UTC, and again at 01:30 after the clocks went back at 01:00."""
    begin = datetime(2026, 10, 25, 0, tzinfo=UTC)
    night = Tariff(1.0, "EUR", (Band(time(2, 30), time(6), 0.0),))
    twice = Charge(begin, begin + timedelta(hours=2), 10, 60, 20.0, None, 10.0)

    assert rules.cost(twice, night, zone="Europe/Berlin") == pytest.approx(10.0)


def test_a_fast_charge_without_its_own_price_is_priced_by_the_hour() -> None:
    assert rules.cost(charge(kw=60.0), Tariff(0.6, "CNY", (NIGHT,)), zone=ZONE) == pytest.approx(54.0)


@pytest.mark.parametrize(
    ("tariff", "code"),
    [
        (Tariff(11.0, "CNY"), "tariff_price"),
        (Tariff(-1.0, "EUR"), "tariff_price"),
        (Tariff(0.6, "GBP", fast=6.0), "tariff_price"),
        (Tariff(0.6, "CNY", (NIGHT, Band(time(6), time(9), 0.4))), "tariff_overlap"),
    ],
)
def test_prices_that_cannot_be_are_refused(tariff: Tariff, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check(tariff)

    assert refused.value.code == code


def test_where_money_is_counted_in_thousands_a_kwh_may_cost_so_much() -> None:
    dear = Tariff(2_500.0, "VND", (NIGHT, Band(time(7), time(9), 3_000.0)))

    assert rules.check(dear) == dear


def test_a_zone_without_a_country_has_prices_in_the_usual_currency() -> None:
    zones = ["Europe/Berlin", "Asia/Calcutta", "PRC", "UTC"]

    assert [rules.currency(zone) for zone in zones] == ["EUR", "INR", "CNY", "CNY"]
