"""Trips out of readings: where they begin and end, what is measured along them, and what is not."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.simulation import plan
from domain.simulation import run as simulation
from domain.simulation.cars import DEMO_CARS
from domain.simulation.facts import Activity, Leg
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Window
from domain.telemetry.features import samples, trips
from domain.telemetry.trips import BANDS_KMH, Trip

DAY = datetime(2026, 11, 10, tzinfo=UTC)
MIDNIGHT = DAY.timestamp()
H = 3600.0
Floats = NDArray[np.float64]
CAR = DEMO_CARS[0]


def window(at: Floats, **signals: Floats | float) -> Window:
    names = {
        "speed": paths.SPEED, "odometer": paths.ODOMETER, "watts": paths.PACK_POWER, "charging": paths.IS_CHARGING,
        "altitude": paths.ALTITUDE, "hvac": paths.HVAC_POWER, "ambient": paths.AMBIENT, "cooler": paths.AIR_CONDITIONING,
    }  # fmt: skip
    values = {
        names[name]: np.broadcast_to(np.asarray(each, np.float64), at.shape).copy()
        for name, each in signals.items()
    }
    return Window((at * 1000).astype(np.int64), values)


def of(readings: Window, *, day: datetime = DAY) -> tuple[Trip, ...]:
    begin = day.timestamp()
    return trips.find(samples.look(readings), begin=begin, end=begin + 24 * H)


def simulated(day: datetime, *, step_s: int) -> Window:
    return simulation.simulate(
        CAR, start=day - timedelta(hours=12), end=day + timedelta(days=1), step_s=step_s
    )


def drives(day: datetime) -> list[Leg]:
    begin = int(day.timestamp())
    legs = plan.legs(CAR, (), begin=begin - 12 * 3600, end=begin + 86_400)
    return [leg for leg in legs if leg.activity is Activity.DRIVE and begin <= leg.end + 640 < begin + 86_400]


def course(*, step: float, at_kmh: Floats, begin: float = MIDNIGHT + 8 * H) -> tuple[Floats, Floats, Floats]:
    """Times, speeds and odometer of ten minutes' standing, a course of speeds second by second, and standing again."""
    stands = np.zeros(600)
    kmh: Floats = np.concatenate([stands, at_kmh, stands])
    at: Floats = begin + np.arange(kmh.size, dtype=np.float64)
    odometer = 1e7 + np.cumsum(kmh / 3.6)
    every = slice(None, None, int(step))
    return at[every], kmh[every], odometer[every]


STEADY = np.full(1_800, 72.0)


@pytest.mark.parametrize("step_s", [1, 10, 60])
@pytest.mark.parametrize("day", [DAY + timedelta(days=number) for number in range(4)], ids=str)
def test_trips_are_the_drives_of_the_simulated_car_however_often_it_sends(day: datetime, step_s: int) -> None:
    legs = drives(day)
    trips_of_day = of(simulated(day, step_s=step_s), day=day)

    assert len(legs) >= 2
    assert len(trips_of_day) == len(legs)
    for trip, leg in zip(trips_of_day, legs, strict=True):
        assert abs(trip.start.timestamp() - leg.begin) <= max(step_s, 120)
        assert abs(trip.end.timestamp() - leg.end) <= max(2 * step_s, 120)
        assert trip.km == pytest.approx((leg.odo[1] - leg.odo[0]) / 1000, abs=0.06)
        assert trip.interval_s == step_s


def test_every_figure_of_a_trip_is_what_its_readings_add_up_to() -> None:
    """Recomputed second by second, by rectangles, without any of the code under test."""
    readings = simulated(DAY, step_s=1)
    at = readings.at / 1000
    volts, amps = (readings.values[path] for path in (paths.PACK_VOLTAGE, paths.PACK_CURRENT))
    watts = readings.values.get(paths.PACK_POWER, volts * amps)
    for trip in of(readings):
        here = (at >= trip.start.timestamp()) & (at < trip.end.timestamp())
        kmh, power, hvac = (
            readings.values[paths.SPEED][here], watts[here], readings.values[paths.HVAC_POWER][here]
        )  # fmt: skip
        metres = kmh / 3.6
        change = np.gradient(kmh / 3.6)

        assert trip.used_kwh == pytest.approx(-power.sum() / 3.6e6, rel=0.01)
        assert trip.regenerated_kwh == pytest.approx(power[power > 0].sum() / 3.6e6, rel=0.02)
        assert trip.out_kwh == pytest.approx(-power[power < 0].sum() / 3.6e6, rel=0.01)
        assert trip.standstill_s == pytest.approx((kmh <= 1).sum(), abs=2 * (trip.stops or 0) + 3)
        assert trip.top_kmh == kmh.max()
        assert trip.speed_squared == pytest.approx((metres**3).sum() / metres.sum(), rel=0.01)
        assert trip.push == pytest.approx(
            (np.where(change > 0.1, change, 0) * metres).sum() / metres.sum(), rel=0.05
        )
        assert trip.climate_kwh == pytest.approx(hvac.sum() / 3.6e6, rel=0.01, abs=0.001)
        assert trip.ambient_c == pytest.approx(np.nanmean(readings.values[paths.AMBIENT][here]), abs=0.1)
        assert trip.band_s is not None
        assert trip.band_km is not None
        for band, begins in enumerate(BANDS_KMH):
            until = [*BANDS_KMH[1:], np.inf][band]
            inside = (kmh >= max(begins, 1.0)) & (kmh < until)
            assert trip.band_s[band] == pytest.approx(inside.sum(), abs=25)
            assert trip.band_km[band] == pytest.approx(metres[inside].sum() / 1000, abs=0.25)
        assert sum(trip.band_km) == pytest.approx(trip.km)
        assert sum(trip.band_s) + (trip.standstill_s or 0) == pytest.approx(trip.seconds)


def test_sums_of_simulated_days_lie_as_near_to_the_truth_as_is_told() -> None:
    errors: dict[int, list[float]] = {10: [], 30: []}
    for step_s, gathered in errors.items():
        for number in range(6):
            day = DAY + timedelta(days=number)
            for trip, leg in zip(of(simulated(day, step_s=step_s), day=day), drives(day), strict=True):
                assert trip.used_kwh is not None
                gathered.append(abs(trip.used_kwh / leg.kwh - 1))

    assert np.median(errors[10]) < 0.02
    assert np.median(errors[30]) < 0.1


@pytest.mark.parametrize(("stop_s", "count"), [(60, 1), (290, 1), (330, 2), (1_200, 2)])
def test_a_standstill_of_five_minutes_ends_a_trip(stop_s: int, count: int) -> None:
    at, kmh, odometer = course(step=10, at_kmh=np.concatenate([STEADY, np.zeros(stop_s), STEADY]))

    assert len(of(window(at, speed=kmh, odometer=odometer))) == count


def test_a_charge_ends_a_trip_however_short_it_is() -> None:
    at, kmh, odometer = course(step=10, at_kmh=np.concatenate([STEADY, np.zeros(240), STEADY]))
    charging = (at > MIDNIGHT + 8 * H + 600 + 1_830) & (at < MIDNIGHT + 8 * H + 600 + 1_990)

    assert len(of(window(at, speed=kmh, odometer=odometer))) == 1
    assert len(of(window(at, speed=kmh, odometer=odometer, charging=charging.astype(np.float64)))) == 2


@pytest.mark.parametrize(("gap_s", "count"), [(200, 1), (600, 1), (700, 2)])
def test_silence_of_eleven_minutes_ends_a_trip_and_what_was_driven_meanwhile_is_told_apart(
    gap_s: int, count: int
) -> None:
    at, kmh, odometer = course(step=10, at_kmh=np.full(3_600, 72.0))
    heard = ~((at > MIDNIGHT + 8 * H + 2_000) & (at < MIDNIGHT + 8 * H + 2_000 + gap_s))
    readings = window(at[heard], speed=kmh[heard], odometer=odometer[heard])
    trips_of_day = of(readings)
    unheard = trips.unheard(samples.look(readings), begin=MIDNIGHT, end=MIDNIGHT + 24 * H)

    assert len(trips_of_day) == count
    assert sum(each.km for each in unheard) == (pytest.approx(0.02 * gap_s, rel=0.05) if count > 1 else 0)
    assert sum(trip.km or 0 for trip in trips_of_day) + sum(each.km for each in unheard) == pytest.approx(
        72, abs=0.1
    )


def test_a_car_that_parked_in_silence_for_ten_minutes_made_two_trips() -> None:
    at, kmh, odometer = course(step=10, at_kmh=np.concatenate([STEADY, np.zeros(600), STEADY]))
    heard = (kmh > 0) | (at < MIDNIGHT + 8 * H + 600) | (at > MIDNIGHT + 9.5 * H)

    assert len(of(window(at[heard], speed=kmh[heard], odometer=odometer[heard]))) == 2


def test_a_trip_over_midnight_is_one_trip_of_the_day_after() -> None:
    at, kmh, odometer = course(step=10, at_kmh=STEADY, begin=MIDNIGHT + 24 * H - 1_500)
    readings = window(at, speed=kmh, odometer=odometer)
    before = Window(
        readings.at[at < MIDNIGHT + 24 * H],
        {path: each[at < MIDNIGHT + 24 * H] for path, each in readings.values.items()},
    )
    (trip,) = of(readings, day=DAY + timedelta(days=1))

    assert of(before) == ()
    assert trip.start < DAY + timedelta(days=1) < trip.end
    assert trip.km == pytest.approx(36, abs=0.05)


def test_without_an_odometer_distance_is_what_speed_adds_up_to_and_unknown_where_it_comes_too_seldom() -> (
    None
):
    def km(step: float) -> float | None:
        at, kmh, _ = course(step=step, at_kmh=STEADY)
        (trip,) = of(window(at, speed=kmh))
        return trip.km

    assert km(10) == pytest.approx(36, rel=0.01)
    assert km(60) == pytest.approx(36, rel=0.04)
    assert km(100) is None


def test_without_speed_a_trip_is_what_the_odometer_shows_and_nothing_is_told_of_speeds() -> None:
    at, _, odometer = course(step=30, at_kmh=STEADY)
    (trip,) = of(window(at, odometer=odometer))

    assert trip.km == pytest.approx(36, abs=0.1)
    assert (trip.band_s, trip.band_km, trip.standstill_s, trip.stops, trip.push) == (None,) * 5


def test_an_odometer_of_whole_kilometres_gives_way_to_speed_on_a_short_trip() -> None:
    at, kmh, odometer = course(step=10, at_kmh=np.full(240, 36.0))
    (trip,) = of(window(at, speed=kmh, odometer=np.floor(odometer / 1000) * 1000))

    assert trip.km == pytest.approx(2.4, abs=0.12)


def test_moving_a_car_by_a_few_metres_is_no_trip() -> None:
    at, kmh, odometer = course(step=10, at_kmh=np.full(30, 6.0))

    assert of(window(at, speed=kmh, odometer=odometer)) == ()


def test_what_is_not_measured_is_not_known_and_never_nought() -> None:
    at, kmh, odometer = course(step=10, at_kmh=STEADY)
    (trip,) = of(window(at, speed=kmh, odometer=odometer))
    unknown = {field.name for field in fields(trip) if getattr(trip, field.name) is None}

    assert unknown == {
        "used_kwh", "regenerated_kwh", "ambient_c", "climate_s", "climate_kwh", "climb_m", "descent_m", "push", "hard_starts",
        "hard_brakings", "soc_from", "soc_to",
    }  # fmt: skip
    assert trip.out_kwh is None


def test_accelerations_are_told_at_one_reading_a_second_only() -> None:
    hard = np.concatenate([np.linspace(0, 72, 5), np.full(300, 72.0), np.linspace(72, 0, 5)])
    soft = np.concatenate([np.linspace(0, 72, 40), np.full(300, 72.0), np.linspace(72, 0, 40)])

    def told(step: float, at_kmh: Floats) -> tuple[int | None, int | None]:
        at, kmh, odometer = course(step=step, at_kmh=at_kmh)
        (trip,) = of(window(at, speed=kmh, odometer=odometer))
        return trip.hard_starts, trip.hard_brakings

    assert told(1, hard) == (1, 1)
    assert told(1, soft) == (0, 0)
    assert told(2, hard) == (None, None)


@pytest.mark.parametrize(("starts_at", "brakes_at", "count"), [(1.9, 2.8, (0, 0)), (2.1, 3.1, (1, 1))])
def test_a_start_is_hard_from_2_metres_a_second_each_second_and_a_braking_from_0_3_g(
    starts_at: float, brakes_at: float, count: tuple[int, int]
) -> None:
    starts, brakes = np.arange(0, 72, starts_at * 3.6), np.arange(72, 0, -brakes_at * 3.6)
    at, kmh, odometer = course(step=1, at_kmh=np.concatenate([starts, np.full(300, 72.0), brakes]))
    (trip,) = of(window(at, speed=kmh, odometer=odometer))

    assert (trip.hard_starts, trip.hard_brakings) == count


def test_readings_that_repeat_old_ones_tell_no_accelerations() -> None:
    """As the logs of two real cars at hand do: a row a second, the speed in it anew each third."""
    soft = np.concatenate([np.linspace(0, 72, 40), np.full(300, 72.0), np.linspace(72, 0, 40)])
    at, kmh, odometer = course(step=1, at_kmh=np.repeat(soft[::3], 3))
    (trip,) = of(window(at, speed=kmh, odometer=odometer))

    assert (trip.interval_s, trip.hard_starts, trip.hard_brakings) == (1.0, None, None)


def test_climbs_are_added_up_without_the_wavering_of_a_receiver() -> None:
    at, kmh, odometer = course(step=10, at_kmh=STEADY)
    along = np.clip((at - at[0] - 600) / 1_800, 0, 1)
    noise = np.where(np.arange(at.size) % 2, 2.0, -2.0)
    height = 100 + 120 * np.minimum(along * 2, 2 - 2 * along) + noise
    (trip,) = of(window(at, speed=kmh, odometer=odometer, altitude=height))

    assert trip.climb_m == pytest.approx(120, abs=10)
    assert trip.descent_m == pytest.approx(120, abs=10)


@pytest.mark.parametrize("reading", ["hvac", "cooler"])
def test_climate_control_counts_for_as_long_as_it_ran(reading: str) -> None:
    at, kmh, odometer = course(step=10, at_kmh=STEADY)
    on = (at - at[0] > 900) & (at - at[0] < 1_500)
    signal = {reading: np.where(on, 1_500.0 if reading == "hvac" else 1.0, 0.0)}
    (trip,) = of(window(at, speed=kmh, odometer=odometer, **signal))

    assert trip.climate_s == pytest.approx(600, abs=25)
    assert trip.climate_kwh == (pytest.approx(0.25, abs=0.01) if reading == "hvac" else None)


def test_a_figure_covers_the_trip_or_is_not_told() -> None:
    """Readings of a tenth of the way say nothing of the rest."""
    at, kmh, odometer = course(step=10, at_kmh=STEADY)
    early = np.where(at - at[0] < 700, 900.0, np.nan)
    (trip,) = of(window(at, speed=kmh, odometer=odometer, watts=-early, altitude=early, hvac=early))

    assert (trip.used_kwh, trip.climb_m, trip.climate_s, trip.climate_kwh) == (None, None, None, None)


MARKS = [
    (path, mark)
    for path in trips.NEEDED
    for mark in CATALOGUE[path].absent
    if CATALOGUE[path].low <= mark <= CATALOGUE[path].high
]


@pytest.mark.parametrize(("path", "mark"), MARKS)
def test_a_mark_for_no_value_never_becomes_a_figure(path: str, mark: float) -> None:
    readings = simulated(DAY, step_s=10)
    marked = dict(readings.values)
    marked[path] = np.full(readings.at.size, mark)
    without = {name: each for name, each in readings.values.items() if name != path}

    assert of(Window(readings.at, marked)) == of(Window(readings.at, without))
