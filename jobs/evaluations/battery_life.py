"""Life of fast-charged cells from their first hundred cycles, by the recipe that cars' slow charges are fitted with."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute, parquet

from domain.battery import learn, life
from domain.battery.life import Curves
from jobs.evaluations.facts import SEED, Outcome, apart, contents, file, needed, resampled

FOLDS = 10
REPEATS = 5
TESTS = {"rmse_primary": "test1_primary.parquet", "rmse_secondary": "test2_secondary.parquet"}
_SET = "battery_early_life"
_OUTLIER = "short_life_outlier"

Pack = tuple[Curves, float]
Pair = tuple[float, float]  # life in cycles: foretold, true


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge on the two published test batches, the one outlier left out as published; else by cross-validation.

    Without a test folder the answer is one figure under both names.
    """
    del progress
    learnt = _read(file(needed(train, option="--train"), _SET, "train.parquet"))
    judged = _unseen(learnt, test) if test else dict.fromkeys(TESTS, _crossed(learnt))
    return Outcome(
        metrics={name: rmse(pairs) for name, pairs in judged.items()},
        n={"learnt": len(learnt)} | {name: len(pairs) for name, pairs in judged.items()},
        exercises="domain/battery/life and learn.fit_life: the recipe of `beforehand train battery_life`",
        beyond="one kind of LFP cell, each discharge full and at one rate; a car's curves are of charging, partial, "
        "and full cycles take years",
        split="by cell: the published batches; without a test folder ten folds of the training cells, five times",
        model={
            "recipe": "mean of a ridge line over four marks and partial least squares over the curve's change"
        },
        intervals={name: resampled(pairs, rmse) for name, pairs in judged.items()},
    )


def _unseen(learnt: Sequence[Pack], test: Path) -> dict[str, list[Pair]]:
    unseen = {name: _read(file(test, _SET, each)) for name, each in TESTS.items()}
    for packs in unseen.values():
        apart(_rows(learnt), _rows(packs))
    return {name: _told(learnt, packs) for name, packs in unseen.items()}


def _rows(packs: Sequence[Pack]) -> list[bytes]:
    return [row for curves, _ in packs for row in contents(curves.amp_hours)]


def _crossed(known: Sequence[Pack]) -> list[Pair]:
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(REPEATS):
        fold = rng.permutation(len(known)) % FOLDS
        for each in range(FOLDS):
            learnt, unseen = (
                [pack for pack, inside in zip(known, part.tolist(), strict=True) if inside]
                for part in (fold != each, fold == each)
            )
            found += _told(learnt, unseen)
    return found


def _told(learnt: Sequence[Pack], unseen: Sequence[Pack]) -> list[Pair]:
    model = learn.fit_life(learnt)
    rows = np.array([life.inputs(curves) for curves, _ in unseen])
    found = life.expected(model, rows)[:, 0].tolist()
    return list(zip(found, (cycles for _, cycles in unseen), strict=True))


def rmse(pairs: Sequence[Pair]) -> float:
    """Root of the mean squared error, cycles."""
    return float(np.sqrt(np.mean([(told - true) ** 2 for told, true in pairs])))


def _read(path: Path) -> list[Pack]:
    table = parquet.read_table(path).sort_by([("cell_id", "ascending"), ("cycle", "ascending")])
    if _OUTLIER in table.column_names:
        table = table.filter(compute.invert(table.column(_OUTLIER)))
    names = compute.unique(table.column("cell_id")).to_pylist()
    return [_pack(table.filter(compute.equal(table.column("cell_id"), name))) for name in names]


def _pack(rows: pa.Table) -> Pack:
    voltages = [name for name in rows.column_names if name.startswith("q_v")]
    curves = np.column_stack([rows.column(name).to_numpy() for name in voltages]).astype(np.float64)
    cycles = rows.column("cycle").to_numpy().astype(np.float64)
    return Curves(cycles, curves), float(rows.column("cycle_life")[0].as_py())
