"""The operator's file: what it may hold, and how one is refused that cannot be used."""

import re
from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.explain.facts import Money
from domain.offers import catalogue
from domain.offers.facts import Condition, Kind

ROOT = Path(__file__).parents[3]
GOOD = """
[tyres]
kind = "tyres"
days = 28
title = { en = "Tyres", zh_Hans = "轮胎" }
text = { en = "Good ones.", zh_Hans = "好轮胎。" }
price = { amount = 10, currency = "EUR" }
job = "wheel_change"
fits = { km_per_day = ">= 60.5" }
never = { motorway_pct = "<2" }
"""


def test_without_a_file_nothing_is_offered() -> None:
    assert catalogue.load(None) == ()


def test_an_offer_is_read_with_all_that_it_may_have() -> None:
    (offer,) = catalogue.read(GOOD)

    assert (offer.code, offer.kind, offer.days, offer.job) == ("tyres", Kind.TYRES, 28, "wheel_change")
    assert offer.price == Money(10, "EUR")
    assert offer.fits == (Condition("km_per_day", ">=", 60.5),)
    assert offer.never == (Condition("motorway_pct", "<", 2.0),)


def test_the_shipped_example_and_that_of_the_page_can_be_used() -> None:
    page = (ROOT / "docs" / "offers.md").read_text("utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    assert len(catalogue.load(ROOT / "domain" / "data" / "offers.toml")) == 5
    assert len(catalogue.read(block)) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("kind = ", "kind "), "line 3"),
        (('"tyres"', '"balloons"'), "balloons"),
        (("days = 28", "days = 31"), "30"),
        (("days = 28\n", ""), "days"),
        (("job", "jbo"), "jbo"),
        (("wheel_change", "wheel_chain"), "tyres: wheel_chain is none of the jobs"),
        ((', zh_Hans = "轮胎"', ""), "tyres: title and text are each for en and zh_Hans"),
        (("km_per_day", "km_a_day"), "tyres: km_a_day is none of km_per_day"),
        ((">= 60.5", "about 60"), 'tyres: km_per_day = "about 60" is no limit such as "> 60"'),
        (('fits = { km_per_day = ">= 60.5" }', "fits = {}"), "fits"),
        (("EUR", "euro"), "currency"),
        (("[tyres]", "[Tyres]"), "Tyres is no code"),
    ],
)
def test_a_file_with_a_wrong_offer_is_refused_with_what_is_wrong(
    change: tuple[str, str], reason: str
) -> None:
    with pytest.raises(Refusal, match="offers_wrong") as refused:
        catalogue.read(GOOD.replace(*change))

    assert reason in str(refused.value.params["reason"])
