"""What judges told savings: pairs by the protocol, only a car's own past, and what is planted is found."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from domain.savings import rules
from jobs.lab.evaluations import diaries, drives, same_model, saving_placebo
from tests.jobs.test_drive_evaluations import leaf

START = np.datetime64("2016-01-01")


def diary(
    folder: Path, *, cars: tuple[str, ...] = ("one",), noise: float = 0.3, seed: int = 1, every: int = 2
) -> Path:
    """Two years of an entry every few days, whose consumption follows season and speed."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        row
        for number, car in enumerate(cars)
        for row in _entries(car, np.random.default_rng([seed, number]), noise, every)
    ]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "trip_logs.parquet")
    return folder


def _entries(car: str, rng: np.random.Generator, noise: float, every: int) -> list[dict[str, Any]]:
    rows = []
    for day in range(0, 730, every):
        kmh = float(rng.uniform(20, 70))
        rate = 14 + 3 * np.cos(2 * np.pi * day / 365) + kmh / 50 + rng.normal(0, noise)
        rows.append(
            {
                "vehicle": car, "model": "Golf", "trip_km": float(rng.uniform(10, 40)), "tire_type": "Summer tires",
                "city": 1, "motor_way": 0, "country_roads": 1, "driving_style": "Normal", "kwh_per_100km": float(rate), "ac": 0,
                "park_heating": 0, "avg_speed_kmh": kmh, "date": (START + np.timedelta64(day, "D")).astype(object),
            }
        )  # fmt: skip
    return rows


def test_where_nothing_was_saved_nothing_is_told_and_a_planted_saving_is_found(tmp_path: Path) -> None:
    outcome = saving_placebo.evaluate(diary(leaf(tmp_path, count=110)), None)
    usable = len(drives.read(tmp_path))

    told = outcome.metrics["diary"]
    assert told["false_claim_pct"] == 0
    assert told["told_12_pct"] > 90
    assert told["recovery_mae_points"] < 2
    assert told["pairs"] == 21  # moments from day 365 on, 15 days apart, with 60 days after them
    assert outcome.metrics["drives"]["pairs"] == len(range(60, usable - 20 + 1, 5))


def test_drives_of_the_other_folder_are_earlier_ones_of_the_same_car(tmp_path: Path) -> None:
    train, test = leaf(tmp_path / "train", count=70), diary(leaf(tmp_path / "test", count=45, seed=2))

    later = len(drives.read(test))
    assert saving_placebo.evaluate(train, test).metrics["drives"]["pairs"] == len(
        range(20, later - 20 + 1, 5)
    )
    with pytest.raises(Refusal) as refused:
        saving_placebo.evaluate(train, diary(leaf(tmp_path / "same", count=70)))
    assert refused.value.code == "data_not_apart"
    with pytest.raises(Refusal) as refused:
        saving_placebo.evaluate(None, None)
    assert refused.value.code == "option_missing"


def test_what_comes_after_a_span_changes_nothing_of_what_is_told_of_it(tmp_path: Path) -> None:
    runs = diaries.read(diary(tmp_path))[0].runs
    begun = runs[0].at + 400
    until = [run for run in runs if run.at < begun + 60]

    assert rules.compare(runs, begun=begun, span=60) == rules.compare(until, begun=begun, span=60)


def test_an_entry_with_a_digit_too_many_is_none(tmp_path: Path) -> None:
    file = diary(tmp_path) / "trip_logs.parquet"
    rows = parquet.read_table(file).to_pylist()
    rows[5]["kwh_per_100km"] = 150.0
    rows[6]["kwh_per_100km"] = None
    parquet.write_table(pa.Table.from_pylist(rows), file)

    one = diaries.read(tmp_path)[0]
    assert len(one.runs) == 363
    assert one.rate.size == 364  # an entry that is judged may be absurd


def test_another_car_is_foretold_better_by_its_own_earlier_entries(tmp_path: Path) -> None:
    train = diary(tmp_path / "train", every=5)
    test = diary(tmp_path / "test", cars=("two",), seed=2, every=5)
    file = test / "trip_logs.parquet"
    rows = [
        row | {"kwh_per_100km": row["kwh_per_100km"] * 0.8} for row in parquet.read_table(file).to_pylist()
    ]
    imiev = [row | {"vehicle": "three", "model": "i-MiEV", "trip_km": row["trip_km"] + 1} for row in rows]
    parquet.write_table(pa.Table.from_pylist(rows + imiev), file)

    outcome = same_model.evaluate(train, test)
    assert outcome.n == {"egolf": 146, "imiev": 146}
    assert outcome.metrics["mae_egolf"] < 0.5 * outcome.metrics["mae_egolf_unseen"]
    assert outcome.metrics["mae_imiev"] < 1


def test_without_other_cars_blocks_of_one_diary_judge(tmp_path: Path) -> None:
    folder = diary(tmp_path, every=5)

    assert same_model.evaluate(folder, None).metrics["mae_egolf_unseen"] < 1.5
    with pytest.raises(Refusal) as refused:
        same_model.evaluate(folder, diary(tmp_path / "same", every=5))
    assert refused.value.code == "data_not_apart"


def test_one_of_the_two_sets_is_enough_and_none_is_refused(tmp_path: Path) -> None:
    assert set(saving_placebo.evaluate(diary(tmp_path / "one"), None).metrics) == {"diary"}
    (tmp_path / "none").mkdir()
    with pytest.raises(Refusal) as refused:
        saving_placebo.evaluate(tmp_path / "none", None)
    assert refused.value.code == "data_missing"
