"""State of health of laboratory cells from the last part of each charge, by the recipe that cars' charges are fitted with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.battery import learn, soh
from jobs.lab.evaluations import cells
from jobs.lab.evaluations.cells import SOURCES, Cell
from jobs.lab.evaluations.facts import Outcome, needed, resampled
from jobs.progress import track


@dataclass(frozen=True, slots=True)
class CellErrors:
    """A cell the model had never seen: the absolute error of each charge's estimate, percent of the truth."""

    batch: str
    error_pct: NDArray[np.float64]


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge one setting on three laboratories' cells; for each a model is fitted to its cells of all batches.

    A cell's charges are read in their order, as they are and against its first ten; no count of cycles, no row
    left out, nothing scaled by what comes later.
    """
    by_source = {
        source: _judge(needed(train, option="--train"), test, source)
        for source in track(SOURCES, description="laboratories", disable=not progress)
    }
    metrics = {"xjtu_mape_mean": _by_batch, "hust_mape": _all, "tju_mape": _all}
    figures = {name: (how, by_source[name.split("_")[0]]) for name, how in metrics.items()}
    return Outcome(
        metrics={name: how(errors) for name, (how, errors) in figures.items()}
        | {f"{source}_batches": batches(errors) for source, errors in by_source.items()},
        n={source: len(errors) for source, errors in by_source.items()},
        exercises="domain/battery/soh and learn.fit_soh: the recipe of `beforehand train battery_soh`",
        beyond="single cells in a laboratory at 25 to 45 degrees Celsius with full charges at even current; no pack "
        "in a car, no partial charge, no frost, no sensor of a car",
        split="by cell; without a test folder five folds of cells, each batch spread over them",
        model={
            "recipe": "extra trees and a Gaussian process, mean; as many charges of each cell",
            "setting": "one for all laboratories",
        },
        intervals={name: resampled(errors, how) for name, (how, errors) in figures.items()},
    )


def _judge(train: Path, test: Path | None, source: str) -> list[CellErrors]:
    pairs = cells.learnt_and_unseen(train, test, source)
    return [each for training, unseen in pairs for each in _errors(training, unseen)]


def _errors(training: Sequence[Cell], unseen: Sequence[Cell]) -> list[CellErrors]:
    model = learn.fit_soh([(cell.shapes, cell.soh) for cell in training])
    return [
        CellErrors(cell.batch, 100 * np.abs(soh.estimate(model, cell.shapes) / cell.soh - 1))
        for cell in unseen
    ]


def _all(errors: Sequence[CellErrors]) -> float:
    """Mean absolute percentage error over all charges."""
    return float(np.concatenate([each.error_pct for each in errors]).mean())


def batches(errors: Sequence[CellErrors]) -> dict[str, float]:
    names = sorted({each.batch for each in errors})
    return {name: _all([each for each in errors if each.batch == name]) for name in names}


def _by_batch(errors: Sequence[CellErrors]) -> float:
    """Mean of the batches' errors, as published."""
    return float(np.mean(list(batches(errors).values())))
