"""What the button below an advice carries, and the button itself."""

from domain.contact.facts import Button
from domain.contact.verbs import Facts
from domain.explain.facts import Phrase


class OfAdvice(Facts, frozen=True):
    """An advice, as text: a button of long ago may name one that is no more. vehicle: the car's id."""

    advice: str
    vehicle: int


def button(advice: str, vehicle_id: int) -> Button:
    """Return "I will try it" for one of `facts.Code`."""
    label = Phrase("savings.button.try", {"advice": Phrase(f"savings.advice.{advice}")})
    return Button(label, "savings.try", OfAdvice(advice, vehicle_id).params(), once=False)
