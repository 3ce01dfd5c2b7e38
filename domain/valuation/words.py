"""What is said of a car's worth, with what it rests on, and what is missing where it is not known."""

from collections.abc import Iterator
from datetime import date
from math import floor, log10
from typing import Final

from domain.explain.facts import N_, P_, Money, Phrase, Plural, noon
from domain.valuation.facts import BatteryShare, Price, Value

WORDS: Final[dict[str, str | Plural]] = {
    "value.price": N_(
        "💰 As of {on:day_year}, cars like yours are offered for about {middle} (eight in ten between {low} and {high})."
    ),
    "value.basis": P_(
        "Learned from {n:n0} listing of this model and age. All listings are from {since:month_year} to {until:month_year}.",
        "Learned from {n:n0} listings of this model and age. All listings are from {since:month_year} to {until:month_year}.",
    ),
    "value.asked": N_(
        "These are asking prices, not sale prices. Your car's state and equipment are not known to me."
    ),
    "value.made_up": N_(
        "🧪 These listings are made up for a demonstration: no market is behind this price, and real cars cost something else."
    ),
    "value.trims": N_("The listings do not tell your car's trim apart, so the range covers all trims."),
    "value.battery.same": N_(
        "Battery: about {soh:n0}% of new, as is usual at this age ({basis}). It changes nothing."
    ),
    "value.battery.more": N_(
        "Battery: about {soh:n0}% of new, {usual:n0}% is usual at this age ({basis}). That may add about {part:pct1}, or {money}: a published rule, 0.5% for each point, not measured on these listings."
    ),
    "value.battery.less": N_(
        "Battery: about {soh:n0}% of new, {usual:n0}% is usual at this age ({basis}). That may take off about {part:pct1}, or {money}: a published rule, 0.5% for each point, not measured on these listings."
    ),
    "value.battery.published": N_("by published fleets"),
    "value.battery.peers": P_("by {n} car of this model here", "by {n} cars of this model here"),
    "value.battery.unknown": N_(
        "The battery's health is not known yet, so the price takes it as usual for the age. Some more charges of 20% or more will tell it."
    ),
    "value.none": N_("I do not guess what this car is worth. {why}"),
    "value.lack.no_market": N_(
        "No listings of used cars have been loaded here. Ask your operator to add some."
    ),
    "value.lack.old": N_(
        "The newest listing here is of {until:day_year}, and prices move. Ask your operator to load newer ones."
    ),
    "value.lack.no_year": N_(
        "The month of its first registration is not on record. It is in the registration certificate; tell me, for example: “my car is from March 2023”."
    ),
    "value.lack.no_distance": N_(
        "The car has not sent its odometer yet. Ask again once it has, or send /connect to see which data it sends."
    ),
    "value.lack.few": P_(
        "There is {n:n0} listing of this model and age, and {least:n0} are needed. Ask your operator to load more of it.",
        "There are {n:n0} listings of this model and age, and {least:n0} are needed. Ask your operator to load more of it.",
    ),
    "value.lack.far": N_(
        "It has been driven {km:n0} km, farther than any car like it in the listings ({most:n0} km). Ask your operator to load listings of such cars."
    ),
    "refusal.listings_few": N_(
        "There are {before:n0} usable listings from before the last month and {since:n0} in it; {least_before:n0} and {least_since:n0} are needed to tell how far prices are off. Add older or newer listings."
    ),
    "refusal.listing_distance": N_(
        "{km:n0} km is outside {least:n0} to {most:n0} km. Check the unit that --distance states."
    ),
    "refusal.listing_day": N_("This day is in the future. Give the day on which the car was first offered."),
    "refusal.listing_price": N_(
        "{price:n0} is more than five times, or less than a fifth of, the model's usual price. Check the number of digits."
    ),
    "refusal.currency_unknown": N_(
        "{currency} is no currency. Give its three letters of ISO 4217, such as CNY."
    ),
}
_SAME: Final = 0.005  # of the price: a point, which is less than the health's own error


def worth(value: Value, zone: str) -> Iterator[Phrase]:
    """Say what a car is worth with what that rests on, or why it is not known."""
    if value.price is None:
        yield Phrase("value.none", {"why": Phrase(f"value.lack.{value.lack}", _why(value, zone))})
        return
    yield from _price(value.price, value.on, zone)
    yield Phrase("value.battery.unknown") if value.battery is None else _battery(value.battery, value.price)


def _why(value: Value, zone: str) -> dict[str, object]:
    return {name: noon(each, zone) if isinstance(each, date) else each for name, each in value.why.items()}


def _price(price: Price, on: date, zone: str) -> Iterator[Phrase]:
    amounts = {name: _money(getattr(price, name), price.currency) for name in ("low", "middle", "high")}
    yield Phrase("value.price", {"on": noon(on, zone), **amounts})
    days = {"since": noon(price.since, zone), "until": noon(price.until, zone)}
    yield Phrase("value.basis", {"n": price.listings, **days})
    if price.is_made_up:
        yield Phrase("value.made_up")
    if not price.has_trim:
        yield Phrase("value.trims")
    yield Phrase("value.asked")


def _battery(battery: BatteryShare, price: Price) -> Phrase:
    basis = (
        Phrase("value.battery.peers", {"n": battery.cars})
        if battery.cars
        else Phrase("value.battery.published")
    )
    figures = {"soh": battery.soh, "usual": battery.usual, "basis": basis}
    if abs(battery.share) < _SAME:
        return Phrase("value.battery.same", figures)
    code = "more" if battery.share > 0 else "less"
    part = abs(battery.share)
    money = _money(part * price.middle, price.currency)
    return Phrase(f"value.battery.{code}", {**figures, "part": part, "money": money})


def _money(amount: float, currency: str) -> Money:
    """Say three figures of an amount: finer than that no price here is known."""
    return Money(round(amount, 2 - floor(log10(amount))), currency)
