"""What happens to one owner of the demo's made-up year, told through the services in the order of time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from domain.alerts import phoning
from domain.alerts import service as alerts
from domain.alerts.facts import CallOutcome, Verdict
from domain.booking import days, jobs, workshop
from domain.booking import service as booking
from domain.booking.facts import CheckResult, VisitRequest, VisitView
from domain.contact import service as contact
from domain.contact import store as outbox
from domain.core import Unit
from domain.handover import person
from domain.handover import service as handover
from domain.health.facts import Finding, Level
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import AccessToken, Owner
from jobs.demo.faults import Fault

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
ZONE: Final = ZoneInfo("Asia/Shanghai")
_MORNING: Final = time(1, 30)  # UTC: half past nine at the centres
_SUNDAY: Final = 6
_OPERATOR: Final = AccessToken(
    role="operator", prefix="", secret_hash="", made_at=datetime.min.replace(tzinfo=UTC)
)

Event = Callable[[Unit], object]


@dataclass(frozen=True, slots=True)
class Car:
    """place: its number in the made-up fleet, from 0 on."""

    place: int
    id: int
    owner_id: int
    centre_id: int


@dataclass(slots=True)
class Diary:
    """The free mornings of each centre in the past: one visit a day, so that none stands in another's way."""

    ends_at: datetime
    full: set[tuple[int, date]] = field(default_factory=set)

    def morning(self, centre_id: int, after: datetime) -> datetime:
        """Take the first free working morning at least a day after an instant."""
        day = (after + DAY).astimezone(ZONE).date()
        while day.weekday() == _SUNDAY or (day.month, day.day) == (1, 1) or (centre_id, day) in self.full:
            day += DAY
        self.full.add((centre_id, day))
        return datetime.combine(day, _MORNING, tzinfo=UTC)


@dataclass(slots=True)
class Mark:
    """The number of a warning, once it is told."""

    alert_id: int = 0

    def settle(self, unit: Unit, car: Car, finding: Finding) -> None:
        owner, vehicle = unit.session.get_one(Owner, car.owner_id), registry.vehicle(unit, car.id)
        done = alerts.settle(unit, vehicle, owner, {finding.check: finding}, charts=lambda _finding: None)
        if done and finding.strength > 1:
            self.alert_id = done[0].id


@dataclass
class Past:
    """What happens to one owner and when; it is told in the order of time."""

    ends_at: datetime
    diary: Diary
    lot: np.random.Generator
    messages: Iterator[int]
    events: list[tuple[datetime, Event]] = field(default_factory=list)

    def at(self, at: datetime, event: Event) -> None:
        if at < self.ends_at:
            self.events.append((at, event))

    def tell(self, unit: Unit, owner: Owner) -> None:
        for at, event in sorted(self.events, key=lambda each: each[0]):
            then = replace(unit, now=at)
            event(then)
            self._deliver(then, owner)
        preferences.set_blocked(unit, owner.id, blocked=True)

    def _deliver(self, unit: Unit, owner: Owner) -> None:
        """Note as sent what would have gone out by now: to nobody."""
        waiting = outbox.due_to(unit, owner.id)
        if waiting:
            contact.sent(unit, {each.id: next(self.messages) for each in waiting})
        for each in waiting:
            unit.session.expire(each)  # it was changed beside what the session holds

    def chance(self, share: float) -> bool:
        return bool(self.lot.random() < share)

    def warn(self, car: Car, fault: Fault, at: datetime) -> None:
        """A warning comes up, is told, answered, seen to or not, and is over three weeks later."""
        finding, mark = fault.find(at), Mark()

        def look(strength: float) -> Event:
            return lambda unit: mark.settle(unit, car, replace(finding, strength=strength))

        self.at(at - DAY, look(finding.strength))
        self.at(at, look(finding.strength))
        for later in (21, 22):
            self.at(at + later * DAY, look(0.3))
        answer = str(self.lot.choice(["right", "wrong", "seen", "none"], p=[0.52, 0.05, 0.25, 0.18]))
        if answer in {"right", "wrong"}:
            self.at(
                at + 5 * HOUR, lambda unit: alerts.rate(unit, car.owner_id, mark.alert_id, Verdict(answer))
            )
        elif answer == "seen":
            self.at(at + 2 * HOUR, lambda unit: alerts.acknowledge(unit, car.owner_id, mark.alert_id))
        if answer == "none" and finding.level is Level.RED:
            self._call(car, mark, at)
        if answer != "wrong" and self.chance(0.85 if answer != "none" else 0.25):
            self.visit(car, fault.job, at, mark=mark, finding=finding)
        elif answer == "none" and finding.level >= Level.YELLOW and self.chance(0.3):
            self.ask(car, at + 6 * DAY, "tow")

    def _call(self, car: Car, mark: Mark, at: datetime) -> None:
        """Nobody has taken note of a red warning: the operator calls, and reaches its owner at the second try."""
        for minutes, outcome in (
            (40, CallOutcome.NOT_REACHED),
            (70, CallOutcome.REACHED),
            (75, CallOutcome.DONE),
        ):
            self.at(
                at + timedelta(minutes=minutes),
                lambda unit, outcome=outcome: phoning.note(unit, mark.alert_id, outcome),  # type: ignore[misc]
            )
        self.at(at + 2 * HOUR, lambda unit: alerts.acknowledge(unit, car.owner_id, mark.alert_id))

    def visit(
        self, car: Car, job: str, at: datetime, *, mark: Mark | None = None, finding: Finding | None = None
    ) -> None:
        """A visit is booked, and kept, moved, given up, missed or finished with what was found."""
        starts_at = self.diary.morning(car.centre_id, at + int(self.lot.integers(1, 5)) * DAY)
        if starts_at + 2 * HOUR >= self.ends_at:
            return
        visits: list[VisitView] = []

        def begin(unit: Unit) -> None:
            alert_id = mark.alert_id if mark else None
            wish = VisitRequest(car.owner_id, car.id, job, car.centre_id, starts_at, alert_id)
            visits.append(booking.take(unit, wish))

        self.at(at + 6 * HOUR, begin)
        fate = str(self.lot.choice(["done", "moved", "cancelled", "missed"], p=[0.76, 0.1, 0.08, 0.06]))
        if fate == "cancelled":
            self.at(at + 9 * HOUR, lambda unit: booking.cancel(unit, car.owner_id, visits[0].id))
        elif fate == "missed":
            self.at(starts_at + 2 * HOUR, lambda unit: days.miss(unit, car.centre_id, visits[0].number))
        else:
            is_moved = fate == "moved"
            begins_at = self._move(car, visits, starts_at, at + 8 * HOUR) if is_moved else starts_at
            self._finish(car, visits, begins_at, job, finding)

    def _move(self, car: Car, visits: list[VisitView], starts_at: datetime, at: datetime) -> datetime:
        """The centre asks for another morning, and the owner agrees; not where it would lie after the end of the year."""
        moved_to = self.diary.morning(car.centre_id, starts_at)
        if moved_to + 2 * HOUR >= self.ends_at:
            return starts_at

        def propose(unit: Unit) -> None:
            visits[0] = days.propose(unit, car.centre_id, visits[0].number, starts_at=moved_to)

        def agree(unit: Unit) -> None:
            last = visits[0]
            days.agree(unit, car.owner_id, last.id, sequence=last.sequence, starts_at=moved_to)

        self.at(at, propose)
        self.at(at + HOUR, agree)
        return moved_to

    def _finish(
        self, car: Car, visits: list[VisitView], starts_at: datetime, job: str, finding: Finding | None
    ) -> None:
        is_found, is_more = self.chance(0.94), self.chance(0.05)
        satisfied = (True, True, True, True, False, None)[int(self.lot.integers(6))]
        results = [] if finding is None else [CheckResult(finding.check, found=is_found)]
        results += [CheckResult("cabin_filter", found=True)] if is_more else []
        paid = jobs.job(job).price.amount if is_found else 0.0

        def conclude(unit: Unit) -> None:
            # No part is used: the stock is that of who tries the demo.
            workshop.conclude(
                unit,
                car.centre_id,
                visits[0].number,
                workshop.VisitReport(findings=results, paid=paid, parts={}),
            )

        def judge(unit: Unit) -> None:
            days.judge(unit, car.owner_id, visits[0].id, satisfied=satisfied)

        self.at(starts_at + 2 * HOUR, conclude)
        self.at(starts_at + 9 * HOUR, judge)

    def ask(self, car: Car, at: datetime, reason: str) -> None:
        """The owner asks for a person, and is answered by telephone."""

        def end(unit: Unit) -> None:
            request = handover.current(unit, car.owner_id)
            if request is not None:
                person.answer(unit, _OPERATOR, request.id, "")

        self.at(at, lambda unit: handover.ask(unit, car.owner_id, vehicle_id=car.id, reason=reason))
        self.at(at + timedelta(minutes=3 + float(self.lot.exponential(14))), end)

    def morning_of(self, days_ago: int) -> datetime:
        return (self.ends_at - days_ago * DAY).replace(hour=2, minute=int(self.lot.integers(50)), second=0)
