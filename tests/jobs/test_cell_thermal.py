"""The thermal evaluation simulates a cell that was not learned from, from its first temperature and its current alone."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from jobs.lab.evaluations import cell_thermal


def cells(folder: Path, *names: str) -> Path:
    """Cells of one make under random load for two hours each, which resistance warms and air of 25 °C cools."""
    rng, rows = np.random.default_rng(1), []
    for name in names:
        for run in ("rw_1", "rw_2", "ocv_1"):
            amperes, celsius = np.repeat(rng.uniform(0, 5, 60), 12), 26.0
            for place, current in enumerate(amperes):
                rows.append({"cell": name, "run": run, "t_s": 10 * place, "i_a": current, "temp_c": celsius})
                following = amperes[min(place + 1, amperes.size - 1)]
                celsius += 10 * (6e-4 * following**2 - 1.6e-3 * (celsius - 25.0))
    folder.mkdir()
    parquet.write_table(pa.Table.from_pylist(rows), folder / "runs.parquet")
    return folder


def test_an_unseen_cell_is_simulated_far_better_than_by_keeping_its_first_temperature(tmp_path: Path) -> None:
    outcome = cell_thermal.evaluate(cells(tmp_path / "train", "A", "B"), cells(tmp_path / "test", "C"))

    assert outcome.n == {"runs": 2, "readings": 1440}  # of random load alone
    assert outcome.metrics["rmse_c"] < 0.1
    assert outcome.metrics["rmse_kept_c"] > 1.0


def test_without_a_test_folder_each_cell_is_judged_by_the_others(tmp_path: Path) -> None:
    outcome = cell_thermal.evaluate(cells(tmp_path / "train", "A", "B"), None)

    assert outcome.n["runs"] == 4
    assert outcome.metrics["rmse_c"] == pytest.approx(0.0, abs=0.1)
