"""Where an owner stands among others of the model by hard events: of those alone who agreed, while they agree."""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from functools import partial
from typing import Final

from sqlmodel import col, delete, select

from domain.core import Unit
from domain.driving import rules
from domain.driving.facts import Count, Place
from domain.driving.tables import KEEP, HardCount
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry import travels

_LABEL: Final = "hard_count.body"
_YEAR: Final = timedelta(days=365)


def note(unit: Unit, vehicle_ids: Collection[int]) -> None:
    """Count anew the hard events of each car in the last year; where its owner allows that not, nothing is kept of it."""
    keepers = registry.keepers(unit, vehicle_ids)
    unit.session.exec(delete(HardCount).where(col(HardCount.vehicle_id).in_(vehicle_ids)))
    for vehicle_id, owner in keepers.items():
        count = _count(unit, vehicle_id, owner.id) if travels.is_allowed(unit, owner) else None
        if count is not None:
            body = unit.seal_fact(owner.id, count, label=_LABEL)
            unit.session.add(HardCount(owner_id=owner.id, vehicle_id=vehicle_id, made_at=unit.now, body=body))


def _count(unit: Unit, vehicle_id: int, owner_id: int) -> Count | None:
    travel = travels.between(unit, vehicle_id, owner_id, since=unit.now - _YEAR, until=unit.now)
    events = rules.hard(travel.trips)
    return None if events is None else Count(events.starts.n + events.brakings.n, events.starts.km)


def place(unit: Unit, owner_id: int, car: Vehicle) -> Place | None:
    """Return where an owner stands among the others of a car's model; None where fewer than five of them can be compared with.

    Both sides are of the last year, whatever time was asked about: by comparing many times one could feel one's way to a figure.
    """
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
        return None
    present = _present(unit, [each.vehicle_id for each in counts])
    mine = [each for each in counts if present.get(each.vehicle_id) == each.owner_id]
    own = _count(unit, car.id, owner_id)
    return None if own is None else rules.place(own, _by_owner(unit, mine))


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
    """Add up the cars of each owner, so that nobody counts twice."""
    unit.core.keyring.preload(unit.session, {each.owner_id for each in counts})
    by_owner: dict[int, list[Count]] = defaultdict(list)
    for each in counts:
        count = unit.readable(
            partial(unit.unseal_fact, each.body, Count, label=_LABEL), what="a count of hard events"
        )
        if count is not None:
            by_owner[each.owner_id].append(count)
    return [
        Count(sum(each.events for each in of), sum(each.measured_km for each in of))
        for of in by_owner.values()
    ]
