"""Say what an advice saved. Figures are rounded to what their interval carries."""

from collections.abc import Iterator
from typing import Final

from domain.contact.facts import Message
from domain.explain.facts import Money, Name, Phrase
from domain.savings import rules
from domain.savings.facts import Code, Comparison, Saved, Why

_FINE: Final = 10.0  # amounts of money from here on are told whole


def name(advice: Code) -> Phrase:
    """Return what is tried, as a part of a sentence."""
    return Phrase(f"savings.advice.{advice}")


def outcome(car: Name, advice: Code, comparison: Comparison, price: Money | None) -> Message:
    """Say what was saved with its interval, that more was used, or why neither can be told. price: of a kWh."""
    heading = Phrase("savings.heading", {"car": car, "advice": name(advice)})
    return Message((heading, *_lines(comparison, price)))


def _lines(comparison: Comparison, price: Money | None) -> Iterator[Phrase]:
    saved = comparison.saved
    if saved is None:
        yield Phrase(f"savings.none.{comparison.why}")
        return
    if comparison.why is Why.NOISE:
        yield Phrase("savings.none.noise", {"more": -saved.low, "less": saved.high})
        return
    if not rules.is_saving(comparison):
        yield Phrase(
            "savings.more", {"more": -saved.share, "low": -saved.high, "high": -saved.low, "km": saved.km}
        )
        return
    yield Phrase("savings.saved", {**_shares(saved), "km": saved.km})
    yield Phrase("savings.kwh", {key: share * saved.expected_kwh for key, share in _shares(saved).items()})
    if price is not None:
        amounts = {key: share * saved.expected_kwh * price.amount for key, share in _shares(saved).items()}
        yield Phrase(
            "savings.money", {key: _money(amount, price.currency) for key, amount in amounts.items()}
        )
    yield Phrase("savings.how")


def _shares(saved: Saved) -> dict[str, float]:
    return {"share": saved.share, "low": saved.low, "high": saved.high}


def _money(amount: float, currency: str) -> Money:
    return Money(round(amount) if amount >= _FINE else round(amount, 1), currency)
