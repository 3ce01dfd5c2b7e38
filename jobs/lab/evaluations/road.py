"""Trips of a car without heating: what speed alone makes of its consumption, by a shape that was fitted to other cars."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from pyarrow import parquet

from domain.energy import rules
from domain.energy.facts import PUBLISHED, Drive, Shape
from domain.kit.arrays import Floats
from jobs.lab.evaluations.facts import file

_SET, _FILE = "ev_trips", "twizy_1hz.parquet"
_PACK_KWH = 6.1  # Renault's figure for the Twizy
_HOUR_S = 3600


def read(folder: Path) -> list[Drive]:
    """Each trip, from readings a second apart. Raises Refusal data_missing."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in parquet.read_table(file(folder, _SET, _FILE)).to_pylist():
        rows[row["trip"]].append(row)
    return [_drive(trip) for trip in rows.values()]


def _drive(trip: Sequence[dict[str, Any]]) -> Drive:
    km = sum(row["speed"] or 0.0 for row in trip) / _HOUR_S
    kwh = (trip[0]["soc"] - trip[-1]["soc"]) / 100 * _PACK_KWH
    celsius = float(np.mean([row["temperature"] for row in trip if row["temperature"] is not None]))
    day = next(row["time"] for row in trip if row["time"] is not None).date()
    return Drive(day, kwh / km * 100, celsius, km / len(trip) * _HOUR_S, km)


def errors(trips: Sequence[Drive], fitted: Shape) -> list[dict[str, float]]:
    """Return the error of each trip in percent; the car's own factor is taken from its other trips."""
    celsius, kmh, used = (
        np.array([getattr(trip, name) for trip in trips]) for name in ("celsius", "kmh", "kwh_100km")
    )
    names = {"": fitted, "published_": PUBLISHED}
    shapes = {name: rules.needs(_bare(shape), celsius, kmh) for name, shape in names.items()}
    by_shape = {name: _missed(used, by) for name, by in {**shapes, "flat_": np.ones(used.size)}.items()}
    return [
        {f"{name}trip_error_pct": float(missed[place]) for name, missed in by_shape.items()}
        for place in range(used.size)
    ]


def _bare(shape: Shape) -> Shape:
    """Return the shape without heating and cooling, which this car does not have."""
    return replace(shape, cabin=np.zeros_like(shape.cabin))


def _missed(used: Floats, by: Floats) -> Floats:
    factors = np.array([np.median(np.delete(used / by, place)) for place in range(used.size)])
    return 100 * np.abs(used / (factors * by) - 1)
