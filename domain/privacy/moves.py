"""A change of owner: rows that are the car's go to its next owner, as their tables declare; a person's stay that person's."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, ForeignKey, Table, UniqueConstraint, and_, exists, true, update

from domain.core import Unit
from domain.privacy import declared


def move(unit: Unit, vehicle_id: int, *, owner_id: int, to_id: int) -> None:
    """Give every such row of a car and its owner to the next one, without what leads to rows that stay.

    A row of which the next owner has the same already, from an earlier time with the car, stays as well.
    """
    for table in declared.tables():
        if declared.reach_of(table).moves:
            _move(unit, table, vehicle_id, owner_id=owner_id, to_id=to_id)
    unit.session.expire_all()


def _move(unit: Unit, table: Table, vehicle_id: int, *, owner_id: int, to_id: int) -> None:
    reach = declared.reach_of(table)
    assert reach.owner is not None
    owner, vehicle = table.c[reach.owner], table.c[reach.vehicle]
    cut = {
        column.name: None for column in table.c if column is not owner and _is_of_person(column.foreign_keys)
    }
    rows = update(table).where(owner == owner_id, vehicle == vehicle_id, _is_new(table, owner.name, to_id))
    unit.session.connection().execute(rows.values({owner.name: to_id, **cut}))


def _is_of_person(keys: Iterable[ForeignKey]) -> bool:
    return any(declared.reach_of(key.column.table).owner is not None for key in keys)


def _is_new(table: Table, owner: str, to_id: int) -> ColumnElement[bool]:
    """Whether no row of the next owner has the same values where rows of one owner may not."""
    other = table.alias()
    same = (
        [other.c[column.name] == column for column in each.columns if column.name != owner]
        for each in table.constraints
        if isinstance(each, UniqueConstraint) and owner in each.columns
    )
    return and_(true(), *(~exists().where(other.c[owner] == to_id, *each) for each in same))
