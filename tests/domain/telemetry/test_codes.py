"""Fault codes come in as a list of texts, are kept as numbers, and go out as texts again."""

import json
from datetime import timedelta
from typing import Any

import pytest

from domain.core import Core
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import codes, paths, service
from domain.telemetry.ingest import wire
from domain.telemetry.intake import Receipt
from tests.domain.earlier import long_ago


@pytest.mark.parametrize(
    ("code", "packed"),
    [
        ("P0A1F", 0x0A1F),
        ("C1234", 0x5234),
        ("B3FFF", 0xBFFF),
        ("U0100", 0xC100),
        ("P0A1F-1C", 0x1D0A1F),
        ("U0100-00", 0x1C100),
        ("U3FFF-FF", 0x100FFFF),
    ],
)
def test_a_code_is_packed_as_iso_15031_6_says_and_comes_back(code: str, packed: int) -> None:
    assert codes.number(code) == packed
    assert codes.name(packed) == code


@pytest.fixture
def car(core: Core) -> Vehicle:
    with core.unit() as unit:
        return registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900001", name="Fox", model="E", papers=Papers()
        )


@pytest.fixture
def owner(core: Core, car: Vehicle) -> Owner:
    with core.unit() as unit:
        person = registry.meet(unit, 1, locale="en", zone="Asia/Shanghai")
        registry.link(long_ago(unit), person.id, registry.link_code(unit, car.id))
        registry.consent(long_ago(unit), person.id, purpose=Purpose.CARE, given=True, channel="test")
        return person


def send(core: Core, car: Vehicle, told: Any) -> Receipt:
    """Send a record with a list of codes and a speed through the bytes of a request."""
    with core.unit() as unit:
        signals = {paths.DTC_LIST: told, paths.SPEED: 50.0}
        body = json.dumps({"records": [{"at": unit.now.isoformat(), "signals": signals}]}).encode()
        receipt = service.ingest(unit, car, wire.read(body))
        service.refresh(unit, car.id)
        return receipt


def active(core: Core, car: Vehicle) -> list[tuple[str, ...]]:
    with core.reading() as unit:
        return [each.active for each in service.features(unit, [car.id])[car.id].features.codes]


def test_the_codes_of_the_last_report_count_and_an_empty_list_says_there_is_none(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    receipt = send(core, car, ["U0100", "p0a1f", "U0100"])
    assert (receipt.kept, receipt.refused_total) == (9, 0)
    assert active(core, car) == [("P0A1F", "U0100")]

    clock.advance(timedelta(minutes=1))
    send(core, car, [])

    assert active(core, car) == [()]


@pytest.mark.parametrize(
    "told",
    [
        *("P0A1F", [7], ["X0A1F"], ["P0000"], ["P4A1F"], [["P0A1F"]], 3, True, None, {"a": 1}, ["P0A1F-1"]),
    ],
)
def test_what_is_no_list_of_codes_is_refused_alone_with_its_reason(
    core: Core, car: Vehicle, owner: Owner, told: object
) -> None:
    receipt = send(core, car, told)

    assert [(each.signal, each.code) for each in receipt.refused] == [(paths.DTC_LIST, "value_not_codes")]
    assert receipt.kept == 1


@pytest.mark.parametrize(
    ("told", "readable"),
    [
        ([f"P0A1{i:X}" for i in range(9)], tuple(f"P0A1{i:X}" for i in range(9))),
        (["P0A1F", 7, None, "?", ["U0100"]], ("P0A1F",)),
        (["X0A1F", " u0100-87 ", {"code": "C1234"}, {"name": "B1000"}], ("C1234", "U0100-87")),
        (["P0A1F1C", "P0A1F:1C", "P0A1F-2D", "P0A1F"], ("P0A1F", "P0A1F-1C", "P0A1F-2D")),
        ([f"P{i:04X}" for i in range(1, 71)], tuple(f"P{i:04X}" for i in range(1, 65))),
    ],
)
def test_the_readable_codes_of_a_list_count_whatever_else_is_in_it(
    core: Core, car: Vehicle, owner: Owner, told: list[object], readable: tuple[str, ...]
) -> None:
    receipt = send(core, car, told)

    assert active(core, car) == [readable]
    assert receipt.refused_total == (1 if receipt.refused else 0)
    assert {each.code for each in receipt.refused} <= {"value_not_codes"}
