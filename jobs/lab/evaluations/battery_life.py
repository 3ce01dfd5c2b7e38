"""Life of fast-charged cells from their first hundred cycles, by the recipe that cars' slow charges are fitted with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute, parquet

from domain.battery import learn, life
from domain.battery.life import Curves
from jobs.lab.evaluations import batches
from jobs.lab.evaluations.facts import SEED, Outcome, contents, file, needed, require_disjoint, resampled

FOLDS = 10
REPEATS = 5
TESTS = {"rmse_primary": "test1_primary.parquet", "rmse_secondary": "test2_secondary.parquet"}
_SET = "battery_early_life"
_OUTLIER = "short_life_outlier"

# The file names no batches: it lists the 20 cells of May 2017 first, which lasted 559 to 2,160 cycles, then the 21 of
# June 2017, which lasted 300 to 527.
FIRST_BATCH = 20
BATCHES = ("first", "second")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Cell:
    """cycles: its life."""

    curves: Curves
    cycles: float
    batch: str


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Life in cycles of an unseen cell: predicted, with its interval, and true."""

    predicted: float
    low: float
    high: float
    true: float


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge on the two published test batches, the one outlier left out as published; else by cross-validation.

    Without a test folder the answer is one figure under both names.
    """
    del progress
    folder = needed(train, option="--train")
    training = _read(file(folder, _SET, "train.parquet"))
    lifetimes = _unseen(training, test) if test else dict.fromkeys(TESTS, _crossed(training))
    for_coverage = {f"coverage_90_{name.removeprefix('rmse_')}": cells for name, cells in lifetimes.items()}
    other = _other_batch(training)
    return Outcome(
        metrics={name: rmse(cells) for name, cells in lifetimes.items()}
        | {name: coverage(cells) for name, cells in for_coverage.items()}
        | ({"rmse_of_one_batch": rmse(other), "coverage_90_of_one_batch": coverage(other)} if other else {})
        | batches.coverage(folder),
        n={"learnt": len(training)} | {name: len(pairs) for name, pairs in lifetimes.items()},
        exercises="domain/battery/life and learn.fit_life: the recipe of `beforehand train battery_life`",
        beyond="one kind of LFP cell, each discharge full and at one rate; a car's curves are of charging, partial, "
        "and full cycles take years",
        split="by cell: the published batches; without a test folder ten folds of the training cells, five times. Of one batch: each of "
        "the two training batches by the other alone. Of 2 and of 3 batches: every two or three of another laboratory's, the rest judges",
        model={"recipe": "a ridge line over four marks; its interval as wide as the worst batch left out"},
        intervals={name: resampled(cells, rmse) for name, cells in lifetimes.items()}
        | {name: resampled(cells, coverage) for name, cells in for_coverage.items()},
    )


def _unseen(training: Sequence[Cell], test: Path) -> dict[str, list[Lifetime]]:
    unseen = {name: _read(file(test, _SET, each)) for name, each in TESTS.items()}
    for cells in unseen.values():
        require_disjoint(_rows(training), _rows(cells))
    return {name: _lifetimes(training, cells) for name, cells in unseen.items()}


def _rows(cells: Sequence[Cell]) -> list[bytes]:
    return [row for cell in cells for row in contents(cell.curves.amp_hours)]


def _crossed(cells: Sequence[Cell]) -> list[Lifetime]:
    rng = np.random.default_rng(SEED)
    lifetimes = []
    for _ in range(REPEATS):
        fold = rng.permutation(len(cells)) % FOLDS
        for each in range(FOLDS):
            training, unseen = (
                [cell for cell, inside in zip(cells, part.tolist(), strict=True) if inside]
                for part in (fold != each, fold == each)
            )
            lifetimes += _lifetimes(training, unseen)
    return lifetimes


def _other_batch(cells: Sequence[Cell]) -> list[Lifetime]:
    """Each of two batches by what the other alone teaches; empty where there are not two."""
    parts = [[cell for cell in cells if cell.batch == name] for name in BATCHES]
    return [cell for way in (0, 1) for cell in _lifetimes(parts[1 - way], parts[way])] if all(parts) else []


def _lifetimes(training: Sequence[Cell], unseen: Sequence[Cell]) -> list[Lifetime]:
    model = learn.fit_life(
        [(cell.curves, cell.cycles) for cell in training], [cell.batch for cell in training]
    )
    expected = life.expected(model, np.array([life.inputs(cell.curves) for cell in unseen])).tolist()
    return [
        Lifetime(middle, low, high, cell.cycles)
        for (middle, low, high), cell in zip(expected, unseen, strict=True)
    ]


def rmse(cells: Sequence[Lifetime]) -> float:
    """Root of the mean squared error, cycles."""
    return float(np.sqrt(np.mean([(each.predicted - each.true) ** 2 for each in cells])))


def coverage(cells: Sequence[Lifetime]) -> float:
    """Percent of lives that lay inside their 90 % interval."""
    return 100 * float(np.mean([each.low <= each.true <= each.high for each in cells]))


def _read(path: Path) -> list[Cell]:
    table = parquet.read_table(path).sort_by([("cell_id", "ascending"), ("cycle", "ascending")])
    if _OUTLIER in table.column_names:
        table = table.filter(compute.invert(table.column(_OUTLIER)))
    names = compute.unique(table.column("cell_id")).to_pylist()
    return [_cell(name, table.filter(compute.equal(table.column("cell_id"), name))) for name in names]


def _cell(name: str, rows: pa.Table) -> Cell:
    voltages = [column for column in rows.column_names if column.startswith("q_v")]
    curves = np.column_stack([rows.column(column).to_numpy() for column in voltages]).astype(np.float64)
    cycles = rows.column("cycle").to_numpy().astype(np.float64)
    number = _NUMBER.search(name)
    first = number is None or int(number.group()) <= FIRST_BATCH
    return Cell(Curves(cycles, curves), float(rows.column("cycle_life")[0].as_py()), BATCHES[not first])
