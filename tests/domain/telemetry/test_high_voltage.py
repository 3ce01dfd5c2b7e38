"""A day of the high-voltage side: the lowest lasting insulation resistance, and what the contactors switched."""

import numpy as np
import pytest

from domain.telemetry import paths
from domain.telemetry.facts import Contactor, Insulation, Window
from domain.telemetry.features import extraction
from tests.domain.telemetry.test_features import DAY, MIDNIGHT, Floats, H, ordinary


def hours(whole: Window) -> Floats:
    return (whole.at / 1000 - MIDNIGHT) / H


def driven(ohm: Floats | float, *, step: float = 60.0) -> tuple[Insulation, ...]:
    """The ordinary day, whose drive takes the hour from eight to nine; the charge reads a tenth."""
    whole = ordinary(step)
    whole.values[paths.HUMIDITY] = np.full(whole.at.size, 91.0)
    told = np.broadcast_to(np.asarray(ohm, dtype=np.float64), whole.at.shape).copy()
    whole.values[paths.ISOLATION] = np.where(whole.values[paths.IS_CHARGING] > 0, told / 10, told)
    return extraction.extract(whole, day=DAY).insulation


def varying(middle: float) -> Floats:
    return middle * (1 + 0.01 * np.sin(np.arange(ordinary(60).at.size)))


def test_the_lowest_resistance_that_lasts_is_kept_with_voltage_and_humidity() -> None:
    ohm = varying(3e6)
    hour = hours(ordinary(60))
    ohm[(hour > 8.5) & (hour < 8.6)] = 1.5e5

    (found,) = driven(ohm)

    assert found.ohm == pytest.approx(1.5e5)
    assert (found.pack_v, found.humidity_pct) == (350.0, 91.0)


def test_one_absurd_reading_and_the_charger_do_not_count() -> None:
    ohm = varying(3e6)
    ohm[np.flatnonzero(hours(ordinary(60)) > 8.5)[0]] = 100.0

    (found,) = driven(ohm)

    assert found.ohm == pytest.approx(3e6, rel=0.02)


@pytest.mark.parametrize(
    "stuck", [6_553_000.0, 2_000_000.0, 0.0], ids=["ceiling", "own end", "never measured"]
)
def test_a_meter_that_is_at_its_end_or_stuck_tells_nothing(stuck: float) -> None:
    assert driven(stuck) == ()


def test_a_real_fall_from_the_meters_end_is_seen() -> None:
    ohm = np.full(ordinary(60).at.size, 2e6)
    hour = hours(ordinary(60))
    ohm[(hour > 8.7) & (hour < 9)] = 1.2e5

    (found,) = driven(ohm)

    assert found.ohm == pytest.approx(1.2e5)


def switched(count: Floats) -> tuple[Contactor, ...]:
    whole = ordinary(60)
    whole.values[paths.CONTACTOR_CYCLES] = count
    return extraction.extract(whole, day=DAY).contactors


def test_switchings_are_counted_at_the_end_of_the_day_and_within_the_busiest_hour() -> None:
    hour = hours(ordinary(60))

    (found,) = switched(np.floor(1_000 + np.clip((hour - 17) * 12, 0, 24)))

    assert found.cycles == 1_024.0
    assert found.most_an_hour == pytest.approx(12, abs=1)


def test_a_spike_of_the_counter_and_a_new_one_count_nothing() -> None:
    count = np.full(ordinary(60).at.size, 1_000.0)
    count[-200] = 9_000_000.0
    count[-100:] = 2.0

    (found,) = switched(count)

    assert (found.cycles, found.most_an_hour) == (2.0, 0.0)


def test_a_car_that_does_not_count_has_no_reading() -> None:
    assert extraction.extract(ordinary(60), day=DAY).contactors == ()
