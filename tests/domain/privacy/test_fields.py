"""No field of a copy is without a meaning: columns, and whatever a sealed fact can hold."""

import dataclasses
import typing
from collections.abc import Iterator

import pytest

from domain.dialogue.memory import Memory
from domain.explain.facts import Phrase
from domain.privacy import declared, fields, opened
from domain.registry.tables import Vehicle
from domain.telemetry.facts import Features
from domain.telemetry.quality import Pulse


def names(kind: object, known: set[object]) -> Iterator[str]:
    """Yield the fields of a dataclass and of all that stands in it."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind not in known | {Phrase}:
        known.add(kind)
        for name, inside in typing.get_type_hints(kind).items():
            yield name
            yield from names(inside, known)
    for inside in typing.get_args(kind):
        yield from names(inside, known)


def test_every_column_of_a_copy_has_a_meaning() -> None:
    tables = (*declared.personal(), Vehicle.metadata.tables["vehicle"])
    columns = {each.name for table in tables for each in table.c if not declared.withheld(each)}

    assert {name for name in columns if not fields.is_described(name)} == set()


@pytest.mark.parametrize("kind", [Features, Pulse, Memory, *opened.KINDS.values()])
def test_every_field_of_a_sealed_fact_has_a_meaning(kind: type) -> None:
    assert {name for name in names(kind, set()) if not fields.is_described(name)} == set()


def test_a_measured_figure_tells_its_unit() -> None:
    told = {
        name: fields.unit(name) for name in ("tyre_kpa", "energy_kwh", "soc", "ohm", "driving_s", "state")
    }

    assert told == {
        "tyre_kpa": "kPa",
        "energy_kwh": "kWh",
        "soc": "%",
        "ohm": "Ω",
        "driving_s": "s",
        "state": "",
    }
