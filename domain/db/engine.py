"""One engine over three stores (control, telemetry, keys), on SQLite files or PostgreSQL schemas."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from domain.db import memo

CONTROL = "control"
STORES = ("telemetry", "keys")  # besides the control store, which has no schema name
FILES = ("keys", "telemetry", CONTROL)
"""SQLite's files, in the order in which a commit reaches them: what a process that is killed in between leaves behind
is a key or a reading that nothing speaks of yet, never a word of something that is not there."""
_POOL: Mapping[str, Any] = {"pool_size": 16, "max_overflow": 32, "hide_parameters": True}
KEY_TABLES = ("keys.data_key", "keys.passing_key")
_KNOWN = ("postgresql://", "postgresql+psycopg://")
BUSY_MS = 15_000
CLEARING_MS = 1_000
_NEVER_FOR_EVER = {  # a server that says nothing, or a lock that stays, is an error after a while
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "options": "-c lock_timeout=30000",
}


class UnknownDatabaseError(ValueError):
    """An address that is not PostgreSQL's."""

    def __init__(self) -> None:
        super().__init__("it does not begin with postgresql://")


def sqlite(folder: Path) -> Engine:
    """Open the three SQLite files in `folder`, made on first use. Writers queue by BEGIN IMMEDIATE.

    A deferred BEGIN would fail with "database is locked" at the first write after a read. In WAL mode a commit is one
    file's after another, in the order in which they were attached, the main one first: so that is one in memory.
    """
    _make_private(folder)
    memory = {"connect_args": {"check_same_thread": False}, "execution_options": {"folder": folder}}
    return _attached(create_engine("sqlite://", poolclass=QueuePool, **memory, **_POOL), folder, FILES)


@contextmanager
def of_schema(engine: Engine) -> Iterator[Engine]:
    """An engine of the same database for what makes, changes or lists tables: on SQLite those without a schema's name are the main file's."""
    if engine.dialect.name != "sqlite":
        yield engine
        return
    folder: Path = engine.get_execution_options()["folder"]
    own = _attached(create_engine(f"sqlite:///{folder / CONTROL}.db", poolclass=NullPool), folder, STORES)
    yield own
    own.dispose()


def _attached(engine: Engine, folder: Path, files: Sequence[str]) -> Engine:
    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for store in files:
            cursor.execute(f"ATTACH DATABASE '{folder / store}.db' AS {store}")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        for store in ("main", *files):
            cursor.execute(f"PRAGMA {store}.journal_mode = WAL")
            cursor.execute(f"PRAGMA {store}.synchronous = FULL")
            cursor.execute(f"PRAGMA {store}.secure_delete = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _make_private(folder: Path) -> None:
    """Make the folder and the files for this user alone; write-ahead logs take over the mode of their database."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for store in FILES:
        file = folder / f"{store}.db"
        with suppress(OSError):  # what stands in the way SQLite says itself
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        for each in folder.glob(f"{store}.db*"):
            with suppress(OSError):
                each.chmod(0o600)


def postgresql(url: str) -> Engine:
    """Open PostgreSQL 15+ through psycopg 3. The stores are schemas of one database."""
    return create_engine(url, pool_pre_ping=True, connect_args=_NEVER_FOR_EVER, **_POOL)


def open_engine(url: str | None, *, folder: Path) -> Engine:
    """Open PostgreSQL where a URL is given, else SQLite in `folder`. Raises UnknownDatabaseError."""
    if url is not None and not url.startswith(_KNOWN):
        raise UnknownDatabaseError
    engine = (
        sqlite(folder)
        if url is None
        else postgresql(url.replace("postgresql://", "postgresql+psycopg://", 1))
    )
    memo.watch(engine)
    return engine


def forget_deleted(engine: Engine, *, tables: Sequence[str] = ()) -> bool:
    """Leave no bytes of deleted rows behind; False where a reader stood in the way: call again.

    On SQLite they leave the write-ahead logs. On PostgreSQL the tables of keys are written anew, and what its
    statistics hold of `tables` is renewed. It waits for readers only briefly, because writers wait with it.
    """
    if engine.dialect.name == "sqlite":
        return _clear_logs(engine)
    try:
        _renew(engine, tables)
    except OperationalError:  # the lock was not to be had in time
        return False
    return True


def _clear_logs(engine: Engine) -> bool:
    raw = engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {CLEARING_MS}")
    busy = [cursor.execute(f"PRAGMA {store}.wal_checkpoint(TRUNCATE)").fetchone()[0] for store in FILES]
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    raw.close()
    return not any(busy)


def _renew(engine: Engine, tables: Sequence[str]) -> None:
    """Write the tables of keys anew (VACUUM FULL), outside a transaction: plain VACUUM leaves deleted bytes in the file."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = {CLEARING_MS}")
        try:
            for table in KEY_TABLES:
                connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")
            for table in tables:
                connection.exec_driver_sql(f"ANALYZE {table}")
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
