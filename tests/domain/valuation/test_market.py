"""A market tells prices of cars that it has not seen, with an interval that holds, and says what it does not know."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from domain.errors import Refusal
from domain.valuation import learn, market, rules
from domain.valuation.facts import Lack, Price
from domain.valuation.market import Market
from domain.valuation.rules import Subject
from tests.domain.valuation.offers import END, law, listings

CAR = Subject("Lark 60", date(2023, 4, 1), 45_000.0, END)


@pytest.fixture(scope="module")
def base() -> Market:
    return learn.fit(listings(), currency="CNY")[0]


def test_the_price_follows_the_law_of_the_listings(base: Market) -> None:
    price = rules.price(base, CAR)

    assert isinstance(price, Price)
    assert price.middle == pytest.approx(law(150_000, age=3, km=45_000), rel=0.03)
    assert price.low < price.middle < price.high
    assert price.currency == "CNY"


def test_a_trim_is_that_of_the_car_only_where_enough_listings_are_of_it() -> None:
    """All of one trim says nothing of a car of another, or of one whose trim is not known."""
    offers = [replace(each, trim="Long Range") for each in listings()]
    of_one = learn.fit(offers, currency="CNY")[0]

    prices = [
        rules.price(of_one, replace(CAR, model=f"Lark 60{trim}")) for trim in ("", " Sport", " Long Range")
    ]

    assert [isinstance(each, Price) and each.has_trim for each in prices] == [False, False, True]


def test_the_interval_holds_four_of_five_cars_that_nothing_was_learned_from(base: Market) -> None:
    fresh = [replace(each, first_seen=END) for each in listings(1200)[320:]]
    rows = rules.cars(base, fresh)

    inside = np.abs(rules.logs(fresh) - market.expected(base, rows)) <= market.reaches(base, rows)

    assert 0.78 < inside.mean() < 0.95  # wider than four of five, as these prices do not drift


def test_prices_that_jumped_last_month_lie_within_the_interval() -> None:
    base, errors = learn.fit(listings(240, jump=0.1), currency="CNY")

    price = rules.price(base, CAR)

    assert np.median(errors) > 0.07
    assert isinstance(price, Price)
    assert price.low < law(150_000, age=3, km=45_000) * np.exp(0.1) < price.high


@pytest.mark.parametrize(
    ("subject", "lack"),
    [
        (replace(CAR, model="Swift 3"), Lack.FEW),
        (replace(CAR, model="Lark 600"), Lack.FEW),
        (replace(CAR, since=date(2012, 1, 1)), Lack.FEW),
        (replace(CAR, since=None), Lack.NO_YEAR),
        (replace(CAR, odometer_km=None), Lack.NO_DISTANCE),
        (replace(CAR, odometer_km=250_000.0), Lack.FAR),
        (replace(CAR, on=END + timedelta(days=70)), Lack.OLD),
    ],
)
def test_what_the_listings_do_not_hold_is_not_guessed(base: Market, subject: Subject, lack: Lack) -> None:
    answer = rules.price(base, subject)

    assert isinstance(answer, tuple)
    assert answer[0] is lack


def test_too_few_listings_are_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        rules.refuse_few(listings(100), learn.MONTH)

    assert refusal.value.code == "listings_few"


def test_a_trim_with_the_model_before_it_is_the_same_trim() -> None:
    one = replace(listings(2)[0], make="Tesla", model="Model 3", trim="3 Long-Range")

    assert rules.trim_of(one) == rules.trim_of(replace(one, trim="LONG RANGE")) == "long range"


def test_a_battery_moves_the_price_by_half_a_percent_a_point() -> None:
    usual = rules.usual_health(date(2023, 11, 17), date(2026, 11, 16))

    assert usual == pytest.approx(93.1, abs=0.05)
    assert rules.battery_share(89.1, usual=usual, cars=0).share == pytest.approx(-0.02, abs=0.001)
