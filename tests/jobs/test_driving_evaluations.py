"""What judges hard manoeuvres: columns of the sets become what the product's rule takes, and nothing is fitted."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from domain.kit.arrays import Floats
from jobs.lab.evaluations import driving_events, phone_motion

HZ = 25


def trip(folder: Path, number: int) -> Path:
    """A braking at 4 m/s², one at 2.5, a calm turn at 1.5, a bump of a fifth of a second, and a braking without a label."""
    folder.mkdir(parents=True, exist_ok=True)
    at: Floats = np.arange(100 * HZ) / HZ
    east, north = np.zeros(at.size), np.zeros(at.size)
    for begins, lasts, amount in ((10, 2, 4.0), (30, 2, 2.5), (50, 2, -1.5), (70, 0.2, 8.0), (90, 2, 3.5)):
        here = (at >= begins) & (at < begins + lasts)
        east[here], north[here] = amount * 0.6, amount * 0.8
    parquet.write_table(
        pa.table({"t_s": at, "lin_x": east, "lin_y": north}), folder / f"trip{number}_25hz.parquet"
    )
    events = [("braking", 9, 13), ("braking", 29, 33), ("non_aggressive", 49, 53), ("non_aggressive", 69, 71)]
    parquet.write_table(
        pa.Table.from_pylist([{"event": kind, "start_s": a, "end_s": b} for kind, a, b in events]),
        folder / f"trip{number}_events.parquet",
    )
    return folder


def test_manoeuvres_are_found_by_their_mean_over_a_second_and_a_bump_is_none(tmp_path: Path) -> None:
    outcome = driving_events.evaluate(None, trip(tmp_path, 21))

    assert [outcome.metrics[name] for name in ("aggressive", "found", "normal", "flagged_normal")] == [
        2,
        2,
        2,
        0,
    ]
    assert [outcome.metrics[name] for name in ("brakings", "brakings_found")] == [2, 1]


def test_what_is_found_in_the_unlabelled_rest_is_told_by_the_hour(tmp_path: Path) -> None:
    outcome = driving_events.evaluate(None, trip(trip(tmp_path, 17), 20))
    rest_h = outcome.n["unlabelled_minutes"] / 60

    assert outcome.n["trips"] == 2
    assert outcome.metrics["rest_per_hour"] * rest_h == pytest.approx(2, rel=0.02)
    assert outcome.metrics["rest_per_hour_braking"] == outcome.metrics["rest_per_hour"]


def test_a_folder_without_a_trip_is_refused_by_the_name_of_its_file(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        driving_events.evaluate(None, tmp_path)

    assert refused.value.code == "data_missing"


def recording(folder: Path, name: str) -> Path:
    """A minute of each label: aggressive with a push at 3 m/s² each half minute, normal with one at 2.5, slow with none."""
    rows = []
    for place, (label, push) in enumerate((("normal", 2.5), ("aggressive", 3.0), ("slow", 0.5))):
        for sample in range(120):
            pushed = push if sample % 60 in {10, 11} else 0.1
            rows.append(
                {
                    "acc_x": 0.0,
                    "acc_y": pushed,
                    "acc_z": 0.0,
                    "label": label,
                    "t_step": place * 60 + sample // 2,
                }
            )
    parquet.write_table(pa.Table.from_pylist(rows), folder / name)
    return folder


@pytest.mark.parametrize("name", ["train.parquet", "test.parquet"])
def test_recordings_are_judged_by_half_minutes_at_both_limits(tmp_path: Path, name: str) -> None:
    outcome = phone_motion.evaluate(None, recording(tmp_path, name))

    assert outcome.n == {"slow": 2, "normal": 2, "aggressive": 2}
    assert outcome.metrics["aggressive_found_pct"] == outcome.metrics["aggressive_found_pct_braking"] == 100
    assert outcome.metrics["false_alarm_pct"] == 50
    assert outcome.metrics["false_alarm_pct_braking"] == 0
    assert outcome.metrics["accuracy_pct"] == pytest.approx(100 * 4 / 6)
