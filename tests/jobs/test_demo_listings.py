"""The demo's made-up listings: each of its cars has a price, and the answer says that it is of made-up listings."""

from datetime import timedelta
from pathlib import Path

from domain import phrases
from domain.learning import shelf
from domain.simulation.cars import DEMO_CARS
from domain.valuation import rules, service, words
from domain.valuation.facts import Price, Value
from domain.valuation.rules import Subject
from jobs.demo import listings
from tests.conftest import NOW


def test_each_car_of_the_demo_has_a_price_that_is_told_as_made_up(tmp_path: Path) -> None:
    listings.teach(tmp_path, NOW)

    version = shelf.find(tmp_path, service.KIND)
    assert version
    for car in DEMO_CARS:
        driven = car.daily_km * (NOW.date() - car.in_use_since).days
        subject = Subject(car.model, car.in_use_since, driven, NOW.date() + timedelta(days=30))
        price = rules.price(version[0], subject)
        assert isinstance(price, Price), car.name_en
        assert price.low < price.middle < price.high
        value = Value(subject.on, price, None, {}, None, (), 0, 0)
        told = [phrases.speaker("en").say(line) for line in words.worth(value, "UTC")]
        assert any("made up for a demonstration" in line for line in told)
