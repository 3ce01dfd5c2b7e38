"""The battery evaluations call the shipped recipes on whole units; the figures themselves are for `evaluate`."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from domain.telemetry.features.curves import SHAPE
from jobs.lab.evaluations import batches, battery_fade, battery_life, battery_soh, cells, fleet_range
from jobs.lab.evaluations.cells import Cell
from jobs.lab.evaluations.facts import Evaluation


def lives(file: Path, *, count: int, seed: int, outlier: bool = False) -> None:
    """Cells whose curve sinks the faster the shorter they live, in the columns of the early-life set."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        lasts = float(rng.uniform(400, 1800))
        for cycle in (2, 10, 20, 90, 100):
            volts = {
                f"q_v{volt:.3f}": 1.07 * (3.6 - volt)
                - (cycle * 0.3 / lasts) * np.exp(-((volt - 2.8) ** 2) * 50)
                for volt in np.linspace(3.6, 2.0, 25)
            }
            rows.append({"cell_id": f"c{number:02}", "cycle": cycle, "cycle_life": lasts, **volts})
    if outlier:
        wild = [{**row, "cell_id": "wild", "cycle_life": 1e6} for row in rows[:5]]
        rows = [{**row, "short_life_outlier": row["cell_id"] == "wild"} for row in [*rows, *wild]]
    parquet.write_table(pa.Table.from_pylist(rows), file)


def test_life_is_judged_on_the_test_batches_without_the_outlier(tmp_path: Path) -> None:
    train, test = tmp_path / "train", tmp_path / "test"
    (train / "battery_early_life").mkdir(parents=True)
    test.mkdir()
    lives(train / "battery_early_life" / "train.parquet", count=24, seed=1)
    lives(test / "test1_primary.parquet", count=8, seed=2, outlier=True)
    lives(test / "test2_secondary.parquet", count=7, seed=3)

    found = battery_life.evaluate(train, test)

    assert (found.n["rmse_primary"], found.n["rmse_secondary"]) == (8, 7)
    assert found.metrics["rmse_primary"] < 100
    assert found.intervals["rmse_primary"][0] <= found.metrics["rmse_primary"]


def aged(file: Path, *, seed: int) -> None:
    """Four ways of use of four cells each, all in the columns of the laboratories; the faster they fade, the sooner they end."""
    rng, parts = np.random.default_rng(seed), []
    cycle = np.arange(1.0, 400.0, 4.0)
    for batch in "abcd":
        for number in range(4):
            held = 100 - 10 * (cycle / rng.uniform(150, 350)) ** rng.normal(1.2, 0.02)
            table = {
                "cell_id": [f"{file.stem}_{batch}_battery-{number}"] * cycle.size,
                "batch": [batch] * cycle.size,
                "cycle": cycle,
                "capacity_ah": held / 50,
                "nominal_ah": np.full(cycle.size, 2.0),
                **dict.fromkeys(SHAPE, held / 60),
            }
            parts.append(pa.table(table))
    parquet.write_table(pa.concat_tables(parts), file)


def test_the_interval_of_a_life_is_judged_by_batches_that_taught_it_nothing(tmp_path: Path) -> None:
    for source in batches.SOURCES:
        aged(tmp_path / f"{source}.parquet", seed=1)

    told = batches.coverage(tmp_path)

    assert set(told) == {f"coverage_90_{source}_of_{count}" for source in ("xjtu", "tju") for count in (2, 3)}
    assert all(75 <= each <= 100 for each in told.values())
    assert batches.coverage(tmp_path / "elsewhere") == {}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as told:
        battery_soh.evaluate(tmp_path, None)

    assert (told.value.code, told.value.params["file"]) == ("data_missing", "battery_cells/xjtu.parquet")


@pytest.mark.parametrize("evaluation", [battery_soh, battery_fade, fleet_range])
def test_what_was_learned_from_may_not_judge(evaluation: Evaluation, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as told:
        evaluation.evaluate(tmp_path, tmp_path)

    assert told.value.code == "data_not_apart"


def test_every_batch_is_spread_over_the_folds_and_no_cell_judges_itself() -> None:
    nothing = np.empty(0)
    known = [Cell(f"{batch}{each}", batch, nothing, nothing, nothing) for batch in "ab" for each in range(5)]

    pairs = cells.dealt(known, folds=5, seed=1)

    assert sorted(cell.name for _, judged in pairs for cell in judged) == sorted(cell.name for cell in known)
    for learnt, judged in pairs:
        assert {cell.batch for cell in judged} == {"a", "b"}
        assert not {cell.name for cell in learnt} & {cell.name for cell in judged}
