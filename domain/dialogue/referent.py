"""What a message is about that an owner replies to: a warning, a visit or a car, by its subject or its buttons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from domain.alerts import cases, telling
from domain.alerts import service as alerts
from domain.booking import service as booking
from domain.booking.facts import State
from domain.contact import service as contact
from domain.contact.facts import Pressed
from domain.core import Unit
from domain.dialogue.facts import Intent, Meaning
from domain.errors import Refusal

_OF_VISIT: Final = frozenset({Intent.RESCHEDULE, Intent.CANCEL, Intent.QUESTION})
_OF_WORK: Final = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.INFORM, Intent.QUESTION})


@dataclass(frozen=True, slots=True)
class Referent:
    """alert_id: of a warning, with the job that it asks for. number: of a booked visit. vehicle_id: of the car of either."""

    alert_id: int | None = None
    number: int | None = None
    vehicle_id: int | None = None
    job: str | None = None


NOTHING: Final = Referent()


def find(unit: Unit, owner_id: int, message_id: int) -> Referent:
    """Return what a message of the chat is about; NOTHING where that is not known, or is no more the owner's."""
    subject, pressed = contact.told_by(unit, owner_id, message_id)
    try:
        alert_id = telling.alert_of(subject) or _first(pressed, "alert_id")
        if alert_id is not None:
            case = alerts.case_of(unit, owner_id, alert_id)
            return Referent(alert_id, vehicle_id=case.vehicle_id, job=cases.job(case.finding))
        return _visit(unit, owner_id, pressed) or Referent(vehicle_id=_first(pressed, "vehicle_id"))
    except Refusal:
        return NOTHING


def _visit(unit: Unit, owner_id: int, pressed: Iterable[Pressed]) -> Referent | None:
    visit_id, number = _first(pressed, "visit_id"), _first(pressed, "number")
    every = booking.visits_of(unit, owner_id, past=True)
    visit = next((each for each in every if each.id == visit_id or each.number == str(number)), None)
    if visit is None:
        return None
    is_live = visit.state is State.BOOKED
    return Referent(number=int(visit.number) if is_live else None, vehicle_id=visit.vehicle_id)


def _first(pressed: Iterable[Pressed], name: str) -> int | None:
    values = (each.params.get(name) for each in pressed)
    return next((value for value in values if isinstance(value, int) and not isinstance(value, bool)), None)


def applied(meaning: Meaning, about: Referent) -> Meaning:
    """The meaning of a reply: what it leaves out is what it replies to."""
    if about == NOTHING:
        return meaning
    number = meaning.number or (about.number if meaning.intent in _OF_VISIT else None)
    job = meaning.job or (about.job if meaning.intent in _OF_WORK else None)
    is_wish = meaning.intent is Intent.INFORM and meaning.when and about.job
    intent = Intent.BOOK if is_wish else meaning.intent
    return replace(meaning, intent=intent, number=number, job=job, car=meaning.car or about.vehicle_id)
