"""What judges is held apart from what was fitted by its content: other names of folders, files and units do not hide it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray
from pyarrow import parquet

from domain.errors import Refusal
from domain.learning.folds import dealt
from domain.telemetry.features.curves import SHAPE
from jobs.lab.evaluations import (
    battery_fade,
    battery_life,
    battery_soh,
    consumption,
    facts,
    fleet_range,
    horizon,
)
from jobs.lab.evaluations.facts import Evaluation

Write = Callable[[Path, str, int], None]


def cells(folder: Path, name: str, seed: int) -> None:
    """Two short-lived cells of each laboratory."""
    for place, source in enumerate(("xjtu", "hust", "tju")):
        rng = np.random.default_rng([seed, place])
        table = {
            "cell_id": [f"{name}{row // 20}" for row in range(40)],
            "batch": ["b"] * 40,
            "cycle": np.arange(40) % 20,
            "capacity_ah": rng.uniform(1.6, 2.0, 40),
            "nominal_ah": np.full(40, 2.0),
            **{each: rng.normal(size=40) for each in SHAPE},
        }
        parquet.write_table(pa.table(table), folder / f"{source}.parquet")


def early_lives(folder: Path, name: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [
        {"cell_id": f"{name}{cell}", "cycle": cycle, "cycle_life": 500.0 + 20 * cell}
        | {f"q_v{volt}": float(rng.uniform()) for volt in range(6)}
        for cell in range(12)
        for cycle in (10, 20, 90, 100)
    ]
    for file in ("train", "test1_primary", "test2_secondary"):
        parquet.write_table(pa.Table.from_pylist(rows), folder / f"{file}.parquet")


def fleet(folder: Path, name: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    ids = [f"{name}{row}" for row in range(60)]
    survey = {"age_months": rng.uniform(1, 60, 60), "odometer_km": rng.uniform(1e3, 2e5, 60)}
    lost = {"degradation_frac": rng.uniform(0, 0.1, 60)}
    inventory = {"age_years": rng.uniform(1, 6, 60), "odometer_miles": rng.uniform(1e3, 1e5, 60)}
    holds = {"usable_kwh": rng.uniform(60, 75, 60)}
    parquet.write_table(
        pa.table({"vehicle_id": ids} | survey | lost), folder / "tesla_model3_sr_survey.parquet"
    )
    parquet.write_table(
        pa.table({"vehicle_id": ids} | inventory | holds), folder / "tesla_model3_lr_inventory.parquet"
    )


def diaries(folder: Path, name: str, seed: int) -> None:
    rng, start = np.random.default_rng(seed), datetime(2020, 1, 1)  # noqa: DTZ001 - as diaries have it
    rows = [
        {
            "vehicle": name,
            "trip_km": float(rng.uniform(10, 60)),
            "kwh_per_100km": float(rng.uniform(12, 20)),
            "avg_speed_kmh": float(rng.uniform(25, 80)),
            "date": start + timedelta(days=day),
        }
        for day in range(80)
    ]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "trip_logs.parquet")


def engines(folder: Path, name: str, seed: int) -> None:
    rng, first = np.random.default_rng(seed), len(name)
    ids = np.repeat(np.arange(first, first + 6), 40)
    series: dict[str, NDArray[Any]] = {"id": ids, "cycle": np.tile(np.arange(1, 41), 6)}
    series |= {sensor: rng.normal(size=240) for sensor in horizon.SENSORS}
    for file in ("fd001_train", "fd001_test"):
        parquet.write_table(pa.table(series), folder / f"{file}.parquet")
    left = {"id": np.arange(first, first + 6), "RUL": np.full(6, 20)}
    parquet.write_table(pa.table(left), folder / "fd001_truth.parquet")


@pytest.mark.parametrize(
    ("evaluation", "write"),
    [
        (battery_soh, cells),
        (battery_fade, cells),
        (battery_life, early_lives),
        (fleet_range, fleet),
        (consumption, diaries),
        (horizon, engines),
    ],
)
def test_a_copy_under_other_names_may_not_judge(evaluation: Evaluation, write: Write, tmp_path: Path) -> None:
    train, test = tmp_path / "train", tmp_path / "another"
    for folder, name in ((train, "a"), (test, "other")):
        folder.mkdir()
        write(folder, name, 1)

    with pytest.raises(Refusal) as told:
        evaluation.evaluate(train, test)

    assert told.value.code == "data_not_apart"


def test_one_shared_cell_among_others_is_enough_for_a_refusal(tmp_path: Path) -> None:
    train, test = tmp_path / "train", tmp_path / "test"
    for folder, seed in ((train, 1), (test, 2)):
        folder.mkdir()
        cells(folder, "c", seed)
    first, second = (parquet.read_table(folder / "xjtu.parquet") for folder in (train, test))
    parquet.write_table(pa.concat_tables([second, first.slice(0, 20)]), test / "xjtu.parquet")

    with pytest.raises(Refusal, match="data_not_apart"):
        battery_soh.evaluate(train, test)


def test_a_copied_diary_that_lost_its_speeds_may_not_judge(tmp_path: Path) -> None:
    train, test = tmp_path / "train", tmp_path / "test"
    for folder in (train, test):
        folder.mkdir()
        diaries(folder, folder.name, 1)
    rows = parquet.read_table(test / "trip_logs.parquet")
    lost = pa.nulls(rows.num_rows, pa.float64())
    place = rows.column_names.index("avg_speed_kmh")
    parquet.write_table(rows.set_column(place, "avg_speed_kmh", lost), test / "trip_logs.parquet")

    with pytest.raises(Refusal, match="data_not_apart"):
        consumption.evaluate(train, test)


def test_rows_are_known_again_in_another_order_and_precision() -> None:
    rows = np.random.default_rng(1).normal(size=(5, 3))

    known = facts.contents(*rows.T)

    assert facts.contents(*rows[::-1].astype(np.float32).T) == known[::-1]
    assert facts.require_disjoint(known, facts.contents(*(rows + 1).T)) == frozenset()
    with pytest.raises(Refusal):
        facts.require_disjoint(known, known[:1])


def test_readings_of_one_car_fall_into_one_fold() -> None:
    rng = np.random.default_rng(1)
    values = rng.uniform(1, 5, (3, 40))
    twice = fleet_range.Readings(*np.hstack([values, values[:, ::-1]]))

    fold = dealt(twice.car())

    assert (fold[:40] == fold[40:][::-1]).all()
    assert len(set(twice.car().tolist())) == 40


def test_a_car_that_stands_in_both_parts_judges_and_teaches_nothing() -> None:
    rng = np.random.default_rng(1)
    known = fleet_range.Readings(*rng.uniform(1, 5, (3, 200)))
    unseen = fleet_range.Readings(*np.hstack([rng.uniform(1, 5, (3, 199)), [[v[7]] for v in (known.years, known.km, known.measured)]]))  # fmt: skip

    left = fleet_range._without(known, unseen)

    assert left.years.size == 199
    assert known.years[7] not in left.years
