"""What is said to who has just got a car, and what is asked before anything is collected of it."""

from domain.contact.facts import Button, Message, Style
from domain.core import Unit
from domain.dialogue.acts.about import Consent
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.privacy import mode
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle


def message(unit: Unit, owner: Owner, car: Vehicle, *more: Phrase) -> Message:
    """Return that the car is linked, with more to say of it, and the request for consent where none was given."""
    marks = () if car.source == "live" else (Phrase(f"alert.source.{car.source}"),)
    linked = (Phrase("link.done", {"car": car.name, "model": car.model}), *marks, *more)
    if Purpose.CARE in registry.consents(unit, owner.id):
        return Message((*linked, Phrase("link.goes_on")))
    agree = Button(Phrase("consent.agree"), "consent.care", Consent(given=True).params(), Style.GOOD)
    not_now = Button(Phrase("consent.not_now"), "consent.care", Consent(given=False).params())
    return Message((*linked, *mode.consent_request(Purpose.CARE)), rows=((agree, not_now),))
