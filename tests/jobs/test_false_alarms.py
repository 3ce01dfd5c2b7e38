"""Recordings through the whole product: what goes in comes out, and what is wrong is counted."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from domain.health import catalogue
from jobs import recordings
from jobs.evaluations import false_alarms, leaf

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


def leaf_drives(folder: Path, *, weakest_mv: float = 0.0) -> Path:
    """Ninety short drives of the Leaf over two months, in the columns of its file; from the middle on a cell is weak."""
    rows = 90 * 60
    number = np.arange(rows) // 60
    plain: dict[str, object] = {column: np.full(rows, 80.0) for column, _ in leaf._COLUMNS.values()}
    plain |= dict.fromkeys(leaf._SWITCHES.values(), np.zeros(rows, dtype=np.int16))
    plain |= {
        "drive_id": [f"d{each:04}" for each in number],
        "start_month": [f"2017-{3 + each // 45:02}" for each in number],
        "t_s": np.arange(rows) % 60 * 10.0,
        "soc_pct": np.full(rows, 60.0),
        "speed_kmh": np.where(np.arange(rows) % 60 < 20, 0.0, 50.0),
        "pack_current_a": np.where(np.arange(rows) % 60 < 20, 0.0, -20.0),
        "pack_voltage_v": np.full(rows, 380.0),
        "pack_t1_c": np.full(rows, 24.0),
        "ambient_c": np.full(rows, 24.0),
        "v12_v": np.full(rows, 13.0),
        "motor_temp_c": np.full(rows, 30.0),
        "odometer_m": 51_000_000.0 + 1000 * (np.arange(rows) // 12),
        "cell_max_mv": np.full(rows, 3960),
        "cell_min_mv": np.where(number < 45, 3945, 3945 - weakest_mv),
    }
    plain |= {
        f"tyre_{wheel}_kpa": np.full(rows, 250.0)
        for wheel in ("front_left", "front_right", "rear_left", "rear_right")
    }
    parquet.write_table(pa.table(plain), folder / "leaf.parquet")
    return folder


def test_a_car_with_its_months_lives_them_as_one_and_says_which_checks_could_judge_it(tmp_path: Path) -> None:
    told = false_alarms.check(leaf_drives(tmp_path))

    assert (told["recordings"], told["equal"]) == (1, 1)
    assert (told["red"], told["yellow"], told["blue"]) == (0, 0, 0)
    assert set(told["recordings_judged"]) == {each.CODE for each in catalogue.ALL}
    assert told["recordings_judged"]["cell_balance"] == 1
    assert told["recordings_judged"]["twelve_volt"] == 1
    assert told["recordings_judged"]["insulation"] == 0


def test_a_weak_cell_in_a_life_of_months_is_counted_as_an_alarm(tmp_path: Path) -> None:
    told = false_alarms.check(leaf_drives(tmp_path, weakest_mv=150.0))

    assert told["red"] + told["yellow"] == 1


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
