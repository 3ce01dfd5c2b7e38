"""Real LeafSpy logs of three versions of the app, against the rows that were worked out of them apart from this program.

The data may not be passed on: they lie beside the repository where there are any, and without them nothing is tested here.
"""

from datetime import UTC
from math import isnan
from pathlib import Path
from typing import Any, Final

import pytest
from pyarrow import compute, parquet

from domain.feeds.files import reading
from domain.telemetry import paths

FOLDER: Final = Path(__file__).parents[4] / "shared/data/ev_drive_logs"
GROUPS: Final = {
    "leafspy_sample_1.csv": ["d0150"],
    "leafspy_sample_2.csv": ["d0278", "d0279"],
    "leafspy_sample_3.csv": [*(f"d{number:04}" for number in range(326, 333)), "p0054"],
}
PLAIN: Final = {
    paths.SOC: "soc_pct",
    paths.SOH: "soh_pct",
    paths.PACK_VOLTAGE: "pack_voltage_v",
    paths.PACK_CURRENT: "pack_current_a",
    paths.SPEED: "speed_kmh",
    paths.ODOMETER: "odometer_m",
    paths.AMBIENT: "ambient_c",
    paths.TWELVE_VOLT: "v12_v",
    **dict(
        zip(
            paths.TYRE_PRESSURE,
            (f"tyre_{place}_kpa" for place in ("front_left", "front_right", "rear_left", "rear_right")),
            strict=True,
        )
    ),
}


def expected(row: dict[str, Any]) -> dict[str, float | bool]:
    packs = [row[name] for name in ("pack_t1_c", "pack_t2_c", "pack_t4_c") if row[name] is not None]
    values = {path: row[column] for path, column in PLAIN.items()} | {
        paths.CELL_MIN: row["cell_min_mv"] / 1000,
        paths.CELL_MAX: row["cell_max_mv"] / 1000,
        paths.PACK_TEMPERATURE_MIN: min(packs),
        paths.PACK_TEMPERATURE_MAX: max(packs),
        paths.PACK_TEMPERATURE: sum(packs) / len(packs),
        paths.CABLE_CONNECTED: row["plug_state"] > 0,
        paths.IS_CHARGING: row["charge_mode"] > 0,
    }
    return {path: value for path, value in values.items() if value is not None and not isnan(value)}


@pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the logs")
@pytest.mark.parametrize("name", GROUPS)
def test_a_real_log_is_read_to_the_values_that_others_read_in_it(name: str) -> None:
    table = parquet.read_table(FOLDER / "leaf_samples.parquet")
    kept = [table.filter(compute.equal(table["drive_id"], group)).to_pylist() for group in GROUPS[name]]
    prepared = [row for rows in kept for row in rows]

    read = list(reading.open_text((FOLDER / name).read_text(), file=name, zone=UTC).rows)

    assert {row.why for row in read} == {""}
    assert len(read) == len(prepared) > 100
    for ours, theirs in zip(read, prepared, strict=True):
        assert ours.signals == pytest.approx(expected(theirs), rel=2e-4)  # hundredths of a degree there
