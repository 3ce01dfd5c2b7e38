"""Hints of the season: told once, where nothing more important stands and the car's own past shows that they are worth it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlmodel import col, select

from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.contact.rules import BLUE
from domain.core import Unit
from domain.energy.facts import Drive
from domain.explain.facts import Phrase
from domain.health import service as health
from domain.health.evidence import ageing
from domain.hints import rules
from domain.hints.facts import Code, ColdRange
from domain.hints.tables import Hint
from domain.kit.classified import Purpose
from domain.offers import service as offers
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.reports import rules as reports
from domain.telemetry import travels

WISH: Final = "hints"  # the kind of messages that hints are, among an owner's settings
_STEP_KM: Final = 5  # a range is told no finer


def consider(unit: Unit, vehicle_ids: Iterable[int]) -> int:
    """Tell the owner of each car what the season brings, where that beats silence; return how many were told."""
    return sum(_tell(unit, each) for each in vehicle_ids)


def _tell(unit: Unit, vehicle_id: int) -> bool:
    owner = registry.keeper(unit, vehicle_id)
    if (
        owner is None
        or not owner.hints
        or not offers.is_free(unit, owner)
        or _is_past(unit, owner.id, vehicle_id)
    ):
        return False
    today = unit.now.date()
    if not rules.is_new(_days(unit, owner, vehicle_id, since=unit.now - rules.LOOK), today=today):
        return False  # the years before need not be read
    cold = rules.due(_days(unit, owner, vehicle_id, since=unit.now - rules.KEPT), today=today)
    if cold is None:
        return False
    car = registry.vehicle(unit, vehicle_id)
    subject = f"hint:{Code.COLD_RANGE}:{vehicle_id}:{today:%Y-%m-%d}"
    text = message(car, cold, _capacity(unit, car))
    contact.queue(
        unit, owner.id, key=subject, message=text, grade=BLUE, subject=subject, purpose=Purpose.DRIVING
    )
    unit.session.add(
        Hint(owner_id=owner.id, vehicle_id=vehicle_id, subject=Code.COLD_RANGE, made_at=unit.now)
    )
    return True


def _is_past(unit: Unit, owner_id: int, vehicle_id: int) -> bool:
    """Tell whether the owner was told in this season."""
    query = select(Hint.id).where(
        Hint.owner_id == owner_id, Hint.vehicle_id == vehicle_id, col(Hint.made_at) > unit.now - rules.SEASON
    )
    return unit.session.exec(query.limit(1)).first() is not None


def _days(unit: Unit, owner: Owner, vehicle_id: int, *, since: datetime) -> list[Drive]:
    travel = travels.between(unit, vehicle_id, owner.id, since=since, until=unit.now)
    return reports.days(travel.trips, zone=owner.zone)


def _capacity(unit: Unit, car: Vehicle) -> float | None:
    """Return the kWh that a full pack holds by the car's own charges; None where they do not tell it."""
    view = health.view_of(unit, car)
    estimate = None if view is None else ageing.estimated(view)
    if view is None or estimate is None or view.car.capacity_new_kwh is None:
        return None
    return view.car.capacity_new_kwh * min(estimate.soh, 100.0) / 100


def message(car: Vehicle, cold: ColdRange, capacity_kwh: float | None) -> Message:
    """Say what the cold takes of the range, by which days, and how to hear no more of it. capacity_kwh: of a full pack."""
    figures = {"celsius": cold.celsius, "less": cold.less, "least": cold.least, "most": cold.most}
    lines = [Phrase("hints.cold_range", {"car": car.name}), Phrase("hints.cold_range.less", figures)]
    if capacity_kwh is not None:
        ranges = {"cold": _range(capacity_kwh, cold.cold), "lately": _range(capacity_kwh, cold.lately)}
        lines.append(Phrase("hints.cold_range.km", ranges))
    lines.append(Phrase("hints.cold_range.how", {"n": cold.n_days}))
    never = Button(Phrase("hints.button.never"), "messages.set", {"kind": WISH, "on": False}, once=False)
    return Message(tuple(lines), rows=((never,),))


def _range(capacity_kwh: float, kwh_100km: float) -> float:
    return _STEP_KM * round(100 * capacity_kwh / kwh_100km / _STEP_KM)
