"""What answers about a car's trips have in common: whose cars they tell of, and what is said where there is nothing to tell."""

from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.privacy.about import OfPurpose
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle


def own_cars(unit: Unit, owner: Owner) -> list[Vehicle]:
    """Return one's own cars. Raises Refusal no_car, or driver_reads_only where there are others' cars alone."""
    own = registry.own_vehicles(unit, owner.id)
    if not own:
        raise Refusal("driver_reads_only" if registry.vehicles_of(unit, owner.id) else "no_car")
    return own


def nothing(heading: Phrase, why: str) -> Message:
    """Say why there are no trips (`trips.service.why_none`), with the way to allow them."""
    asks = OfPurpose(Purpose.DRIVING).params()
    label = Phrase("privacy.button.allow", {"purpose": Phrase(f"privacy.purpose.{Purpose.DRIVING}")})
    rows = ((Button(label, "privacy.ask", asks, once=False),),) if why == "off" else ()
    return Message((heading, Phrase(f"trips.none.{why}")), rows=rows)
