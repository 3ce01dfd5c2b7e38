"""Which start a button stands for. What a button does is known to the server alone, by its token."""

from datetime import datetime
from typing import Any

import msgspec

from domain.booking import service as booking
from domain.contact.facts import Pressed
from domain.core import Unit
from domain.dialogue import store as talks
from domain.dialogue.facts import Intent


def of_button(unit: Unit, owner_id: int, pressed: Pressed) -> tuple[int, datetime] | None:
    """Return centre and start that a button offers; None where it offers none, as the yes to a summary."""
    if pressed.verb == "visit.book":
        visit = booking.visit_of(unit, owner_id, int(pressed.params["visit_id"]))
        return visit.centre_id, visit.starts_at
    if pressed.verb != "talk.choice":
        return None
    meaning: dict[str, Any] = msgspec.json.decode(str(pressed.params["meaning"]))
    if meaning["intent"] == Intent.AFFIRM:
        return None
    key = _key(unit, owner_id, meaning)
    if key is None:
        return None
    centre, _, start = key.partition("|")
    return int(centre), datetime.fromisoformat(start)


def _key(unit: Unit, owner_id: int, meaning: dict[str, Any]) -> str | None:
    """Return the slot of a choice: it holds the slot itself, or its position among those offered last."""
    if meaning.get("slot"):
        return str(meaning["slot"]["slot"])
    offered = talks.load(unit, owner_id).talk.offered
    pick = meaning.get("pick")
    return offered[pick].slot if pick is not None and pick < len(offered) else None
