"""How a charge ended is told from its limit and its cable."""

import numpy as np
import pytest

from domain.telemetry import paths
from domain.telemetry.facts import Charge, Window
from domain.telemetry.features import extraction
from tests.domain.telemetry.test_features import DAY, MIDNIGHT, Floats, H, ordinary, without


def charged(*, limit: float = 100.0, cable_until_h: float = 20.0) -> Window:
    """The ordinary day: a charge from 12 to 16 h that ends at 85 %, with the cable in from 12 h on."""
    whole = ordinary(60)
    hour = hours(whole)
    whole.values[paths.CHARGE_LIMIT] = np.full(hour.size, limit)
    whole.values[paths.CABLE_CONNECTED] = ((hour >= 12) & (hour < cable_until_h)).astype(np.float64)
    return whole


def hours(whole: Window) -> Floats:
    return (whole.at / 1000 - MIDNIGHT) / H


def only(whole: Window) -> Charge:
    (found,) = extraction.extract(whole, day=DAY).charges
    return found


def test_a_charge_that_ends_far_below_its_limit_with_the_cable_in_was_cut_short() -> None:
    found = only(charged())

    assert found.cut_short
    assert (found.soc_limit, found.ambient_c) == (100.0, 10.0)
    assert found.peak_kw == pytest.approx(7.0)


@pytest.mark.parametrize(
    "whole",
    [
        charged(limit=85.0),
        charged(limit=90.0),
        charged(cable_until_h=16.1),
        without(charged(), paths.CHARGE_LIMIT),
        without(charged(), paths.CABLE_CONNECTED),
    ],
    ids=["full", "nearly full", "unplugged", "limit unknown", "cable unknown"],
)
def test_what_was_full_or_unplugged_or_is_not_told_was_not_cut_short(whole: Window) -> None:
    assert not only(whole).cut_short


def test_a_charge_that_drives_off_or_goes_on_later_was_not_cut_short() -> None:
    drives = charged()
    drives.values[paths.SPEED][hours(drives) > 16.1] = 50.0
    later = charged()
    again = hours(later) > 18
    later.values[paths.IS_CHARGING][again] = 1.0
    later.values[paths.PACK_POWER][again] = 7_000.0
    later.values[paths.SOC][again] += (hours(later)[again] - 18) * 3

    assert not only(drives).cut_short
    assert not extraction.extract(later, day=DAY).charges[0].cut_short


def test_the_peak_is_the_best_minute_not_the_best_moment() -> None:
    whole = charged()
    middle = np.flatnonzero(hours(whole) > 14)
    whole.values[paths.PACK_POWER][middle[:30]] = 9_000.0

    assert only(whole).peak_kw == pytest.approx(9.0)
