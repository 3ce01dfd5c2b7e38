"""The cooling evaluation counts by the published protocol."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from jobs.lab.evaluations import coolant

START = datetime(2020, 3, 1, tzinfo=UTC)


def recorded(folder: Path) -> Path:
    """One recording with a flow fault from row 600 on, one in health and without labels."""
    rng = np.random.default_rng(7)
    rows = 900
    parts = []
    for name, lost, label in (("valve1_1", 5.0, 1.0), ("anomaly-free", 0.0, None)):
        faulty = np.arange(rows) >= 600
        parts.append(
            pa.table(
                {
                    "file": [name] * rows,
                    "group": [name.split("_", maxsplit=1)[0]] * rows,
                    "datetime": [START + timedelta(seconds=row) for row in range(rows)],
                    "thermocouple": 25 + np.sin(np.arange(rows) / 30),
                    "volume_flow_raterms": rng.normal(32, 0.5, rows) - lost * faulty,
                    "accelerometer1rms": rng.normal(0.2, 0.01, rows),
                    "accelerometer2rms": rng.normal(0.3, 0.01, rows),
                    "anomaly": pa.array([None if label is None else float(each) for each in faulty]),
                }
            )
        )
    (folder / "coolant_loop_faults").mkdir()
    parquet.write_table(
        pa.concat_tables(parts, promote_options="permissive"), folder / "coolant_loop_faults" / "skab.parquet"
    )
    return folder


def test_recordings_are_judged_by_their_own_first_rows_and_pooled(tmp_path: Path) -> None:
    told = coolant.evaluate(None, recorded(tmp_path))
    assert told.n == {"recordings": 2, "rows": 1800, "with_faults": 1}
    assert told.metrics["f1"] > 0.95
    assert told.metrics["false_alarm_pct"] == 0
    assert set(told.metrics["by_group"]) == {"valve1", "anomaly-free"}


def test_a_folder_without_the_recordings_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="data_missing"):
        coolant.evaluate(None, tmp_path)
