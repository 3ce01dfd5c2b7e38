"""Recordings through the whole product: what goes in comes out, and what is wrong is counted."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from jobs import recordings
from jobs.lab.evaluations import false_alarms

TWIZY = Path(recordings.__file__).parents[1] / "domain" / "data" / "twizy"


def drives(folder: Path, *, volt: float, speed: float = 50.0, trips: int = 12) -> Path:
    """Ten-minute drives in the columns of the known combustion car."""
    rows = trips * 600
    columns = {
        name: np.full(rows, 80.0, dtype=np.float32)
        for name in recordings.HEALTHY_OBD.columns
        if name not in {"vehicle_speed", "control_module_voltage"}
    }
    table = pa.table(
        {
            "recording": [f"drive{row // 600:02}" for row in range(rows)],
            "t_s": np.arange(rows) % 600,
            "vehicle_speed": np.full(rows, speed, dtype=np.float32),
            "control_module_voltage": np.full(rows, volt, dtype=np.float32),
            **columns,
        }
    )
    parquet.write_table(table, folder / "drives.parquet")
    return folder


def test_the_shipped_recordings_come_through_whole_and_raise_no_alarm() -> None:
    told = false_alarms.evaluate(None, TWIZY)

    metrics = told.metrics
    assert (metrics["recordings"], metrics["equal"]) == (2, 2)
    assert metrics["values"] == told.n["values"] > 8_000
    assert (metrics["red"], metrics["yellow"], metrics["blue"]) == (0, 0, 0)
    (life,) = metrics["end_to_end"]
    assert (life["equal"], life["values"]) == (1, metrics["values"])


def test_a_weak_battery_on_a_recording_is_counted_as_an_alarm(tmp_path: Path) -> None:
    (life,) = false_alarms.check(drives(tmp_path, volt=12.0))["end_to_end"]

    assert (life["red"], life["yellow"], life["blue"]) == (0, 1, 0)
    assert life["judgements"]["twelve_volt"] > 0


def test_a_recording_with_a_value_that_is_refused_is_not_called_equal(tmp_path: Path) -> None:
    told = false_alarms.check(drives(tmp_path, volt=13.8, speed=900.0, trips=1))

    assert (told["recordings"], told["equal"]) == (1, 0)


def test_a_folder_without_recordings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="recording_columns"):
        false_alarms.check(tmp_path)


def pack(folder: Path, *, weakest_mv: float) -> Path:
    """A charge of twenty cells in the columns of the healthy pack; from the middle on one falls behind."""
    steps = np.linspace(3.6, 3.9, 60)
    volts = {f"cell_{cell + 1:02}": steps + 0.001 * (cell % 10) for cell in range(20)}
    volts["cell_08"] = volts["cell_08"] - np.where(np.arange(60) >= 30, weakest_mv / 1000, 0.0)
    parquet.write_table(pa.table({"step": np.arange(60), **volts}), folder / "pack.parquet")
    return folder


def test_a_healthy_pack_is_a_recording_that_is_judged_and_raises_no_alarm(tmp_path: Path) -> None:
    told = false_alarms.check(pack(tmp_path, weakest_mv=0.0))

    assert (told["recordings"], told["sent"]) == (1, 0)
    assert (told["red"], told["yellow"], told["blue"]) == (0, 0, 0)
    assert told["packs"]["pack"] > 50
    assert told["recordings_judged"]["cell_balance"] == 1
    assert told["recordings_judged"]["tyre_pressure"] == 0


def test_a_pack_with_a_weak_cell_is_counted_as_an_alarm(tmp_path: Path) -> None:
    told = false_alarms.check(pack(tmp_path, weakest_mv=90.0))

    assert (told["red"], told["yellow"], told["blue"]) == (0, 1, 0)
