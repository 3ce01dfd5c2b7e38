"""Who else may look at a car: drivers whom its owner let in, until the owner's holding or consent ends."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, select, update

from domain.core import Unit
from domain.errors import Refusal
from domain.kit.classified import Purpose
from domain.registry import rules, store
from domain.registry.tables import Holding

WAIT: Final = timedelta(days=7)  # how long an owner may think it over
_LOWEST_MARK: Final = 100
_MARKS: Final = 900


def request(unit: Unit, owner_id: int, vehicle_id: int) -> None:
    """Note that somebody with a driver's code wants to be let in. Raises Refusal link_ownerless."""
    if store.keeper(unit, vehicle_id) is None:
        raise Refusal("link_ownerless")
    mark = _fresh_mark(unit, vehicle_id)
    unit.session.add(
        Holding(
            owner_id=owner_id,
            vehicle_id=vehicle_id,
            role="driver",
            since=unit.now,
            is_waiting=True,
            mark=mark,
        )
    )
    unit.session.flush()


def _fresh_mark(unit: Unit, vehicle_id: int) -> str:
    """Draw the number under which a driver's looks are logged; not one of an earlier driver of the car, while any is free."""
    used = set(unit.session.exec(select(Holding.mark).where(Holding.vehicle_id == vehicle_id)))
    every = [str(number) for number in range(_LOWEST_MARK, _LOWEST_MARK + _MARKS)]
    return secrets.choice([mark for mark in every if mark not in used] or every)


def drivers_of(unit: Unit, vehicle_id: int) -> list[Holding]:
    """Return those who drive the car and those who wait to be let in, in the order in which they asked."""
    rows = select(Holding).where(
        Holding.vehicle_id == vehicle_id, Holding.role == "driver", col(Holding.until).is_(None)
    )
    holdings = unit.session.exec(rows.order_by(col(Holding.id)))
    return [each for each in holdings if not is_lapsed(each, now=unit.now)]


def is_lapsed(holding: Holding, *, now: datetime) -> bool:
    """Whether a request was left unanswered for too long; the driver may ask again."""
    return holding.is_waiting and holding.since <= now - WAIT


def driver(unit: Unit, owner_id: int, holding_id: int) -> Holding:
    """Return a driver, or one who waits, of a car that is this person's own. Raises Refusal driver_unknown (404)."""
    holding = unit.session.get(Holding, holding_id)
    keeper = store.keeper(unit, holding.vehicle_id) if holding else None
    if holding is None or keeper is None or keeper.id != owner_id:
        raise Refusal("driver_unknown", status=404)
    if holding not in drivers_of(unit, holding.vehicle_id):
        raise Refusal("driver_unknown", status=404)
    return holding


def end_all(unit: Unit, vehicle_ids: Collection[int]) -> None:
    """End the access of all who drive these cars or wait for it."""
    unit.session.exec(
        update(Holding)
        .where(
            col(Holding.vehicle_id).in_(vehicle_ids),
            col(Holding.role) == "driver",
            col(Holding.until).is_(None),
        )
        .values(until=unit.now)
    )


def may_look(unit: Unit, holding: Holding) -> bool:
    """Whether a holding lets its person see the car now: a driver only while the car's owner agrees to care."""
    if holding.role == "owner":
        return True
    keeper = None if holding.is_waiting else store.keeper(unit, holding.vehicle_id)
    if keeper is None:
        return False
    choices = {each.purpose: each for each in store.answers(unit, [keeper.id])[keeper.id]}
    return Purpose.CARE in rules.in_force(choices, now=unit.now)
