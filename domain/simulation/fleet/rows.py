"""Feature objects of one car, made from a fleet's tables when they are looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.simulation.facts import Floats
from domain.simulation.fleet.facts import Table
from domain.telemetry import features as kept
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
_ENDS = {"charges": "end", "rests": "end", "days": "day"}  # else "at"
# Newest of one kind that can matter; `features.fold` then caps each kind to what is kept.
_MOST = {
    "days": kept.KEEP_DAYS,
    "charges": kept.KEEP_CHARGES,
    "rests": kept.KEEP_RESTS,
    "filters": kept.KEEP_FILTERS,
}
_ELSE = 420
_EPOCH_DAY = date(1970, 1, 1).toordinal()


def features(
    tables: Mapping[str, Table], car: int, *, day: int, parts: Sequence[str] | None = None
) -> Features:
    """What is known of a car at the end of a day, capped as in production; `parts`: only these fields."""
    chosen = tables if parts is None else {name: tables[name] for name in parts if name in tables}
    found = {name: _rows(name, table, car, day=day) for name, table in chosen.items()}
    return kept.fold(Features(), Features(**found), day=date.max)


def _rows(name: str, table: Table, car: int, *, day: int) -> tuple[Any, ...]:
    kind = KINDS[name]
    most = _MOST.get(name, _ELSE)
    first = max(0, day + 1 - 3 * most)
    there = np.flatnonzero(table.there[car, first : day + 1].reshape(-1))
    order = np.argsort(_flat(table.columns[_ENDS.get(name, "at")], car, first, day)[there], kind="stable")
    picked = there[order][-most:]
    names = [each.name for each in fields(kind) if each.name in table.columns]
    columns = [_told(each, _flat(table.columns[each], car, first, day)[picked]) for each in names]
    return tuple(kind(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def _flat(values: Floats, car: int, first: int, day: int) -> Floats:
    own = values[car, first : day + 1]
    return own.reshape(-1, *own.shape[2:])


def _told(name: str, values: NDArray[Any]) -> list[Any]:
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
