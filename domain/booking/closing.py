"""Bays and technicians that are there only until a day: from then on all their time counts as taken."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Row
from sqlmodel import col, select

from domain.booking import rules
from domain.booking.facts import QUARTER, Cell, CentreFacts, Interval
from domain.booking.tables import Bay, Technician
from domain.core import Unit

R = TypeVar("R", Bay, Technician)


def those(unit: Unit, table: type[R], centre_id: int, *, on: date) -> Sequence[R]:
    """Return the bays or technicians that are there on a day, in the order in which they came."""
    query = select(table).where(table.centre_id == centre_id).order_by(col(table.id))
    return [each for each in unit.session.exec(query) if is_there(each, on)]


def is_there(row: Bay | Technician | Row[*tuple[Any, ...]], day: date) -> bool:
    return row.ends_on is None or day < row.ends_on


def cells(centre: CentreFacts, *, within: Interval) -> frozenset[Cell]:
    """Return the quarter-hours of an interval in which bays and technicians of today are there no more."""
    return frozenset(chain.from_iterable(_after(each, within) for each in centre.ends))


def _after(first: Cell, within: Interval) -> Iterator[Cell]:
    for at in rules.quarters(first.starts_at, within.ends_at - first.starts_at):
        if at + QUARTER > within.starts_at:
            yield Cell(first.resource, first.resource_id, at)
