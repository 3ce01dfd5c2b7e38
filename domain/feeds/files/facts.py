"""What a kind of file is: how it is told from others, where its times stand, and what its columns mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from domain.feeds.facts import Key, Keys, Signals, Why
from domain.telemetry import moments

ROW_BROKEN: Final = "row_broken"
TIME_UNREADABLE: Final = "time_unreadable"
TIME_IMPOSSIBLE: Final = "time_impossible"
_LAST: Final = datetime(
    2100, 1, 1, tzinfo=UTC
)  # a clock that runs ahead; telemetry refuses the nearer future
_AFTER_NAME: Final = re.compile(r",| \(| (?:log|signals|telemetry)\b")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTS: Final[Mapping[str, timedelta]] = {"s": timedelta(seconds=1), "ms": timedelta(milliseconds=1)}


@dataclass(frozen=True, slots=True)
class Clock:
    """How the time of a row is read. column: in small letters. unit: s or ms where it counts since 1970.

    formats: how it is written, where that is not ISO 8601. zone: of times that name none; None is the car's.
    """

    column: str
    unit: str = ""
    formats: tuple[str, ...] = ()
    zone: tzinfo | None = None

    def read(self, cell: str, *, zone: tzinfo) -> datetime | None:
        """Return the moment with its zone; None where it cannot be read."""
        try:
            if self.unit:
                return _EPOCH + float(cell) * _COUNTS[self.unit]
            at = self._written(cell)
        except (ValueError, OverflowError):
            return None
        return at if at.utcoffset() is not None else at.replace(tzinfo=self.zone or zone)

    def _written(self, cell: str) -> datetime:
        for form in self.formats:
            try:
                return datetime.strptime(cell, form)  # noqa: DTZ007 - the zone is put in by `read`
            except ValueError:
                continue
        return datetime.fromisoformat(cell)


@dataclass(frozen=True, slots=True)
class Combined:
    """A signal made of several columns of a row, from those that have a value."""

    path: str
    columns: tuple[str, ...]
    how: Callable[[Sequence[float]], float | bool]


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of table. needs: columns, in small letters, that only this kind has together.

    key_of: finds the key of a column that `keys` has not, as where the column tells its own unit. any_width: rows may have
    fewer or more cells than the heading, as where a new version of the program goes on with an old file.
    """

    name: str
    title: str
    needs: frozenset[str]
    clock: Clock
    keys: Keys
    combined: tuple[Combined, ...] = ()
    key_of: Callable[[str], Key | None] | None = None
    any_width: bool = False

    def key(self, column: str) -> Key | None:
        """Return the key of a column by its name as written."""
        own = self.keys.get(column.casefold())
        return self.key_of(column) if own is None and self.key_of is not None else own


def program(title: str) -> str:
    """Return the name of the program that a title of a kind of file begins with: LeafSpy of "LeafSpy log (CSV)"."""
    return _AFTER_NAME.split(title, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One row. line: of the file. why: the code of why nothing of it can be used ("" where it can).

    at: the moment, with a zone. A row without one, or of a time at which no car sent anything, always says why.
    """

    line: int
    at: datetime | None = None
    signals: Signals = field(default_factory=dict)
    passed_over: Mapping[str, Why] = field(default_factory=dict)
    why: str = ""

    def __post_init__(self) -> None:
        if self.why:
            return
        if self.at is None:
            object.__setattr__(self, "why", TIME_UNREADABLE)
        elif not moments.FIRST <= self.at < _LAST:
            object.__setattr__(self, "why", TIME_IMPOSSIBLE)
