"""How many slots are held, and how many of them for longer than they should be."""

from collections.abc import Iterator

from sqlmodel import col, func, select

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
