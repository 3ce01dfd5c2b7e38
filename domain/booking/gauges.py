"""How many slots are held, and how many of them for longer than they should be; and who booked a job."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlmodel import col, func, select

from domain.booking import jobs
from domain.booking.facts import State
from domain.booking.tables import Visit
from domain.core import Unit
from domain.kit.gauges import Gauge


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
    kept_to = (State.BOOKED, State.DONE, State.MISSED)
    query = select(Visit.owner_id, Visit.made_at, Visit.job).where(
        col(Visit.owner_id).in_(owner_ids), col(Visit.state).in_(kept_to)
    )
    return [(owner, at) for owner, at, code in unit.session.exec(query) if jobs.overlap(job, code)]
