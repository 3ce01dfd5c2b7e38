"""Values come in the units that senders use, and leave in the catalogue's; nothing is guessed."""

from collections.abc import Mapping
from datetime import UTC, datetime

import numpy as np
import pytest

from domain.kit.classified import ASKED
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.ingest import rules, units
from domain.telemetry.ingest.rules import Cleaned
from domain.telemetry.intake import Batch, Policy, Record

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
AT = "2026-11-18T01:00:00Z"
AT_S = int(datetime(2026, 11, 18, 1, tzinfo=UTC).timestamp())


def clean(record: Record, declared: Mapping[str, object]) -> Cleaned:
    policy = Policy(purposes=frozenset(ASKED))
    return rules.clean(Batch([record], dict(declared)), policy=policy, now=NOW, newest_ms=None)


@pytest.mark.parametrize(
    ("path", "unit", "sent", "stored"),
    [
        (paths.TYRE_PRESSURE[0], "psi", 36.0, 248.211262554),
        (paths.TYRE_PRESSURE[1], "bar", 2.3, 230.0),
        (paths.TYRE_PRESSURE[2], "KPA", 230, 230.0),
        (paths.AMBIENT, "°F", 68, 20.0),
        (paths.AMBIENT, "degF", -40, -40.0),
        (paths.AMBIENT, "℃", 21.5, 21.5),
        (paths.AMBIENT, "K", 293.15, 20.0),
        (paths.ODOMETER, "mi", 10, 16_093.44),
        (paths.ODOMETER, "km", 18_250.5, 18_250_500.0),
        (paths.SPEED, "mph", 60, 96.56064),
        (paths.SPEED, "m/s", 10, 36.0),
        (paths.PACK_POWER, "kW", -7.2, -7_200.0),
        (paths.TWELVE_VOLT, "mV", 12_640, 12.64),
        (paths.CELL_MIN, "mV", 3_650, 3.65),
        (paths.SOC, "%", 80.5, 80.5),
        (paths.SOC, "ratio", 0.805, 80.5),
        (paths.ISOLATION, "kΩ", 850, 850_000.0),
        (paths.COOLANT_FLOW, "L/min", 10, 600.0),
        (paths.AIR_PRESSURE, "kPa", 101.3, 1_013.0),
    ],
)
def test_a_declared_unit_is_converted(path: str, unit: str, sent: float, stored: float) -> None:
    cleaned = clean(Record(AT, {path: sent}), {path: unit})

    assert cleaned.receipt.refused == ()
    assert cleaned.block.values.tolist() == [[stored]]


@pytest.mark.parametrize("unit", sorted({signal.unit for signal in CATALOGUE.values()}))
def test_every_unit_that_is_offered_is_taken_and_the_own_one_changes_nothing(unit: str) -> None:
    offered = units.choices(unit)

    assert all(units.conversion(name, unit=unit) is not None for name in offered)
    assert units.conversion(unit, unit=unit) == units.conversion(offered[0], unit=unit) == (1.0, 0.0)


@pytest.mark.parametrize("unit", ["mw", "parsec", "", " ", "kWh", 7, ["kW"], "x" * 100_000])
def test_a_name_that_leaves_a_doubt_is_not_guessed_at(unit: object) -> None:
    found = units.conversion(unit, unit="kW")

    assert found == ((1.0, 0.0) if unit in ("", " ") else None)


def test_a_value_out_of_range_is_judged_after_it_was_converted_and_told_as_it_was_sent() -> None:
    cleaned = clean(Record(AT, {paths.TYRE_PRESSURE[0]: 250}), {paths.TYRE_PRESSURE[0]: "psi"})

    (refused,) = cleaned.receipt.refused
    assert (refused.code, refused.params["found"]) == ("value_out_of_range", "250 psi")


def test_switches_and_values_that_are_no_numbers_keep_their_own_reasons() -> None:
    signals = {paths.SPEED: "fast", paths.IS_CHARGING: 1, paths.AMBIENT: float("nan")}
    cleaned = clean(Record(AT, signals), {paths.SPEED: "mph", paths.AMBIENT: "F", paths.IS_CHARGING: None})

    assert [each.code for each in cleaned.receipt.refused] == [
        "value_not_number",
        "value_not_boolean",
        "value_not_number",
    ]


@pytest.mark.parametrize(
    ("unit", "at"),
    [
        ("s", AT_S),
        ("s", float(AT_S)),
        ("seconds", str(AT_S)),
        ("ms", AT_S * 1000),
        ("milliseconds", f"{AT_S}000"),
        ("ms", AT),
        ("s", "2026-11-18T09:00:00+08:00"),
    ],
)
def test_a_time_is_a_count_where_that_is_declared(unit: str, at: str | float) -> None:
    cleaned = clean(Record(at, {paths.SOC: 80}), {"at": unit})

    assert cleaned.receipt.refused == ()
    np.testing.assert_array_equal(cleaned.block.at, [AT_S * 1000])


@pytest.mark.parametrize(
    ("declared", "at", "code"),
    [
        ({}, AT_S, "time_unreadable"),
        ({}, str(AT_S), "time_unreadable"),
        ({"at": "fortnights"}, AT_S, "time_unreadable"),
        ({"at": None}, AT_S * 1000, "time_unreadable"),
        ({"at": "s"}, AT_S * 1000, "time_scale"),
        ({"at": "ms"}, AT_S, "time_scale"),
        ({"at": "s"}, 10**300, "time_scale"),
        ({"at": "s"}, 10**400, "time_unreadable"),
        ({"at": "s"}, float("nan"), "time_unreadable"),
        ({"at": "s"}, True, "time_unreadable"),
        ({"at": "s"}, AT_S + 7200, "time_future"),
        ({"at": "s"}, AT_S - 86_400 * 40, "time_old"),
        ({"at": "s"}, "20261118", "time_without_zone"),
        ({"at": "s"}, "1.2.3.4.5.6", "time_unreadable"),
    ],
)
def test_a_time_that_cannot_be_counted_is_refused_with_a_reason(
    declared: Mapping[str, object], at: str | float, code: str
) -> None:
    cleaned = clean(Record(at, {paths.SOC: 80}), declared)

    assert [(each.signal, each.code) for each in cleaned.receipt.refused] == [(None, code)]
    assert cleaned.receipt.kept == 0
