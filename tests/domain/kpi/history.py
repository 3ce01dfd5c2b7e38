"""A made-up year of warnings, visits, requests, offers and readings, told through the services as they would have come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from typing import Final

import numpy as np

from domain.alerts import service as alerts
from domain.alerts.facts import Verdict
from domain.booking import centres, days, workshop
from domain.booking import service as booking
from domain.booking.facts import CentreInput, CheckResult, Opening, VisitRequest, VisitView
from domain.contact import service as contact
from domain.core import Core, Unit
from domain.handover import person
from domain.handover import service as handover
from domain.health.facts import Finding, Kind, Level
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.offers.facts import State
from domain.offers.tables import Proposal
from domain.plans.tables import Receipt
from domain.registry import service as registry
from domain.registry.facts import Papers, Source
from domain.registry.tables import AccessToken, Owner
from domain.simulation.cars import made_up_vin
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record

NOW: Final = datetime(2026, 11, 18, 2, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
CARS: Final = 10
_WARNINGS: Final = 3  # of each car
_OPERATOR: Final = AccessToken(role="operator", prefix="", secret_hash="", made_at=NOW)
_WEAK: Final = Finding(
    check="twelve_volt",
    strength=1.2,
    level=Level.YELLOW,
    risk=0.75,
    horizon=timedelta(days=7),
    severity=1,
    kinds=frozenset({Kind.LEVEL, Kind.TREND}),
)
_RED: Final = replace(_WEAK, level=Level.RED, risk=0.95, horizon=timedelta(hours=48))
_BLUE: Final = replace(_WEAK, level=Level.BLUE, risk=0.3, horizon=timedelta(days=30))
FINDINGS: Final = (
    _WEAK,
    replace(_RED, check="coolant_loop"),
    replace(_BLUE, check="brake_pads"),
    replace(_RED, check="twelve_volt", risk=0.92),
    replace(_BLUE, check="service_due", risk=0.0),
    replace(_WEAK, check="coolant_loop", risk=0.65),
    replace(_BLUE, check="silent_car", risk=0.0),  # names no work
)
_JOBS: Final = {"coolant_loop": "coolant_repair", "brake_pads": "brake_pads", "service_due": "yearly_service"}
ANSWERS: Final = ("none", "seen", "late", "right", "wrong", "wrong, then right", "right, taken back")
VISITS: Final = (
    "none",
    "found",
    "found",
    "not found",
    "silent",
    "cancelled",
    "missed",
    "kept only",
    "of their own",
)
REQUESTS: Final = ("none", "none", "tow", "stranded", "asked", "tow, withdrawn", "come", "tow twice", "open")
OFFERS: Final = """
[tyres]
kind = "tyres"
days = 28
title = { en = "Tyres", zh_Hans = "轮胎" }
text = { en = "Good ones.", zh_Hans = "好轮胎。" }
job = "wheel_change"
fits = { motorway_pct = "> 50" }
"""


@dataclass(frozen=True)
class Car:
    id: int
    owner_id: int
    centre_id: int
    hour: int  # of the day (UTC), at which its centre is open


@dataclass
class History:
    """What happens when; it is told in the order of time."""

    core: Core
    clock: FixedClock
    lot: np.random.Generator = field(default_factory=lambda: np.random.default_rng(14))
    events: list[tuple[datetime, Callable[[Unit], object]]] = field(default_factory=list)
    messages: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**6)))

    def tell(self) -> None:
        with self.core.unit() as unit:
            for at, event in sorted(self.events, key=lambda each: each[0]):
                event(replace(unit, now=at))
        self.clock.at = NOW

    def at(self, at: datetime, event: Callable[[Unit], object]) -> None:
        if at < NOW:
            self.events.append((at, event))

    def deliver(self, unit: Unit, *, arrives: bool) -> None:
        for each in contact.claim(unit, limit=50):
            if arrives:
                contact.sent(unit, {each.notice_id: next(self.messages)})
            else:
                contact.undeliverable(unit, each.notice_id, "test")

    def warn(self, car: Car, finding: Finding, at: datetime, fates: tuple[str, str, str]) -> None:
        """A warning comes up, is told, answered, seen to or not, and is over three weeks later."""
        told: dict[str, int] = {}
        answer, visit, request = fates
        is_delivered = bool(self.lot.random() < 0.85)

        def look(finding: Finding) -> Callable[[Unit], object]:
            def settle(unit: Unit) -> None:
                owner, vehicle = unit.session.get_one(Owner, car.owner_id), registry.vehicle(unit, car.id)
                done = alerts.settle(
                    unit, vehicle, owner, {finding.check: finding}, charts=lambda _finding: None
                )
                if done and finding.strength > 1:
                    told["alert"] = done[0].id

            return settle

        self.at(at - DAY, look(finding))
        self.at(at, look(finding))
        self.at(at + HOUR / 30, lambda unit: self.deliver(unit, arrives=is_delivered))
        for each in range(2):
            self.at(at + (21 + each) * DAY, look(replace(finding, strength=0.3)))
        self._answer(car, at, told, answer)
        self._visit(car, finding, at, told, visit)
        self._ask(car, at, request)

    def _answer(self, car: Car, at: datetime, told: dict[str, int], answer: str) -> None:
        def rate(verdict: Verdict) -> Callable[[Unit], object]:
            return lambda unit: alerts.rate(unit, car.owner_id, told["alert"], verdict)

        first, _, then = answer.partition(", ")
        late = 9 * DAY if answer == "late" else 5 * HOUR
        if answer in {"seen", "late"}:
            self.at(at + late, lambda unit: alerts.acknowledge(unit, car.owner_id, told["alert"]))
        elif first in {"right", "wrong"}:
            self.at(at + HOUR, rate(Verdict(first)))
        if then == "taken back":
            self.at(at + 2 * HOUR, lambda unit: alerts.unrate(unit, car.owner_id, told["alert"]))
        elif then:
            self.at(at + 2 * HOUR, rate(Verdict.RIGHT))

    def _visit(self, car: Car, finding: Finding, at: datetime, told: dict[str, int], fate: str) -> None:
        starts_at = (at + int(self.lot.integers(2, 6)) * DAY).replace(hour=car.hour)
        visits: list[VisitView] = []
        job = _JOBS.get(finding.check, "twelve_volt_check")

        def begin(unit: Unit) -> None:
            alert_id = None if fate == "of their own" else told["alert"]
            wish = VisitRequest(car.owner_id, car.id, job, car.centre_id, starts_at, alert_id)
            visits.append((booking.hold if fate == "kept only" else booking.take)(unit, wish))

        def conclude(unit: Unit) -> None:
            found = {
                "found": [CheckResult(finding.check, found=True), CheckResult("tyre_pressure", found=True)],
                "not found": [CheckResult(finding.check, found=False)],
                "of their own": [CheckResult("brake_balance", found=True)],
            }.get(fate, [])
            workshop.conclude(
                unit,
                car.centre_id,
                visits[0].number,
                workshop.VisitReport(findings=found[: 2 - finding.level % 2]),
            )

        if fate == "none":
            return
        self.at(at + 4 * HOUR, begin)
        if fate == "cancelled":
            self.at(at + 6 * HOUR, lambda unit: booking.cancel(unit, car.owner_id, visits[0].id))
        elif fate == "missed":
            self.at(starts_at + 2 * HOUR, lambda unit: days.miss(unit, car.centre_id, visits[0].number))
        elif fate != "kept only":
            self.at(starts_at + HOUR, conclude)
            satisfied = (True, True, False, None)[int(self.lot.integers(4))]
            self.at(
                starts_at + DAY,
                lambda unit: days.judge(unit, car.owner_id, visits[0].id, satisfied=satisfied),
            )

    def _ask(self, car: Car, at: datetime, fate: str) -> None:
        reason, _, then = fate.partition(", ")
        reason = {"tow twice": "tow", "open": "asked"}.get(reason, reason)
        if reason == "none":
            return
        minutes = float(self.lot.exponential(40))

        def ask(unit: Unit) -> None:
            handover.ask(unit, car.owner_id, vehicle_id=car.id, reason=reason)

        def end(unit: Unit) -> None:
            request = handover.current(unit, car.owner_id)
            assert request is not None
            person.answer(unit, _OPERATOR, request.id, "")

        at += float(self.lot.uniform(1, 9)) * DAY
        self.at(at, ask)
        if then == "withdrawn":
            self.at(at + HOUR / 2, lambda unit: handover.withdraw(unit, car.owner_id))
        elif fate == "open":
            self.at(at + 20 * DAY, end)
        else:
            self.at(at + timedelta(minutes=minutes), end)
        if fate == "tow twice":
            self.at(at + 3 * DAY, ask)
            self.at(at + 3 * DAY + HOUR, end)

    def offer(self, car: Car, place: int) -> None:
        """An offer that went out, or was withheld by the lot; every other owner of both books its work."""
        day = (NOW - (100 + 7 * place) * DAY).date()
        state = (State.ACCEPTED, State.WITHHELD, State.DECLINED, State.SHOWN)[place % 4 if place % 2 else 0]

        def propose(unit: Unit) -> None:
            proposal = Proposal(
                owner_id=car.owner_id,
                vehicle_id=car.id,
                offer="tyres",
                state=state,
                day=day,
                expires_at=unit.now + 28 * DAY,
                figures=b"",
            )
            unit.session.add(proposal)

        def book(unit: Unit) -> None:
            at = (unit.now + 3 * DAY).replace(hour=car.hour)
            booking.take(unit, VisitRequest(car.owner_id, car.id, "wheel_change", car.centre_id, at))

        at = datetime.combine(day, time(3), tzinfo=UTC)
        self.at(at, propose)
        if place % 3 == 0:
            self.at(at + 20 * DAY, book)

    def drive(self, car: Car, at: datetime) -> None:
        """Ten minutes of driving, five of them without data, then values that are late, repeated, impossible or not collected."""
        minutes = [*range(3), *range(8, 10)]
        records = [
            Record((at + each * HOUR / 60).isoformat(), {paths.SPEED: 50.0, paths.ODOMETER: 9000.0 + each})
            for each in minutes
        ]
        odd = Record((at + HOUR / 5).isoformat(), {paths.SOC: 140.0, paths.SPEED: 0.0, "Vehicle.Nothing": 1})
        late = Record((at + 11 * HOUR / 60).isoformat(), {paths.SOC: 61.0})
        for each in ([*records], [odd, records[0]], [late]):
            self.at(at + HOUR, lambda unit, each=each: _ingest(unit, car, Batch(each)))  # type: ignore[misc]


def _ingest(unit: Unit, car: Car, batch: Batch) -> None:
    telemetry.ingest(unit, registry.vehicle(unit, car.id), batch)


def year(core: Core, clock: FixedClock) -> list[Car]:
    """Tell the year before NOW of CARS cars at two centres; one car changes hands, the last two are simulated."""
    history = History(core, clock)
    clock.at = NOW - 400 * DAY
    with core.unit() as unit:
        cars = [_car(unit, number) for number in range(CARS)]
    fates = zip(cycle(ANSWERS), cycle(VISITS), cycle(REQUESTS + REQUESTS[:2]), strict=False)
    for place, car in enumerate(cars):
        for each in range(_WARNINGS):
            at = NOW - (350 - 5 * place - 120 * each) * DAY
            at = at if place != 1 else at.replace(hour=17)  # the next day in Shanghai
            history.warn(car, FINDINGS[(place + each) % len(FINDINGS)], at, next(fates))
        history.offer(car, place)
        for days_ago in (200, 20, 4) if place % 5 != 4 else (200,):
            history.drive(car, NOW - days_ago * DAY)
    history.at(NOW - 340 * DAY, lambda unit: _sell(unit, cars[0]))
    with core.unit() as unit:
        unit.session.add_all(_receipts())
    history.tell()
    with core.unit() as unit:
        telemetry.seal(unit, before=NOW - HOUR)
        for car in cars:
            telemetry.refresh(unit, car.id)
    return cars


def _car(unit: Unit, number: int) -> Car:
    if number == 0:
        for code, zone in (("east", "Asia/Shanghai"), ("west", "America/New_York")):
            centres.add_centre(unit, _centre(code, zone))
    owner = registry.meet(unit, number + 1, locale="en", zone="Asia/Shanghai")
    registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
    centre_id = 1 + number % 3 // 2
    source = Source.SIMULATED if number >= CARS - 2 else Source.LIVE
    papers = Papers(source=source, centre_id=centre_id)
    vin = made_up_vin(900_100 + number, year="S")
    vehicle = registry.register_vehicle(unit, vin=vin, name="Car", model="Lark 60", papers=papers)
    registry.link(unit, owner.id, registry.link_code(unit, vehicle.id))
    return Car(vehicle.id, owner.id, centre_id, hour=2 if centre_id == 1 else 16)


def _centre(code: str, zone: str) -> CentreInput:
    skills = frozenset({"general", "high_voltage", "tyres", "brakes"})
    parts = ("coolant_pump", "brake_pad_set", "cabin_filter", "twelve_volt_battery")
    return CentreInput(
        code=code,
        name=code,
        zone=zone,
        hours=tuple(Opening(day, time(9), time(18)) for day in range(7)),
        bays=tuple("123456"),
        technicians=dict.fromkeys("ABCDEF", skills),
        stock=dict.fromkeys(parts, 60),
    )


def _receipts() -> Iterator[Receipt]:
    """Payments of two plans in two currencies, one before the year; every third went back, some of these in another month.

    The last three: in a month that has begun in Shanghai and not in UTC, for a visit, and of no plan that is known.
    """
    for number in range(12):
        at = NOW - (400 if number == 8 else 12 * number) * DAY - HOUR
        at = datetime(2026, 10, 31, 18, tzinfo=UTC) if number == 9 else at
        yield Receipt(
            charge_hash=f"{number}",
            plan={10: "visit", 11: ""}.get(number, ("optimisation", "diagnosis_report")[number % 2]),
            amount_minor=29_900 + number,
            currency="XTR" if number % 4 == 1 else "CNY",
            channel="stars",
            made_at=at,
            refunded_at=at + 11 * DAY if number % 3 == 1 else None,
        )


def _sell(unit: Unit, car: Car) -> None:
    """Somebody else owned the first car for a while, before its present owner."""
    registry.unlink(unit, car.owner_id, car.id)
    buyer = registry.meet(unit, 99, locale="en", zone="Asia/Shanghai")
    registry.link(unit, buyer.id, registry.link_code(unit, car.id))
    registry.unlink(unit, buyer.id, car.id)
    registry.link(unit, car.owner_id, registry.link_code(unit, car.id))
