"""Counting the figures, and listing the rows behind one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from domain.booking import contacts, network
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kpi import business, operation, rules, warnings
from domain.kpi.catalogue import ALL, BY_CODE
from domain.kpi.facts import Case, Definition, Figure, Figures, Kind, Period, Tally
from domain.privacy import access_log
from domain.privacy.access_log import Viewer, What
from domain.registry.facts import Source
from domain.registry.scope import Scope

_COUNTS: Final[Mapping[str, Callable[[Unit, Scope], Iterator[Tally]]]] = {
    "precision": warnings.precision,
    "recall": warnings.recall,
    "owners_answer": warnings.owners_answer,
    "breakdowns_avoided": warnings.breakdowns_avoided,
    "lead_time": warnings.lead_time,
    "warnings_per_month": warnings.warnings_per_month,
    "pushes_per_week": warnings.pushes_per_week,
    "warnings_booked": warnings.warnings_booked,
    "visits_from_warnings": operation.visits_from_warnings,
    "visits_done": operation.visits_done,
    "visit_rating": operation.visit_rating,
    "time_to_answer": operation.time_to_answer,
    "offers_accepted": operation.offers_accepted,
    "offers_uplift": operation.offers_uplift,
    "revenue": business.revenue,
    "owners_left": business.owners_left,
    "cars_linked": operation.cars_linked,
    "cars_sending": operation.cars_sending,
    "cars_in_order": operation.cars_in_order,
    "sensor_error": operation.sensor_error,
    "upload_success": operation.upload_success,
    "late_values": operation.late_values,
    "completeness": operation.completeness,
}
_NOTE: Final[Mapping[Kind, What]] = {
    Kind.WARNING: What.WARNINGS,
    Kind.MESSAGE: What.WARNINGS,
    Kind.VISIT: What.VISITS,
    Kind.FINDING: What.VISITS,
    Kind.REQUEST: What.REQUESTS,
    Kind.CAR: What.REGISTER,
    Kind.OWNER: What.REGISTER,
}


def figures(
    unit: Unit, period: str = "", centre_id: int | None = None, *, source: Source = Source.LIVE
) -> Figures:
    """Count every figure of a period (see `rules.period`), of a centre or of all, of cars of one source.

    A centre's cars are those whose own centre it is; its visits and requests those that are made there. Days begin at
    midnight where the centre is, else where the operator's first centre is, in UTC where there is none.

    Raises Refusal period_unknown or period_ahead (422), centre_unknown (404).
    """
    asked_of, scope = _scope(unit, period, centre_id, source)
    every = tuple(figure for each in ALL for figure in _figures(unit, each, scope))
    return Figures(asked_of, source, centre_id, every)


def rows(
    unit: Unit,
    by: Viewer,
    code: str,
    period: str = "",
    centre_id: int | None = None,
    *,
    part: str = "",
    source: Source = Source.LIVE,
    after: int = 0,
    limit: int = 100,
) -> tuple[list[Case], int | None, Phrase | None]:
    """Return rows behind a figure or one part of it, `limit` from the place `after` on.

    Second: the place of the next, None at the end. Third: what the part is called, None where there is none such. Each owner sees that they were read.

    Raises Refusal figure_unknown (404), figure_without_rows, and as `figures` does.
    """
    definition = BY_CODE.get(code)
    if definition is None:
        raise Refusal("figure_unknown", status=404, code=code, known=", ".join(BY_CODE))
    if not definition.rows:
        raise Refusal("figure_without_rows")
    scope = _stored(unit, definition, _scope(unit, period, centre_id, source)[1])
    tallies = [each for each in _tallies(unit, definition, scope) if each.part == part]
    every = [case for each in tallies for case in each.cases]
    page = every[after : after + limit]
    for kind, what in _NOTE.items():
        about = [(each.owner_id, each.vehicle_id) for each in page if each.kind is kind and each.owner_id]
        access_log.note(unit, by, what, about)
    following = after + limit if len(every) > after + limit else None
    return page, following, next((each.title for each in tallies), None)


def period(unit: Unit, name: str, centre_id: int | None = None) -> Period:
    """Return the days of a period. Raises as `figures` does."""
    return rules.period(name, now=unit.now, zone=zone(unit, centre_id))


def _scope(unit: Unit, name: str, centre_id: int | None, source: Source) -> tuple[Period, Scope]:
    period = rules.period(name, now=unit.now, zone=zone(unit, centre_id))
    return period, Scope(period.since, period.until, source, centre_id, period.zone)


def zone(unit: Unit, centre_id: int | None = None) -> str:
    """Return where the operator's days begin: the zone of a centre, else of the first one, UTC without any."""
    first = centre_id if centre_id is not None else next(iter(network.centre_names(unit)), (None,))[0]
    return "UTC" if first is None else contacts.of_centre(unit, first).centre.zone


def _figures(unit: Unit, definition: Definition, scope: Scope) -> Iterator[Figure]:
    stored = _stored(unit, definition, scope)
    for tally in _tallies(unit, definition, stored):
        yield rules.figure(definition, tally, since=stored.since)


def _stored(unit: Unit, definition: Definition, scope: Scope) -> Scope:
    """Return the part of a time of which rows are stored: what is older goes by and by, so that none of it counts."""
    if definition.keep is None:
        return scope
    return replace(scope, since=max(scope.since, unit.now - definition.keep))


def _tallies(unit: Unit, definition: Definition, scope: Scope) -> Iterator[Tally]:
    if scope.since >= scope.until:
        yield Tally(why="gone")
    else:
        yield from _COUNTS[definition.code](unit, scope)
