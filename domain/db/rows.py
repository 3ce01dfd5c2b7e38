"""Rows that are added once, whoever else adds them at the same moment."""

from typing import Any

from sqlalchemy import literal_column
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel


def add_once(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Insert a row unless a unique constraint stands against it; tell whether this call added it."""
    # PostgreSQL's ON CONFLICT DO NOTHING is spelled the same by SQLite.
    added: ReturningInsert[Any] = insert(table).values(values).on_conflict_do_nothing().returning(literal_column("1"))
    return session.execute(added).first() is not None
