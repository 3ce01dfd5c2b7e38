"""The readings of files side by side, whatever order they came in, given out again day by day."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isnan, nan

import numpy as np

from domain.feeds.facts import Signals
from domain.telemetry import moments
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.intake import Batch, Record

_DAY_MS = 86_400_000
_NO_DAY = -(2**32)  # stands before the first


@dataclass(slots=True)
class Samples:
    """Readings of one car: a million rows of twenty columns take 170 MB."""

    _at: "array[int]" = field(default_factory=lambda: array("q"))
    _columns: dict[str, "array[float]"] = field(default_factory=dict)

    def add(self, at: datetime, signals: Signals) -> None:
        """Take one row in. at: with a zone."""
        for path in signals.keys() - self._columns.keys():
            self._columns[path] = array("d", [nan]) * len(self._at)
        self._at.append(moments.ms(at))
        for path, column in self._columns.items():
            column.append(signals.get(path, nan))

    def __len__(self) -> int:
        return len(self._at)

    @property
    def paths(self) -> tuple[str, ...]:
        """The signals that have a value."""
        return tuple(self._columns)

    def days(self) -> Iterator[tuple[date, Batch]]:
        """Yield the records of each UTC day, oldest first."""
        if not self._at:
            return
        at = np.frombuffer(self._at, dtype=np.int64)
        order = np.argsort(at, kind="stable")
        starts = np.flatnonzero(np.diff(at[order] // _DAY_MS, prepend=_NO_DAY)).tolist()
        for first, last in zip(starts, [*starts[1:], at.size], strict=True):
            rows = order[first:last].tolist()
            yield moments.moment(self._at[rows[0]]).date(), Batch([self._record(row) for row in rows])

    def _record(self, row: int) -> Record:
        values = ((path, column[row]) for path, column in self._columns.items())
        signals = {
            path: bool(value) if CATALOGUE[path].boolean else value
            for path, value in values
            if not isnan(value)
        }
        return Record(moments.moment(self._at[row]).isoformat(), signals)
