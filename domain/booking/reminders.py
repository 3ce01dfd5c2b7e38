"""Reminders of booked visits: a day and two hours before, with what can be answered to them."""

from collections.abc import Mapping
from typing import Final

from sqlmodel import col

from domain.alerts.about import OfVisit
from domain.booking import reminding, rules, store, words
from domain.booking.about import OfDay, OfNumber
from domain.booking.facts import State, VisitView
from domain.booking.reminding import Reminder
from domain.booking.tables import Visit
from domain.contact import service as contact
from domain.contact import timing
from domain.contact.facts import Button, Message, Style
from domain.core import Unit
from domain.explain.facts import Moment, Phrase

_BUTTONS: Final[Mapping[Reminder, tuple[tuple[str, ...], ...]]] = {
    Reminder.DAY: (("coming", "way"), ("change", "off")),
    Reminder.HOURS: (("coming", "late"), ("way",)),
}


def cars(unit: Unit) -> list[int]:
    """Return the cars whose owner is to be reminded of a visit now and has not been yet."""
    due = _due(unit)
    queued_keys = contact.queued_keys(unit, due.keys())
    return sorted({visit.vehicle_id for key, (visit, _) in due.items() if key not in queued_keys})


def remind(unit: Unit, vehicle_id: int) -> None:
    """Queue what is due of a car's visits; each reminder is queued once for each time that a visit has had."""
    for key, (visit, kind) in _due(unit, vehicle_id).items():
        contact.queue(unit, visit.owner_id, key=key, message=message(visit, kind))


def coming(unit: Unit, visit: VisitView) -> tuple[Moment, ...]:
    """Return when the owner will yet be reminded of a booked visit, in the zone of its centre."""
    quiet = timing.quiet_hours(unit, visit.owner_id)
    times = reminding.moments(visit.starts_at, settled_at=visit.changed_at, quiet=quiet, now=unit.now)
    return tuple(Moment(at, visit.zone) for at in times)


def message(visit: VisitView, kind: Reminder) -> Message:
    """Say when and where, and until when it can be changed."""
    about = words.visit_params(visit)
    lines = (
        Phrase(f"reminder.{kind}", about),
        *((Phrase("visit.where", about),) if visit.address else ()),
        *words.transport(visit, reminds=True),
        Phrase(f"reminder.{kind}.change", {**about, "notice": rules.CHANGE_UNTIL}),
    )
    return Message(lines, rows=tuple(tuple(button(name, visit) for name in row) for row in _BUTTONS[kind]))


def button(name: str, visit: VisitView) -> Button:
    """Return a button of a visit's day: coming, late, way, change or off."""
    day, number = OfDay(visit.id, visit.sequence).params(), OfNumber(int(visit.number)).params()
    match name:
        case "change":
            return Button(Phrase("choice.reschedule"), "visit.move", number, once=False)
        case "off":
            return Button(Phrase("choice.cancel"), "visit.cancel", number, Style.GRAVE, once=False)
        case "coming":
            return Button(Phrase("visit.button.coming"), "visit.coming", day, Style.GOOD, once=False)
    return Button(Phrase(f"visit.button.{name}"), f"visit.{name}", day, once=False)


def again(visit: VisitView) -> Button:
    """Return the button that begins a new booking of the same work for the same car."""
    return Button(Phrase("visit.button.again"), "visit.again", OfVisit(visit.id).params(), once=False)


def _due(unit: Unit, vehicle_id: int | None = None) -> dict[str, tuple[VisitView, Reminder]]:
    """Return the visits to be reminded of now, of all cars or of one, by the key of the reminder."""
    soon = store.views(
        unit,
        col(Visit.state) == State.BOOKED,
        col(Visit.starts_at) > unit.now,
        col(Visit.starts_at) <= unit.now + reminding.BEFORE[Reminder.DAY],
        *((col(Visit.vehicle_id) == vehicle_id,) if vehicle_id else ()),
    )
    due = {}
    for visit in soon:
        quiet = timing.quiet_hours(unit, visit.owner_id)
        kind = reminding.due(visit.starts_at, settled_at=visit.changed_at, quiet=quiet, now=unit.now)
        if kind is not None and timing.wants_reminders(unit, visit.owner_id):
            due[f"visit:{visit.id}:{visit.sequence}:{kind}"] = (visit, kind)
    return due
