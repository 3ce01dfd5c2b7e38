"""What state the fleet and the service are in now, for the operator's first page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from domain.alerts import gauges as alerts
from domain.alerts import phoning
from domain.alerts.facts import CallStep
from domain.alerts.gauges import Open
from domain.contact import gauges as contact
from domain.contact.gauges import Queue
from domain.core import Unit
from domain.handover import gauges as handover
from domain.health.checks import silent_car
from domain.health.facts import Level
from domain.kit.loops import Life, State
from domain.registry import scope
from domain.registry import service as registry
from domain.registry.facts import Source
from domain.registry.scope import Scope
from domain.registry.tables import Vehicle
from domain.running import service as running
from domain.telemetry import questions

STUCK: Final = timedelta(minutes=5)  # as docs/operating.md has it of messages that wait
_WELL: Final = frozenset({State.RUNNING, State.STOPPED})


class Group(StrEnum):
    """Cars by what is known of them now; a car may stand in several.

    RED, YELLOW, BLUE: by its gravest open warning, silence left out. SILENT: nothing heard for far longer than is normal of it. DOUBTFUL:
    readings that cannot be right. FAILING: something of it cannot be judged. UNLINKED: nobody has linked it. WELL: none of these.
    """

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    SILENT = "silent"
    DOUBTFUL = "doubtful"
    FAILING = "failing"
    UNLINKED = "unlinked"
    WELL = "well"


_OF_LEVEL: Final = {Level.RED: Group.RED, Level.YELLOW: Group.YELLOW, Level.BLUE: Group.BLUE}


@dataclass(frozen=True, slots=True)
class Fleet:
    """The cars of a source: how many, and which stand in each group."""

    cars: int
    groups: Mapping[Group, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What waits for somebody, or does not work.

    calls, urgent, pending: red warnings to phone about now, of these those that calling did not help, and others called about and not done.
    parts: of the program, that do not run, by name. jobs, cars_failing: jobs whose newest try failed, and cars of which something cannot be judged. asks: owners who wait for a
    person; waiting_s: how long the first of them has.
    """

    calls: int
    urgent: int
    pending: int
    asks: int
    waiting_s: float
    parts: Mapping[str, Life]
    jobs: int
    cars_failing: int
    outbox: Queue
    inbox: Queue
    doubts: int

    @property
    def is_stuck(self) -> bool:
        """Whether messages wait for longer than they should."""
        return max(self.outbox.oldest_s, self.inbox.oldest_s) > STUCK.total_seconds()


def fleet(unit: Unit, source: Source = Source.LIVE) -> Fleet:
    """Return which cars of a source stand in which group now."""
    now = Scope(unit.now, unit.now + timedelta.resolution, source)
    cars = scope.fleet(unit, now)
    groups: dict[Group, set[int]] = defaultdict(set)
    for car, level in _gravest(alerts.open_warnings(unit, now)).items():
        groups[_OF_LEVEL[level]].add(car)
    groups[Group.SILENT] = {each.vehicle_id for each in _silent(alerts.open_warnings(unit, now))}
    groups[Group.DOUBTFUL] = {each.vehicle_id for each in questions.standing(unit)}
    groups[Group.FAILING] = set(running.open_failures(unit))
    groups[Group.UNLINKED] = {car.id for car in cars if car.owner_id is None}
    every = {car.id for car in cars}
    groups[Group.WELL] = every.difference(*groups.values())
    return Fleet(len(every), {group: frozenset(groups[group] & every) for group in Group})


def _gravest(warnings: Iterable[Open]) -> Mapping[int, Level]:
    levels: dict[int, Level] = {}
    for each in warnings:
        if each.check != silent_car.CODE:
            levels[each.vehicle_id] = max(each.level, levels.get(each.vehicle_id, each.level))
    return levels


def _silent(warnings: Iterable[Open]) -> Iterator[Open]:
    return (each for each in warnings if each.check == silent_car.CODE)


def trouble(unit: Unit) -> Trouble:
    """Return what waits for somebody, or does not work."""
    steps = [each.step for each in phoning.to_phone(unit)]
    asks, since = handover.waiting(unit)
    failing, jobs = running.listed(unit)
    return Trouble(
        calls=sum(each in {CallStep.ESCALATE, CallStep.CALL} for each in steps),
        urgent=steps.count(CallStep.ESCALATE),
        pending=sum(each in {CallStep.WAIT, CallStep.FINISH} for each in steps),
        asks=asks,
        waiting_s=(unit.now - since).total_seconds() if since else 0.0,
        parts={name: life for name, life in running.parts(unit).items() if life.state not in _WELL},
        jobs=len(jobs),
        cars_failing=len({each.vehicle_id for each in failing}),
        outbox=contact.outbox(unit),
        inbox=contact.inbox(unit),
        doubts=len(questions.standing(unit)),
    )


def cars(unit: Unit, group: Group, source: Source, *, after: int, limit: int) -> list[Vehicle]:
    """Return cars of a group in the order of their numbers, from the one behind `after`."""
    numbers = sorted(each for each in fleet(unit, source).groups[group] if each > after)
    return [registry.vehicle(unit, each) for each in numbers[:limit]]
