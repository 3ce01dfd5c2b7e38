"""Requests for a person, for figures of the operator: how soon they were taken, and which were of a breakdown."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import or_
from sqlalchemy import select as select_many
from sqlmodel import col, func, select

from domain.core import Unit
from domain.handover.facts import State
from domain.handover.tables import Handover
from domain.registry.facts import Source
from domain.registry.scope import Scope


class Ask(NamedTuple):
    """A request, as far as figures need it."""

    id: int
    owner_id: int
    vehicle_id: int | None
    reason: str
    state: str
    asked_at: datetime
    taken_at: datetime | None


def waiting(unit: Unit) -> tuple[int, datetime | None]:
    """Return how many owners wait for a person and nobody has taken it on, and since when the first of them has."""
    query = select(func.count(), func.min(Handover.asked_at)).where(Handover.state == State.WAITING)
    return unit.session.exec(query).one()


def asks(unit: Unit, scope: Scope) -> list[Ask]:
    """Return the requests of a time, the oldest first. One about no car counts among those of real cars."""
    query = select_many(
        col(Handover.id), col(Handover.owner_id), col(Handover.vehicle_id), col(Handover.reason),
        col(Handover.state), col(Handover.asked_at), col(Handover.taken_at),
    ).where(col(Handover.asked_at) >= scope.since, col(Handover.asked_at) < scope.until)  # fmt: skip
    query = query.where(_of(scope)).order_by(col(Handover.asked_at), col(Handover.id))
    return [Ask(*row) for row in unit.session.execute(query)]


def _of(scope: Scope) -> Any:
    if scope.centre_id is not None:
        at_centre = col(Handover.centre_id) == scope.centre_id
        return at_centre & _of_source(scope)
    return _of_source(scope)


def _of_source(scope: Scope) -> Any:
    mine = col(Handover.vehicle_id).in_(scope.of_source())
    return or_(mine, col(Handover.vehicle_id).is_(None)) if scope.source is Source.LIVE else mine
