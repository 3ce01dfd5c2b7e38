"""What tables and signals declare about personal data: the one map of footprint, export, erasure and retention.

All tables are reached through SQLModel's metadata: `domain.tables` stands above the slices, and whoever
composes the program imports it, so that every table is registered before the first unit opens.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import Column, DateTime, LargeBinary, MetaData, Table
from sqlmodel import SQLModel

from domain.kit.classified import ASKED, Category, Data, Purpose, Reach
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Signal

CHAT: Final = "chat_hash"  # the name of every column with the keyed hash of a chat


def tables(metadata: MetaData = SQLModel.metadata) -> tuple[Table, ...]:
    """Return every table, each after the tables it refers to."""
    return tuple(metadata.sorted_tables)


def reach_of(table: Table) -> Reach:
    reach = table.info["reach"]
    assert isinstance(reach, Reach)
    return reach


def data_of(column: Column[object]) -> Data:
    data = column.info["data"]
    assert isinstance(data, Data)
    return data


def personal(metadata: MetaData = SQLModel.metadata) -> tuple[Table, ...]:
    """Return the tables whose rows are about one person and go with that person."""
    return tuple(table for table in tables(metadata) if reach_of(table).owner is not None)


def by_chat_alone(table: Table) -> bool:
    """Whether a row may be about a person before it is known whose chat it came from."""
    return bool(reach_of(table).chat)


def is_raw(table: Table) -> bool:
    """Whether the sealed bodies are an hour of what a car sent."""
    return any(data_of(column).raw for column in table.c)


def label_of(column: Column[object]) -> str:
    """Return what the values of a sealed column are authenticated with."""
    return data_of(column).label or f"{column.table.name}.{column.name}"


def withheld(column: Column[object]) -> bool:
    """Whether a value only proves something to this program (hashes, tokens, keys): a copy would be a risk."""
    return data_of(column).proof


def categories(table: Table) -> tuple[Category, ...]:
    """Return the kinds of data a table holds, in the order an owner is shown them, system marks last."""
    present = {data_of(column).category for column in table.c}
    return tuple(category for category in Category if category in present)


def signals(category: Category) -> tuple[Signal, ...]:
    """Return the signals of a kind that are collected."""
    return tuple(signal for signal in _all_signals(category) if signal.is_collected)


def _all_signals(category: Category) -> tuple[Signal, ...]:
    """Return also what earlier versions collected, of which some may be left until its time is over."""
    return tuple(signal for signal in CATALOGUE.values() if signal.category is category)


def paths(category: Category) -> frozenset[str]:
    return frozenset(signal.path for signal in _all_signals(category))


def raw_for(category: Category) -> timedelta:
    """Return how long what a car sends of this kind is kept at most; zero where it sends none."""
    return timedelta(days=max((signal.keep_days for signal in _all_signals(category)), default=0))


def purposes(category: Category) -> tuple[Purpose, ...]:
    """Return what a kind of data is held for: signals say it, everything else is the service itself."""
    purposes_of_signals = {signal.purpose for signal in signals(category)} or {Purpose.CARE}
    return tuple(purpose for purpose in Purpose if purpose in purposes_of_signals)


def keeps(category: Category, holding: Iterable[Table]) -> tuple[timedelta | None, ...]:
    """Return the limits under which the tables and signals of a kind are kept; None stands for no limit."""
    limits: set[timedelta | None] = set()
    for table in (table for table in holding if not is_raw(table)):
        reach = reach_of(table)
        limits |= {reach.keep} if limits_all(table, reach) else {reach.keep, None}
    if _all_signals(category):
        limits.add(raw_for(category))
    return tuple(sorted(limits, key=lambda limit: (limit is None, limit or timedelta(0))))


def limits_all(table: Table, reach: Reach) -> bool:
    """Whether every row goes at its time: some limits are only for rows of a kind, or begin when a row ends."""
    aged = reach.age in table.c and not table.c[reach.age].nullable
    return reach.keep is not None and aged and not reach.only


def unlimited(metadata: MetaData = SQLModel.metadata) -> list[str]:
    """Name the tables that may grow for ever without a reason."""
    reaches = ((table, reach_of(table)) for table in tables(metadata))
    return [table.fullname for table, reach in reaches if not limits_all(table, reach) and not reach.lasts]


def survivors(metadata: MetaData = SQLModel.metadata) -> tuple[Table, ...]:
    """Return the tables with a row that outlives its owner's erasure, and a stated reason."""
    return tuple(table for table in tables(metadata) if reach_of(table).survives)


def unclassified(metadata: MetaData, catalogue: Mapping[str, Signal], *, texts: Collection[str]) -> list[str]:
    """Name all that footprint, export, erasure or retention would miss. texts: codes that have words."""
    problems = [problem for table in tables(metadata) for problem in _of_table(table, texts)]
    problems += [problem for signal in catalogue.values() for problem in _of_signal(signal)]
    codes = (
        *(f"privacy.category.{category}{part}" for category in Category for part in ("", ".why")),
        *(f"privacy.purpose.{purpose}{part}" for purpose in ASKED for part in _CONSENT_PARTS),
    )
    return [*problems, *(f"{code}: no words" for code in codes if code not in texts)]


_CONSENT_PARTS: Final = ("", ".collects", ".uses", ".keeps", ".stops")


def _of_table(table: Table, texts: Collection[str]) -> Iterator[str]:
    name = table.fullname
    yield from (problem for column in table.c for problem in _of_column(column))
    reach = table.info.get("reach")
    if not isinstance(reach, Reach):
        yield f"{name}: no Reach"
        return
    yield from (f"{name}: no column {each}" for each in _column_names(reach) if each not in table.c)
    if reach.keep is not None and not _is_instant(table, reach.age):
        yield f"{name}: keep without an age"
    if reach.survives and reach.survives not in texts:
        yield f"{name}: {reach.survives} has no words"
    if reach.owner is not None and f"privacy.table.{table.name}" not in texts:
        yield f"{name}: has no name for its owner"
    if reach.owner is None and not reach.survives:
        yield from (f"{name}.{column.name}: leads to a person" for column in table.c if _leads(column))


def _column_names(reach: Reach) -> Iterator[str]:
    yield from (name for name in (reach.owner, reach.vehicle, reach.chat, reach.age, reach.or_age) if name)


def _is_instant(table: Table, age: str) -> bool:
    # SQLModel's own type of instants is a decorator around DateTime.
    return age in table.c and isinstance(getattr(table.c[age].type, "impl", table.c[age].type), DateTime)


def _leads(column: Column[object]) -> bool:
    """Whether the column refers to a person, or to a row that goes with one and is not let go of then."""
    if column.name in {"owner_id", CHAT}:
        return True
    return any(
        isinstance(reach := key.column.table.info.get("reach"), Reach)
        and reach.owner is not None
        and key.ondelete != "SET NULL"
        for key in column.foreign_keys
    )


def _of_column(column: Column[object]) -> Iterator[str]:
    data = column.info.get("data")
    name = f"{column.table.fullname}.{column.name}"
    if not isinstance(data, Data):
        yield f"{name}: no Data"
    elif isinstance(column.type, LargeBinary) and not data.sealed:
        yield f"{name}: bytes that are not sealed"


def _of_signal(signal: Signal) -> Iterator[str]:
    if signal.category is Category.SYSTEM or not isinstance(signal.category, Category):
        yield f"{signal.path}: no category"
    if not isinstance(signal.purpose, Purpose):
        yield f"{signal.path}: no purpose"
    if signal.keep_days <= 0:
        yield f"{signal.path}: no retention"
