"""An owner tries an advice; three months later one message says what it saved, or why that cannot be told."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from domain.contact import rules as grades
from domain.contact import service as contact
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment, Money
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.savings import message, rules, terms
from domain.savings.facts import MEASURABLE, Code, Comparison
from domain.savings.tables import AdviceTrial
from domain.telemetry import travels
from domain.telemetry.trips import Travel
from domain.trips import rules as prices
from domain.trips import service as trips
from domain.trips.facts import NOT_AGREED, Lack

LASTS: Final = timedelta(days=92)  # three months (product brief)
LATEST: Final = timedelta(
    days=30
)  # own choice: then a trial that could not be told (privacy mode, budget) ends untold
SHORTEST: Final = timedelta(days=30)  # own choice, of a span that is compared
_PARTS: Final = 4  # a past must hold so many spans: one to learn from, two to try, one before
_DAY: Final = timedelta(days=1)
_KEPT: Final = 800 * _DAY  # as long as trips are


def begin(unit: Unit, owner: Owner, vehicle_id: int, advice: str) -> tuple[Code, datetime, bool]:
    """Note that an owner tries an advice from now on; return it, when its outcome is told, and whether the past is long enough.

    Raises Refusal advice_unknown, driver_reads_only, vehicle_not_yours, savings_off, savings_rests, or advice_running where
    another is being tried with this car.
    """
    car, tried = registry.own_vehicle(unit, owner.id, vehicle_id), _advice(advice)
    why = trips.why_none(unit, owner, car)
    if why in NOT_AGREED:
        raise Refusal("savings_off")
    if why is Lack.RESTS:
        raise Refusal("savings_rests")
    registry.lock(unit, car.id)
    running = unit.session.exec(
        _open().where(AdviceTrial.owner_id == owner.id, AdviceTrial.vehicle_id == car.id)
    ).first()
    if running is not None:
        until = Moment(running.begun_at + LASTS, owner.zone)
        raise Refusal("advice_running", advice=message.name(Code(running.advice)), until=until)
    unit.session.add(AdviceTrial(owner_id=owner.id, vehicle_id=car.id, advice=tried, begun_at=unit.now))
    return tried, unit.now + LASTS, _past(_travel(unit, owner, car, unit.now), unit.now) >= _PARTS * SHORTEST


def _advice(code: str) -> Code:
    advice = next((each for each in MEASURABLE if each == code), None)
    if advice is None:
        raise Refusal("advice_unknown", status=404)
    return advice


def due(unit: Unit) -> list[int]:
    """Return the cars with a trial whose three months are over."""
    query = _open().where(col(AdviceTrial.begun_at) <= unit.now - LASTS)
    return sorted({trial.vehicle_id for trial in unit.session.exec(query)})


def tell(unit: Unit, vehicle_ids: Iterable[int]) -> None:
    """Tell the outcome of each trial that is due, once, where trips may be used and the message budget holds it."""
    query = _open().where(
        col(AdviceTrial.vehicle_id).in_(list(vehicle_ids)), col(AdviceTrial.begun_at) <= unit.now - LASTS
    )
    for trial in unit.session.exec(query.with_for_update()).all():
        if _is_over(unit, trial) or _is_told(unit, trial):
            trial.ended_at = unit.now


def _open() -> SelectOfScalar[AdviceTrial]:
    return select(AdviceTrial).where(col(AdviceTrial.ended_at).is_(None))


def _is_over(unit: Unit, trial: AdviceTrial) -> bool:
    keeper = registry.keeper(unit, trial.vehicle_id)
    sold = keeper is None or keeper.id != trial.owner_id
    return sold or trial.begun_at + LASTS + LATEST <= unit.now


def _is_told(unit: Unit, trial: AdviceTrial) -> bool:
    """Queue the outcome; False where it may not or cannot be told now, or the budget of messages is used up."""
    owner = unit.session.get_one(Owner, trial.owner_id)
    if not travels.is_allowed(unit, owner) or not owner.notes or owner.blocked_at is not None:
        return False
    car, advice = registry.vehicle(unit, trial.vehicle_id), Code(trial.advice)
    travel = _travel(unit, owner, car, trial.begun_at)
    comparison = compare(travel, advice, begun=trial.begun_at)
    price = _price(unit, owner, travel, trial.begun_at)
    subject = f"savings:{trial.id}"
    contact.queue(
        unit,
        owner.id,
        key=f"{subject}:{unit.now:%Y-%m-%d}",
        message=message.outcome(car.name, advice, comparison, price),
        grade=grades.BLUE,
        subject=subject,
        purpose=Purpose.DRIVING,
    )
    return contact.is_waiting(unit, owner.id, subject=subject)


def _travel(unit: Unit, owner: Owner, car: Vehicle, begun: datetime) -> Travel:
    return travels.between(unit, car.id, owner.id, since=begun - _KEPT, until=begun + LASTS)


def _price(unit: Unit, owner: Owner, travel: Travel, begun: datetime) -> Money | None:
    """Return what a kWh cost on average since, by the owner's prices; None without them."""
    tariff = trips.tariff(unit, owner.id)
    if tariff is None:
        return None
    since = prices.total_charged(
        [each for each in travel.charges if each.start >= begun], tariff, zone=owner.zone
    )
    average = since.cost / since.kwh if since.cost is not None and since.kwh > 0 else tariff.price
    return Money(average, tariff.currency)


def compare(travel: Travel, advice: Code, *, begun: datetime) -> Comparison:
    """Compare trips before and after an advice was taken up; a short past is compared in shorter spans."""
    span = min(LASTS, max(SHORTEST, _past(travel, begun) / _PARTS))
    moment = begun.timestamp() / _DAY.total_seconds()
    return rules.compare(terms.runs(travel.trips, advice), begun=moment, span=span / _DAY)


def _past(travel: Travel, begun: datetime) -> timedelta:
    return max((begun - trip.start for trip in travel.trips[:1]), default=timedelta())
