"""Fade of cars on the road against cars of the same model, from age and odometer alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from domain.battery import learn, peers
from domain.learning.folds import FOLDS, dealt
from jobs.lab.evaluations.facts import (
    Outcome,
    contents,
    file,
    needed,
    other_folder,
    require_disjoint,
    resampled,
)

_SET = "ev_fleet_range"
_KM_A_MILE = 1.609344
BY_CHANCE = 0.01  # of rows: the set is split by row, and an owner may have answered twice

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Readings:
    """years and km of each car, and what it measured."""

    years: Floats
    km: Floats
    measured: Floats

    def rows(self) -> list[bytes]:
        return contents(self.years, self.km, self.measured)

    def car(self) -> NDArray[np.int64]:
        """A number for each car: rows that say the same are of one owner who answered twice."""
        number: NDArray[np.int64] = np.unique(self.rows(), return_inverse=True)[1].astype(np.int64)
        return number


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge both models of car: lost share of the range (survey) and usable kWh (inventory)."""
    del progress
    folder = needed(train, option="--train")
    other_folder(folder, test)
    errors = {name: _errors(read(folder), read(test) if test else None) for name, read in READ.items()}
    return Outcome(
        metrics={name: mae(values) for name, values in errors.items()},
        n={name: len(values) for name, values in errors.items()},
        exercises="domain/battery/peers and learn.fit_peers: the recipe of `beforehand train battery_peers`",
        beyond="one reading a car, told by owners or read off plots; no climate, no charging habits, no history",
        split="by car; without a test folder five folds. Rows that say the same are one car that stands there twice: they are in "
        "one fold, and what judges is left out of learning",
        model={
            "recipe": "of a median line, boosted trees and a kernel machine those that cross-validation blends"
        },
        intervals={name: resampled(values, mae) for name, values in errors.items()},
    )


def _errors(readings: Readings, unseen: Readings | None) -> list[float]:
    if unseen is not None:
        return _against(_without(readings, unseen), unseen)
    fold = dealt(readings.car())
    return [
        error
        for each in range(FOLDS)
        for error in _against(_only(readings, fold != each), _only(readings, fold == each))
    ]


def _against(training: Readings, unseen: Readings) -> list[float]:
    model = learn.fit_peers(training.years, training.km, training.measured, training.car())
    estimates = peers.expected(model, unseen.years, unseen.km)[:, 0]
    errors: list[float] = np.abs(estimates - unseen.measured).tolist()
    return errors


def _without(training: Readings, unseen: Readings) -> Readings:
    """Leave out of learning the few cars that stand in both. Raises Refusal data_not_apart where they are not few."""
    shared = require_disjoint(training.rows(), unseen.rows(), by_chance=BY_CHANCE)
    return _only(training, np.array([row not in shared for row in training.rows()]))


def mae(errors: Sequence[float]) -> float:
    """Mean absolute error, in the unit of what was measured."""
    return float(np.mean(errors))


def _only(readings: Readings, which: NDArray[np.bool_]) -> Readings:
    return Readings(readings.years[which], readings.km[which], readings.measured[which])


def _survey(folder: Path) -> Readings:
    table = parquet.read_table(file(folder, _SET, "tesla_model3_sr_survey.parquet"))
    return Readings(
        _floats(table, "age_months") / 12, _floats(table, "odometer_km"), _floats(table, "degradation_frac")
    )


def _inventory(folder: Path) -> Readings:
    table = parquet.read_table(file(folder, _SET, "tesla_model3_lr_inventory.parquet"))
    return Readings(
        _floats(table, "age_years"),
        _floats(table, "odometer_miles") * _KM_A_MILE,
        _floats(table, "usable_kwh"),
    )


READ = {"sr_mae": _survey, "lr_mae_kwh": _inventory}


def _floats(table: pa.Table, name: str) -> Floats:
    values: Floats = table.column(name).to_numpy().astype(np.float64)
    return values
