"""What centres are and have, as the rules see it: read for any number of them at once."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

import sqlalchemy as sql
from sqlalchemy import BindParameter, ColumnElement, Row, bindparam
from sqlmodel import and_, col, func, or_, select

from domain.booking import closing, rules
from domain.booking.facts import (
    Cell,
    CentreFacts,
    Opening,
    Resource,
    SpecialOpening,
    State,
    TechnicianFacts,
)
from domain.booking.tables import Bay, Centre, OpeningHours, PartUnit, SpecialDay, Technician, Visit
from domain.core import Unit

# Built once, and without the session's mapping: every look for a free time asks these.
_CENTRES: Final = select(Centre).order_by(col(Centre.id))
_THESE: Final[BindParameter[Any]] = bindparam("centres", expanding=True)
_FURNITURE: Final = tuple(
    sql.select(table.metadata.tables[str(table.__tablename__)])
    .where(col(table.centre_id).in_(_THESE))
    .order_by(col(table.id))
    for table in (OpeningHours, SpecialDay, Bay, Technician)
)


def live(now: datetime | BindParameter[Any]) -> ColumnElement[bool]:
    """Whether a visit is booked, or held still."""
    return or_(
        col(Visit.state) == State.BOOKED,
        and_(col(Visit.state) == State.HELD, col(Visit.held_until) > now),
    )


LIVE: Final = live(bindparam("now"))
"""Whether a visit is booked, or held still: it takes the parameter `now` when it is executed."""
_STOCK: Final = (
    sql.select(col(PartUnit.centre_id), col(PartUnit.part), func.count())
    .outerjoin(Visit, col(Visit.id) == col(PartUnit.visit_id))
    .where(col(PartUnit.centre_id).in_(_THESE), or_(col(Visit.id).is_(None), ~LIVE))
    .group_by(col(PartUnit.centre_id), col(PartUnit.part))
)
_Row = Row[*tuple[Any, ...]]
_Furniture = Sequence[Sequence[_Row]]  # hours, special days, bays, technicians


def rows(unit: Unit) -> Sequence[Centre]:
    return unit.once(("centre_rows",), lambda: unit.session.exec(_CENTRES).all())


def every(unit: Unit) -> list[CentreFacts]:
    return _facts(unit, rows(unit))


def one(unit: Unit, row: Centre) -> CentreFacts:
    return _facts(unit, [row])[0]


def stock(unit: Unit, centre_ids: Collection[int]) -> Mapping[int, Mapping[str, int]]:
    """Count the free pieces in stock by centre and part."""
    unit.session.flush()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    values = {"centres": list(centre_ids), "now": unit.now}
    for centre_id, part, count in unit.session.connection().execute(_STOCK, values):
        counts[centre_id][part] = count
    return counts


def position(row: Centre) -> tuple[float, float] | None:
    if row.latitude is None or row.longitude is None:
        return None
    return row.latitude, row.longitude


def _facts(unit: Unit, those: Sequence[Centre]) -> list[CentreFacts]:
    numbers = [row.id for row in those]
    pieces = stock(unit, numbers)
    read = [_read(unit, query, numbers) for query in _FURNITURE]
    return [_of(unit, row, [each[row.id] for each in read], pieces[row.id]) for row in those]


def _read(
    unit: Unit, query: sql.Select[*tuple[Any, ...]], centre_ids: Sequence[int]
) -> Mapping[int, Sequence[_Row]]:
    rows = defaultdict[int, list[_Row]](list)
    for row in unit.session.connection().execute(query, {"centres": centre_ids}):
        rows[row.centre_id].append(row)
    return rows


def _of(unit: Unit, row: Centre, furniture: _Furniture, pieces: Mapping[str, int]) -> CentreFacts:
    hours, special, bays, people = furniture
    today = rules.local(unit.now, zone=row.zone).date()
    bays, people = ([each for each in some if closing.is_there(each, today)] for some in (bays, people))
    return CentreFacts(
        id=row.id,
        name=row.name,
        zone=row.zone,
        hours=tuple(Opening(each.weekday, each.opens, each.closes) for each in hours),
        special=tuple(SpecialOpening(each.day, each.opens, each.closes, each.name) for each in special),
        bays=tuple(each.id for each in bays),
        technicians=tuple(TechnicianFacts(each.id, frozenset(each.skills.split())) for each in people),
        stock=pieces,
        position=position(row),
        address=row.address,
        phone=row.phone,
        offers_towing=row.offers_towing,
        offers_mobile=row.offers_mobile,
        buffer=timedelta(minutes=row.buffer_minutes),
        reserve=timedelta(minutes=row.reserve_minutes),
        collects=row.collects,
        courtesy_cars=row.courtesy_cars,
        ends=(*_ends(Resource.BAY, bays, row.zone), *_ends(Resource.TECHNICIAN, people, row.zone)),
    )


def _ends(resource: Resource, rows: Iterable[_Row], zone: str) -> Iterator[Cell]:
    """Return the first quarter-hour without each that is given up."""
    for each in rows:
        if each.ends_on:
            yield Cell(resource, each.id, rules.instant(each.ends_on, time.min, zone=zone))
