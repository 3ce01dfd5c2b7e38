"""What a transaction has read need not be read again, until it writes or locks something."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlmodel import Session

T = TypeVar("T")

_READS = "reads"  # in the `info` of a connection: what was read since the transaction's last write


def watch(engine: Engine) -> None:
    """Forget what a connection has read where it may no longer hold: a transaction begins or ends, a row is written or locked."""

    @event.listens_for(engine, "begin")
    @event.listens_for(engine, "commit")
    @event.listens_for(engine, "rollback")
    def _forget(connection: Connection) -> None:
        connection.info[_READS] = {}

    @event.listens_for(engine, "before_cursor_execute")
    def _before(connection: Connection, _cursor: Any, statement: str, *_rest: object) -> None:
        if not statement.startswith("SELECT") or " FOR " in statement:
            connection.info[_READS] = {}


def once(session: Session, key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` returns; within a transaction it is called anew only after something was written or locked.

    key: names the reader and its arguments, among them all that the result depends on. What is returned is shared,
    so that it must not be changed. Rows of the session's own mapping are the same objects in any case.
    """
    session.flush()  # a change that is not written yet counts as well
    reads: dict[Hashable, T] = session.connection().info.setdefault(_READS, {})
    if key not in reads:
        value = read()
        session.connection().info[_READS][key] = value
        return value
    return reads[key]
