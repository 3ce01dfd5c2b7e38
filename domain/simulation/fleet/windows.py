"""A fleet's newest readings at the end of each day, as prefilters read them, for all cars and days at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Floats, Ints
from domain.simulation.fleet import rows
from domain.simulation.fleet.facts import Table
from domain.telemetry.features.columns import LEAST, Columns


@dataclass(frozen=True, slots=True)
class Line:
    """Readings of each car without gaps, in time. values: shape (cars, most) or (cars, most, 4), NaN after the last.

    upto: how many are known at the end of each day, shape (cars, days).
    """

    values: Mapping[str, Floats]
    upto: Ints

    def ending(self, days: slice, *, most: int) -> Columns:
        """Return the last readings at the end of these days, shape (cars, days, `LEAST` to `most`)."""
        upto = self.upto[:, days]
        width = max(LEAST, min(most, int(upto.max(initial=0))))
        places = upto[..., None] - width + np.arange(width)
        cars = np.arange(upto.shape[0])[:, None, None]
        by_name = {}
        for name, each in self.values.items():
            values = each[cars, np.maximum(places, 0)]
            values[places < np.maximum(upto[..., None] - most, 0)] = np.nan
            by_name[name] = values
        return Columns(by_name)


def line(table: Table, names: Sequence[str], *, order: str) -> Line:
    count = table.there.shape[0]
    flat = table.there.reshape(count, -1)
    when = np.where(flat, table.columns[order].reshape(count, -1), np.inf)
    ranked = np.argsort(when, axis=1, kind="stable")
    upto = np.cumsum(table.there.sum(axis=2), axis=1)
    ranked = ranked[:, : max(1, int(upto.max(initial=0)))]
    values = {}
    for name in names:
        column = table.columns[name].reshape(count, flat.shape[1], *table.columns[name].shape[3:])
        values[name] = column[np.arange(count)[:, None], ranked]
    return Line(values, upto)


def lines(tables: Mapping[str, Table], needed: Mapping[str, tuple[tuple[str, ...], int]]) -> dict[str, Line]:
    """Return the readings that prefilters need, of the kinds that the fleet has."""
    return {
        part: line(tables[part], names, order=rows.ORDER.get(part, "at"))
        for part, (names, _) in needed.items()
        if part in tables
    }
