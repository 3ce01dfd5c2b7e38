"""Bays and technicians that are there only until a day: from then on all their time counts as taken."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from functools import partial
from itertools import chain
from typing import TypeVar

from sqlmodel import col, select

from domain.booking import rules
from domain.booking.facts import QUARTER, Cell, CentreFacts, Interval, Resource
from domain.booking.tables import Bay, Technician
from domain.core import Unit

R = TypeVar("R", Bay, Technician)


def those(unit: Unit, table: type[R], centre_id: int, *, on: date) -> Sequence[R]:
    """Return the bays or technicians that are there on a day, in the order in which they came."""
    query = select(table).where(table.centre_id == centre_id).order_by(col(table.id))
    return [each for each in unit.session.exec(query) if is_there(each, on)]


def is_there(row: Bay | Technician, day: date) -> bool:
    return row.ends_on is None or day < row.ends_on


def cells(unit: Unit, centre: CentreFacts, *, within: Interval) -> frozenset[Cell]:
    """Return the quarter-hours of an interval in which bays and technicians of today are there no more."""
    ends = unit.once(("closing", centre.id), partial(_ends, unit, centre))
    return frozenset(chain.from_iterable(_after(each, within) for each in ends))


def _ends(unit: Unit, centre: CentreFacts) -> list[Cell]:
    """Return the first quarter-hour without each that is given up."""
    today = rules.local(unit.now, zone=centre.zone).date()
    bays = ((Resource.BAY, row) for row in those(unit, Bay, centre.id, on=today))
    people = ((Resource.TECHNICIAN, row) for row in those(unit, Technician, centre.id, on=today))
    return [
        Cell(resource, row.id, rules.instant(row.ends_on, time.min, zone=centre.zone))
        for resource, row in chain[tuple[Resource, Bay | Technician]](bays, people)
        if row.ends_on
    ]


def _after(first: Cell, within: Interval) -> Iterator[Cell]:
    for at in rules.quarters(first.starts_at, within.ends_at - first.starts_at):
        if at + QUARTER > within.starts_at:
            yield Cell(first.resource, first.resource_id, at)
