"""A simulated fleet day by day through the shipped checks and the rules by which owners are told of warnings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from domain.alerts import rules
from domain.alerts.facts import Around, Decision, Move, Standing, State
from domain.contact import rules as contact
from domain.health import catalogue, judging
from domain.health.facts import Finding, Level
from domain.health.training import fleets
from domain.health.training.fleets import ZONE
from domain.kit.arrays import Flags
from domain.simulation.fleet.facts import FaultTruth
from domain.simulation.fleet.rows import Past
from domain.simulation.fleet.run import Fleet

# What rests on papers or on the car's own report, of which nothing is simulated.
BY_PAPERS = frozenset({"recall", "service_due", "fault_codes", "car_alarm"})
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OwnerWarning:
    """A warning an owner got. at: when it was pushed, after any wait for the budget. fault: what it was right about."""

    car: int
    check: str
    level: Level
    at: datetime
    finding: Finding
    fault: FaultTruth | None


@dataclass(frozen=True, slots=True)
class Look:
    """A stated chance of harm within a horizon, and whether the harm came: for calibration."""

    check: str
    horizon: timedelta
    chance: float
    came: bool


@dataclass(frozen=True, slots=True)
class Year:
    """What became of a fleet. delayed: warnings that waited for the budget or were dropped. full: checks run in full."""

    cars: int
    car_days: int
    warnings: tuple[OwnerWarning, ...]
    faults: tuple[FaultTruth, ...]
    looks: tuple[Look, ...]
    delayed: Mapping[str, int]
    full: int


@dataclass(slots=True)
class _Owner:
    """A car's owner: live warnings by check, messages that wait for the budget, and slots taken by period."""

    standing: dict[str, Standing] = field(default_factory=dict)
    waiting: dict[str, tuple[datetime, Level, Finding]] = field(default_factory=dict)
    slots_used: Counter[str] = field(default_factory=Counter)
    delayed: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Diary:
    """What is recorded while days pass."""

    warnings: list[OwnerWarning] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    delayed: Counter[str] = field(default_factory=Counter)
    full: int = 0


def judged_checks() -> list[str]:
    """Return the codes of checks that a simulated fleet can test."""
    return [check.CODE for check in catalogue.ALL if check.CODE not in BY_PAPERS]


def live(fleet: Fleet) -> Year:
    """Let every day of the fleet pass; each check looks at each car at the end of each day."""
    due, diary = _due(fleet), _Diary()
    for car in range(fleet.ground.cars.count):
        _live(fleet, car, due={code: each[car] for code, each in due.items()}, diary=diary)
    count = fleet.ground.cars.count
    return Year(
        count,
        count * fleet.days,
        tuple(diary.warnings),
        fleet.faults,
        tuple(diary.looks),
        diary.delayed,
        diary.full,
    )


def _due(fleet: Fleet) -> dict[str, Flags]:
    """By check: which cars have to be looked at closely on which days, shape (cars, days)."""
    suspects = fleets.suspects(fleet, catalogue.BY_CODE)
    return {code: each & _can_judge(fleet, code) for code, each in suspects.items()}


def _can_judge(fleet: Fleet, code: str) -> bool:
    """Return whether the fleet has features of any part that a check reads."""
    parts = catalogue.BY_CODE[code].PARTS
    return code not in BY_PAPERS and (not parts or any(part in fleet.tables for part in parts))


def _live(fleet: Fleet, car: int, *, due: Mapping[str, Flags], diary: _Diary) -> None:
    past, owner, truth = fleet.past(car), _Owner(), fleet.truth(car)
    ahead = np.flatnonzero(np.any(list(due.values()), axis=0)).tolist()
    for day in _days(ahead, owner, fleet.days):
        now = fleet.now(day)
        codes = [
            check.CODE for check in catalogue.ALL if due[check.CODE][day] or check.CODE in owner.standing
        ]
        for code in sorted(codes, key=lambda each: bool(catalogue.BY_CODE[each].INHIBITED_BY)):
            diary.full += 1
            finding = _look(fleet, past, day, code=code)
            _note(diary, finding, truth, now=now)
            _decide(owner, code, finding, now=now)
            if finding is not None and rules.window(finding, catalogue.BY_CODE[code].EVERY) <= AN_HOUR:
                _decide(
                    owner, code, finding, now=now + AN_HOUR
                )  # what may not wait a day is looked at every hour
        for warning in _pushed(owner, car, truth, now=now):
            diary.warnings.append(warning)
    diary.delayed.update(owner.delayed)


def _days(ahead: Sequence[int], owner: _Owner, days: int) -> Iterator[int]:
    """Yield the days to judge: those that the prefilter names, or on which a warning is open or waits."""
    suspected = set(ahead)
    for day in range(days):
        if day in suspected or owner.standing or owner.waiting:
            yield day


def _look(fleet: Fleet, past: Past, day: int, *, code: str) -> Finding | None:
    check = catalogue.BY_CODE[code]
    return judging.conclude(check, fleets.view(fleet, past, day, check=check))


def _decide(owner: _Owner, code: str, finding: Finding | None, *, now: datetime) -> None:
    check, before = catalogue.BY_CODE[code], owner.standing.get(code)
    parent = next((each for each in check.INHIBITED_BY if each in owner.standing), "")
    around = Around(every=check.EVERY, slow=check.TRAITS.slow, inhibited_by=parent)
    decision = rules.decide(before, finding, now=now, around=around)
    if finding is None or decision.move in {Move.NOTHING, Move.HOLD}:
        return
    if decision.move is Move.CLEAR:
        del owner.standing[code]
        owner.waiting.pop(code, None)
        return
    owner.standing[code] = _after(before, decision)
    if decision.move in {Move.CONFIRM, Move.ESCALATE}:
        owner.waiting[code] = (now, decision.level, finding)


def _after(before: Standing | None, decision: Decision) -> Standing:
    assert decision.judged_at is not None
    is_pushed = decision.move in {Move.CONFIRM, Move.ESCALATE}
    state = State.ACTIVE if is_pushed else State.CANDIDATE if before is None else before.state
    return Standing(state, decision.level, decision.hits, decision.judged_at)


def _pushed(owner: _Owner, car: int, truth: Sequence[FaultTruth], *, now: datetime) -> Iterator[OwnerWarning]:
    """Push what waits and has its slots, the gravest first; a blue one without a slot is dropped."""
    for code, (since, level, finding) in sorted(owner.waiting.items(), key=lambda each: -each[1][1]):
        if not _has_slots(owner, level, now=now):
            if since == now:
                owner.delayed["waited" if contact.may_wait(level) else "dropped"] += 1
            if not contact.may_wait(level):
                del owner.waiting[code]
            continue
        del owner.waiting[code]
        right = [fault for fault in truth if code in fault.checks and fault.present(now)]
        yield OwnerWarning(car, code, level, now, finding, right[0] if right else None)


def _has_slots(owner: _Owner, level: Level, *, now: datetime) -> bool:
    """Take the slots of the week and, for a warning, of the month; red needs none."""
    if not contact.needs_budget(level):
        return True
    periods = list(contact.periods(now, ZONE, warning=level >= Level.YELLOW))
    if any(owner.slots_used[each.name] >= each.slots for each in periods):
        return False
    owner.slots_used.update(each.name for each in periods)
    return True


def _note(diary: _Diary, finding: Finding | None, truth: Sequence[FaultTruth], *, now: datetime) -> None:
    """Keep the chances stated of a harm, and whether it came within their horizons.

    From the harm until three days after the repair no chance is counted: warnings pause as during a visit.
    """
    if finding is None or finding.strength < rules.TRIPS or finding.chances is None:
        return
    if any(fault.harm_at and fault.harm_at < now <= fault.mended_at + rules.MAINTENANCE for fault in truth):
        return
    stated = finding.chances
    horizons = {
        timedelta(hours=48): stated.in_48_h,
        timedelta(days=7): stated.in_7_days,
        timedelta(days=30): stated.in_30_days,
    }
    harms = [fault.harm_at for fault in truth if finding.check in fault.checks and fault.harm_at is not None]
    for horizon, chance in horizons.items():
        if chance is None:
            continue
        came = any(now <= harm <= now + horizon for harm in harms)
        diary.looks.append(Look(finding.check, horizon, chance, came))
