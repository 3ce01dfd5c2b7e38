"""What a workshop found at a visit, which ends it."""

from collections.abc import Mapping, Sequence

from domain.booking import entry, service, stock, store
from domain.booking.facts import CheckResult, State
from domain.booking.tables import Visit, WorkshopFinding
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment

NOTE = "workshop_finding.note"  # label of the sealed notes


def record_outcome(
    unit: Unit,
    centre_id: int,
    visit_id: int,
    *,
    findings: Sequence[CheckResult],
    parts: Mapping[str, int] | None = None,
) -> tuple[WorkshopFinding, ...]:
    """Mark a booked visit done, with what was found; its parts are used up, or `parts` instead. The caller tells the warnings.

    A workshop may finish before the booked time ends: the rest of the time is free again. Raises Refusal
    visit_not_begun before the booked hour, part_unknown or part_short.
    """
    store.lock(unit, centre_id)
    visit = store.visit(unit, visit_id)
    if visit.centre_id != centre_id:
        raise Refusal("visit_unknown", status=404)
    if visit.state in {State.HELD, State.LAPSED}:
        raise Refusal("not_booked")
    if visit.state != State.BOOKED:
        raise service.over(visit)
    if visit.starts_at > unit.now:
        raise Refusal("visit_not_begun", number=visit.number, at=_begins(unit, visit))
    rows = [_finding(unit, visit, each) for each in _distinct(findings)]
    entry.refuse_parts(parts or {})
    stock.use_up(unit, visit, parts)
    service.end(unit, visit, State.DONE)
    unit.session.add_all(rows)
    unit.session.flush()
    return tuple(rows)


def _distinct(findings: Sequence[CheckResult]) -> Sequence[CheckResult]:
    for index, each in enumerate(findings):
        if any(each.check == other.check for other in findings[:index]):
            raise Refusal("check_twice", status=422, check=each.check)
    return findings


def _finding(unit: Unit, visit: Visit, result: CheckResult) -> WorkshopFinding:
    return WorkshopFinding(
        owner_id=visit.owner_id,
        vehicle_id=visit.vehicle_id,
        visit_id=visit.id,
        check=result.check,
        found=result.found,
        note=unit.seal_text(visit.owner_id, result.note, label=NOTE),
        at=unit.now,
    )


def _begins(unit: Unit, visit: Visit) -> Moment:
    return Moment(visit.starts_at, store.centre(unit, visit.centre_id).zone)
