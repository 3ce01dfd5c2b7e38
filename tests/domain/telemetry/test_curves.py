"""What charges look like on the level of one cell, out of the samples of simulated charges."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import numpy as np
import pytest

from domain.telemetry import paths
from domain.telemetry.facts import Features, Window
from domain.telemetry.features import extraction
from domain.telemetry.features.curves import GRID_V, SHAPE

DAY = date(2026, 11, 22)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC).timestamp()
LIMIT_V = 4.2
OHM = 0.002  # of one cell
CELLS = 96


def charge(
    *,
    capacity_ah: float = 150.0,
    amps: float = 30.0,
    step_s: float = 10.0,
    soc_to: float = 100.0,
) -> Window:
    """From 10 % at constant current to the limit, then at constant voltage until a tenth of the current is left."""
    now, soc, current = MIDNIGHT + 3600, 10.0, amps
    rows = []
    while soc < soc_to and current > amps / 10:
        rest = 3.4 + 0.0078 * soc
        current = min(amps, (LIMIT_V - rest) / OHM)
        rows.append((now, soc, current, rest + current * OHM))
        soc += current * step_s / 3600 / capacity_ah * 100
        now += step_s
    at, level, taken, volts = np.array(rows).T
    signals = {
        paths.SOC: level,
        paths.IS_CHARGING: np.ones(at.size),
        paths.PACK_CURRENT: taken,
        paths.PACK_VOLTAGE: volts * CELLS,
        paths.CELL_MIN: volts - 0.004,
        paths.CELL_MAX: volts + 0.004,
        paths.CHARGED_EVER: np.full(at.size, 4_000.0),
        paths.ODOMETER: np.full(at.size, 25_000_000.0),
        paths.SPEED: np.zeros(at.size),
    }
    return Window((at * 1000).astype(np.int64), signals)


def told(window: Window) -> dict[str, float]:
    (found,) = extraction.extract(window, day=DAY).charges
    return dict(zip(SHAPE, found.shape, strict=bool(found.shape)))


def test_a_charge_to_full_tells_the_figures_of_its_last_part_by_cell() -> None:
    figures = told(charge())

    assert LIMIT_V - 0.2 < figures["voltage_mean"] < LIMIT_V
    assert figures["cc_q"] == pytest.approx(
        0.2 / 0.78 * 150, rel=0.05
    )  # the open-circuit line of the simulation
    assert figures["cc_charge_time"] == pytest.approx(figures["cc_q"] / 30 * 3600, rel=0.02)
    assert 6.0 < figures["current_mean"] < 30.0
    assert figures["current_slope"] < 0 < figures["voltage_slope"]


def test_an_aged_pack_takes_in_less_in_the_same_part() -> None:
    assert told(charge(capacity_ah=120.0))["cc_q"] == pytest.approx(0.8 * told(charge())["cc_q"], rel=0.05)


@pytest.mark.parametrize("step_s", [1.0, 30.0])
def test_figures_do_not_depend_on_how_often_a_car_sends(step_s: float) -> None:
    dense, usual = told(charge(step_s=step_s)), told(charge())

    assert {name: pytest.approx(value, rel=0.1, abs=0.05) for name, value in usual.items()} == dense


@pytest.mark.parametrize("wanting", [{"soc_to": 80.0}, {"step_s": 120.0}])
def test_a_charge_cut_off_before_its_end_or_sparsely_sent_has_no_figures(wanting: dict[str, float]) -> None:
    assert told(charge(**wanting)) == {}


def test_without_cell_voltages_nothing_is_guessed() -> None:
    window = charge()
    blind = Window(window.at, {path: each for path, each in window.values.items() if path != paths.CELL_MIN})

    found = extraction.extract(blind, day=DAY)

    assert found.charges[0].shape == ()
    assert found.curves == ()


def test_a_slow_deep_charge_leaves_its_curve_of_charge_by_voltage() -> None:
    (curve,) = extraction.extract(charge(), day=DAY).curves

    assert curve.odometer_km == 25_000.0
    assert curve.full_cycles == pytest.approx(4_000 / (96 * 3.85 * 150 / 1000), rel=0.05)
    assert curve.amp_hours[0] == curve.amp_hours[5]  # below where it began nothing was taken in
    assert list(curve.amp_hours) == sorted(curve.amp_hours)
    at_4 = curve.amp_hours[GRID_V.index(4.0)]
    assert at_4 == pytest.approx(((4.0 - 0.06 - 3.4) / 0.78 - 0.1) * 150, rel=0.05)


def test_a_fast_charge_leaves_no_curve() -> None:
    assert extraction.extract(charge(amps=75.0), day=DAY).curves == ()


def test_the_earliest_and_the_newest_curves_are_kept() -> None:
    of_day = extraction.extract(charge(), day=DAY)
    kept = Features()
    for number in range(30):
        day = date(2026, 1, 1 + number)
        when = datetime(2026, 1, 1 + number, 12, tzinfo=UTC)
        kept = extraction.fold(kept, Features(curves=(replace(of_day.curves[0], at=when),)), day=day)

    assert len(kept.curves) == extraction.KEEP_CURVES
    assert kept.curves[0].at.day == 1
    assert kept.curves[-1].at.day == 30


def test_the_first_charges_stay_known_and_only_the_newest_keep_their_figures() -> None:
    (one,) = extraction.extract(charge(), day=DAY).charges
    kept = Features()
    for number in range(120):
        ended = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number)
        kept = extraction.fold(kept, Features(charges=(replace(one, end=ended),)), day=ended.date())

    assert [each.end.timetuple().tm_yday for each in kept.first_charges] == list(range(1, 11))
    assert [bool(each.shape) for each in kept.charges] == [False] * 60 + [True] * 40


def test_features_kept_before_there_were_figures_and_curves_are_read() -> None:
    before = msgspec.msgpack.encode({"days": [], "charges": []})

    assert msgspec.msgpack.decode(before, type=Features) == Features()
