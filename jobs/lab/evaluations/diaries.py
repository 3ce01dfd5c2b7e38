"""Owners' consumption diaries (`ev_energy_logs`) as runs: what each entry depends on whatever its driver does."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from domain.kit.arrays import Flags, Floats
from domain.savings.facts import Run
from jobs.lab.evaluations.facts import file

SET, _FILE = "ev_energy_logs", "trip_logs.parquet"
_PLAUSIBLE: Final = (5.0, 60.0)  # kWh per 100 km, as in domain/energy/rules: beyond it a digit is wrong
_YEAR_DAYS: Final = 365.25
_SLOWEST_KMH: Final = 10.0
_SHORTEST_KM: Final = 2.0
_FLAGS: Final = ("ac", "park_heating", "city", "motor_way", "country_roads")
_STYLES: Final = {"Moderate": 0.0, "Normal": 1.0, "Fast": 2.0}

Columns = Mapping[str, NDArray[np.object_]]


@dataclass(frozen=True, slots=True)
class Diary:
    """The entries of one car with a consumption, in the order of their days.

    rate: kWh per 100 km as its owner noted it. terms, shape (entries, terms): what it depends on whatever the driver does.
    style: 0 moderate to 2 fast, which is what an owner would change.
    """

    car: str
    model: str
    days: Floats
    km: Floats
    rate: Floats
    terms: Floats
    style: Floats

    @property
    def plausible(self) -> Flags:
        """Tell which entries have no digit wrong."""
        return (self.rate >= _PLAUSIBLE[0]) & (self.rate <= _PLAUSIBLE[1])

    @property
    def runs(self) -> list[Run]:
        """The plausible entries, to compare spans of them."""
        columns = (self.days, self.km, self.rate * self.km / 100, self.terms)
        rows = zip(*(column[self.plausible].tolist() for column in columns), strict=True)
        return [Run(at, km, kwh, tuple(terms)) for at, km, kwh, terms in rows]


def read(folder: Path) -> list[Diary]:
    """Return the diary of each car. Raises Refusal data_missing."""
    table = parquet.read_table(file(folder, SET, _FILE))
    columns = {name: np.array(table.column(name).to_pylist(), dtype=object) for name in table.column_names}
    cars = columns["vehicle"]
    return [
        _diary(car, {name: column[cars == car] for name, column in columns.items()})
        for car in dict.fromkeys(cars)
    ]


def _diary(car: str, columns: Columns) -> Diary:
    rate, km = _floats(columns["kwh_per_100km"]), _floats(columns["trip_km"])
    days = columns["date"].astype("datetime64[s]").astype(np.float64) / 86_400
    style = np.array([_STYLES.get(str(each), 1.0) for each in columns["driving_style"]])
    rows = np.flatnonzero((rate > 0) & (km > 0))
    rows = rows[np.argsort(days[rows], kind="stable")]
    terms = _terms(columns, days, km)
    return Diary(car, str(columns["model"][0]), days[rows], km[rows], rate[rows], terms[rows], style[rows])


def _terms(columns: Columns, days: Floats, km: Floats) -> Floats:
    """Season, length, speed, tyres, what was on, and the kinds of road."""
    kmh, turn = _floats(columns["avg_speed_kmh"]), 2 * np.pi * days / _YEAR_DAYS
    return np.column_stack(
        [
            np.cos(turn), np.sin(turn), 1 / np.maximum(km, _SHORTEST_KM), kmh, kmh**2, 1 / np.maximum(kmh, _SLOWEST_KMH),
            np.array([float("inter" in str(each)) for each in columns["tire_type"]]),
            *(_floats(columns[name]) for name in _FLAGS),
        ]
    )  # fmt: skip


def _floats(column: NDArray[np.object_]) -> Floats:
    return np.array([np.nan if each is None else float(each) for each in column])
