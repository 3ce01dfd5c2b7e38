"""Feature objects of one car, made from a fleet's tables on demand."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats
from domain.simulation.fleet.facts import Table
from domain.telemetry.facts import (
    Cells,
    Charge,
    Codes,
    Contactor,
    Day,
    Features,
    Filter,
    Flow,
    Insulation,
    Loss,
    Motor,
    Rest,
    Wear,
)
from domain.telemetry.features import extraction as kept

KINDS: Mapping[str, type[Any]] = {
    "days": Day,
    "charges": Charge,
    "rests": Rest,
    "flows": Flow,
    "wear": Wear,
    "filters": Filter,
    "cells": Cells,
    "insulation": Insulation,
    "motors": Motor,
    "contactors": Contactor,
    "losses": Loss,
    "codes": Codes,
}
ORDER = {"charges": "end", "rests": "end", "days": "day"}  # by which a kind is in time; else "at"
_EPOCH_DAY = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Line:
    """Everything of one kind about one car, in time; upto: how many are known at the end of each day."""

    items: tuple[Any, ...]
    upto: Sequence[int]

    def newest(self, day: int, most: int) -> tuple[Any, ...]:
        end = self.upto[day]
        return self.items[max(0, end - most) : end]


@dataclass(frozen=True, slots=True)
class Past:
    """The features of one car of a fleet, day by day; each object is made once and reused."""

    tables: Mapping[str, Table]
    car: int
    lines: dict[str, Line] = field(default_factory=dict)

    def features(self, day: int, parts: Sequence[str] | None = None) -> Features:
        """Return the features known at the end of a day, as many as production stores (of wear the newest)."""
        names = [name for name in (parts or self.tables) if name in self.tables]
        return Features(**{name: self._newest(name, day) for name in names})

    def _newest(self, name: str, day: int) -> tuple[Any, ...]:
        if name not in self.lines:
            self.lines[name] = _line(name, self.tables[name], self.car)
        newest = self.lines[name].newest(day, getattr(kept, f"KEEP_{name.upper()}", kept.KEEP_RESTS))
        if name != "flows" or not newest:
            return newest
        oldest = newest[-1].at - kept.KEEP_FLOWS_FOR
        return newest[bisect_right(newest, oldest, key=lambda hour: hour.at) :]


def _line(name: str, table: Table, car: int) -> Line:
    kind = KINDS[name]
    there = np.flatnonzero(table.there[car].reshape(-1))
    when = _flat(table.columns[ORDER.get(name, "at")], car)[there]
    places = there[np.argsort(when, kind="stable")]
    names = [each.name for each in fields(kind) if each.name in table.columns]
    columns = [_column(each, _flat(table.columns[each], car)[places]) for each in names]
    items = tuple(kind(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))
    return Line(items, np.cumsum(table.there[car].sum(axis=1)).tolist())


def _flat(values: Floats, car: int) -> Floats:
    flat: Floats = values[car].reshape(-1, *values.shape[3:])
    return flat


def _column(name: str, values: NDArray[Any]) -> list[Any]:
    if values.ndim > 1:
        return [tuple(None if each != each else each for each in row) for row in values.tolist()]  # noqa: PLR0124 - NaN
    return [_TOLD.get(name, _number)(each) for each in values.tolist()]


def _number(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - NaN is unknown


def _moment(value: float) -> datetime:
    return datetime.fromtimestamp(value, tz=UTC)


def _day(value: float) -> date:
    return date.fromordinal(_EPOCH_DAY + int(value))


_TOLD: Mapping[str, Callable[[Any], object]] = {
    "at": _moment,
    "start": _moment,
    "end": _moment,
    "day": _day,
    "samples": int,
    "wheel": int,
    "low_cell": int,
    "at_charge_end": bool,
    "cut_short": bool,
    "active": tuple,
    "covered_s": float,
}
