"""What answers about a car's trips have in common: whose cars they tell of, and what is said where there is nothing to tell."""

from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.privacy.about import OfPurpose
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.trips import service as trips
from domain.trips.facts import NOT_AGREED, Lack


def own_cars(unit: Unit, owner: Owner) -> list[Vehicle]:
    """Return one's own cars. Raises Refusal no_car, or driver_reads_only where there are others' cars alone."""
    own = registry.own_vehicles(unit, owner.id)
    if not own:
        raise Refusal("driver_reads_only" if registry.vehicles_of(unit, owner.id) else "no_car")
    return own


def nothing(unit: Unit, owner: Owner, car: Vehicle, heading: Phrase, *, is_empty: bool) -> Message | None:
    """Say why there is nothing to tell, with the way to allow it; None where there is something.

    Without a yes nothing is told, whatever is kept. is_empty: nothing is kept of what is asked for.
    """
    why = trips.why_none(unit, owner, car)
    if why in NOT_AGREED:
        return Message(
            (heading, Phrase(f"trips.none.{why}")),
            rows=((allow(Purpose.CARE if why is Lack.CARE else Purpose.DRIVING),),),
        )
    return Message((heading, Phrase(f"trips.none.{why}"))) if is_empty and why else None


def allow(purpose: Purpose) -> Button:
    """Return the button that allows a purpose."""
    label = Phrase("privacy.button.allow", {"purpose": Phrase(f"privacy.purpose.{purpose}")})
    return Button(label, "privacy.ask", OfPurpose(purpose).params(), once=False)


def rests(owner: Owner) -> tuple[Phrase, ...]:
    """Say below what was recorded before that nothing new is, where privacy mode is on."""
    return (Phrase("trips.none.rests"),) if owner.privacy_mode else ()
