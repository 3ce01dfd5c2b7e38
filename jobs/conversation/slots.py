"""Which start a button stands for. What a button does is known to the server alone, by its token."""

from datetime import datetime

import msgspec

from domain.alerts.about import OfVisit
from domain.booking import service as booking
from domain.contact.facts import Pressed
from domain.contact.verbs import read
from domain.core import Unit
from domain.dialogue import store as talks
from domain.dialogue.acts import starts
from domain.dialogue.acts.about import ChoiceOfTask
from domain.dialogue.facts import Intent, Meaning


def of_button(unit: Unit, owner_id: int, pressed: Pressed) -> tuple[int, datetime] | None:
    """Return centre and start that a button offers; None where it offers none, as the yes to a summary."""
    if pressed.verb == "visit.book":
        visit = booking.visit_of(unit, owner_id, read(pressed.params, OfVisit).visit_id)
        return visit.centre_id, visit.starts_at
    if pressed.verb != "talk.choice":
        return None
    meaning = msgspec.json.decode(read(pressed.params, ChoiceOfTask).meaning, type=Meaning)
    if meaning.intent is Intent.AFFIRM:
        return None
    key = _key(unit, owner_id, meaning)
    return None if key is None else starts.place(key)


def _key(unit: Unit, owner_id: int, meaning: Meaning) -> str | None:
    """Return the slot of a choice: it holds the slot itself, or its position among those offered last."""
    if meaning.slot is not None:
        return meaning.slot.slot
    offered = talks.load(unit, owner_id).talk.offered
    pick = meaning.pick
    return offered[pick].slot if pick is not None and pick < len(offered) else None
