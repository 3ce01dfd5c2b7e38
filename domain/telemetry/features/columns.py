"""Features of many cars as arrays: the newest of each kind at the end, NaN where a car has fewer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

import numpy as np

from domain.telemetry.facts import Features
from domain.telemetry.features.samples import Floats

LEAST = 16  # places at least, so that medians of a few readings always have theirs
_WHEELS = 4
_FOUR = frozenset({"tyre_kpa", "pads"})
_MOMENTS = frozenset({"at", "end", "start"})


@dataclass(frozen=True, slots=True)
class Columns:
    """One kind of features, shape (..., readings) or (..., readings, 4); moments in seconds since the epoch."""

    values: Mapping[str, Floats]

    def __getitem__(self, name: str) -> Floats:
        return self.values[name]

    def newest(self, count: int) -> "Columns":
        """The last readings only; four values a reading keep their four."""
        return Columns(
            {
                name: each[..., -count:, :] if name in _FOUR else each[..., -count:]
                for name, each in self.values.items()
            }
        )


def of(features: Sequence[Features], part: str, names: Sequence[str], *, most: int) -> Columns:
    """The last `most` of one part of each car's features, shape (cars, at least `LEAST` readings)."""
    rows = [getattr(each, part)[-most:] for each in features]
    width = max([LEAST, *map(len, rows)])
    return Columns({name: _column(rows, name, width=width) for name in names})


def _column(rows: Sequence[Sequence[object]], name: str, *, width: int) -> Floats:
    shape = (len(rows), width, _WHEELS) if name in _FOUR else (len(rows), width)
    table = np.full(shape, np.nan)
    read: Callable[[object], object] = attrgetter(name)
    for row, items in enumerate(rows):
        if items:
            values = list(map(read, items))
            table[row, -len(items) :] = (
                _seconds(values) if name in _MOMENTS else np.array(values, dtype=np.float64)
            )
    return table


def _seconds(moments: Sequence[object]) -> list[float]:
    return [each.timestamp() for each in moments if isinstance(each, datetime)]
