"""Reads `battery_cells`: laboratory cells aged to their end, one row a full charge."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute, parquet

from domain.telemetry.features.curves import SHAPE
from jobs.lab.evaluations.facts import SEED, contents, file, other_folder, require_disjoint

FOLDS = 5
SOURCES = ("xjtu", "hust", "tju")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's life in the order of its cycles.

    cycles: number of each full cycle. shapes: the figures of its charge's last part, shape (cycles, figures).
    soh: measured capacity in percent of nominal.
    """

    name: str
    batch: str
    cycles: Floats
    shapes: Floats
    soh: Floats

    def rows(self) -> list[bytes]:
        """What was measured, without the cell's name and count."""
        return contents(self.shapes, self.soh)


def read(folder: Path, source: str) -> list[Cell]:
    """Read one of SOURCES. Raises Refusal data_missing."""
    table = parquet.read_table(file(folder, "battery_cells", f"{source}.parquet"))
    table = table.sort_by([("cell_id", "ascending"), ("cycle", "ascending")])
    shapes = np.column_stack([_floats(table, name) for name in SHAPE])
    cycles = _floats(table, "cycle")
    soh = 100 * _floats(table, "capacity_ah") / _floats(table, "nominal_ah")
    counts = compute.value_counts(table.column("cell_id")).to_pylist()
    ends = np.cumsum([each["counts"] for each in counts]).tolist()
    batches = table.column("batch")
    return [
        Cell(each["values"], batches[end - 1].as_py(), cycles[span], shapes[span], soh[span])
        for each, end in zip(counts, ends, strict=True)
        for span in [slice(end - each["counts"], end)]
    ]


def learnt_and_unseen(train: Path, test: Path | None, source: str) -> list[tuple[list[Cell], list[Cell]]]:
    """Cells to learn from and to judge on: of two folders, or of one dealt out. Raises Refusal data_missing, data_not_apart."""
    other_folder(train, test)
    training = read(train, source)
    if test is None:
        return dealt(training, folds=FOLDS, seed=SEED)
    unseen = read(test, source)
    require_disjoint(*([row for cell in cells for row in cell.rows()] for cells in (training, unseen)))
    return [(training, unseen)]


def dealt(cells: Sequence[Cell], *, folds: int, seed: int) -> list[tuple[list[Cell], list[Cell]]]:
    """(to learn from, to judge on) a fold: the cells of each batch are spread over the folds, no cell is in both."""
    shuffled = np.random.default_rng(seed).permutation(len(cells)).tolist()
    turn = sorted(shuffled, key=lambda place: cells[place].batch)
    return [
        (
            [cells[place] for each, place in enumerate(turn) if each % folds != fold],
            [cells[place] for each, place in enumerate(turn) if each % folds == fold],
        )
        for fold in range(folds)
    ]


def _floats(table: pa.Table, name: str) -> Floats:
    values: Floats = table.column(name).to_numpy().astype(np.float64)
    return values
