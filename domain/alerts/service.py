"""Turn findings into warnings that owners are told, and take in feedback of owners and workshops."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlmodel import col, delete

from domain.alerts import cases, message, muting, outcomes, ports, rules, store, telling
from domain.alerts.facts import Case, Decision, Move, Record, Slot, State, Verdict
from domain.alerts.store import SlotAlert
from domain.alerts.tables import Alert, AlertPause, Feedback
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Unit
from domain.errors import Refusal
from domain.health import catalogue, grading
from domain.health.facts import Finding, Level
from domain.registry.tables import Owner, Vehicle

REMIND_AFTER: Final = timedelta(hours=24)
OUTCOME_WITHIN: Final = timedelta(days=30)  # a visit later than this says nothing about a settled warning


@dataclass(frozen=True, slots=True)
class Before:
    """A car's warnings before it is settled: alerts that are not over, by check, and pauses."""

    live: dict[str, Alert] = field(default_factory=dict)
    pauses: list[AlertPause] = field(default_factory=list)


def standing(unit: Unit, vehicle_ids: Collection[int]) -> Mapping[tuple[int, int], Before]:
    """Return by (owner id, vehicle id) the warnings of many cars, in two queries; a missing key yields an empty one.

    The alerts are locked, and as they are now: whoever changes one meanwhile waits.
    """
    by_car: dict[tuple[int, int], Before] = defaultdict(Before)
    for alert in store.live(unit, vehicle_ids):
        by_car[alert.owner_id, alert.vehicle_id].live[alert.check] = alert
    for pause in store.pauses(unit, vehicle_ids):
        by_car[pause.owner_id, pause.vehicle_id].pauses.append(pause)
    return by_car


def settle(
    unit: Unit,
    vehicle: Vehicle,
    owner: Owner,
    findings: Mapping[str, Finding | None],
    *,
    charts: ports.Charts,
    hold: ports.SlotHolder = ports.no_slots,
    place: ports.PlaceOf = ports.no_place,
    before: Before | None = None,
) -> tuple[Alert, ...]:
    """Bring a car's alerts up to date and queue messages; return the alerts confirmed, worsened or cleared that were told.

    findings by check code; None where the data allow no judgement. charts draws the evidence of a finding.
    before: from `standing`, in this unit, where many cars are settled.
    """
    before = before or standing(unit, [vehicle.id])[owner.id, vehicle.id]
    live, pauses = before.live, before.pauses
    changed = []
    for code in muting.parents_first(findings):
        decision = rules.decide(
            cases.standing(live.get(code)),
            findings[code],
            now=unit.now,
            around=muting.around(unit, code, findings[code], live=live, pauses=pauses),
        )
        finding = findings[code]
        if finding is None or decision.move in {Move.NOTHING, Move.HOLD}:
            continue
        if decision.move is Move.OPEN:
            live[code] = _open(unit, vehicle.id, owner_id=owner.id, finding=finding, decision=decision)
            continue
        alert = live[code]
        if _apply(unit, alert, finding=finding, decision=decision, charts=charts, hold=hold, place=place):
            changed.append(alert)
        alert.muted_by = "wrong" if decision.move is Move.HUSH else muting.parent(unit, finding, live)
    return tuple(changed)


def _open(unit: Unit, vehicle_id: int, *, owner_id: int, finding: Finding, decision: Decision) -> Alert:
    alert = Alert(
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        check=finding.check,
        state=State.CANDIDATE,
        hits=decision.hits,
        level=decision.level,
        risk=finding.risk,
        horizon_s=int(finding.horizon.total_seconds()),
        severity=finding.severity,
        finding=cases.seal(unit, owner_id, finding),
        opened_at=unit.now,
        judged_at=unit.now,
        changed_at=unit.now,
    )
    unit.session.add(alert)
    unit.session.flush()
    return alert


def _apply(
    unit: Unit,
    alert: Alert,
    *,
    finding: Finding,
    decision: Decision,
    charts: ports.Charts,
    hold: ports.SlotHolder,
    place: ports.PlaceOf,
) -> bool:
    """Change the row as decided; return whether the owner was told of a change."""
    assert decision.judged_at is not None
    alert.hits, alert.judged_at, alert.changed_at = decision.hits, decision.judged_at, unit.now
    if _is_worded_for(decision, finding, level=Level(alert.level)):
        cases.take_finding(unit, alert, finding)
    if decision.move is Move.CLEAR:
        return telling.clear(unit, alert, "done" if catalogue.traits(alert.check).is_chore else "recovered")
    if decision.move not in {Move.CONFIRM, Move.ESCALATE}:
        telling.freshen(unit, alert, finding, charts)
        return False
    alert.state, alert.level, alert.acknowledged_at = State.ACTIVE, decision.level, None
    cases.take_telling(unit, alert, charts)
    telling.keep_place(unit, alert, place)
    telling.find_slot(unit, alert, hold)
    telling.tell(unit, alert)
    return True


def _is_worded_for(decision: Decision, finding: Finding, *, level: Level) -> bool:
    """Whether the finding's words replace the stored ones: only where it trips, and at no graver level than the one told."""
    if finding.strength < rules.TRIPS or decision.move is Move.CLEAR:
        return False
    return decision.move in {Move.CONFIRM, Move.ESCALATE} or grading.level(finding) <= level


def set_slot(unit: Unit, alert_id: int, slot: Slot | None) -> None:
    """Store the slot of an alert (None: cancelled) and edit its message. A booked slot also acknowledges the alert."""
    alert = store.locked(unit, alert_id)
    telling.keep_slot(unit, alert, slot)
    if slot is not None and slot.booked:
        _note(unit, alert)
    telling.edit(unit, alert)


def _note(unit: Unit, alert: Alert) -> None:
    """Mark the alert as acknowledged and withdraw its reminder."""
    alert.acknowledged_at = alert.acknowledged_at or unit.now
    contact.withdraw(unit, alert.owner_id, telling.reminder_subject(alert.id))


def rate(unit: Unit, owner_id: int, alert_id: int, verdict: Verdict) -> None:
    """Store the owner's feedback; "wrong" pauses this check of the car for `rules.HUSH`. Raises Refusal alert_unknown."""
    alert = _to_change(unit, owner_id, alert_id)
    _say(unit, alert, by="owner", verdict=verdict)
    _note(unit, alert)
    _unhush(unit, alert)
    if verdict is Verdict.WRONG:
        _pause(unit, alert, check=alert.check, reason="wrong", length=rules.HUSH)
    telling.edit(unit, alert)


def unrate(unit: Unit, owner_id: int, alert_id: int) -> None:
    """Delete the owner's feedback and the pause that "wrong" began. Raises Refusal alert_unknown."""
    alert = _to_change(unit, owner_id, alert_id)
    feedback = store.feedback(unit, alert.id).get("owner")
    if feedback is not None:
        unit.session.delete(feedback)
        unit.session.flush()
    _unhush(unit, alert)
    telling.edit(unit, alert)


def _unhush(unit: Unit, alert: Alert) -> None:
    unit.session.exec(
        delete(AlertPause).where(
            col(AlertPause.owner_id) == alert.owner_id,
            col(AlertPause.vehicle_id) == alert.vehicle_id,
            col(AlertPause.check) == alert.check,
        )
    )


def _say(unit: Unit, alert: Alert, *, by: str, verdict: Verdict) -> None:
    feedback = store.feedback(unit, alert.id).get(by)
    if feedback is None:
        feedback = Feedback(owner_id=alert.owner_id, alert_id=alert.id, by=by, verdict=verdict, at=unit.now)
    feedback.verdict, feedback.at = verdict, unit.now
    unit.session.add(feedback)
    unit.session.flush()


def _pause(unit: Unit, about: Alert, *, check: str, reason: str, length: timedelta) -> None:
    unit.session.add(
        AlertPause(
            owner_id=about.owner_id,
            vehicle_id=about.vehicle_id,
            check=check,
            reason=reason,
            until=unit.now + length,
        )
    )


def acknowledge(unit: Unit, owner_id: int, alert_id: int) -> None:
    """Note that the owner has seen the warning. Raises Refusal alert_unknown."""
    alert = _to_change(unit, owner_id, alert_id)
    _note(unit, alert)
    telling.edit(unit, alert)


def later(unit: Unit, owner_id: int, alert_id: int) -> None:
    """Queue one reminder for a day from now, outside the budget. Raises Refusal alert_unknown or alert_over."""
    alert = _to_change(unit, owner_id, alert_id)
    if alert.state != State.ACTIVE:
        raise Refusal("alert_over")
    _note(unit, alert)
    contact.queue(
        unit,
        owner_id,
        key=f"{telling.reminder_subject(alert.id)}:{unit.now:%Y-%m-%d}",
        message=telling.reminder(unit, alert),
        subject=telling.reminder_subject(alert.id),
        at=unit.now + REMIND_AFTER,
    )
    telling.edit(unit, alert)


def show(unit: Unit, owner_id: int, alert_id: int) -> Message:
    """Return the message of a warning as of now, with its buttons. Raises Refusal alert_unknown."""
    return telling.show(unit, _of_owner(unit, owner_id, alert_id))


def details(unit: Unit, owner_id: int, alert_id: int) -> Message:
    """Return the message behind "details". Raises Refusal alert_unknown."""
    return message.details(telling.case(unit, _of_owner(unit, owner_id, alert_id)))


def case_of(unit: Unit, owner_id: int, alert_id: int) -> Case:
    """Return one warning of this owner. Raises Refusal alert_unknown."""
    return telling.case(unit, _of_owner(unit, owner_id, alert_id))


def _to_change(unit: Unit, owner_id: int, alert_id: int) -> Alert:
    return _of_owner(unit, owner_id, alert_id, lock=True)


def _of_owner(unit: Unit, owner_id: int, alert_id: int, *, lock: bool = False) -> Alert:
    alert = store.of_owner(unit, owner_id, alert_id, lock=lock)
    if alert is None:
        raise Refusal("alert_unknown", status=404)
    return alert


def outcome(unit: Unit, vehicle: Vehicle, owner_id: int, *, by_check: Mapping[str, bool]) -> None:
    """Store what the workshop found, by check code, and pause the car's warnings for `rules.MAINTENANCE`."""
    unit.session.add(
        AlertPause(
            owner_id=owner_id, vehicle_id=vehicle.id, reason="visit", until=unit.now + rules.MAINTENANCE
        )
    )
    for check, was_found in by_check.items():
        alert = store.newest(unit, owner_id, vehicle_id=vehicle.id, check=check)
        if alert is None or (alert.cleared_at and unit.now - alert.cleared_at > OUTCOME_WITHIN):
            continue
        _say(unit, alert, by="workshop", verdict=Verdict.FOUND if was_found else Verdict.NOT_FOUND)
        if was_found and alert.state == State.ACTIVE:
            telling.clear(unit, alert, "mended")
        else:
            telling.edit(unit, alert)


def alerts_of(unit: Unit, owner_id: int, vehicle_id: int) -> tuple[Case, ...]:
    """Return the open warnings of a car that this owner was told, the gravest first."""
    return tuple(cases.case(unit, alert) for alert in store.active(unit, owner_id, vehicle_id=vehicle_id))


def told_since(unit: Unit, owner_id: int, vehicle_id: int, *, since: datetime) -> tuple[Case, ...]:
    """Return the warnings of a car that this owner was told since a moment, over or not; damaged ones are left out."""
    rows = store.told_since(unit, owner_id, vehicle_id=vehicle_id, since=since)
    cases_of = (unit.readable(partial(cases.case, unit, row), what=f"warning {row.id}") for row in rows)
    return tuple(each for each in cases_of if each is not None)


def keeping_slots(unit: Unit) -> Sequence[SlotAlert]:
    """Return the open warnings whose messages tell of a slot, with the visit that stands behind it."""
    return store.keeping_slots(unit)


def track_record(unit: Unit) -> Mapping[str, Record]:
    """Return by check how many warnings were told and how many proved right or wrong."""
    return outcomes.records(unit)
