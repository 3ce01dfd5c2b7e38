"""How a table declares its columns, so that none can be forgotten by footprint, export or erasure."""

from typing import Any

from sqlmodel import Field

from domain.kit.classified import Category, Data, Reach


def column(
    category: Category,
    *,
    sealed: bool = False,
    label: str = "",
    raw: bool = False,
    proof: bool = False,
    **field: Any,
) -> Any:
    """Declare a column with its kind of data (see `Data`); the rest goes to SQLModel's `Field`."""
    data = Data(category, sealed=sealed, label=label, raw=raw, proof=proof)
    extra = field.pop("sa_column_kwargs", {})
    return Field(sa_column_kwargs={**extra, "info": {"data": data}}, **field)


def row_id() -> Any:
    """Declare the integer key of a row."""
    return column(Category.SYSTEM, default=None, primary_key=True)


def table(
    reach: Reach, *constraints: Any, schema: str | None = None, ids_once: bool = False
) -> tuple[Any, ...]:
    """Build `__table_args__` that say how a row reaches its owner. schema is the store: telemetry or keys.

    ids_once: SQLite, too, never gives a deleted row's id to another, which a late answer could mean.
    """
    options: dict[str, object] = {"schema": schema, "info": {"reach": reach}}
    if ids_once:
        options["sqlite_autoincrement"] = True
    return (*constraints, options)
