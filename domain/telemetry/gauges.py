"""How data of cars arrive, for figures of the operator."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from sqlalchemy import func
from sqlalchemy import select as select_many
from sqlmodel import col, select

from domain.core import Unit
from domain.registry.scope import Scope, day_from
from domain.telemetry import folded
from domain.telemetry.storage import notes
from domain.telemetry.tables import Arrival

SAMPLE: Final = 200
"""Cars whose notes on the last days are opened for completeness: a share of them is within a few points of that of all, and all of a
large fleet would take minutes. Own choice."""


class Intake(NamedTuple):
    """Counts of the values that a car sent its owner; received leaves out what was sent before."""

    vehicle_id: int
    owner_id: int
    received: int
    stored: int
    late: int
    implausible: int
    unwanted: int


class Minutes(NamedTuple):
    """Of a car's minutes in which it drove or charged: those that hold data, and all."""

    vehicle_id: int
    owner_id: int
    full: int
    due: int


def intakes(unit: Unit, scope: Scope) -> list[Intake]:
    """Add up what arrived from each car, on the UTC days that begin within the time."""
    first, last = day_from(scope.since), day_from(scope.until)
    counts = (Arrival.received, Arrival.kept, Arrival.late, Arrival.implausible, Arrival.unwanted)
    query = (
        select_many(col(Arrival.vehicle_id), col(Arrival.owner_id), *(func.sum(col(each)) for each in counts))
        .where(col(Arrival.day) >= first, col(Arrival.day) < last, col(Arrival.vehicle_id).in_(scope.cars()))
        .group_by(col(Arrival.vehicle_id), col(Arrival.owner_id))
        .order_by(col(Arrival.vehicle_id), col(Arrival.owner_id))
    )
    return [Intake(row[0], row[1], *(int(each) for each in row[2:])) for row in unit.session.execute(query)]


def senders(unit: Unit, scope: Scope, *, within: timedelta) -> set[int]:
    """Return the cars of which something was kept on the last UTC days of the time."""
    query = select(Arrival.vehicle_id).where(
        col(Arrival.day) >= day_from(scope.until - within),
        col(Arrival.day) < day_from(scope.until),
        col(Arrival.kept) > 0,
        col(Arrival.vehicle_id).in_(scope.cars()),
    )
    return set(unit.session.exec(query.distinct()))


def minutes(unit: Unit, scope: Scope, cars: Sequence[int]) -> list[Minutes]:
    """Return for SAMPLE cars, spread evenly over those given, how full their days of the time are that notes are kept of."""
    first, last = day_from(scope.since), day_from(scope.until)
    step = max(1, -(-len(cars) // SAMPLE))
    sampled = []
    for stored in notes.stored_features(unit, cars[::step]):
        days = [each for each in folded.decode(stored.body).pulses if first <= each.day < last]
        if due := sum(each.expected for each in days):
            sampled.append(Minutes(stored.vehicle_id, stored.owner_id, sum(each.held for each in days), due))
    return sorted(sampled)
