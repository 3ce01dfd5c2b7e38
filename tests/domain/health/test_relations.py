"""A wrong unit, sign, scale or wheel rests: no warning, "unit in doubt" instead of a verdict, and it wakes by itself."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.dossier import condition
from domain.health import judging
from domain.health.checks import battery_soh, tyre_pressure
from domain.telemetry import doubted, paths
from domain.telemetry.facts import Features, Window
from domain.telemetry.features import extraction as kept
from domain.telemetry.features import relations, samples
from tests.domain.health import test_no_value as ground
from tests.domain.health import views

Change = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def times(factor: float) -> Change:
    return lambda values: values * factor


def fahrenheit(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values * 1.8 + 32


def nothing(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values * np.nan


WRONG: Mapping[str, tuple[str, dict[str, Change]]] = {
    "psi": ("tyre_psi", dict.fromkeys(paths.TYRE_PRESSURE, times(1 / 6.894757))),
    "bar": ("tyre_bar", dict.fromkeys(paths.TYRE_PRESSURE, times(0.01))),
    "MPa": ("tyre_mpa", dict.fromkeys(paths.TYRE_PRESSURE, times(0.001))),
    "kW": ("power_kw", {paths.PACK_POWER: times(0.001)}),
    "kW alone": ("power_kw", {paths.PACK_POWER: times(0.001), paths.PACK_CURRENT: nothing}),
    "power out": ("power_sign", {paths.PACK_POWER: times(-1)}),
    "current out": ("power_sign", {paths.PACK_CURRENT: times(-1)}),
    "both out": ("current_sign", {paths.PACK_POWER: times(-1), paths.PACK_CURRENT: times(-1)}),
    "current out alone": ("current_sign", {paths.PACK_CURRENT: times(-1), paths.PACK_POWER: nothing}),
    "current of ten": ("power_scale", {paths.PACK_CURRENT: times(0.1)}),
    "km": ("odometer_km", {paths.ODOMETER: times(0.001)}),
    "miles": ("odometer_mi", {paths.ODOMETER: times(1 / 1609.344)}),
    "miles as km": ("odometer_mi", {paths.ODOMETER: times(1 / 1.609344)}),
    "mph": ("speed_mph", {paths.SPEED: times(1 / 1.609344)}),
    "m/s": ("speed_ms", {paths.SPEED: times(1 / 3.6)}),
    "share": ("soc_fraction", {paths.SOC: times(0.01)}),
    "air in F": ("fahrenheit", {paths.AMBIENT: fahrenheit}),
    "tyres in F": ("fahrenheit", dict.fromkeys(paths.TYRE_AIR, fahrenheit)),
    "pack in F": ("fahrenheit", {paths.PACK_TEMPERATURE: fahrenheit}),
}


def changed(window: Window, by: Mapping[str, Change]) -> Window:
    told = {path: by[path](each) if path in by else each for path, each in window.values.items()}
    return Window(window.at, told)


def day(window: Window, number: int = 1) -> Features:
    begin = ground.START + (ground.BASELINE + number) * ground.DAY
    first, last = np.searchsorted(
        window.at, [int((begin + each).timestamp() * 1000) for each in (-kept.LOOK_BACK, ground.DAY)]
    )
    part = Window(window.at[first:last], {path: each[first:last] for path, each in window.values.items()})
    return kept.extract(part, day=begin.date())


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_unit_sign_or_scale_rests_under_its_likely_name_and_warns_of_nothing(name: str) -> None:
    cause, by = WRONG[name]
    window = changed(ground.lately(), by)

    resting = doubted.resting(day(window).relations)

    assert set(resting.values()) == {cause}
    assert set(resting) & set(by)
    assert ground.tripped(ground.judged(window)) <= ground.tripped(ground.judged(ground.lately()))


def test_swapped_cells_and_a_voltage_that_fits_no_cells_rest() -> None:
    window = ground.lately()
    low, high = window.values[paths.CELL_MIN], window.values[paths.CELL_MAX]
    swapped = Window(window.at, {**window.values, paths.CELL_MIN: high, paths.CELL_MAX: low})
    tenth = changed(
        window, {paths.PACK_VOLTAGE: times(0.1), paths.PACK_POWER: nothing, paths.PACK_CURRENT: nothing}
    )

    assert doubted.resting(day(swapped).relations)[paths.CELL_MIN] == "cells_swapped"
    assert doubted.resting(day(tenth).relations) == {paths.PACK_VOLTAGE: "pack_volts"}


def test_a_tyre_called_low_while_another_one_is_says_that_wheels_are_mixed_up() -> None:
    window = ground.lately()
    rows = np.isfinite(window.values[paths.TYRE_PRESSURE[0]])
    flags = {path: np.where(rows, float(wheel == 0), np.nan) for wheel, path in enumerate(paths.TYRE_LOW)}
    soft = {paths.TYRE_PRESSURE[3]: window.values[paths.TYRE_PRESSURE[3]] - 80.0}

    relations_of = day(Window(window.at, {**window.values, **flags, **soft})).relations

    assert set(doubted.resting(relations_of).values()) == {"wheels"}


def test_a_healthy_car_keeps_every_relation() -> None:
    told = day(ground.lately()).relations

    assert {each.name for each in told} >= {"tyres", "power", "charge", "distance", "warmth", "cells"}
    assert not doubted.resting(told)


def test_a_signal_wakes_when_it_is_right_again_whatever_the_order_of_days() -> None:
    wrong = day(changed(ground.lately(), WRONG["psi"][1]), 1)
    right = day(ground.lately(), 2)
    days = {
        ground.START + (ground.BASELINE + number) * ground.DAY: each
        for number, each in ((1, wrong), (2, right))
    }

    for order in (list(days), list(days)[::-1]):
        features = Features()
        for at in order:
            features = kept.fold(features, days[at], day=at.date())
        assert not doubted.resting(features.relations)


def test_a_check_whose_signal_rests_says_nothing_and_others_go_on() -> None:
    relation = doubted.Relation(views.ago(0.1), "tyres", "tyre_psi", paths.TYRE_PRESSURE)
    soft = views.tyres([250.0, 250.0, 150.0, 150.0, 150.0])
    seen = views.view(Features(rests=soft.rests, relations=(relation,)))

    assert judging.conclude(tyre_pressure, views.view(soft)) is not None
    assert judging.conclude(tyre_pressure, seen) is None
    assert judging.in_doubt(battery_soh, seen) == ""


def test_one_flat_tyre_is_no_other_unit() -> None:
    at = np.arange(60) * 60_000
    kpa = dict(zip(paths.TYRE_PRESSURE, ([30.0] * 60, *[[240.0] * 60] * 3), strict=True))
    seen = samples.look(Window(at.astype(np.int64), {path: np.array(each) for path, each in kpa.items()}))

    assert not doubted.resting(relations.find(seen, begin=0.0, end=timedelta(days=1).total_seconds()))


def test_nothing_is_ruled_out_by_data_older_than_a_fault_would_be() -> None:
    fresh, old = (
        views.view(Features(rests=tuple(views.rest(days + n) for n in (2, 1, 0)))) for days in (0.5, 5.0)
    )

    told = [
        next(
            each
            for each in condition.sights(
                seen, {"tyre_pressure": tyre_pressure.check(seen)}, sent=(), resting=()
            )
            if each.check.CODE == "tyre_pressure"
        )
        for seen in (fresh, old)
    ]

    assert [each.why for each in told] == [None, condition.Why.TOO_OLD]
    assert told[0].finding is not None
    assert told[1].finding is None


def test_a_car_that_sleeps_is_judged_at_its_next_start() -> None:
    window = ground.lately()
    awake = (window.values[paths.SPEED] > 0) | (window.values[paths.IS_CHARGING] > 0)
    asleep = Window(window.at[awake], {path: each[awake] for path, each in window.values.items()})

    rests = day(asleep, 0).rests

    assert rests
    assert all(kpa is not None and 200 < kpa < 300 for kpa in rests[-1].tyre_kpa)
