"""Owners' consumption diaries (`ev_energy_logs`) as runs: what each entry depends on whatever its driver does."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from pyarrow import parquet

from domain.kit.arrays import Floats
from domain.savings.facts import Run
from jobs.lab.evaluations.facts import file

SET, _FILE = "ev_energy_logs", "trip_logs.parquet"
_PLAUSIBLE: Final = (5.0, 60.0)  # kWh per 100 km, as in domain/energy/rules: beyond it a digit is wrong
_YEAR_DAYS: Final = 365.25
_SLOWEST_KMH: Final = 10.0
_SHORTEST_KM: Final = 2.0
_FLAGS: Final = ("ac", "park_heating", "city", "motor_way", "country_roads")


@dataclass(frozen=True, slots=True)
class Diary:
    """The entries of one car in the order of their days. kwh_100km: as its owner noted it."""

    car: str
    model: str
    runs: tuple[Run, ...]
    kwh_100km: Floats


def read(folder: Path) -> list[Diary]:
    """Return the diary of each car. Raises Refusal data_missing.

    An entry without a plausible consumption is no entry. Style is not read: it is what an owner would change.
    """
    table = parquet.read_table(file(folder, SET, _FILE))
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    cars = dict.fromkeys(columns["vehicle"])
    return [_diary(car, {name: _of(column, columns["vehicle"], car) for name, column in columns.items()}) for car in cars]


def _of(column: list[Any], cars: list[str], car: str) -> list[Any]:
    return [value for value, each in zip(column, cars, strict=True) if each == car]


def _diary(car: str, columns: Mapping[str, list[Any]]) -> Diary:
    rate, km = _floats(columns["kwh_per_100km"]), _floats(columns["trip_km"])
    days = np.array(columns["date"], dtype="datetime64[s]").astype(np.float64) / 86_400
    terms = _terms(columns, days, km)
    usable = np.flatnonzero((rate >= _PLAUSIBLE[0]) & (rate <= _PLAUSIBLE[1]) & (km > 0))
    order = usable[np.argsort(days[usable], kind="stable")]
    runs = tuple(
        Run(float(days[row]), float(km[row]), float(rate[row] * km[row] / 100), tuple(terms[row].tolist())) for row in order
    )
    return Diary(car, str(columns["model"][0]), runs, rate[order])


def _terms(columns: Mapping[str, list[Any]], days: Floats, km: Floats) -> Floats:
    """Season, length, speed, tyres, what was on, and the kinds of road."""
    kmh, turn = _floats(columns["avg_speed_kmh"]), 2 * np.pi * days / _YEAR_DAYS
    return np.column_stack(
        [
            np.cos(turn), np.sin(turn), 1 / np.maximum(km, _SHORTEST_KM), kmh, kmh**2, 1 / np.maximum(kmh, _SLOWEST_KMH),
            np.array([float("inter" in str(each)) for each in columns["tire_type"]]),
            *(_floats(columns[name]) for name in _FLAGS),
        ]
    )  # fmt: skip


def _floats(column: list[Any]) -> Floats:
    return np.array([np.nan if each is None else float(each) for each in column])
