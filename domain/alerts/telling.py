"""What an owner is told of an alert, and the message that keeps showing how it stands."""

from collections.abc import Collection

from domain.alerts import cases, message, outcomes, ports, rules, store
from domain.alerts.facts import Case, Slot, State
from domain.alerts.tables import Alert
from domain.contact import service as contact
from domain.core import Unit
from domain.health.facts import Finding, Level


def find_slot(unit: Unit, alert: Alert, hold: ports.SlotHolder) -> None:
    """Have a slot held for the job, unless one is booked already."""
    shown = cases.case(unit, alert)
    job = cases.job(shown.finding)
    if job is None or (shown.slot is not None and shown.slot.booked):
        return
    keep_slot(unit, alert, hold(unit, shown, job=job))


def keep_slot(unit: Unit, alert: Alert, slot: Slot | None) -> None:
    alert.slot = cases.seal(unit, alert.owner_id, slot) if slot else None
    alert.visit_id = slot.visit_id if slot else None


def tell(unit: Unit, alert: Alert) -> None:
    """Push the warning, in place of what may still wait to be said about it."""
    contact.withdraw(unit, alert.owner_id, subject(alert.id))
    _queue(unit, alert, edits=False)


def freshen(unit: Unit, alert: Alert, finding: Finding) -> None:
    """Let a warning that waits for its slot of the budget tell the newest look, and a date still to come."""
    tripped = alert.state == State.ACTIVE and finding.strength >= rules.TRIPS
    if tripped and contact.is_waiting(unit, alert.owner_id, subject=subject(alert.id)):
        cases.take_telling(unit, alert)
        edit(unit, alert)


def subject(alert_id: int) -> str:
    """Name what messages about an alert are about, so that they can be edited."""
    return f"alert:{alert_id}"


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
    """Change the message that told it, in silence."""
    _queue(unit, alert, edits=True)


def _queue(unit: Unit, alert: Alert, *, edits: bool) -> None:
    alert.said += 1
    contact.queue(
        unit,
        alert.owner_id,
        key=f"{subject(alert.id)}:{alert.said}",
        message=message.build(case(unit, alert)),
        grade=alert.level,
        subject=subject(alert.id),
        edits=edits,
        warning=not edits and alert.level >= Level.YELLOW,
    )


def case(unit: Unit, alert: Alert) -> Case:
    return cases.case(unit, alert, record=outcomes.records(unit, alert.check).get(alert.check))
