"""Messages about an alert: queue them, edit them as it changes, withdraw them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from domain.alerts import cases, message, outcomes, ports, rules, store
from domain.alerts.about import OfAlert
from domain.alerts.facts import Case, Slot, State
from domain.alerts.tables import Alert
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.health.facts import Finding, Level

FRESH: Final = timedelta(
    minutes=10
)  # as health rounds come: a message younger than this is as it would be now


def find_slot(unit: Unit, alert: Alert, hold: ports.SlotHolder) -> None:
    """Hold a slot for the job and store it, unless one is booked; none for a car that must not be driven."""
    warning = cases.case(unit, alert)
    job = None if cases.stops(warning.finding, warning.level) else cases.job(warning.finding)
    if warning.slot is not None and warning.slot.booked:
        return
    if warning.slot is None and job is None:
        return
    keep_slot(unit, alert, hold(unit, warning, job=job))


def keep_place(unit: Unit, alert: Alert, place: ports.PlaceOf) -> None:
    """Store which centre looks after the car, as the message names it."""
    centre = place(unit, alert.vehicle_id)
    alert.place = cases.seal(unit, alert.owner_id, centre) if centre else None


def keep_slot(unit: Unit, alert: Alert, slot: Slot | None) -> None:
    alert.slot = cases.seal(unit, alert.owner_id, slot) if slot else None
    alert.visit_id = slot.visit_id if slot else None


def tell(unit: Unit, alert: Alert) -> None:
    """Queue the warning's message, in place of messages about it that still wait."""
    contact.withdraw(unit, alert.owner_id, subject(alert.id))
    _queue(unit, alert, edits=False)


def freshen(unit: Unit, alert: Alert, finding: Finding, charts: ports.Charts) -> None:
    """Update a warning whose message still waits in the outbox to the newest finding, chart and dates."""
    tripped = alert.state == State.ACTIVE and finding.strength >= rules.TRIPS
    if tripped and contact.is_waiting(unit, alert.owner_id, subject=subject(alert.id)):
        cases.take_telling(unit, alert, charts)
        edit(unit, alert)


def subject(alert_id: int) -> str:
    """Return the subject of an alert's messages, by which they are found again and edited."""
    return f"alert:{alert_id}"


def renew_due(unit: Unit, *, limit: int) -> int:
    """Rewrite up to `limit` warnings and reminders that are due to leave, as of now; return how many.

    What waited for a day, a morning, its budget or another attempt may not be true any more. A warning that cannot be opened
    leaves as it was told.
    """
    subjects = contact.due_since(unit, made_before=unit.now - FRESH, limit=limit)
    late = sorted({number for each in subjects if (number := alert_of(each)) is not None})
    for alert_id in late:
        alert = store.locked(unit, alert_id)
        unit.readable(partial(edit, unit, alert), what=f"warning {alert_id}")
    return len(late)


def alert_of(about: str) -> int | None:
    """Return the id of the alert that a subject names, None where it names something else."""
    kind, _, rest = about.partition(":")
    return int(rest.partition(":")[0]) if kind == "alert" else None


def clear(unit: Unit, alert: Alert, how: str) -> bool:
    """End an alert; return whether the owner had been told of it."""
    was_told = alert.state == State.ACTIVE
    alert.state, alert.cleared_at = State.CLEARED, unit.now
    alert.cleared_as = how if was_told else ""
    if was_told:
        contact.withdraw(unit, alert.owner_id, subject(alert.id))
        contact.withdraw(unit, alert.owner_id, reminder_subject(alert.id))
        edit(unit, alert)
    return was_told


def done(unit: Unit, owner_id: int, *, vehicle_id: int, checks: Collection[str]) -> None:
    """End the warnings of these checks as `done`."""
    for alert in store.live(unit, [vehicle_id]):
        if alert.owner_id == owner_id and alert.check in checks:
            clear(unit, alert, "done")


def end_all(unit: Unit, owner_id: int, *, vehicle_id: int) -> None:
    """End what is open of a car that its owner hands on: the next owner's warnings are their own."""
    for alert in store.live(unit, [vehicle_id]):
        if alert.owner_id == owner_id:
            clear(unit, alert, "sold")


def reminder_subject(alert_id: int) -> str:
    return f"{subject(alert_id)}:later"


def edit(unit: Unit, alert: Alert) -> None:
    """Edit the message of an alert, and its reminder where there is one, without a sound."""
    _queue(unit, alert, edits=True)
    about = reminder_subject(alert.id)
    waits = contact.is_waiting(unit, alert.owner_id, subject=about)
    if waits or contact.is_sent(unit, alert.owner_id, subject=about):
        key = f"{about}:edit:{alert.said}"
        contact.queue(unit, alert.owner_id, key=key, message=reminder(unit, alert), subject=about, edits=True)


def show(unit: Unit, alert: Alert) -> Message:
    """Return the message of an alert as of now, with its buttons."""
    warning = case(unit, alert)
    return _lasting(message.build(warning), warning)


def reminder(unit: Unit, alert: Alert) -> Message:
    """Return the reminder that the owner asked for."""
    warning = case(unit, alert)
    return _lasting(message.reminder(warning), warning)


def _lasting(built: Message, warning: Case) -> Message:
    """Let the buttons of an open warning be pressed more than once."""
    rows = tuple(tuple(replace(button, once=False) for button in row) for row in built.rows)
    missing, way = _without_slot(warning)
    return replace(built, lines=(*built.lines, *missing), rows=(*way, *rows, *_take_back(warning)))


def _without_slot(warning: Case) -> tuple[tuple[Phrase, ...], tuple[tuple[Button, ...], ...]]:
    """Return the line that no slot is held, with a button to find one; nothing for a car that must not be driven."""
    stops = cases.stops(warning.finding, warning.level)
    if warning.slot or stops or warning.state is State.CLEARED or cases.job(warning.finding) is None:
        return (), ()
    find = Button(Phrase("alert.button.find"), "visit.other", OfAlert(warning.alert_id).params(), once=False)
    return (Phrase("alert.no_slot"),), ((find,),)


def _take_back(warning: Case) -> tuple[tuple[Button, ...], ...]:
    if "owner" not in warning.verdicts:
        return ()
    about = OfAlert(warning.alert_id).params()
    return ((Button(Phrase("alert.button.unrate"), "alert.unrate", about, once=False),),)


def _queue(unit: Unit, alert: Alert, *, edits: bool) -> None:
    alert.said += 1
    contact.queue(
        unit,
        alert.owner_id,
        key=f"{subject(alert.id)}:{alert.said}",
        message=show(unit, alert),
        grade=alert.level,
        subject=subject(alert.id),
        edits=edits,
        warning=not edits and alert.level >= Level.YELLOW,
    )


def case(unit: Unit, alert: Alert) -> Case:
    return cases.case(unit, alert, record=outcomes.records(unit, alert.check).get(alert.check))
