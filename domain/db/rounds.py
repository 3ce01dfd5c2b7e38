"""SQLite's one writer, shared: units of threads that wait for each other end in one commit.

A commit waits for the disk, and only one transaction can write at a time, so fifty units that each commit
wait for the disk fifty times in a row. Here the next one that waits goes on in the open transaction, behind a
savepoint of its own. Nobody is told that a unit is kept before the commit that keeps it is on disk.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from sqlalchemy import Connection, Engine

UNITS: Final = 32  # in one commit: the last may not keep the first waiting for long
ROUND_S: Final = (
    0.02  # nor joins a unit a round that has lasted so long: five times a commit's wait for the disk
)


class RoundLostError(RuntimeError):
    """The commit that would have kept this unit failed, or another unit's failure undid it: nothing was kept."""


@dataclass(slots=True)
class _Round:
    """One transaction and the units in it. success is set before `over`."""

    connection: Connection
    stack: ExitStack
    began_s: float = field(default_factory=monotonic)
    units: int = 0
    success: bool = False
    over: threading.Event = field(default_factory=threading.Event)


class Rounds:
    """Hands the writing connection of one engine from thread to thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._round: _Round | None = None

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """Write alone while the block lasts; leave it when what was written is on disk.

        The block keeps or undoes what it does within a savepoint. Raises RoundLostError.
        """
        self._wait()
        current: _Round | None = None
        failed = True
        try:
            current = self._round = self._round or self._begin()
            current.units += 1
            yield current.connection
            failed = False
        finally:
            try:
                if current is not None and (failed or self._is_last(current)):
                    self._end(current)
            finally:
                self._turn.release()
        current.over.wait()
        if not current.success:
            raise RoundLostError

    def _wait(self) -> None:
        with self._counting:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._counting:
                self._waiting -= 1

    def _begin(self) -> _Round:
        stack = ExitStack()
        return _Round(stack.enter_context(self._engine.begin()), stack)

    def _is_last(self, current: _Round) -> bool:
        """Whoever waits now is sure to take the turn, and to end the round in its turn."""
        if current.units >= UNITS or monotonic() - current.began_s >= ROUND_S:
            return True
        with self._counting:
            return self._waiting == 0

    def _end(self, current: _Round) -> None:
        self._round = None
        try:
            # A full disk undoes the whole transaction, and the driver would then take a commit for done.
            whole = _raw(current.connection).in_transaction
            current.stack.close()
            current.success = whole
        finally:
            current.over.set()


def _raw(connection: Connection) -> sqlite3.Connection:
    connection_of_driver = connection.connection.driver_connection
    assert isinstance(connection_of_driver, sqlite3.Connection)
    return connection_of_driver
