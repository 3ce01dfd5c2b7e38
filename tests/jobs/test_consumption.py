"""The evaluation of consumption reads diaries, and judges each car by days that nothing was fitted to."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.energy import rules
from domain.energy.facts import PUBLISHED
from domain.errors import Refusal
from jobs.lab.evaluations import consumption, road

START = datetime(2020, 1, 1)  # noqa: DTZ001 - as diaries have it


def write(folder: Path, *, cars: int, days: int = 200, cabin: float = 1.0) -> Path:
    """Diaries of cars that need `cabin` times the published heating and cooling, two trips a day."""
    folder.mkdir()
    rng, rows = np.random.default_rng(3), []
    for car in range(cars):
        for day in range(days):
            at, fast = START + timedelta(days=day), float(rng.uniform(25, 80))
            road = rules.expected(consumption._air(at.date()), fast, PUBLISHED)
            bare = rules.expected(15.0, fast, PUBLISHED)
            used = (bare + cabin * (road - bare)) * float(rng.normal(1, 0.02))
            rows += 2 * [
                {
                    "vehicle": f"car {car}",
                    "trip_km": 12.0,
                    "kwh_per_100km": used,
                    "avg_speed_kmh": fast,
                    "date": at,
                }
            ]
    rows.append(
        {"vehicle": "car 0", "trip_km": None, "kwh_per_100km": None, "avg_speed_kmh": None, "date": None}
    )
    parquet.write_table(pa.Table.from_pylist(rows), folder / "trip_logs.parquet")
    ride(folder)
    return folder


def ride(folder: Path) -> None:
    """Three trips of another car at three speeds, which needs half of the published road load."""
    rows = []
    for trip, fast in enumerate((20.0, 45.0, 80.0)):
        a_second = (
            rules.expected(15.0, fast, replace(PUBLISHED, cabin=0 * PUBLISHED.cabin)) / 2 * fast / 100 / 3600
        )
        rows += [
            {"trip": f"T{trip}", "speed": fast, "soc": 90 - second * a_second / 6.1 * 100, "temperature": 15.0, "time": START}
            for second in range(1200)
        ]  # fmt: skip
    parquet.write_table(pa.Table.from_pylist(rows), folder / "twizy_1hz.parquet")


def test_trips_are_missed_by_no_more_than_the_shape_misses_their_speed(tmp_path: Path) -> None:
    ride(tmp_path)

    told = road.errors(road.read(tmp_path), PUBLISHED)

    assert len(told) == 3
    assert max(each["trip_error_pct"] for each in told) < 0.5
    assert max(each["flat_trip_error_pct"] for each in told) > 5


def test_trips_of_a_day_are_taken_together_and_empty_entries_left_out(tmp_path: Path) -> None:
    cars = consumption.read(write(tmp_path / "train", cars=2, days=3))

    assert {name: [drive.km for drive in car] for name, car in cars.items()} == {
        "car 0": [24.0] * 3,
        "car 1": [24.0] * 3,
    }


def test_cars_of_another_make_are_judged_better_by_a_shape_that_was_fitted_to_such(tmp_path: Path) -> None:
    train, test = (
        write(tmp_path / name, cars=2, cabin=cabin) for name, cabin in (("train", 0.4), ("test", 0.41))
    )  # a copy under another name is refused

    found = consumption.evaluate(train, test)

    assert found.metrics["day_error_pct"] < 0.9 * found.metrics["published_day_error_pct"]
    assert found.metrics["month_error_pct"] < found.metrics["flat_month_error_pct"]
    assert found.n["cars"] == 2
    low, high = found.intervals["day_error_pct"]
    assert low <= found.metrics["day_error_pct"] <= high


def test_one_diary_is_judged_by_its_other_half(tmp_path: Path) -> None:
    found = consumption.evaluate(write(tmp_path / "train", cars=1), None)

    assert found.metrics["day_error_pct"] == pytest.approx(2.0, abs=0.7)
    assert found.metrics["told_pct"] == 0


def test_a_diary_without_speeds_is_judged_too_and_every_car_has_its_own_figures(tmp_path: Path) -> None:
    train, test = (
        write(tmp_path / name, cars=2, cabin=cabin) for name, cabin in (("train", 0.4), ("test", 0.41))
    )
    table = parquet.read_table(test / "trip_logs.parquet").to_pylist()
    told = [{**row, "avg_speed_kmh": None} if row["vehicle"] == "car 1" else row for row in table]
    parquet.write_table(pa.Table.from_pylist(told), test / "trip_logs.parquet")

    found = consumption.evaluate(train, test)

    assert set(found.metrics["cars"]) == {"car 0", "car 1"}
    assert (found.n["cars"], found.n["cars_without_speed"]) == (2, 1)
    for other in ("published", "flat"):
        assert (
            sum(
                found.metrics["gained"][f"{word}_{other}"]
                for word in ("better_than", "worse_than", "as_good_as")
            )
            == 2
        )
    assert found.metrics["cars"]["car 0"]["gain_on_flat"] > 0
    assert found.metrics["cars"]["car 0"]["gain_on_published"] > 0


def test_a_folder_without_diaries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="data_missing"):
        consumption.evaluate(tmp_path, None)
