"""PostgreSQL databases for tests: each is as new, and few are made.

Making one copies hundreds of files. One that a test has done with is emptied and lent again; one that is not
as new after that is left where it is.
"""

import itertools
from dataclasses import dataclass, field
from typing import Any

import psycopg

Found = list[tuple[Any, ...]]

TEMPLATE = "template_ready"
_TABLES = (
    "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables "
    "WHERE schemaname IN ('public', 'telemetry', 'keys') AND tablename <> 'alembic_version'"
)
_COUNTED = (
    "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename) FROM pg_sequences "
    "WHERE last_value IS NOT NULL"
)
_SHAPE = (
    "SELECT count(*), sum(hashtext(c.relname || coalesce(a.attname || a.atttypid || a.attnotnull, ''))) "
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "LEFT JOIN pg_attribute a ON a.attrelid = c.oid WHERE n.nspname IN ('public', 'telemetry', 'keys')"
)
_LET_GO = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_FREELY = "SET lock_timeout = '5s'; SET session_replication_role = replica"  # no order among the tables


def named(uri: str, database: str) -> str:
    """The address of another database of the same server."""
    return uri.replace("/postgres?", f"/{database}?")


@dataclass
class Lending:
    """The databases of one server, made from its migrated template."""

    uri: str
    _free: list[str] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        with psycopg.connect(named(self.uri, TEMPLATE)) as template:
            self._shape = _asked(template, _SHAPE)
            tables = [table for (table,) in _asked(template, _TABLES)]
        self._filled = " UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in tables)  # noqa: S608 - names from the catalogue

    def lend(self) -> str:
        """Return the address of a migrated database without rows."""
        return self._free.pop() if self._free else self._made()

    def take_back(self, url: str) -> None:
        """Empty a database that nobody needs any more, to lend it again."""
        try:
            with psycopg.connect(url) as connection:
                as_new = self._emptied(connection)
        except psycopg.Error:  # somebody holds on to it
            return
        if as_new:
            self._free.append(url)

    def _made(self) -> str:
        name = f"lent_{next(self._numbers)}"
        with psycopg.connect(self.uri, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}".encode())
        return named(self.uri, name)

    def _emptied(self, connection: "psycopg.Connection[Any]") -> bool:
        """Whether it is as new: the tables as they were made, without rows, numbers from one."""
        connection.execute(_LET_GO)
        connection.execute(_FREELY)
        emptying = [f"DELETE FROM {table}" for (table,) in _asked(connection, self._filled)]  # noqa: S608 - as above
        emptying += [f"ALTER SEQUENCE {counted} RESTART" for (counted,) in _asked(connection, _COUNTED)]
        if emptying:
            connection.execute("; ".join(emptying).encode())
        return _asked(connection, _SHAPE) == self._shape


def _asked(connection: "psycopg.Connection[Any]", query: str) -> Found:
    return list(connection.execute(query.encode()).fetchall())
