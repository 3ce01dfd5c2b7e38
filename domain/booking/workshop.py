"""What a centre sees and reports: its visits by number, and what it found, from which warnings learn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import or_
from sqlmodel import col

from domain.alerts import chores, telling
from domain.alerts import service as alerts
from domain.booking import aftercare, jobs, outcomes, store, warnings
from domain.booking import measurements as wheels
from domain.booking.facts import CheckResult, State, VisitView
from domain.booking.measurements import Measurement
from domain.booking.tables import Visit
from domain.core import Unit
from domain.errors import Refusal
from domain.health import catalogue
from domain.health.checks import recall
from domain.registry import changes
from domain.registry import service as registry
from domain.registry.facts import Change, ChangeKind
from domain.registry.tables import Vehicle
from domain.upkeep import recalls

REPORT_WITHIN: Final = timedelta(days=7)  # a visit that nobody reports on is over after this


def expects(unit: Unit, centre_id: int, vehicle_id: int, *, owner_id: int) -> bool:
    """Whether this owner's car is booked at the centre and not reported on yet, or a warning keeps a slot for it there.

    A car that came, on whatever day, is there until its visit has a result, at the latest `store.IN_HAND` after its end.
    """
    return bool(
        store.views(
            unit,
            col(Visit.centre_id) == centre_id,
            col(Visit.vehicle_id) == vehicle_id,
            col(Visit.owner_id) == owner_id,
            or_(col(Visit.ends_at) > unit.now - REPORT_WITHIN, store.in_hand(unit)),
            store.live(unit),
            or_(col(Visit.state) == State.BOOKED, col(Visit.alert_id).is_not(None)),
        )
    )


def visit(unit: Unit, centre_id: int, number: str) -> VisitView:
    """Return a visit of this centre. Raises Refusal visit_unknown (404), also for another centre's."""
    visits = store.views(unit, col(Visit.number) == number, col(Visit.centre_id) == centre_id)
    if not visits:
        raise Refusal("visit_unknown", status=404)
    return visits[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport:
    """What a centre reports of a visit.

    paid, due: the sum that was paid, or that is still to be paid, in the currency of the price list; never both. parts:
    pieces used, by part; None: those that were kept for it. measurements: what `measurements.sort` lets through.
    health: what was sent with it of the battery, which is stored by its own; it tells a report from one that comes again.
    """

    findings: Sequence[CheckResult]
    paid: float | None = None
    due: float | None = None
    parts: Mapping[str, int] | None = None
    measurements: Sequence[Measurement] = ()
    health: str = ""


def conclude(unit: Unit, centre_id: int, number: str, report: VisitReport) -> VisitView:
    """Record what was reported of a visit, let the warnings that led to it learn from it, and tell the owner.

    Raises Refusal visit_unknown, not_booked, visit_not_begun, already_done, already_cancelled, check_twice, check_unknown,
    part_unknown, part_short, or bill_both: a visit is paid or still to be paid, as one sum.
    """
    if report.paid is not None and report.due is not None:
        raise Refusal("bill_both", status=422)
    for each in report.findings:
        if each.check and each.check not in catalogue.BY_CODE:
            raise Refusal("check_unknown", status=422, check=each.check, known=", ".join(catalogue.BY_CODE))
    visited = visit(unit, centre_id, number)
    outcomes.record_outcome(unit, centre_id, visited.id, findings=report.findings, parts=report.parts)
    wheels.record(unit, visited, report.measurements)
    row = store.visit(unit, visited.id)
    row.paid, row.due, row.report_hash = report.paid, report.due, _mark(unit, report)
    faults = {each.check: each.found for each in report.findings if each.check}
    vehicle = registry.vehicle(unit, visited.vehicle_id)
    _note_work(unit, visited, vehicle, faults=faults)
    alerts.outcome(unit, vehicle, visited.owner_id, by_check=faults)
    warnings.refresh(unit, visited)
    _note_new_part(unit, visited, faults=faults, parts=report.parts)
    outcome = visit(unit, centre_id, number)
    aftercare.tell(unit, outcome, report.findings)
    return outcome


def was_reported(unit: Unit, centre_id: int, number: str, report: VisitReport) -> bool:
    """Whether exactly this has been reported of a visit, in whatever order. Raises Refusal visit_unknown."""
    return store.visit(unit, visit(unit, centre_id, number).id).report_hash == _mark(unit, report)


def _mark(unit: Unit, report: VisitReport) -> str:
    every = (
        sorted(map(repr, report.findings)),
        (report.paid, report.due),
        report.parts and sorted(report.parts.items()),
        sorted(map(repr, report.measurements)),
        report.health,
    )
    return unit.fingerprint("report", repr(every))


def _note_new_part(
    unit: Unit, visit: VisitView, *, faults: Mapping[str, bool], parts: Mapping[str, int] | None
) -> None:
    """Let the series begin anew that a new part ended: of what was found broken, else of all that such work mends.

    Work of which no part was used has put in nothing new.
    """
    for job in jobs.parts(visit.job):
        if parts is not None and not any(parts.get(part) for part in jobs.job(job).parts):
            continue
        mended = {check.CODE for check in catalogue.ALL if job == check.JOB and jobs.job(job).parts}
        for code in sorted(mended & faults.keys() or mended):
            if faults.get(code, True):
                change = Change(unit.now, ChangeKind.PART, code)
                changes.note(
                    unit, visit.vehicle_id, owner_id=visit.owner_id, change=change, source="workshop"
                )


def _note_work(unit: Unit, visit: VisitView, vehicle: Vehicle, *, faults: Mapping[str, bool]) -> None:
    """Put on record what the visit has done; a workshop that reports its task as not there has not done it."""
    works = jobs.parts(visit.job)
    missing = {catalogue.BY_CODE[code].JOB for code, is_there in faults.items() if not is_there}
    for each in works:
        if each not in missing and not (missing and len(works) == 1):  # of two, only the one that it is about
            chores.done_here(unit, visit.owner_id, vehicle.id, job=each)
    if recall.JOB in jobs.parts(visit.job) and faults.get(recall.CODE, True):
        recalls.carried_out(unit, vehicle, code=_campaign(unit, visit))
        telling.done(unit, visit.owner_id, vehicle_id=vehicle.id, checks={recall.CODE})


def _campaign(unit: Unit, visit: VisitView) -> str | None:
    """Return the campaign that the visit's warning named; None where it was booked without one."""
    if visit.alert_id is None:
        return None
    return str(alerts.case_of(unit, visit.owner_id, visit.alert_id).finding.params["code"])
