"""Statements over every table that reaches an owner, built from what the tables declare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    String,
    Table,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlmodel import col

from domain.core import Unit
from domain.privacy import declared
from domain.privacy.suppression import ErasedChat
from domain.privacy.tables import KEEP, Erasure
from domain.registry.tables import Holding, Owner, Vehicle


@dataclass(frozen=True, slots=True)
class Amount:
    """How many rows of a table are about an owner, and from when the oldest is."""

    rows: int
    since: datetime | None


def about(table: Table, owner: Owner) -> ColumnElement[bool]:
    """Return the condition that picks the rows about an owner."""
    reach = declared.reach_of(table)
    assert reach.owner is not None, table.name
    mine: ColumnElement[bool] = table.c[reach.owner] == owner.id
    return or_(mine, table.c[reach.chat] == owner.chat_hash) if reach.chat else mine


def amount(unit: Unit, table: Table, owner: Owner) -> Amount:
    instants = [func.min(column) for column in table.c if isinstance(_plain(column.type), DateTime)]
    row = unit.session.execute(select(func.count(), *instants).where(about(table, owner))).one()
    past = [at for at in row[1:] if at is not None and at <= unit.now]
    return Amount(row[0], min(past, default=None))


def _plain(kind: Any) -> Any:
    return getattr(kind, "impl", kind)


def rows(unit: Unit, table: Table, owner: Owner) -> Sequence[Any]:
    """Return the rows about an owner as mappings, in the order they were made."""
    key = list(table.primary_key.columns)
    return unit.session.execute(select(table).where(about(table, owner)).order_by(*key)).mappings().all()


def held_hours(unit: Unit, owner: Owner) -> dict[int, list[datetime]]:
    """Return, for each car, the hours of which raw samples are kept for this owner, oldest first."""
    hours_by_car: dict[int, set[datetime]] = {}
    for table in filter(declared.is_raw, declared.personal()):
        query = select(table.c.vehicle_id, table.c.hour).where(about(table, owner)).distinct()
        for vehicle_id, hour in unit.session.execute(query):
            hours_by_car.setdefault(vehicle_id, set()).add(hour)
    return {vehicle_id: sorted(hours) for vehicle_id, hours in sorted(hours_by_car.items())}


def cars(unit: Unit, owner: Owner) -> list[tuple[Vehicle, bool]]:
    """Return every car the person ever owned or was let in to see, and whether it is the person's own now."""
    query = (
        select(Vehicle, Holding)
        .join(Holding, col(Holding.vehicle_id) == col(Vehicle.id))
        .where(col(Holding.owner_id) == owner.id, col(Holding.is_waiting).is_(False))
        .order_by(col(Holding.id))
    )
    own: dict[int, tuple[Vehicle, bool]] = {}
    for vehicle, holding in unit.session.execute(query):
        is_own = holding.role == "owner" and holding.until is None
        own[vehicle.id] = (vehicle, is_own or own.get(vehicle.id, (vehicle, False))[1])
    return list(own.values())


def let_go(unit: Unit, owner: Owner) -> None:
    """Mark an owner as leaving: what is otherwise never deleted may be from here."""
    unit.session.execute(update(Owner).where(col(Owner.id) == owner.id).values(is_leaving=True))


def forget(unit: Unit, owner: Owner) -> int:
    """Delete all rows about an owner, those that refer to others first; return how many.

    An update of the chat keeps its number, so that it is not handled again when it is sent twice; all else
    that it held goes.
    """
    count = 0
    for table in reversed(declared.personal()):
        if declared.by_chat_alone(table):
            count += _count(unit, _blank(table, owner))
        else:
            count += _count(unit, delete(table).where(about(table, owner)))
    return count


def _blank(table: Table, owner: Owner) -> Any:
    texts = {column.name: "" for column in table.c if isinstance(_plain(column.type), String)}
    sealed = [column.name for column in table.c if declared.data_of(column).sealed]
    blank = texts | dict.fromkeys([*sealed, "owner_id"]) | {"state": "done"}
    return update(table).where(about(table, owner)).values(blank)


def _count(unit: Unit, statement: Any) -> int:
    done: Any = unit.session.execute(statement)
    return int(done.rowcount)


def forget_orphans(unit: Unit) -> int:
    """Delete rows of people who are not there any more: left behind when stores of different age are restored."""
    owners = select(col(Owner.id))
    count = 0
    for table in reversed(declared.personal()):
        name = declared.reach_of(table).owner
        if name is not None and table.name != "owner":
            stray = and_(table.c[name].is_not(None), table.c[name].not_in(owners))
            count += _count(unit, delete(table).where(stray))
    return count


def forget_older(unit: Unit, table: Table) -> int:
    """Delete rows past the time their table declares; return how many."""
    reach = declared.reach_of(table)
    if reach.keep is None:
        return 0
    ages = [table.c[name] <= unit.now - reach.keep for name in (reach.age, reach.or_age) if name]
    limited = [text(reach.only)] if reach.only else []
    return _count(unit, delete(table).where(or_(*ages), *limited))


def erasures(unit: Unit) -> frozenset[ErasedChat]:
    """Return the erasures that still count."""
    rows = unit.session.execute(
        select(col(Erasure.at), col(Erasure.chat_hash)).where(col(Erasure.at) > unit.now - KEEP)
    )
    return frozenset(ErasedChat(at, chat_hash) for at, chat_hash in rows)


def anybody(unit: Unit) -> bool:
    """Whether there is, or was, an owner: not in a new database."""
    queries = (select(col(Owner.id)).limit(1), select(col(Erasure.id)).limit(1))
    return any(unit.session.execute(each).first() is not None for each in queries)


def never_linked(unit: Unit, *, before: datetime) -> list[Owner]:
    """Return those who first wrote before a moment and never had a car here, nor asked to drive one."""
    linked = exists().where(col(Holding.owner_id) == col(Owner.id))
    return list(unit.session.scalars(select(Owner).where(col(Owner.made_at) <= before, ~linked)))


def came_back(unit: Unit) -> list[Owner]:
    """Return people who were erased and are here as they were before: a backup was restored.

    Numbers of rows are never used twice, so they tell better than clocks, which jump; the file knows the time alone.
    """
    query = select(Owner).join(Erasure, col(Erasure.chat_hash) == col(Owner.chat_hash))
    is_former = or_(
        and_(col(Erasure.owner_id) > 0, col(Owner.id) <= col(Erasure.owner_id)),
        and_(col(Erasure.owner_id) == 0, col(Owner.made_at) <= col(Erasure.at)),
    )
    return list(unit.session.scalars(query.where(is_former).distinct()))
