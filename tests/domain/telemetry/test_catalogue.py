"""The table of signals keeps to the standard's names and units and to the product's promises."""

import pytest

from domain.kit.classified import Category, Purpose
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import WHEELS
from domain.telemetry.features import extraction

UNITS = {
    "", "percent", "kWh", "Celsius", "V", "A", "W", "kW", "Ah", "s", "m", "km", "rpm", "Nm", "kPa", "hPa",
    "km/h", "m/s^2", "degrees", "l/h", "Ohm",
}  # fmt: skip


@pytest.mark.parametrize("path", CATALOGUE)
def test_every_signal_has_a_vss_path_a_known_unit_and_a_sane_range(path: str) -> None:
    signal = CATALOGUE[path]

    assert path.startswith("Vehicle.")
    assert signal.path == path
    assert signal.unit in UNITS
    assert signal.low < signal.high
    assert signal.keep_days > 0


def test_booleans_travel_as_zero_and_one_and_are_named_as_questions() -> None:
    switches = [signal for signal in CATALOGUE.values() if signal.boolean]

    assert all((signal.low, signal.high) == (0, 1) for signal in switches)
    assert all(signal.path.rsplit(".", 1)[1].startswith("Is") for signal in switches)


@pytest.mark.parametrize(
    "per_wheel", [paths.TYRE_PRESSURE, paths.TYRE_AIR, paths.PAD_WEAR, paths.TYRE_PLACARD]
)
def test_wheel_signals_exist_for_all_four_wheels_in_order(per_wheel: tuple[str, ...]) -> None:
    rows_and_sides = [tuple(path.split(".")[i] for i in (3, 5)) for path in per_wheel]

    assert set(per_wheel) <= CATALOGUE.keys()
    assert [f"{row}_{side}".lower() for row, side in rows_and_sides] == list(WHEELS)


def test_what_features_read_is_essential_or_a_comfort_reading_for_care() -> None:
    asked = [CATALOGUE[path] for path in extraction.NEEDED]

    assert {signal.purpose for signal in asked} == {Purpose.CARE}
    assert {signal.path for signal in asked if not signal.essential} == {
        paths.FILTER_DROP,
        paths.HUMIDITY,
        *paths.SERVICE,
        paths.CHARGED_EVER,
    }


def test_driving_style_and_place_are_never_essential() -> None:
    private = [
        signal for signal in CATALOGUE.values() if signal.purpose in {Purpose.DRIVING, Purpose.LOCATION}
    ]

    assert private
    assert not any(signal.essential for signal in private)


def test_places_are_kept_for_a_week_only() -> None:
    places = [signal for signal in CATALOGUE.values() if signal.category is Category.LOCATION]

    assert {signal.purpose for signal in places} == {Purpose.LOCATION}
    assert {signal.keep_days for signal in places} == {7}


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        (paths.ODOMETER, "m"),
        (paths.SPEED, "km/h"),
        (paths.PACK_POWER, "W"),
        (paths.COOLANT_FLOW, "l/h"),
        (paths.ISOLATION, "Ohm"),
        (paths.AIR_PRESSURE, "hPa"),
        (paths.TYRE_PRESSURE[0], "kPa"),
    ],
)
def test_units_that_are_easily_got_wrong(path: str, unit: str) -> None:
    assert CATALOGUE[path].unit == unit


def test_paths_outside_the_standard_are_marked_as_overlay() -> None:
    marked = {signal.path for signal in CATALOGUE.values() if signal.overlay}

    assert marked == {
        paths.FILTER_DROP, paths.HVAC_POWER, paths.COOLANT_FLOW, paths.COOLANT_INLET, paths.COOLANT_OUTLET,
        paths.COOLANT_LEVEL, paths.INVERTER_TEMPERATURE, paths.ISOLATION, paths.CONTACTOR_CYCLES, *paths.TYRE_PLACARD, *paths.DTC_PLACES,
        paths.ALARM_LEVEL, paths.ALARM_FLAGS, paths.CHARGE_ADDED,
        "Vehicle.Chassis.Brake.RegenLevel",
    }  # fmt: skip
