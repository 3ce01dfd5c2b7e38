"""Cell voltages are read where they show charge and not load."""

import numpy as np
import pytest

from domain.telemetry import paths
from domain.telemetry.facts import Cells, Window
from domain.telemetry.features import extraction
from tests.domain.telemetry.test_features import DAY, MIDNIGHT, H, ordinary, without


def told(step: float, *, widens_mv_h: float = 0.0) -> Window:
    """The ordinary day: 10 mV between cells, 80 mV under load; after the charge the gap widens."""
    whole = ordinary(step)
    hour = (whole.at / 1000 - MIDNIGHT) / H
    loaded = np.abs(whole.values[paths.PACK_CURRENT]) > 1
    gap_mv = np.where(loaded, 80.0, 10.0 + widens_mv_h * np.maximum(hour - 16, 0))
    whole.values[paths.CELL_MAX] = np.full(hour.size, 3.8)
    whole.values[paths.CELL_MIN] = np.round(3.8 - gap_mv / 1000, 3)
    whole.values[paths.CELL_ID_MIN] = np.full(hour.size, 37.0)
    return whole


def read(whole: Window) -> tuple[Cells, ...]:
    return extraction.extract(whole, day=DAY).cells


def gaps(found: tuple[Cells, ...]) -> list[float]:
    return [1000 * (each.high_v - each.low_v) for each in found]


@pytest.mark.parametrize("step", [10.0, 60.0, 600.0])
def test_cells_are_read_after_a_charge_and_at_the_end_of_each_rest_never_under_load(step: float) -> None:
    found = read(told(step))

    assert [each.at_charge_end for each in found] == [False, False, True]
    assert gaps(found) == pytest.approx([10.0] * 3, abs=0.6)
    assert {each.low_cell for each in found} == {37}
    assert found[2].soc == pytest.approx(84.6, abs=1.5)


def test_a_rest_tells_how_fast_the_gap_widens_even_with_a_wild_reading() -> None:
    whole = told(600, widens_mv_h=1.5)
    whole.values[paths.CELL_MIN][-9] = 2.0
    whole.values[paths.SPEED][-1] = 40.0

    rests = [each for each in read(whole) if not each.at_charge_end]

    assert rests[-1].widened_mv_h == pytest.approx(1.5, abs=0.1)


def test_impossible_voltages_and_cars_that_do_not_send_cells_give_no_reading() -> None:
    broken = told(60)
    broken.values[paths.CELL_MIN][:] = 0.0

    assert read(broken) == ()
    assert read(without(told(60), paths.CELL_MIN)) == ()
