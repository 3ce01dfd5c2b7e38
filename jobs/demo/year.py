"""A made-up year of a small fleet before the demo begins, told owner by owner as it would have come.

Nobody of it has a chat: the numbers are those of groups, which no person writes from, and the chats count as blocked. All that
one owner did is kept at once, so that no job meets a warning or a visit of the past halfway.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from time import perf_counter
from typing import Final

import numpy as np

from domain.alerts import phoning
from domain.alerts.facts import CallOutcome
from domain.booking import centres
from domain.core import Core, Unit
from domain.explain.facts import Names
from domain.kit.classified import Purpose
from domain.offers import service as offers
from domain.offers import store
from domain.offers.facts import Use
from domain.plans import billing, refunds
from domain.plans import service as plans
from domain.plans.facts import Channel, Charge
from domain.registry import service as registry
from domain.registry.facts import Papers, Source
from domain.registry.tables import Owner
from domain.simulation.cars import made_up_vin
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record
from jobs.demo import present, seed
from jobs.demo.faults import FAULTS
from jobs.demo.past import DAY, HOUR, ZONE, Car, Diary, Mark, Past

log = logging.getLogger(__name__)

OWNERS: Final = 30
CARS: Final = 40
MODEL: Final = "Wren 45"  # of no car of the demo, so that none is compared with these
OFFER: Final = "tyres_for_taxis"
_SEED: Final = 14
_WARNED_EVERY: Final = (80, 150)  # days from one warning of a car to its next
_WAITS: Final = {  # by owner, who asked for a person some minutes ago
    4: (25, "请问冷却液的提醒可以拖到下周再来检查吗？这周要跑长途。"),
    11: (6, ""),
}
_TALKS: Final = {  # by owner: what was asked, and what the centre answered
    8: ("换下来的轮胎可以寄存在你们店里吗？", "可以寄存，一季一套。您来的时候把旧轮胎一起带上就行。"),
}
_USE: Final = Use(km_per_day=910.0, motorway_pct=40.0, congestion_pct=30.0, charges_per_week=14.0)
_DAILY_M: Final = 30_000.0  # of a car of the year
_ACCEPTS, _DECLINES = 0.25, 0.2  # shares of those who were shown the offer
_PLANS: Final = (
    "optimisation",
    "diagnosis_report",
    "predictive_maintenance",
    "optimisation",
    "diagnosis_report",
)


def live(past: Past, car: Car) -> None:
    """The year of one car: warnings, a visit by wish, requests, an offer, and drives."""
    shares = [fault.share for fault in FAULTS]
    at = past.morning_of(360 - int(past.lot.integers(40)))
    while at < past.ends_at - 2 * DAY:
        past.warn(car, FAULTS[int(past.lot.choice(len(FAULTS), p=shares))], at)
        at += int(past.lot.integers(*_WARNED_EVERY)) * DAY
    if past.chance(0.5):
        past.visit(car, "tyre_service", past.morning_of(int(past.lot.integers(20, 330))))
    if past.chance(0.35):
        past.ask(car, past.morning_of(int(past.lot.integers(5, 170))), "asked")
    if past.chance(0.03):
        past.ask(car, past.morning_of(int(past.lot.integers(5, 170))), "stranded")
    for days_ago in (40, 2):
        drive(past, car, past.morning_of(days_ago))


def burn(past: Past, car: Car) -> None:
    """A red warning that nobody has taken note of, and whose owner was called once in vain: it is open now."""
    finding, mark, at = FAULTS[-1].find(past.ends_at), Mark(), past.ends_at - HOUR
    for day in (at - DAY, at):
        past.at(day, lambda unit: mark.settle(unit, car, finding))
    past.at(
        at + timedelta(minutes=40),
        lambda unit: phoning.note(unit, mark.alert_id, CallOutcome.NOT_REACHED),
    )


def offer(past: Past, car: Car) -> None:
    """An offer that went out, or was withheld by the lot; most owners who were shown it did not answer."""
    at, answer = past.morning_of(int(past.lot.integers(70, 300))), float(past.lot.random())

    def propose(unit: Unit) -> None:
        for each in offers.offers(unit):
            if each.code == OFFER:
                offers.propose(unit, unit.session.get_one(Owner, car.owner_id), car.id, each, _USE)

    def reply(unit: Unit) -> None:
        owner, row = unit.session.get_one(Owner, car.owner_id), store.open_of(unit, car.owner_id)
        if row is not None and answer < _ACCEPTS:
            offers.accept(unit, owner, row.id)
        elif row is not None and answer < _ACCEPTS + _DECLINES:
            offers.decline(unit, owner, row.id)

    past.at(at, propose)
    past.at(at + 3 * HOUR, reply)
    if past.chance(0.3 if answer < _ACCEPTS else 0.08):
        past.visit(car, "tyre_service", at + 2 * HOUR)


def pay(past: Past, owner_id: int, place: int) -> None:
    """A plan that was bought at the centre; the fourth is paid back."""
    at, code = past.morning_of(30 + 9 * place), _PLANS[place % len(_PLANS)]
    numbers: list[int] = []

    def grant(unit: Unit) -> None:
        owner, price = unit.session.get_one(Owner, owner_id), plans.plan(unit, code).price
        charge = Charge("", price.amount, price.currency, Channel.WORKSHOP, f"demo-{owner_id}")
        numbers.append(billing.grant(unit, owner, code, charge).number)

    def refund(unit: Unit) -> None:
        refunds.order(unit, numbers[0], reason="ended")
        refunds.done(unit, numbers[0])

    past.at(at, grant)
    if place == 3:  # noqa: PLR2004 - one of them, as the docstring says
        past.at(at + 3 * DAY, refund)


def drive(past: Past, car: Car, at: datetime) -> None:
    """A few minutes on the road, with a value that cannot be and one that comes late. The odometer only rises from drive to drive."""
    speed, share = 30.0 + 60.0 * past.lot.random(), past.lot.random()
    far = 9e6 + _DAILY_M * (400.0 + share - (past.ends_at - at) / DAY)
    records = [
        Record(
            (at + each * HOUR / 60).isoformat(),
            {paths.SPEED: speed, paths.ODOMETER: far + speed * 1000 / 60 * each},
        )
        for each in range(20)
        if each != 7 or past.chance(0.7)  # noqa: PLR2004 - a minute that is missing now and then
    ]
    if past.chance(0.3):
        records[-1].signals[paths.SOC] = 140.0
    late = [Record((at + 7.5 * HOUR / 60).isoformat(), {paths.SOC: 61.0})]
    for delay, part in ((HOUR / 2, records), (3 * HOUR, late)):
        past.at(
            at + delay,
            lambda unit, part=part: telemetry.ingest(unit, registry.vehicle(unit, car.id), Batch(part)),  # type: ignore[misc]
        )


def tell(
    core: Core,
    *,
    ends_at: datetime,
    owners: int = OWNERS,
    pause: Callable[[float], bool] = lambda _seconds: False,
) -> None:
    """Tell the year until `ends_at`, an owner a unit. An owner who cannot be told is left out, and the log says so.

    pause: called between two of them with how long the last took in seconds, so that whoever waits to write comes in; True to
    stop there.
    """
    diary, messages, took = Diary(ends_at), count(1), 0.0
    for number in range(owners):
        if pause(took):
            return
        began = perf_counter()
        past = Past(ends_at, diary, np.random.default_rng((_SEED, number)), messages)
        try:
            with core.unit() as unit:
                _tell_one(unit, past, number)
        except Exception:
            log.exception("owner %d of the made-up year is left out", number)
        took = perf_counter() - began
    with core.unit() as unit:
        present.campaigns(unit, ends_at, [_vin(place) for place in range(CARS)])
        fleet = [car.id for car, _ in registry.cars_with_owners(unit) if car.model == MODEL]
        present.trial(unit, ends_at, fleet)


def _tell_one(unit: Unit, past: Past, number: int) -> None:
    """Tell all that one owner did."""
    owner, cars = _settle_in(unit, number, past.ends_at)
    for car in cars:
        (burn if car.place == CARS - 1 else live)(past, car)
    if number % 10 != 7:  # noqa: PLR2004 - most were offered something
        offer(past, cars[0])
    if number % 3 == 0 and plans.is_on(unit):
        pay(past, owner.id, number // 3)
    if number in _WAITS:
        present.wait(past, cars[0], *_WAITS[number])
    if number in _TALKS:
        present.talk(past, cars[0], *_TALKS[number])
    past.tell(unit, owner)


def _centres(unit: Unit) -> tuple[int, ...]:
    return tuple(centres.centre_of_code(unit, each.code).id for each in seed.CENTRES)


def _vin(place: int) -> str:
    return made_up_vin(700_000 + place, year="S")


def _settle_in(unit: Unit, number: int, ends_at: datetime) -> tuple[Owner, list[Car]]:
    """Register an owner and one or two cars, a year ago."""
    then = replace(unit, now=ends_at - (400 - number) * DAY)
    owner = registry.meet(then, -(10**12) - number, locale="zh_Hans", zone=ZONE.key)
    registry.consent(then, owner.id, purpose=Purpose.CARE, given=True, channel="demo")
    cars = []
    for place in range(number, CARS, OWNERS):
        centre_id = _centres(unit)[place % 2]
        vehicle = registry.register_vehicle(
            then,
            vin=_vin(place),
            name=Names({"en": f"Made-up car {place + 1}", "zh_Hans": f"虚构车辆{place + 1}"}),
            model=MODEL,
            papers=Papers(source=Source.SIMULATED, centre_id=centre_id),
        )
        registry.link(then, owner.id, registry.link_code(then, vehicle.id))
        cars.append(Car(place, vehicle.id, owner.id, centre_id))
    return owner, cars
