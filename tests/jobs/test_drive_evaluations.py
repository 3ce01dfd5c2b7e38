"""What judges the energy of drives and its shares: columns of the sets become what the rules take, and nothing more."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.energy.split.work import gaps
from domain.errors import Refusal
from domain.kit.arrays import Floats
from jobs.lab.evaluations import drive_energy, drives, energy_split, trip_energy

SAMPLES = 120


def leaf(folder: Path, *, count: int = 40, seed: int = 1, height: bool = True, aux_w: int = 400) -> Path:
    """Drives of a heavy car over hills whose pack gives just what forces and accessories take."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = [
        _drive(np.random.default_rng([seed, number]), number, aux_w, height=height) for number in range(count)
    ]
    parquet.write_table(pa.concat_tables(tables), folder / "leaf_samples.parquet")
    return folder


def _drive(rng: np.random.Generator, number: int, aux_w: int, *, height: bool) -> pa.Table:
    seconds: Floats = np.arange(SAMPLES, dtype=np.float64) * 5
    speed = np.maximum(rng.uniform(8, 25) * np.sin(seconds / rng.uniform(40, 120)), 0.0)
    hill = rng.uniform(20, 150) * np.sin(np.cumsum(speed) * 5 / 3000 + rng.uniform(0, 6))
    faster, rising = np.diff(speed, prepend=speed[0]) / 5, np.gradient(hill, seconds)
    force = 1700 * (9.81 * 0.011 * speed + faster * speed + 9.81 * rising) + 0.36 * speed**3
    watts = np.where(force > 0, force / 0.87, force * 0.8) + aux_w
    return pa.table(
        {
            "drive_id": [f"d{number:04}"] * SAMPLES,
            "kind": ["drive"] * SAMPLES,
            "t_s": seconds,
            "speed_kmh": speed * 3.6,
            "rel_height_m": hill if height else np.full(SAMPLES, np.nan),
            "ambient_c": np.full(SAMPLES, 22.0),
            "pack_voltage_v": np.full(SAMPLES, 380.0),
            "pack_current_a": -watts / 380,
            "aux_w": np.full(SAMPLES, aux_w),
            "ac_w": np.zeros(SAMPLES, dtype=np.int64),
        }
    )


def test_the_energy_of_a_hilly_drive_is_foretold_by_the_other_blocks_and_not_without_its_height(
    tmp_path: Path,
) -> None:
    outcome = drive_energy.evaluate(leaf(tmp_path), None)

    assert outcome.metrics["energy_error_share_height"] < 15
    assert outcome.metrics["energy_error_share"] > 2 * outcome.metrics["energy_error_share_height"]
    assert outcome.n["without_height"] == 0


def test_a_car_is_judged_on_a_folder_it_did_not_learn_from(tmp_path: Path) -> None:
    train, test = leaf(tmp_path / "train"), leaf(tmp_path / "test", count=10, seed=2)

    assert drive_energy.evaluate(train, test).n["drives"] == 10
    with pytest.raises(Refusal) as refused:
        drive_energy.evaluate(train, leaf(tmp_path / "same"))
    assert refused.value.code == "data_not_apart"


def test_drives_without_height_have_one_forecast_in_both_lines(tmp_path: Path) -> None:
    outcome = drive_energy.evaluate(leaf(tmp_path, height=False), None)

    assert outcome.metrics["energy_error_share_height"] == outcome.metrics["energy_error_share"]
    assert outcome.n["without_height"] == outcome.n["drives"]


def test_energy_is_that_of_the_pack_without_gaps(tmp_path: Path) -> None:
    table = parquet.read_table(leaf(tmp_path, count=6) / "leaf_samples.parquet")
    rows: list[dict[str, Any]] = table.to_pylist()
    first = [row for row in rows if row["drive_id"] == "d0000"]
    seconds = gaps(np.array([row["t_s"] for row in first]))
    watts = np.array([-row["pack_voltage_v"] * row["pack_current_a"] for row in first])

    assert drives.read(tmp_path)[0].kwh == pytest.approx(float(watts @ seconds) / 3.6e6)


def test_the_share_of_accessories_reads_none_of_their_signals(tmp_path: Path) -> None:
    file = leaf(tmp_path, aux_w=400) / "leaf_samples.parquet"
    before = [drive.standing for drive in drives.read(tmp_path)]
    table = parquet.read_table(file)
    place = table.column_names.index("aux_w")
    parquet.write_table(table.set_column(place, "aux_w", pa.array([9000] * table.num_rows)), file)

    assert [drive.standing for drive in drives.read(tmp_path)] == before
    assert energy_split.evaluate(None, tmp_path).metrics["within_pct"] == 0


def test_accessories_that_show_at_rest_are_told(tmp_path: Path) -> None:
    outcome = energy_split.evaluate(leaf(tmp_path, aux_w=500), None)

    assert outcome.metrics["within_pct"] > 90
    with pytest.raises(Refusal) as refused:
        energy_split.evaluate(None, None)
    assert refused.value.code == "option_missing"


def twizy(folder: Path, names: Sequence[str]) -> Path:
    """Trips whose display falls by what rolling takes, at the same worth of each point."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, Any]] = []
    for number, name in enumerate(names):
        soc = 95.0
        for row in range(1500):
            speed = 30 + 15 * np.sin(row / (40 + number))
            soc -= speed / 3600 * 0.8
            rows.append(
                {"trip": name, "row": row, "soc": soc, "speed": speed, "alt": 50.0, "temperature": 20.0}
            )
    parquet.write_table(pa.Table.from_pylist(rows), folder / "twizy_1hz.parquet")
    return folder


def test_trips_are_foretold_from_their_start_by_the_others(tmp_path: Path) -> None:
    outcome = trip_energy.evaluate(twizy(tmp_path, [f"T{number}" for number in range(10)]), None)

    assert outcome.n == {"trips": 10, "stretches": 10 * 6}
    assert outcome.metrics["trip_error_pct"] < 8
    assert outcome.metrics["mae_2km"] < 0.3


def test_a_folder_with_the_same_trips_under_other_names_does_not_judge(tmp_path: Path) -> None:
    train = twizy(tmp_path / "train", ["T0", "T1"])

    with pytest.raises(Refusal) as refused:
        trip_energy.evaluate(train, twizy(tmp_path / "test", ["A", "B"]))
    assert refused.value.code == "data_not_apart"
