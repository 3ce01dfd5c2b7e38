"""What senders put where they have no value never warns anybody, wherever it stands, and good readings around it count."""

from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from domain.health import catalogue
from domain.health.facts import Finding, View
from domain.registry.facts import Source
from domain.simulation import run
from domain.simulation.facts import SimCar
from domain.telemetry import doubts, paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Car, Features, Quality, Window
from domain.telemetry.features import extraction as kept

START = datetime(2026, 4, 1, tzinfo=UTC)
CAR = SimCar(vin="MADEUP00000000001", name_en="", name_zh="", model="made-up", seed=11)
KNOWN = Car("made-up", Source.SIMULATED, 250.0, 250.0, 60.0, None)
BASELINE, LATELY = 30, 3
DAY = timedelta(days=1)
FACES = [(path, mark) for path in kept.NEEDED for mark in CATALOGUE[path].absent]
PLACES = ("first", "last", "middle", "run", "charge", "scattered", "all")


@cache
def baseline() -> Features:
    features = Features()
    for number in range(BASELINE):
        begin = START + number * DAY
        window = run.simulate(CAR, start=begin - kept.LOOK_BACK, end=begin + DAY, step_s=60)
        features = kept.fold(features, kept.extract(window, day=begin.date()), day=begin.date())
    return features


@cache
def lately() -> Window:
    begin = START + BASELINE * DAY
    return run.simulate(CAR, start=begin - kept.LOOK_BACK, end=begin + LATELY * DAY, step_s=60)


def judged(window: Window) -> dict[str, Finding | None]:
    features = baseline()
    for number in range(LATELY):
        begin = START + (BASELINE + number) * DAY
        ms = [
            int((each - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)
            for each in (begin - kept.LOOK_BACK, begin + DAY)
        ]
        first, last = np.searchsorted(window.at, ms)
        part = Window(window.at[first:last], {path: each[first:last] for path, each in window.values.items()})
        features = kept.fold(features, kept.extract(part, day=begin.date()), day=begin.date())
    now = START + (BASELINE + LATELY) * DAY
    quality = Quality(1, 1.0, 0.0, 0.0, now, 0.0, 600.0)
    view = View(now, "Asia/Shanghai", KNOWN, features, quality)
    return {check.CODE: check.check(view) for check in catalogue.ALL}


def tripped(found: dict[str, Finding | None]) -> set[str]:
    return {code for code, each in found.items() if each is not None and each.strength >= 1}


def standing(place: str, there: NDArray[np.int64], charging: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Which of the readings carry the mark."""
    middle = there.size // 2
    charges = np.flatnonzero(np.diff(charging[there].astype(int)) == 1) + 1
    return {
        "first": there[:1],
        "last": there[-1:],
        "middle": there[middle : middle + 1],
        "run": there[middle : middle + max(2, there.size // 6)],
        "charge": there[charges],
        "scattered": there[::7],
        "all": there,
    }[place]


def marked(path: str, mark: float, place: str) -> Window:
    window = lately()
    values = window.values.get(path, np.full(window.at.size, np.nan)).copy()
    there = np.flatnonzero(np.isfinite(values))
    there = there if there.size else np.arange(window.at.size)
    values[standing(place, there, window.values[paths.IS_CHARGING] > 0)] = mark
    return Window(window.at, {**window.values, path: values})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FACES), st.sampled_from(PLACES))
def test_no_mark_for_no_value_warns_wherever_it_stands(face: tuple[str, float], place: str) -> None:
    assert tripped(judged(marked(*face, place))) <= tripped(judged(lately()))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("group", "mark"),
    [
        (paths.TYRE_PRESSURE, 0.0),
        (paths.TYRE_AIR, -40.0),
        ((paths.CELL_MIN, paths.CELL_MAX), 0.0),
        (tuple(path for path in kept.NEEDED if CATALOGUE[path].unit == "Celsius"), -40.0),
        (paths.SERVICE, 0.0),
        (tuple(path for path in kept.NEEDED if not CATALOGUE[path].boolean), 0.0),
    ],
    ids=["tyres", "tyre air", "cells", "all thermometers", "service", "everything"],
)
def test_signals_that_fail_together_warn_of_nothing(group: tuple[str, ...], mark: float, place: str) -> None:
    window = lately()
    together = {path: marked(path, mark, place).values[path] for path in group}

    assert tripped(judged(Window(window.at, {**window.values, **together}))) <= tripped(judged(window))


def sent(values: list[float], *, path: str, every_s: float = 60.0) -> Window:
    at = (np.arange(len(values)) * every_s * 1000).astype(np.int64)
    return Window(at, {path: np.array(values)})


@pytest.mark.parametrize("place", [0, 7, 19])
def test_good_readings_around_a_mark_still_count(place: int) -> None:
    soc = [40.0 + number / 2 for number in range(20)]
    soc[place] = 0.0

    left = doubts.sound(sent(soc, path=paths.SOC)).values[paths.SOC]

    assert np.flatnonzero(np.isnan(left)).tolist() == [place]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (paths.SPEED, [50.0, 0.0, 0.0, 30.0]),
        (paths.PACK_POWER, [-90_000.0, 0.0, 0.0, 40_000.0]),
        (paths.PACK_CURRENT, [-250.0, 0.0, 0.0]),
        (paths.AMBIENT, [4.0, 0.0, -1.0, 0.0]),
        (paths.AMBIENT, [-38.0, -40.0, -40.0, -39.0]),
        (paths.SOC, [4.0, 2.0, 0.0, 0.0]),
        (paths.COOLANT_FLOW, [640.0, 0.0, 640.0]),
        (paths.CONTACTOR_CYCLES, [0.0, 3.0, 6.0]),
        (paths.ODOMETER, [0.0, 0.0, 700.0]),
        (paths.TYRE_PRESSURE[0], [255.0, 255.0, 255.0]),
        (paths.TYRE_PRESSURE[0], [250.0, 190.0, 120.0, 55.0, 0.0, 0.0]),
        (paths.DISTANCE_TO_SERVICE, [120.0, 60.0, 0.0, -1.0, -80.0]),
        (paths.DTC_PLACES[0], [0.0, 0.0]),
    ],
)
def test_a_true_reading_that_looks_like_a_mark_stays_true(path: str, values: list[float]) -> None:
    assert doubts.find(sent(values, path=path)) == {}


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (paths.SOC, [60.0, 60.0, 12.0, 60.0]),
        (paths.ODOMETER, [5e7, 5e7, 9e7, 5e7]),
        (paths.TYRE_PRESSURE[0], [240.0, 240.0, 600.0, 240.0]),
        (paths.PACK_TEMPERATURE, [21.0, 21.0, 85.0, 21.0]),
        (paths.TWELVE_VOLT, [12.6, 12.6, 3.0, 12.6]),
        (paths.LATITUDE, [31.2, 31.2, 48.0, 31.2]),
    ],
)
def test_a_change_that_no_car_makes_is_doubtful_and_what_follows_is_not(
    path: str, values: list[float]
) -> None:
    ((found, by),) = doubts.find(sent(values, path=path)).items()

    assert (found, list(by)) == (path, [doubts.JUMP])
    assert by[doubts.JUMP].tolist() == [False, False, True, False]


def test_a_new_level_that_lasts_is_believed() -> None:
    assert doubts.find(sent([40.0] * 30 + [0.5] * 30, path=paths.PAD_WEAR[0])) == {}


def test_a_tyre_that_bursts_is_still_seen_as_flat() -> None:
    window = lately()
    flat = np.where(
        np.arange(window.at.size) > window.at.size // 2, 30.0, window.values[paths.TYRE_PRESSURE[2]]
    )

    found = judged(Window(window.at, {**window.values, paths.TYRE_PRESSURE[2]: flat}))

    assert tripped(found) & {"tyre_pressure", "puncture"}


@pytest.mark.parametrize("path", CATALOGUE)
def test_every_signal_says_what_is_absent_and_how_fast_it_changes(path: str) -> None:
    signal = CATALOGUE[path]

    assert signal.step >= 0
    assert signal.per_s >= 0
    assert all(signal.low <= mark <= signal.high for mark in signal.absent)
