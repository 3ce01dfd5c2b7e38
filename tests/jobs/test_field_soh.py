"""The forecast of battery health, judged on the history of one car that the caller brings."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray
from pyarrow import parquet

from domain.errors import Refusal
from jobs.lab.evaluations import field_soh


def history(folder: Path, *, last_km: float, of_new: float = 100.0) -> Path:
    """A made-up car with the published scatter and slope, in an order of its own."""
    rng = np.random.default_rng(1)
    km = rng.uniform(0, last_km, int(last_km / 96))
    soh = 96 - 0.19 * km / 1e4 + 4.6 * rng.standard_normal(km.size)
    table = pa.table({"mileage_km": km, "soh": soh / 100 * of_new})
    parquet.write_table(table, folder / "soh_by_mileage_one_ev.parquet")
    return folder


def test_forecasts_see_only_what_came_before_and_state_how_sure_they_are(tmp_path: Path) -> None:
    told = field_soh.evaluate(None, history(tmp_path, last_km=90_000)).as_json("field_soh")

    assert set(told["metrics"]) == {"mae_10000", "mae_20000", "coverage_90_pct"}
    assert told["metrics"]["mae_10000"] < 1.1
    assert told["metrics"]["coverage_90_pct"] >= 80
    assert told["n"] == {"charges": 937, "targets_10000": 10, "targets_20000": 8}
    assert set(told["model"]["intervals_90"]) == set(told["metrics"])


def wandering(seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A made-up life of 250,000 km and 2,610 charges: a line, slow wander about it, and the published scatter with wild charges."""
    rng = np.random.default_rng(seed)
    km, grid = np.sort(rng.uniform(0, 250_000, 2_610)), np.arange(0, 250_001, 500.0)
    size, length = rng.choice([0.4, 0.7, 1.0]), rng.choice([5_000, 15_000, 40_000])
    keep, wander = np.exp(-500 / length), np.empty(grid.size)
    wander[0] = size * rng.normal()
    for place in range(1, grid.size):
        wander[place] = keep * wander[place - 1] + size * np.sqrt(1 - keep**2) * rng.normal()
    scatter = 4.5 * rng.standard_t(5, km.size) / np.sqrt(5 / 3)
    return km, 96 + rng.normal(-0.19, 0.1) * km / 1e4 + np.interp(km, grid, wander) + scatter


def test_ninety_percent_means_87_to_93_over_many_cars() -> None:
    guesses = [guess for seed in range(12) for guess in field_soh.guess(*wandering(seed))]

    assert 87 <= field_soh.coverage(guesses) <= 93


def test_health_told_as_a_share_of_new_is_judged_in_the_same_points(tmp_path: Path) -> None:
    (tmp_path / "percent").mkdir()
    (tmp_path / "share").mkdir()
    percent = field_soh.evaluate(None, history(tmp_path / "percent", last_km=60_000))
    share = field_soh.evaluate(None, history(tmp_path / "share", last_km=60_000, of_new=1.0))

    assert share.metrics == pytest.approx(percent.metrics)


def test_without_the_file_the_evaluation_says_which_one_it_needs(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        field_soh.evaluate(None, tmp_path)

    assert refused.value.code == "data_missing"
    assert refused.value.params["file"] == "ev_field_soh/soh_by_mileage_one_ev.parquet"


def test_a_history_too_short_to_have_targets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        field_soh.evaluate(None, history(tmp_path, last_km=45_000))

    assert refused.value.code == "history_short"
