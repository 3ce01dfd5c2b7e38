"""A car's year with me: what was looked at, warned of, done and paid in the last twelve months, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.alerts import message as warnings
from domain.alerts import rules
from domain.alerts import service as alerts
from domain.alerts.facts import Case, Verdict
from domain.booking import service as booking
from domain.booking import words
from domain.booking.facts import State, VisitView
from domain.booking.jobs import CURRENCY
from domain.contact.facts import Button, Message, Reply
from domain.core import Unit
from domain.dialogue.acts import history, visits
from domain.dialogue.acts.about import Wish
from domain.dialogue.facts import Intent
from domain.errors import Refusal
from domain.explain.facts import Moment, Money, Phrase, noon
from domain.health import service as health
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import service as telemetry
from domain.upkeep import services

_YEAR: Final = timedelta(days=365)
_MOST: Final = 20  # entries that a message holds in either language
_NEXT: Final = 2  # tasks of the service plan that are named
_OVER: Final = frozenset({State.DONE, State.MISSED})

Entry = tuple[datetime, Phrase]


@dataclass(frozen=True, slots=True)
class Year:
    """The last twelve months, or since the car is theirs. entries: ascending. data: on how many days it sent any."""

    since: datetime
    data: Phrase
    warnings: tuple[Phrase, ...]
    entries: Sequence[Entry]
    money: tuple[Phrase, ...]


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """One message for each car of one's own. Raises Refusal no_car, or driver_reads_only where there are others' alone."""
    cars = registry.vehicles_of(unit, owner.id)
    own = [car for car in cars if registry.holding_of(unit, owner.id, car.id).role == "owner"]
    if not own:
        raise Refusal("driver_reads_only" if cars else "no_car")
    return Reply(messages=tuple(_message(unit, owner, car) for car in own))


def past(unit: Unit, owner: Owner, car: Vehicle) -> Year:
    """Return what was done for a car of one's own."""
    since = max(unit.now - _YEAR, registry.holding_of(unit, owner.id, car.id).since)
    cases = alerts.told_since(unit, owner.id, car.id, since=since)
    over = [each for each in _visits(unit, owner, car) if since <= each.starts_at and each.state in _OVER]
    entries = sorted(
        [*_warning_entries(cases), *_visit_entries(over), *_work_elsewhere(unit, car, since)],
        key=lambda each: each[0],
    )
    data = _data(unit, owner, car, since)
    return Year(since, data, tuple(_warnings(cases)), entries, tuple(_money(over, cases)))


def _message(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    year = past(unit, owner, car)
    book = Button(Phrase("choice.book"), "say", Wish(Intent.BOOK, vehicle_id=car.id).params(), once=False)
    return Message(
        (
            Phrase("timeline.heading", {"car": car.name, "since": Moment(year.since, car.zone)}),
            year.data,
            *year.warnings,
            *_list(year.entries, car.zone),
            *year.money,
            *_to_come(unit, owner, car),
        ),
        rows=((history.button(car), book),),
    )


def _visits(unit: Unit, owner: Owner, car: Vehicle) -> Iterator[VisitView]:
    return (each for each in booking.visits_of(unit, owner.id, past=True) if each.vehicle_id == car.id)


def _data(unit: Unit, owner: Owner, car: Vehicle, since: datetime) -> Phrase:
    days, readings = telemetry.days_heard(unit, car.id, owner.id, since=since.date())
    if not days:
        return Phrase("timeline.unheard")
    return Phrase("timeline.watched", {"n": days, "readings": readings})


def _warnings(cases: Sequence[Case]) -> Iterator[Phrase]:
    """Say how many warnings there were, and of how many it is known whether they were right."""
    if not cases:
        yield Phrase("timeline.no_warnings")
        return
    yield Phrase("timeline.warnings", {"n": len(cases)})
    proofs = [rules.proved(each.level, each.verdicts) for each in cases]
    right, wrong = proofs.count(True), proofs.count(False)
    if right or wrong:
        yield Phrase("timeline.proved", {"right": right, "wrong": wrong})


def _warning_entries(cases: Sequence[Case]) -> Iterator[Entry]:
    for case in cases:
        yield case.told_at, Phrase("timeline.warned", {"title": warnings.title(case)})


def _visit_entries(over: Sequence[VisitView]) -> Iterator[Entry]:
    for visit in over:
        about = words.visit_params(visit)
        yield visit.starts_at, Phrase(f"timeline.{visit.state}", about)


def _work_elsewhere(unit: Unit, car: Vehicle, since: datetime) -> Iterator[Entry]:
    """What was done elsewhere; what was done here stands there as a visit."""
    for entry in services.entries(unit, car.id):
        at = noon(entry.work.on, car.zone).at
        if entry.work.elsewhere and at >= since:
            yield at, Phrase("timeline.elsewhere", {"job": words.job(entry.work.job)})


def _list(entries: Sequence[Entry], zone: str) -> Iterator[Phrase]:
    if len(entries) > _MOST:
        yield Phrase("timeline.earlier", {"n": len(entries) - _MOST})
    lines = tuple(
        Phrase("timeline.entry", {"at": Moment(at, zone), "what": what}) for at, what in entries[-_MOST:]
    )
    if lines:
        yield Phrase("timeline.entries", {"entries": lines})


def _money(over: Sequence[VisitView], cases: Sequence[Case]) -> Iterator[Phrase]:
    """What was paid, as far as centres said so, and what list prices say of faults that were there and mended in time."""
    bills = [visit.course.paid for visit in over if visit.course.paid is not None]
    if bills:
        yield Phrase("timeline.paid", {"paid": Money(sum(bills), CURRENCY), "n": len(bills)})
    costs = [
        each.cost
        for each in cases
        if each.cost and each.cleared_as == "mended" and each.verdicts.get("workshop") is Verdict.FOUND
    ]
    now, later = sum(each.now.amount for each in costs), sum(each.later.amount for each in costs)
    if later > now:
        yield Phrase("timeline.saved", {"now": Money(now, CURRENCY), "later": Money(later, CURRENCY)})


def _to_come(unit: Unit, owner: Owner, car: Vehicle) -> Iterator[Phrase]:
    following = (*visits.next_line(unit, owner, car.id), *health.next_services(unit, car)[:_NEXT])
    if following:
        yield Phrase("timeline.next", {"following": following})
