"""Where an owner stands among others of the model by hard events and by driving score: of those alone who agreed, while they agree."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from sqlmodel import col, delete, select

from domain.core import Unit
from domain.driving import rules, score
from domain.driving.facts import Count, Place, Score
from domain.driving.tables import KEEP, HardCount
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import travels
from domain.telemetry.trips import Travel

_LABEL: Final = "hard_count.body"
_YEAR: Final = timedelta(days=365)


def note(unit: Unit, vehicle_ids: Collection[int]) -> None:
    """Count and score anew each car's driving in the last year; where its owner allows that not, nothing is kept of it."""
    keepers = registry.keepers(unit, vehicle_ids)
    unit.session.exec(delete(HardCount).where(col(HardCount.vehicle_id).in_(vehicle_ids)))
    for vehicle_id, owner in keepers.items():
        count = _count(unit, vehicle_id, owner) if travels.is_allowed(unit, owner) else None
        if count is not None:
            body = unit.seal_fact(owner.id, count, label=_LABEL)
            unit.session.add(HardCount(owner_id=owner.id, vehicle_id=vehicle_id, made_at=unit.now, body=body))


def of_year(unit: Unit, vehicle_id: int, owner_id: int) -> Travel:
    """Return the driving that owners are compared by: of the last 365 days."""
    return travels.between(unit, vehicle_id, owner_id, since=unit.now - _YEAR, until=unit.now)


def _count(unit: Unit, vehicle_id: int, owner: Owner) -> Count | None:
    travel = of_year(unit, vehicle_id, owner.id)
    count = rules.count(travel.trips)
    return (
        None if count is None else replace(count, points=score.whole(rules.conduct(travel, zone=owner.zone)))
    )


def place(unit: Unit, owner_id: int, car: Vehicle) -> Place | None:
    """Return where an owner stands among the others of a car's model; None where fewer than five of them can be compared with.

    Both sides are of the last year, whatever time was asked about: by comparing many times one could feel one's way to a figure.
    """
    others = _others(unit, owner_id, car)
    own = None if len(others) < rules.FEWEST else rules.count(of_year(unit, car.id, owner_id).trips)
    return None if own is None else rules.place(own, others)


def place_by_score(unit: Unit, owner_id: int, car: Vehicle, own: Score) -> Place | None:
    """Return which share of the others have fewer points; None where fewer than five have a score of all parts, or this is none."""
    others = [each.points for each in _others(unit, owner_id, car) if each.points is not None]
    if own.unmeasured or len(others) < rules.FEWEST:
        return None
    return rules.among(100.0 - own.high, 100.0 - own.low, [100.0 - each for each in others])


def _others(unit: Unit, owner_id: int, car: Vehicle) -> list[Count]:
    """Return a count for each other owner of the model who agrees; none of fewer than five."""
    counts = unit.session.exec(
        select(HardCount)
        .join(Vehicle, col(Vehicle.id) == col(HardCount.vehicle_id))
        .where(
            Vehicle.model == car.model,
            HardCount.owner_id != owner_id,
            col(HardCount.made_at) > unit.now - KEEP,
        )
    ).all()
    if len(counts) < rules.FEWEST:
        return []
    present = _present(unit, [each.vehicle_id for each in counts])
    return _by_owner(unit, [each for each in counts if present.get(each.vehicle_id) == each.owner_id])


def _present(unit: Unit, vehicle_ids: Collection[int]) -> dict[int, int]:
    """Return the owner of each car who agrees to be compared now: neither withdrawn nor in privacy mode, and the owner still."""
    keepers = registry.keepers(unit, vehicle_ids)
    allowances = registry.allowances(unit, {each.id for each in keepers.values()})
    return {
        vehicle_id: owner.id
        for vehicle_id, owner in keepers.items()
        if not owner.privacy_mode and Purpose.DRIVING in allowances[owner.id].purposes
    }


def _by_owner(unit: Unit, counts: Collection[HardCount]) -> list[Count]:
    """Put the cars of each owner together, so that nobody counts twice."""
    unit.core.keyring.preload(unit.session, {each.owner_id for each in counts})
    by_owner: dict[int, list[Count]] = defaultdict(list)
    for each in counts:
        count = unit.readable(
            partial(unit.unseal_fact, each.body, Count, label=_LABEL), what="a count of hard events"
        )
        if count is not None:
            by_owner[each.owner_id].append(count)
    return [rules.together(of) for of in by_owner.values()]
