from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from jobs.lab.evaluations import horizon


def engines(folder: Path, name: str, *, seed: int, cut: bool = False) -> None:
    """Engines whose two sensors bend away from normal in the last fifty cycles; cut: end before they fail."""
    rng = np.random.default_rng(seed)
    parts, left = [], []
    for number in range(1, 17):
        cycles = int(rng.integers(90, 130))
        kept = cycles - int(rng.integers(3, 45)) if cut else cycles
        wear = np.exp((np.arange(cycles) - cycles) / 12.0)
        columns = {sensor: 5 * wear + rng.normal(scale=0.2, size=cycles) for sensor in ("s2", "s3")}
        parts.append(
            pa.table(
                {"id": np.full(kept, number), "cycle": np.arange(1, kept + 1)}
                | {sensor: values[:kept] for sensor, values in columns.items()}
            )
        )
        left.append(cycles - kept)
    parquet.write_table(pa.concat_tables(parts), folder / f"{name}.parquet")
    parquet.write_table(pa.table({"id": range(1, 17), "RUL": left}), folder / "fd001_truth.parquet")


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horizon, "SENSORS", ("s2", "s3"))
    monkeypatch.setattr(horizon, "HORIZONS", (15, 30))
    monkeypatch.setattr(horizon, "DRAWS", 6)


def test_alarms_on_engines_not_seen_are_counted_with_their_intervals(tmp_path: Path) -> None:
    engines(tmp_path, "fd001_train", seed=1)
    engines(tmp_path, "fd001_test", seed=2, cut=True)

    found = horizon.evaluate(tmp_path, tmp_path)

    assert found.n["engines"] == found.n["looks"] == 16
    assert found.metrics["precision_30"] > 0.8
    assert found.metrics["recall_30"] > 0.8
    assert found.n["right_30"] <= found.n["told_30"]
    assert found.intervals["recall_15"][0] <= found.metrics["recall_15"] <= found.intervals["recall_15"][1]
    assert found.model["simulated"]
    for cycles in horizon.ALARMS:
        assert 0.5 < found.metrics[f"stated_precision_{cycles}"] <= 1
        assert 0.5 < found.metrics[f"stated_recall_{cycles}"] <= 1


def test_without_engines_kept_apart_each_is_judged_at_random_cut_offs_by_what_has_not_seen_it(
    tmp_path: Path,
) -> None:
    engines(tmp_path, "fd001_train", seed=1)

    found = horizon.evaluate(tmp_path, None)

    assert (found.n["engines"], found.n["looks"]) == (16, 96)
    assert found.metrics["precision_15"] > 0.7


def test_data_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        horizon.evaluate(tmp_path, None)

    assert refused.value.code == "data_missing"
