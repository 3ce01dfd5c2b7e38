"""What came of warnings: right or wrong, answered, booked, in time; and the breakdowns that are known of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from domain.alerts import gauges as alerts
from domain.alerts import telling
from domain.alerts.gauges import Telling
from domain.alerts.service import OUTCOME_WITHIN
from domain.booking import gauges as booking
from domain.booking.gauges import Fault
from domain.contact import gauges as contact
from domain.contact.gauges import Push
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.handover import gauges as handover
from domain.handover.facts import BREAKDOWNS, State
from domain.handover.gauges import Ask
from domain.health import catalogue as checks
from domain.health.facts import Level
from domain.kpi import rules
from domain.kpi.facts import Case, Kind, Measure, Tally
from domain.registry.scope import Scope, owner_times

ANSWER_WITHIN: Final = timedelta(days=7)  # own choice: the span that a yellow warning speaks of
SAME_BREAKDOWN: Final = timedelta(
    days=7
)  # own choice: who asks again so soon asks for the same car's same trouble


def _all(unit: Unit, scope: Scope) -> list[Telling]:
    """Return what was told within the time or before; read once a unit."""
    key = ("kpi.tellings", scope.until, scope.source, scope.centre_id)
    return unit.once(key, partial(alerts.tellings, unit, scope))


def _of_time(unit: Unit, scope: Scope) -> list[Telling]:
    return [each for each in _all(unit, scope) if each.at >= scope.since]


def _pushes(unit: Unit, scope: Scope) -> list[Push]:
    return unit.once(("kpi.pushes", scope), partial(contact.pushes, unit, scope))


def _case(warning: Telling, part: float, *, least: float = 0.0) -> Case:
    return Case(
        Kind.WARNING, warning.id, warning.owner_id, warning.vehicle_id, part, least=least, at=warning.at
    )


def _by_check(cases: Iterable[tuple[str, Case]]) -> Iterator[Tally]:
    """Yield a tally of all, then of each kind of warning."""
    by_check: dict[str, list[Case]] = defaultdict(list)
    for check, case in cases:
        by_check[check].append(case)
    yield Tally([case for each in by_check.values() for case in each])
    for check in sorted(by_check):
        title = Phrase(f"check.{check}") if check in checks.BY_CODE else Phrase("name", {"name": check})
        yield Tally(by_check[check], check, title)


def precision(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count the warnings whose outcome is known."""
    warnings = _of_time(unit, scope)
    return _by_check((each.check, _case(each, each.right)) for each in warnings if each.right is not None)


def recall(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count the faults that workshops found, and those that a warning had told of when the visit began."""
    by_car: dict[tuple[int, int, str], list[Telling]] = defaultdict(list)
    for each in _all(unit, replace(scope, centre_id=None)):
        by_car[each.owner_id, each.vehicle_id, each.check].append(each)
    faults = [each for each in booking.faults(unit, scope) if not checks.traits(each.check).is_chore]
    return _by_check((each.check, _fault_case(each, by_car)) for each in faults)


def _fault_case(fault: Fault, by_car: Mapping[tuple[int, int, str], Sequence[Telling]]) -> Case:
    warnings = by_car.get((fault.owner_id, fault.vehicle_id, fault.check), ())
    part = any(_stood(each, fault.starts_at) for each in warnings)
    return Case(Kind.FINDING, fault.id, fault.owner_id, fault.vehicle_id, part, at=fault.starts_at)


def _stood(warning: Telling, at: datetime) -> bool:
    """Whether a warning was told before an instant, and was not long over then."""
    return warning.at <= at and (warning.cleared_at is None or at - warning.cleared_at <= OUTCOME_WITHIN)


def owners_answer(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count the warnings that went out to the chat and whose time for an answer is over."""
    sent = {telling.alert_of(each.subject) for each in _pushes(unit, scope)}
    yield Tally([
        _case(each, each.noted_at is not None and each.noted_at - each.at <= ANSWER_WITHIN)
        for each in _of_time(unit, scope)
        if each.id in sent and each.at <= unit.now - ANSWER_WITHIN
    ])  # fmt: skip


def breakdowns_avoided(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count cars whose fault a workshop found after a red or yellow warning, and the breakdowns that are known of.

    Several warnings whose faults are found at once are one case. A car that broke down in between is none, also where that was after
    the time that is asked about.
    """
    stops: dict[int | None, list[datetime]] = defaultdict(list)
    until_now = replace(scope, centre_id=None, until=max(scope.until, unit.now))
    for each in breakdowns(handover.asks(unit, until_now)):
        stops[each.vehicle_id].append(each.asked_at)
    at_once: dict[tuple[int, datetime], Telling] = {}
    for warning, found_at in _with_fault(_of_time(unit, scope)):
        in_vain = any(warning.at <= at <= found_at for at in stops[warning.vehicle_id])
        if warning.level >= Level.YELLOW and not in_vain:
            at_once.setdefault((warning.vehicle_id, found_at), warning)
    missed = [
        Case(Kind.REQUEST, each.id, each.owner_id, each.vehicle_id, 0.0, at=each.asked_at)
        for each in breakdowns(handover.asks(unit, scope))
    ]
    yield Tally([*(_case(each, 1.0, least=each.risk) for each in at_once.values()), *missed])


def _with_fault(warnings: Iterable[Telling]) -> Iterator[tuple[Telling, datetime]]:
    """Yield the warnings whose fault a workshop found, and when; none of work that is merely due."""
    for each in warnings:
        if each.found_at is not None and not checks.traits(each.check).is_chore:
            yield each, each.found_at


def breakdowns(asks: Iterable[Ask]) -> Iterator[Ask]:
    """Yield the first request of each breakdown, of requests in the order they were made; what was taken back is none."""
    last: dict[tuple[int, int | None], datetime] = {}
    for each in asks:
        if each.reason in BREAKDOWNS and each.state != State.WITHDRAWN:
            before = last.get((each.owner_id, each.vehicle_id))
            last[each.owner_id, each.vehicle_id] = each.asked_at
            if before is None or each.asked_at - before >= SAME_BREAKDOWN:
                yield each


def lead_time(unit: Unit, scope: Scope) -> Iterator[Tally]:
    yield Tally([
        _case(each, rules.in_measure(found_at - each.at, Measure.DAYS))
        for each, found_at in _with_fault(_of_time(unit, scope))
    ])  # fmt: skip


def warnings_booked(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count the warnings of checks that name work, whose time for an answer is over."""
    stays = booking.stays(unit, replace(scope, centre_id=None))
    alert_ids, visit_ids = {each.alert_id for each in stays}, {each.id for each in stays}
    yield Tally([
        _case(each, each.id in alert_ids or each.visit_id in visit_ids)
        for each in _of_time(unit, scope)
        if each.at <= unit.now - ANSWER_WITHIN and _names_work(each.check)
    ])  # fmt: skip


def _names_work(check: str) -> bool:
    return check in checks.BY_CODE and checks.BY_CODE[check].JOB is not None


def warnings_per_month(unit: Unit, scope: Scope) -> Iterator[Tally]:
    of_cars = {each.id for each in _all(unit, scope)}  # an owner may have cars of other sources and centres
    warnings = [each for each in _pushes(unit, scope) if telling.alert_of(each.subject) in of_cars]
    return _per_owner(unit, scope, warnings)


def pushes_per_week(unit: Unit, scope: Scope) -> Iterator[Tally]:
    return _per_owner(unit, scope, _pushes(unit, scope))


def _per_owner(unit: Unit, scope: Scope, pushes: Sequence[Push]) -> Iterator[Tally]:
    spans = owner_times(unit, scope)
    cases = [Case(Kind.MESSAGE, each.id, each.owner_id, None, 1.0) for each in pushes]
    yield Tally(cases, per=(len(spans), sum(spans.values(), timedelta())))
