"""The what-if evaluation pairs the conditions of the set as its protocol says, and judges the shipped table."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.twin import calendar
from jobs.lab.evaluations import whatif_ageing


def stored(folder: Path, *, factor: float = 1.0) -> Path:
    """Cells of two types that lose what the table says; `factor`: more at full charge. One cell of 60 °C is read off a curve."""
    rows = []
    for number, (celsius, soc, extrapolated) in enumerate(
        [(24, 50, False), (24, 100, False), (45, 50, False), (45, 100, True), (60, 50, False)]
    ):
        rate = float(np.exp(calendar.log_rate(np.array([float(celsius)]), np.array([float(soc)]))[0]))
        rows += [
            {
                "cell_type": kind, "temp_c": celsius, "soc_pct": soc, "years": years, "extrapolated": extrapolated,
                "loss_pct": 2 * rate * years * (factor if soc == 100 else 1.0), "cell_id": f"{kind}{number}",
            }
            for kind in ("A", "B")
            for years in (0.5, 1.0, 1.5)
        ]  # fmt: skip
    folder.mkdir(exist_ok=True)
    parquet.write_table(pa.Table.from_pylist(rows), folder / "losses.parquet")
    return folder


def test_conditions_are_paired_by_charge_and_by_the_next_temperature(tmp_path: Path) -> None:
    outcome = whatif_ageing.evaluate(stored(tmp_path), None)

    # Of each type and of 0.5 and 1 year: full at 24 °C; 24 to 45 and 45 to 60 °C half full. Not full at 45: read off a curve.
    assert (outcome.n["soc"], outcome.n["temp"], outcome.metrics["pairs"]) == (4, 8, 12)
    assert outcome.metrics["ln_error"] == pytest.approx(0.0, abs=1e-6)
    assert (outcome.metrics["sign_right_pct"], outcome.metrics["coverage_90_pct"]) == (100.0, 100.0)


def test_a_pair_that_the_product_refuses_is_counted_and_judged_by_no_figure(tmp_path: Path) -> None:
    folder = stored(tmp_path)
    table = parquet.read_table(folder / "losses.parquet").to_pylist()
    hotter = [{**row, "temp_c": 85, "loss_pct": 1000.0} for row in table if row["temp_c"] == 60]
    parquet.write_table(pa.Table.from_pylist([*table, *hotter]), folder / "losses.parquet")

    outcome = whatif_ageing.evaluate(folder, None)
    assert (outcome.n["refused"], outcome.n["temp"], outcome.metrics["pairs"]) == (4, 8, 12)
    assert outcome.metrics["ln_error"] == pytest.approx(0.0, abs=1e-6)


def test_a_wrong_effect_of_charge_shows_in_its_error_alone(tmp_path: Path) -> None:
    metrics = whatif_ageing.evaluate(None, stored(tmp_path, factor=2.0)).metrics

    assert metrics["ln_error_soc"] == pytest.approx(np.log(2.0))
    assert metrics["ln_error_temp"] == pytest.approx(0.0, abs=1e-6)
    assert metrics["coverage_90_pct"] == pytest.approx(100 * 8 / 12)
