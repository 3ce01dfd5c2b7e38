"""Rows that are added whoever else adds them at the same moment.

PostgreSQL's ON CONFLICT is spelled the same by SQLite, so its statements serve both.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, literal_column
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel


def add_once(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Insert a row unless a unique constraint stands against it; tell whether this call added it."""
    into = table.metadata.tables[str(table.__tablename__)]
    return session.execute(_unless_there(into), values).first() is not None


@cache
def _unless_there(table: Table) -> ReturningInsert[Any]:
    """Return the insert statement of a table that skips existing rows; built once for each table, as it is used often."""
    return insert(table).on_conflict_do_nothing().returning(literal_column("1"))


def put(session: Session, new: Insert, *, keys: Sequence[str], change: Mapping[str, Any]) -> None:
    """Insert the row, or make the change to the one with the same keys."""
    session.execute(new.on_conflict_do_update(index_elements=list(keys), set_=dict(change)))
