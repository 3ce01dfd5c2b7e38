"""What an owner is told of an alert, and the message that keeps showing how it stands."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.alerts import cases, message, outcomes, ports, rules, store
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
    """Have a slot held for the job, unless one is booked already; none is offered to a car that must not be driven."""
    warning = cases.case(unit, alert)
    job = None if cases.stops(warning.finding, warning.level) else cases.job(warning.finding)
    if warning.slot is not None and warning.slot.booked:
        return
    if warning.slot is None and job is None:
        return
    keep_slot(unit, alert, hold(unit, warning, job=job))


def keep_place(unit: Unit, alert: Alert, place: ports.PlaceOf) -> None:
    """Keep which centre looks after the car, as the owner is told of it."""
    found = place(unit, alert.vehicle_id)
    alert.place = cases.seal(unit, alert.owner_id, found) if found else None


def keep_slot(unit: Unit, alert: Alert, slot: Slot | None) -> None:
    alert.slot = cases.seal(unit, alert.owner_id, slot) if slot else None
    alert.visit_id = slot.visit_id if slot else None


def tell(unit: Unit, alert: Alert) -> None:
    """Push the warning, in place of what may still wait to be said about it."""
    contact.withdraw(unit, alert.owner_id, subject(alert.id))
    _queue(unit, alert, edits=False)


def freshen(unit: Unit, alert: Alert, finding: Finding, charts: ports.Charts) -> None:
    """Let a warning that waits for its slot of the budget tell the newest look, and a date still to come."""
    tripped = alert.state == State.ACTIVE and finding.strength >= rules.TRIPS
    if tripped and contact.is_waiting(unit, alert.owner_id, subject=subject(alert.id)):
        cases.take_telling(unit, alert, charts)
        edit(unit, alert)


def subject(alert_id: int) -> str:
    """Name what messages about an alert are about, so that they can be edited."""
    return f"alert:{alert_id}"


def renew_due(unit: Unit, *, limit: int) -> int:
    """Word the warnings and reminders that are due anew, as of now, before they leave; return how many at most `limit`.

    What waited for a day, a morning, its budget or another attempt may not be true any more.
    """
    subjects = contact.due_since(unit, made_before=unit.now - FRESH, limit=limit)
    late = sorted({found for each in subjects if (found := alert_of(each)) is not None})
    for alert_id in late:
        edit(unit, store.locked(unit, alert_id))
    return len(late)


def alert_of(about: str) -> int | None:
    """Return which alert a message is about, None where it is about something else."""
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
    """End the warnings of these checks, because what they asked for has been done."""
    for alert in store.live(unit, [vehicle_id]):
        if alert.owner_id == owner_id and alert.check in checks:
            clear(unit, alert, "done")


def reminder_subject(alert_id: int) -> str:
    return f"{subject(alert_id)}:later"


def edit(unit: Unit, alert: Alert) -> None:
    """Change the message that told it, in silence, and the reminder where there is one."""
    _queue(unit, alert, edits=True)
    about = reminder_subject(alert.id)
    waits = contact.is_waiting(unit, alert.owner_id, subject=about)
    if waits or contact.is_sent(unit, alert.owner_id, subject=about):
        key = f"{about}:edit:{alert.said}"
        contact.queue(unit, alert.owner_id, key=key, message=reminder(unit, alert), subject=about, edits=True)


def show(unit: Unit, alert: Alert) -> Message:
    """Show the alert as it stands now, with all that its owner can do about it."""
    told = case(unit, alert)
    return _lasting(message.build(told), told)


def reminder(unit: Unit, alert: Alert) -> Message:
    """Show it again, as the owner asked for."""
    told = case(unit, alert)
    return _lasting(message.reminder(told), told)


def _lasting(built: Message, told: Case) -> Message:
    """A warning can be used until it is over: each of its buttons does what it says, however often it is pressed."""
    rows = tuple(tuple(replace(button, once=False) for button in row) for row in built.rows)
    missing, way = _without_slot(told)
    return replace(built, lines=(*built.lines, *missing), rows=(*way, *rows, *_take_back(told)))


def _without_slot(told: Case) -> tuple[tuple[Phrase, ...], tuple[tuple[Button, ...], ...]]:
    """Say that no slot is kept, with the way to one; nothing for a car that must not be driven."""
    stops = cases.stops(told.finding, told.level)
    if told.slot or stops or told.state is State.CLEARED or cases.job(told.finding) is None:
        return (), ()
    find = Button(Phrase("alert.button.find"), "visit.other", {"alert_id": told.alert_id}, once=False)
    return (Phrase("alert.no_slot"),), ((find,),)


def _take_back(told: Case) -> tuple[tuple[Button, ...], ...]:
    if "owner" not in told.verdicts:
        return ()
    return (
        (Button(Phrase("alert.button.unrate"), "alert.unrate", {"alert_id": told.alert_id}, once=False),),
    )


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
