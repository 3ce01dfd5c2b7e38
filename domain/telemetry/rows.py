"""A row that is added, or changed where it stands already."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects.postgresql import Insert

from domain.core import Unit


def put(unit: Unit, new: Insert, *, keys: Sequence[str], change: Mapping[str, Any]) -> None:
    """Insert the row, or make the change to the one with the same keys."""
    # PostgreSQL's ON CONFLICT DO UPDATE is spelled the same by SQLite.
    unit.session.execute(new.on_conflict_do_update(index_elements=list(keys), set_=dict(change)))
