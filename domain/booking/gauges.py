"""How many slots are held, and how many of them for longer than they should be; who booked a job, and how visits went."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select as select_many
from sqlmodel import col, func, select

from domain.booking import jobs
from domain.booking.facts import State
from domain.booking.tables import Visit, WorkshopFinding
from domain.core import Unit
from domain.kit.gauges import Gauge
from domain.registry.scope import Scope

_TO_COME_OR_OVER = (State.BOOKED, State.DONE, State.MISSED)


def gauges(unit: Unit) -> Iterator[Gauge]:
    """Tell of holds and of visits to come."""
    query = select(func.count()).select_from(Visit).where(Visit.state == State.HELD)
    live = unit.session.exec(query.where(col(Visit.held_until) > unit.now)).one()
    over = unit.session.exec(query.where(col(Visit.held_until) <= unit.now)).one()
    booked = (
        select(func.count())
        .select_from(Visit)
        .where(Visit.state == State.BOOKED, col(Visit.ends_at) > unit.now)
    )
    yield Gauge("holds", "Slots held for somebody who has not confirmed.", live)
    yield Gauge("holds_lapsed", "Holds that have run out and are free for others.", over)
    yield Gauge("visits_booked", "Visits to come.", unit.session.exec(booked).one())


def bookings_of(unit: Unit, job: str, *, owner_ids: Collection[int]) -> list[tuple[int, datetime]]:
    """Return who of these owners booked a job and when, also beside another one; visits that were cancelled are left out."""
    query = select(Visit.owner_id, Visit.made_at, Visit.job).where(
        col(Visit.owner_id).in_(owner_ids), col(Visit.state).in_(_TO_COME_OR_OVER)
    )
    return [(owner, at) for owner, at, code in unit.session.exec(query) if jobs.overlap(job, code)]


def cars_coming(unit: Unit, job: str) -> set[int]:
    """Return the cars with a booked visit to come for a job, also beside another one."""
    query = select(Visit.vehicle_id, Visit.job).where(Visit.state == State.BOOKED)
    return {car for car, code in unit.session.exec(query) if jobs.overlap(job, code)}


class Stay(NamedTuple):
    """A visit that was booked and not cancelled, as far as figures need it."""

    id: int
    owner_id: int
    vehicle_id: int
    alert_id: int | None
    state: str
    made_at: datetime
    starts_at: datetime
    satisfied: bool | None


class Fault(NamedTuple):
    """A fault that a workshop found at a visit. starts_at: of the visit."""

    id: int
    owner_id: int
    vehicle_id: int
    check: str
    starts_at: datetime


def stays(unit: Unit, scope: Scope) -> list[Stay]:
    """Return the visits of a source's cars that are booked or were, at one centre or at all, of any time; none that was cancelled."""
    query = select_many(
        col(Visit.id), col(Visit.owner_id), col(Visit.vehicle_id), col(Visit.alert_id), col(Visit.state),
        col(Visit.made_at), col(Visit.starts_at), col(Visit.satisfied),
    ).where(col(Visit.state).in_(_TO_COME_OR_OVER))  # fmt: skip
    return [Stay(*row) for row in unit.session.execute(_of(query, scope).order_by(col(Visit.id)))]


def faults(unit: Unit, scope: Scope) -> list[Fault]:
    """Return the faults that workshops found at visits which began within the time."""
    query = select_many(
        col(WorkshopFinding.id), col(Visit.owner_id), col(Visit.vehicle_id), col(WorkshopFinding.check),
        col(Visit.starts_at),
    ).join(Visit, col(Visit.id) == col(WorkshopFinding.visit_id))  # fmt: skip
    query = query.where(
        col(WorkshopFinding.found).is_(True),
        col(WorkshopFinding.check) != "",
        col(Visit.starts_at) >= scope.since,
        col(Visit.starts_at) < scope.until,
    )
    return [Fault(*row) for row in unit.session.execute(_of(query, scope).order_by(col(WorkshopFinding.id)))]


def _of(query: Any, scope: Scope) -> Any:
    query = query.where(col(Visit.vehicle_id).in_(scope.of_source()))
    return query if scope.centre_id is None else query.where(col(Visit.centre_id) == scope.centre_id)
