"""Visits, requests for a person, offers, and how the cars' data arrive."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from domain.booking import gauges as booking
from domain.booking.facts import State as VisitState
from domain.booking.gauges import Stay
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.handover import gauges as handover
from domain.handover.facts import State
from domain.kpi import rules
from domain.kpi.facts import Case, Kind, Measure, Tally
from domain.offers import gauges as offers
from domain.offers.facts import Tally as OfferTally
from domain.registry.scope import Car, Scope, fleet
from domain.running import service as running
from domain.telemetry import gauges as telemetry
from domain.telemetry.gauges import Intake

SENDS_WITHIN: Final = timedelta(
    days=7
)  # own choice: a car that stands for a week is no car that stopped sending


def _stays(unit: Unit, scope: Scope) -> list[Stay]:
    return unit.once(("kpi.stays", scope), partial(booking.stays, unit, scope))


def _fleet(unit: Unit, scope: Scope) -> list[Car]:
    return unit.once(("kpi.fleet", scope), partial(fleet, unit, scope))


def _visit(stay: Stay, part: float) -> Case:
    return Case(Kind.VISIT, stay.id, stay.owner_id, stay.vehicle_id, part, at=stay.starts_at)


def visits_from_warnings(unit: Unit, scope: Scope) -> Iterator[Tally]:
    stays = _stays(unit, scope)
    yield Tally([
        replace(_visit(each, each.alert_id is not None), at=each.made_at)
        for each in stays if scope.since <= each.made_at < scope.until
    ])  # fmt: skip


def _over(unit: Unit, scope: Scope) -> list[Stay]:
    """Return the visits whose hour was within the time and of which the centre told how they went."""
    return [
        each
        for each in _stays(unit, scope)
        if each.state != VisitState.BOOKED and scope.since <= each.starts_at < scope.until
    ]


def visits_done(unit: Unit, scope: Scope) -> Iterator[Tally]:
    yield Tally([_visit(each, each.state == VisitState.DONE) for each in _over(unit, scope)])


def visit_rating(unit: Unit, scope: Scope) -> Iterator[Tally]:
    stays = _over(unit, scope)
    yield Tally([_visit(each, each.satisfied) for each in stays if each.satisfied is not None])


def time_to_answer(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count requests by how long they waited; one that still does has waited longer than any."""
    yield Tally([
        Case(
            Kind.REQUEST,
            each.id,
            each.owner_id,
            each.vehicle_id,
            rules.in_measure(each.taken_at - each.asked_at, Measure.MINUTES) if each.taken_at else math.inf,
            at=each.asked_at,
        )
        for each in handover.asks(unit, scope)
        if each.taken_at is not None or each.state != State.WITHDRAWN
    ])  # fmt: skip


def offers_accepted(unit: Unit, scope: Scope) -> Iterator[Tally]:
    for each in offers.tallies(unit, scope):
        is_visible = each.conversion is not None
        yield Tally(
            part=each.code,
            title=_title(each),
            of=(each.accepted if is_visible else None, each.offered),
            value=each.accepted / each.offered if is_visible else None,
            interval=each.conversion,
        )


def offers_uplift(unit: Unit, scope: Scope) -> Iterator[Tally]:
    for each in offers.tallies(unit, scope):
        value = None
        if each.booked is not None:
            (one, of_one), (other, of_other) = each.booked
            value = one / of_one - other / of_other
        yield Tally(
            part=each.code,
            title=_title(each),
            of=(each.booked[0][0] if each.booked else None, each.complete),
            value=value,
            interval=each.uplift,
            why=each.why,
        )


def _title(tally: OfferTally) -> Phrase:
    return Phrase("name", {"name": tally.title})


def cars_linked(unit: Unit, scope: Scope) -> Iterator[Tally]:
    cars = _fleet(unit, scope)
    yield Tally([Case(Kind.CAR, car, owner, car, owner is not None) for car, owner in cars])


def cars_sending(unit: Unit, scope: Scope) -> Iterator[Tally]:
    senders = telemetry.senders(unit, scope, within=SENDS_WITHIN)
    yield Tally([Case(Kind.CAR, car, owner, car, car in senders) for car, owner in _fleet(unit, scope)])


def cars_in_order(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count the cars that send and of which no check or step fails: that is known of now alone."""
    if scope.until < unit.now:
        yield Tally(why="past")
        return
    fit = telemetry.senders(unit, scope, within=SENDS_WITHIN) - running.open_failures(unit).keys()
    yield Tally([Case(Kind.CAR, car, owner, car, car in fit) for car, owner in _fleet(unit, scope)])


def _values(unit: Unit, scope: Scope, part: Callable[[Intake], int], whole: Callable[[Intake], int]) -> Tally:
    key = ("kpi.intakes", scope)
    return Tally([
        Case(Kind.CAR, each.vehicle_id, each.owner_id, each.vehicle_id, part(each), whole(each))
        for each in unit.once(key, partial(telemetry.intakes, unit, scope))
    ])  # fmt: skip


def sensor_error(unit: Unit, scope: Scope) -> Iterator[Tally]:
    yield _values(unit, scope, lambda each: each.implausible, lambda each: each.received)


def upload_success(unit: Unit, scope: Scope) -> Iterator[Tally]:
    yield _values(unit, scope, lambda each: each.stored, lambda each: each.received - each.unwanted)


def late_values(unit: Unit, scope: Scope) -> Iterator[Tally]:
    yield _values(unit, scope, lambda each: each.late, lambda each: each.stored)


def completeness(unit: Unit, scope: Scope) -> Iterator[Tally]:
    cars = [car for car, owner in _fleet(unit, scope) if owner is not None]
    yield Tally([
        Case(Kind.CAR, each.vehicle_id, each.owner_id, each.vehicle_id, each.full, each.due)
        for each in telemetry.minutes(unit, scope, cars)
    ])  # fmt: skip
