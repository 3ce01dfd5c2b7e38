"""Advice of made-up figures: when it is given, what it would save, and when it is left out."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from domain.driving import rules as driving
from domain.energy.split import trips as works
from domain.energy.split.facts import Share
from domain.reports import advice, rules
from domain.reports.advice import Basis
from domain.reports.facts import Advice, Usual
from domain.savings.facts import Code
from domain.telemetry.facts import Charge
from domain.telemetry.trips import Trip
from domain.trips import rules as trips
from domain.trips.facts import Band, Period, Tariff
from domain.trips.rules import bounds

NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
HOURLY = Tariff(0.6, "CNY", (Band(time(23), time(7), 0.3),), fast=1.8)


def trip(
    day: int,
    *,
    kmh: float = 50.0,
    km: float = 40.0,
    celsius: float = 20.0,
    heating: float = 0.0,
    kwh: float | None = None,
) -> Trip:
    """A drive at one speed, whose energy is what a mid-size car takes."""
    hours, band = km / kmh, min(int(kmh // 30), 4)
    start = NOON + timedelta(days=day)
    spread = tuple(km * (place == band) for place in range(5))
    plain = Trip(
        start, start + timedelta(hours=hours), 1.0, km=km, regenerated_kwh=0.4, band_km=spread,
        band_s=tuple(each / kmh * 3600 for each in spread), speed_squared=(kmh / 3.6) ** 2, ambient_c=celsius,
        climate_kwh=heating, hard_starts=0, hard_brakings=0, used_kwh=1.0,
    )  # fmt: skip
    of = works.work(plain)
    assert of is not None
    return replace(plain, used_kwh=kwh or 1.15 * (of.rolling + of.drag) + 0.25 * hours + heating + 0.2)


def charge(day: int, *, hour: int = 10, kwh: float = 30.0, kw: float = 7.0, to: float = 80.0) -> Charge:
    start = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(days=day, hours=hour - 8)
    return Charge(start, start + timedelta(hours=kwh / kw), 30.0, to, kwh, None, kw, peak_kw=kw)


def given(
    driven: list[Trip],
    charges: list[Charge] | None = None,
    *,
    tariff: Tariff | None = None,
    soft: float | None = None,
) -> dict[Code, Advice]:
    pairs = works.pairs(driven)
    habits = rules.charging(charges or [], tariff, zone="Asia/Shanghai")
    basis = Basis(
        pairs,
        works.learn(pairs),
        charges or [],
        habits,
        driving.rates(driven),
        soft,
        tariff,
        "Asia/Shanghai",
        0.6 if tariff else None,
    )
    return {each.code: each for each in advice.of(basis)}


def test_a_car_that_gives_no_cause_gets_no_advice() -> None:
    assert (
        given(
            [trip(day) for day in range(20)],
            [charge(day, hour=0) for day in range(4)],
            tariff=HOURLY,
            soft=0.02,
        )
        == {}
    )


def test_fast_driving_would_save_what_the_air_takes_less() -> None:
    driven = [trip(day, kmh=130.0 if day % 2 else 50.0) for day in range(20)]
    speed = given(driven, tariff=HOURLY)[Code.SPEED]
    less = 0.6 * 0.55 * ((130 / 3.6) ** 2 - (110 / 3.6) ** 2) * 400_000 / 3.6e6 * 1.15
    longer = (400 / 110 - 400 / 130) * 0.25

    assert speed.figures["share"] == 0.5
    assert speed.kwh is not None
    assert 0 < speed.kwh.low < less - longer < speed.kwh.high
    assert speed.kwh.kwh == pytest.approx(less - longer, rel=0.15)
    assert speed.money is not None
    assert speed.money.kwh == pytest.approx(0.6 * speed.kwh.kwh)


def test_soft_tyres_are_told_with_a_saving_of_rolling_alone() -> None:
    driven = [trip(day) for day in range(20)]
    tyres = given(driven, soft=0.15)[Code.TYRES]
    rolling = sum(of.rolling for _, of in works.pairs(driven))

    assert tyres.kwh is not None
    assert tyres.kwh.kwh == pytest.approx(1.15 * rolling * (1 - 0.85**0.4), rel=0.2)
    assert 0 < tyres.kwh.low < tyres.kwh.kwh < tyres.kwh.high
    assert tyres.money is None  # no tariff


def test_heating_in_the_cold_is_told_where_it_takes_much() -> None:
    cold = [trip(day, celsius=-5.0, heating=1.6) for day in range(20)]
    climate = given(cold)[Code.CLIMATE]

    assert climate.kwh is not None
    assert climate.kwh.high == pytest.approx(2 / 27 * 32, rel=0.35)
    assert 0 < climate.kwh.low < climate.kwh.kwh < climate.kwh.high
    assert Code.CLIMATE not in given([trip(day, celsius=-5.0, heating=0.2) for day in range(20)])


def test_cold_drives_that_gave_back_as_much_as_they_took_bring_no_advice_on_heating() -> None:
    down = [trip(day, celsius=-5.0, heating=1.6, kwh=-1.5 if day % 2 else 1.5) for day in range(20)]

    assert Code.CLIMATE not in given(down)


def test_cheap_hours_save_money_and_no_energy() -> None:
    night = given([trip(0)], [charge(day) for day in range(4)], tariff=HOURLY)[Code.NIGHT_TARIFF]

    assert night.kwh is None
    assert night.figures == {"share": 1.0}
    half = [
        *(charge(day) for day in range(4)),
        *(charge(day, hour=0) for day in range(4)),
        charge(0, kw=90.0),
    ]
    assert given([trip(0)], half, tariff=HOURLY)[Code.NIGHT_TARIFF].figures["share"] == pytest.approx(
        0.5
    )  # not of fast ones
    assert night.money is not None
    assert night.money.low == pytest.approx(0.5 * 4 * 30 * 0.3)
    assert night.money.high == pytest.approx(4 * 30 * 0.3)
    assert Code.NIGHT_TARIFF not in given(
        [trip(0)], [charge(day) for day in range(4)], tariff=Tariff(0.6, "CNY")
    )


def test_fast_charging_is_told_where_it_is_the_habit() -> None:
    fast = [charge(day, kw=90.0) for day in range(4)]
    told = given([trip(0)], fast, tariff=HOURLY)[Code.FAST_CHARGING]

    assert told.money is not None
    assert told.money.high == pytest.approx(4 * 30 * (1.8 - 0.6))
    assert given([trip(0)], fast)[Code.FAST_CHARGING].money is None  # gentler all the same
    assert Code.FAST_CHARGING not in given([trip(0)], [fast[0], *(charge(day, hour=0) for day in range(3))])


def test_a_high_charge_limit_and_hard_driving_are_told_without_a_saving() -> None:
    hard = [replace(trip(day), hard_starts=5, hard_brakings=4) for day in range(10)]
    told = given(hard, [charge(day, hour=0, to=100.0) for day in range(5)])

    assert told[Code.CHARGE_LIMIT] == Advice(Code.CHARGE_LIMIT, {"share": 1.0})
    assert told[Code.HARD_STARTS].figures["rate"] == pytest.approx(22.5)
    assert told[Code.HARD_STARTS].kwh is told[Code.HARD_STARTS].money is None


def test_no_saving_is_told_whose_interval_holds_nought() -> None:
    wild = [trip(day, kmh=130.0 if day % 2 else 50.0, km=3.0, kwh=0.2 + (day % 5)) for day in range(6)]
    told = given(wild, soft=0.051)

    assert all(each.kwh is None or each.kwh.low > 0 for each in told.values())


def test_five_pieces_at_most_those_first_that_save_most_money() -> None:
    driven = [
        replace(trip(day, kmh=130.0, celsius=-5.0, heating=3.0), hard_starts=9, hard_brakings=9)
        for day in range(20)
    ]
    charges = [charge(day, kw=90.0, to=100.0) for day in range(5)] + [
        charge(day, to=100.0) for day in range(5)
    ]
    pairs = works.pairs(driven)
    habits = rules.charging(charges, HOURLY, zone="Asia/Shanghai")
    told = advice.of(
        Basis(
            pairs,
            works.learn(pairs),
            charges,
            habits,
            driving.rates(driven),
            0.2,
            HOURLY,
            "Asia/Shanghai",
            0.6,
        )
    )
    money = [0.0 if each.money is None else each.money.kwh for each in told]

    assert len(told) == 5
    assert money == sorted(money, reverse=True)
    assert min(money) > 0


@pytest.mark.parametrize(
    ("low", "high", "is_open"),
    [(-0.05, 0.07, False), (-0.02, 0.3, True), (-0.2, 0.1, True), (0.01, 0.2, False)],
)
def test_as_much_as_usual_is_said_only_where_it_can_be_told(
    low: float, high: float, *, is_open: bool
) -> None:
    usual = Usual(14.5, 14.0, Share((low + high) / 2, low, high), 12)

    assert rules.is_open(usual) is is_open


def test_half_a_year_is_this_month_and_the_five_before() -> None:
    since, until = bounds(Period.HALF_YEAR, now=datetime(2026, 3, 31, 18, tzinfo=UTC), zone="Asia/Shanghai")

    assert since == datetime(2025, 10, 31, 16, tzinfo=UTC)
    assert until == datetime(2026, 4, 30, 16, tzinfo=UTC)
    assert trips.days(Period.HALF_YEAR, today=since.date())[0].month == 5
