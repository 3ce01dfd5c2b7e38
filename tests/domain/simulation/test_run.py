"""Simulated cars: seamless in time, plausible, and true to their stories."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.simulation import cars, run, stories
from domain.simulation.facts import Fault, FaultKind, SimCar
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Features, Window
from domain.telemetry.features import extraction
from tests import pace

CAR = cars.DEMO_CARS[0]
SNOWBALL = cars.DEMO_CARS[1]
START = datetime(2026, 10, 5, tzinfo=UTC)
ONSET = START + timedelta(days=3, hours=5)


def days(count: float, *, car: SimCar = CAR, faults: tuple[Fault, ...] = (), step_s: int = 10) -> Window:
    return run.simulate(car, start=START, end=START + timedelta(days=count), faults=faults, step_s=step_s)


def kept(count: int, *, car: SimCar = CAR, faults: tuple[Fault, ...] = ()) -> Features:
    """Features of so many days from START."""
    folded = Features()
    for number in range(count):
        begin = START + timedelta(days=number)
        window = run.simulate(
            car, start=begin - extraction.LOOK_BACK, end=begin + timedelta(days=1), faults=faults
        )
        folded = extraction.fold(folded, extraction.extract(window, day=begin.date()), day=begin.date())
    return folded


def told(code: str) -> tuple[Fault, ...]:
    return stories.STORIES[code].faults(ONSET)


@pytest.mark.parametrize("cut_h", [0.5, 9.3, 24.0, 31.7])
@pytest.mark.parametrize("step_s", [10, 60])
def test_neighbouring_stretches_join_without_a_seam(cut_h: float, step_s: int) -> None:
    faults = (*told("tyre_leak"), *told("missing_data"), *told("single_outlier"))
    start, end = ONSET - timedelta(hours=7), ONSET + timedelta(hours=41)
    cut = start + timedelta(hours=cut_h)

    whole = run.simulate(CAR, start=start, end=end, faults=faults, step_s=step_s)
    first = run.simulate(CAR, start=start, end=cut, faults=faults, step_s=step_s)
    second = run.simulate(CAR, start=cut, end=end, faults=faults, step_s=step_s)

    assert whole.at.tolist() == [*first.at.tolist(), *second.at.tolist()]
    for path, values in whole.values.items():
        np.testing.assert_array_equal(values, np.concatenate([first.values[path], second.values[path]]))


def test_two_cars_differ_and_the_same_car_does_not() -> None:
    other = days(1, car=cars.DEMO_CARS[11])

    np.testing.assert_array_equal(days(1).values[paths.SOC], days(1).values[paths.SOC])
    assert other.at.tolist() != days(1).at.tolist()


def test_a_story_changes_nothing_before_its_onset() -> None:
    before = timedelta(days=3)
    for story in stories.STORIES.values():
        if story.code == "cold_12v":
            continue  # its battery has been middle-aged for months
        plain = run.simulate(CAR, start=ONSET - before, end=ONSET)
        with_story = run.simulate(CAR, start=ONSET - before, end=ONSET, faults=story.faults(ONSET))

        np.testing.assert_array_equal(plain.at, with_story.at)
        np.testing.assert_array_equal(plain.values[paths.SOC], with_story.values[paths.SOC])


@pytest.mark.parametrize("code", stories.STORIES)
@pytest.mark.parametrize("car", [CAR, SNOWBALL], ids=["shanghai", "harbin"])
def test_every_value_is_in_the_catalogue_and_in_its_range(code: str, car: SimCar) -> None:
    window = days(7, car=car, faults=told(code), step_s=60)

    for path, values in window.values.items():
        there = values[np.isfinite(values)]
        assert ((there >= CATALOGUE[path].low) & (there <= CATALOGUE[path].high)).all(), path


def test_a_parked_car_sends_every_ten_minutes_and_a_driving_one_every_step() -> None:
    window = days(3)
    gaps = np.diff(window.at) / 1000
    driving = window.values[paths.SPEED][:-1] > 5

    assert set(gaps[driving]) == {10.0}
    assert gaps.max() == 600.0


def test_odometer_speed_and_energy_agree() -> None:
    window = days(10, step_s=1)
    at = window.at / 1000
    short = np.diff(at, append=at[-1]) == 1
    by_speed = np.sum(window.values[paths.SPEED][short]) / 3.6
    by_odometer = np.ptp(window.values[paths.ODOMETER])
    power, driving = window.values[paths.PACK_POWER], window.values[paths.SPEED] > 1
    wh_per_km = -np.nansum(power[driving]) / 3600 / (by_odometer / 1000)

    assert by_speed == pytest.approx(by_odometer, rel=0.01)
    assert 90 < wh_per_km < 200
    assert (np.diff(window.values[paths.ODOMETER]) >= 0).all()


def test_charges_show_the_capacity_that_the_car_has() -> None:
    charges = [charge for charge in kept(14).charges if charge.soc_to - charge.soc_from > 20]

    assert len(charges) >= 2
    for charge in charges:
        capacity = charge.energy_kwh / (charge.soc_to - charge.soc_from) * 100
        assert capacity == pytest.approx(CAR.capacity_new_kwh * 0.965, rel=0.02)


def test_a_month_is_simulated_quickly() -> None:
    days(1)
    with pace.spending() as spent:
        days(30)

    assert spent.s < 1.5


def test_before_a_car_is_in_use_it_sends_nothing() -> None:
    newcomer = cars.DEMO_CARS[-1]

    window = run.simulate(
        newcomer, start=datetime(2026, 7, 1, tzinfo=UTC), end=datetime(2026, 7, 2, tzinfo=UTC)
    )

    assert newcomer.in_use_since == date(2026, 8, 1)
    assert window.at.size == 0


def test_a_tyre_leak_takes_one_wheel_down_against_the_others() -> None:
    rests = kept(12, faults=told("tyre_leak")).rests
    against = [
        rest.tyre_kpa[3] - rest.tyre_kpa[2]
        for rest in rests
        if rest.tyre_kpa[3] is not None and rest.tyre_kpa[2] is not None
    ]

    assert max(np.abs(np.diff(against[:4]))) < 3
    assert against[-1] - against[0] == pytest.approx(-4.5 * 8.5, abs=5)


def test_a_coolant_leak_slows_the_flow_and_warms_the_loop_and_a_bad_sensor_only_the_former() -> None:
    plain, leak, sensor = (
        kept(9, faults=faults).flows for faults in ((), told("coolant_leak"), told("flow_sensor_fault"))
    )

    for faulty, share, warmer in ((leak[-1], 0.94, 3.0), (sensor[-1], 0.94, 0.0)):
        assert faulty.flow_lph is not None
        assert faulty.inlet_c is not None
        assert plain[-1].flow_lph is not None
        assert plain[-1].inlet_c is not None
        assert faulty.flow_lph / plain[-1].flow_lph == pytest.approx(share, abs=0.005)
        assert faulty.inlet_c - plain[-1].inlet_c == pytest.approx(warmer, abs=0.1)


def test_cold_takes_all_tyres_down_together_as_gas_law_says() -> None:
    plain = kept(6).rests[-1]
    cold = kept(6, faults=told("cold_morning")).rests[-1]

    assert cold.ambient_c == pytest.approx((plain.ambient_c or 0) - 15, abs=1)
    for chilled, warm in zip(cold.tyre_kpa, plain.tyre_kpa, strict=True):
        assert chilled is not None
        assert warm is not None
        assert warm - chilled == pytest.approx(15 * 1.2, abs=2.5)


def test_altitude_raises_gauge_pressure_by_what_the_air_loses() -> None:
    window = days(8, faults=told("altitude"))
    high = window.values[paths.ALTITUDE] > 1_900
    parked = high & (window.values[paths.SPEED] == 0) & np.isfinite(window.values[paths.AIR_PRESSURE])

    assert high.any()
    assert np.median(window.values[paths.AIR_PRESSURE][parked]) == pytest.approx(801, abs=15)
    assert np.median(window.values[paths.TYRE_PRESSURE[0]][parked]) > 255


def test_silence_and_losses_are_as_told() -> None:
    silent, whole = days(6, faults=told("silent_car")), days(6)
    losing = days(6, faults=told("missing_data"))
    after = whole.at >= ONSET.timestamp() * 1000

    assert silent.at.tolist() == whole.at[~after].tolist()
    assert (losing.at.size - np.sum(~after)) / np.sum(after) == pytest.approx(0.5, abs=0.12)


@pytest.mark.parametrize(
    ("kind", "path", "absurd"),
    [
        ("tyre", paths.TYRE_PRESSURE[0], 90.0),
        ("pad", paths.PAD_WEAR[0], 98.0),
        ("12 V", paths.TWELVE_VOLT, 8.9),
    ],
)
def test_outliers_are_two_single_readings(kind: str, path: str, absurd: float) -> None:
    window = days(9, faults=told("single_outlier"))

    assert np.sum(window.values[path] == absurd) == 2


def test_long_parking_keeps_reporting_without_moving() -> None:
    window = run.simulate(
        CAR, start=ONSET + timedelta(days=1), end=ONSET + timedelta(days=12), faults=told("long_parking")
    )

    assert np.ptp(window.values[paths.ODOMETER]) == 0
    assert np.diff(window.at).max() == 600_000


def test_short_charges_gain_less_than_fifteen_points() -> None:
    charges = [
        charge
        for charge in kept(16, faults=told("short_charges")).charges
        if charge.start > ONSET + timedelta(days=1)
    ]

    assert len(charges) > 5
    assert max(charge.soc_to - charge.soc_from for charge in charges) < 15


@pytest.mark.parametrize(
    ("kind", "size"),
    [(FaultKind.PADS_WORN, 75.0), (FaultKind.FILTER_CLOGGED, 27.0), (FaultKind.BATTERY_AGED, 82.0)],
)
def test_slow_wear_ends_where_the_story_says(kind: FaultKind, size: float) -> None:
    shows = {
        FaultKind.PADS_WORN: paths.PAD_WEAR[0],
        FaultKind.FILTER_CLOGGED: paths.FILTER_DROP,
        FaultKind.BATTERY_AGED: paths.SOH,
    }
    values = days(5, faults=(Fault(kind, ONSET, 1.0, size),)).values[shows[kind]]

    assert values[np.isfinite(values)][-1] == pytest.approx(size, abs=1.0)
