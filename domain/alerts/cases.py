"""Convert rows of alerts to facts and back; findings, charts and slots are encrypted with the owner's key."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final, TypeVar

from domain.alerts import ports, rules, store
from domain.alerts.facts import Case, Place, Record, Slot, Standing, State, Verdict
from domain.alerts.tables import Alert
from domain.contact import calls
from domain.core import Unit
from domain.explain import pack
from domain.explain.facts import Chart, Phrase
from domain.health import catalogue, grading
from domain.health.facts import Chances, Cost, Finding, Kind, Level, Reason
from domain.registry import service as registry
from domain.registry.tables import Owner

KINDS: Final[pack.Kinds] = {
    **pack.KINDS,
    "finding": Finding,
    "level": Level,
    "kind": Kind,
    "slot": Slot,
    "place": Place,
    "chances": Chances,
    "reason": Reason,
}
_NO_RESULT: Final = timedelta(days=1)
"""So long after its end a booked visit still counts without a result (own choice): a car may stay overnight."""
T = TypeVar("T")


def standing(alert: Alert | None) -> Standing | None:
    if alert is None:
        return None
    return Standing(State(alert.state), Level(alert.level), alert.hits, alert.judged_at)


def seal(unit: Unit, owner_id: int, fact: object) -> bytes:
    return unit.seal_fact(owner_id, pack.pack(fact, KINDS), label="alert")


def unseal(unit: Unit, sealed: bytes, kind: type[T]) -> T:
    plain: list[Any] = unit.unseal_fact(sealed, list, label="alert")
    return pack.unpack_as(plain, kind, KINDS)


def take_finding(unit: Unit, alert: Alert, finding: Finding) -> None:
    """Store the newest finding in the row."""
    alert.risk, alert.severity = finding.risk, finding.severity
    alert.horizon_s = int(finding.horizon.total_seconds())
    alert.finding = seal(unit, alert.owner_id, finding)


def take_telling(unit: Unit, alert: Alert, charts: ports.Charts) -> None:
    """Store the finding that the owner is told now, with its chart: later views, ratings and training use this one."""
    finding = unseal(unit, alert.finding, Finding)
    chart = charts(finding)
    alert.told, alert.confirmed_at, alert.model = alert.finding, unit.now, model(finding)
    alert.chart = seal(unit, alert.owner_id, chart) if chart else None


def model(finding: Finding) -> str:
    """Return which model version judged a finding, such as `coolant_loop 3`; "" where fixed rules did."""
    return finding.chances.model if finding.chances else ""


def job(finding: Finding) -> str | None:
    """Return the code of the job that a finding asks for, None where it asks for none."""
    check = catalogue.BY_CODE.get(finding.check)
    code = finding.params.get(rules.JOB, check.JOB if check else None)
    return None if code is None else str(code)


def red_jobs(unit: Unit, vehicle_id: int) -> frozenset[str | None]:
    """Return the jobs that a car's active red warnings ask for."""
    checks = store.active_checks(unit, vehicle_id, level=Level.RED)
    return frozenset(catalogue.BY_CODE[check].JOB for check in checks if check in catalogue.BY_CODE)


def current_task(unit: Unit, alert: Alert | None) -> Phrase | None:
    """Return the task that the owner was told, for a check that asks for one task after the other; None before that."""
    if alert is None or alert.told is None:
        return None
    task = unseal(unit, alert.told, Finding).params[rules.TASK]
    assert isinstance(task, Phrase)
    return task


def stops(finding: Finding, level: Level) -> bool:
    """Whether the owner is told not to drive on."""
    return grading.stops(catalogue.traits(finding.check), level, finding.severity)


def case(unit: Unit, alert: Alert, *, record: Record | None = None) -> Case:
    """Return an alert as a message needs it. record: how often this kind was right, empty unless the caller gives it."""
    owner = unit.session.get_one(Owner, alert.owner_id)
    vehicle = registry.vehicle(unit, alert.vehicle_id)
    warning = Case(
        alert_id=alert.id,
        owner_id=alert.owner_id,
        vehicle_id=alert.vehicle_id,
        check=alert.check,
        state=State(alert.state),
        level=Level(alert.level),
        finding=unseal(unit, alert.told or alert.finding, Finding),
        opened_at=alert.opened_at,
        told_at=alert.confirmed_at or unit.now,
        changed_at=alert.changed_at,
        zone=owner.zone,
        source=vehicle.source,
        car=vehicle.name if len(registry.vehicles_of(unit, owner.id)) > 1 else "",
        chart=unseal(unit, alert.chart, Chart) if alert.chart else None,
        cost=_cost(alert.check),
        slot=_slot(unit, alert),
        acknowledged=alert.acknowledged_at is not None,
        muted_by=alert.muted_by,
        cleared_as=alert.cleared_as,
        verdicts=_verdicts(unit, alert.id),
    )
    return replace(_now(unit, alert, warning), record=record or Record())


def _now(unit: Unit, alert: Alert, warning: Case) -> Case:
    """Add the present moment, the newest finding, and the telephone lines that the owner can call."""
    place = unseal(unit, alert.place, Place) if alert.place else None
    name, phone = (place.name, place.phone) if place else (None, "")
    numbers = calls.lines(unit.core.settings, centre=name, phone=phone)
    newest = unseal(unit, alert.finding, Finding)
    return replace(warning, now=unit.now, newest=newest, place=place, calls=numbers)


def rated(unit: Unit, owner_id: int, vehicle_id: int) -> list[Case]:
    """Return the warnings of a car on which its owner has given feedback."""
    rows = store.rated(unit, owner_id, vehicle_id=vehicle_id)
    every = (unit.readable(partial(case, unit, row), what=f"warning {row.id}") for row in rows)
    return [each for each in every if each is not None]


def any_open(unit: Unit, owner_id: int) -> bool:
    """Whether an owner was told of a warning that is not over."""
    return store.any_active(unit, owner_id)


def _slot(unit: Unit, alert: Alert) -> Slot | None:
    """Return the slot unless its hold has run out, even if no job has noted that yet, or its visit is long past without a result."""
    slot = unseal(unit, alert.slot, Slot) if alert.slot else None
    if slot is None:
        return None
    return None if slot.is_over(unit.now - _NO_RESULT if slot.booked else unit.now) else slot


def _cost(code: str) -> Cost | None:
    """Return the costs that the check names; None for a check that was removed, as its warnings remain."""
    check = catalogue.BY_CODE.get(code)
    return check.COST if check else None


def _verdicts(unit: Unit, alert_id: int) -> dict[str, Verdict]:
    return {by: Verdict(row.verdict) for by, row in store.feedback(unit, alert_id).items()}
