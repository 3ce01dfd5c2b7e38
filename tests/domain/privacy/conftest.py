"""Two people with a row in every table, each row full of marks that can be looked for."""

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, Table, Time, insert
from sqlalchemy import types as sql

from domain.contact import mailbox
from domain.core import Core, Unit
from domain.kit.classified import ASKED, Purpose
from domain.privacy import declared
from domain.registry import service as registry
from domain.registry.facts import Papers, Source
from domain.registry.tables import Owner
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Block, Record
from domain.telemetry.storage import packing
from tests.domain.earlier import long_ago

SPEED = 87.654321


@dataclass
class Person:
    """marks: every text planted, by table and column. plain: those that stand unsealed by design."""

    chat: int
    vin: str
    owner_id: int = 0
    vehicle_id: int = 0
    marks: dict[str, str] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)

    def row(self, unit: Unit) -> Owner:
        return unit.session.get_one(Owner, self.owner_id)


def meet(unit: Unit, person: Person, *purposes: Purpose) -> None:
    """Let a person write, agree and link a car."""
    owner = registry.meet(unit, person.chat, locale="en", zone="Asia/Shanghai")
    car = registry.register_vehicle(
        unit, vin=person.vin, name="Blue 7", model="Test EV", papers=Papers(source=Source.SIMULATED)
    )
    registry.link(long_ago(unit), owner.id, registry.link_code(unit, car.id))
    for purpose in purposes:
        registry.consent(long_ago(unit), owner.id, purpose=purpose, given=True, channel="chat")
    unit.session.flush()
    person.owner_id, person.vehicle_id = owner.id, car.id


def batch(at: datetime, **signals: object) -> Batch:
    named = {
        "speed": paths.SPEED,
        "pedal": paths.ACCELERATOR,
        "latitude": paths.LATITUDE,
        "filter": paths.FILTER_DROP,
    }
    return Batch([Record(at.isoformat(), {named[name]: value for name, value in signals.items()})])


def send(core: Core, person: Person, at: datetime, **signals: object) -> None:
    with core.unit() as unit:
        telemetry.ingest(unit, registry.vehicle(unit, person.vehicle_id), batch(at, **signals))


_REAL = frozenset({"owner", "vehicle", "holding", "consent", "data_key", "passing_key", "erasure"})
_numbers = itertools.count(40_000)


def plant(unit: Unit, person: Person) -> None:
    """Put a row into every other table."""
    ids: dict[str, int] = {"owner": person.owner_id, "vehicle": person.vehicle_id}
    for table in declared.tables():
        if table.name in _REAL:
            continue
        values = {column.name: value(unit, column, person, ids) for column in table.c if not serial(column)}
        key = next(iter(table.primary_key.columns))
        ids[table.name] = unit.session.execute(insert(table).values(values).returning(key)).scalar_one()
    unplaced(unit, person)


def unplaced(unit: Unit, person: Person) -> None:
    """Add an update that waits, so that it is not known yet whose it is."""
    person.marks["waiting"] = f"waiting words of {person.chat}"
    mailbox.receive(
        unit,
        update_id=next(_numbers),
        chat_hash=person.row(unit).chat_hash,
        body=person.marks["waiting"].encode(),
    )


def serial(column: Column[object]) -> bool:
    return column.primary_key and column.name == "id"


def value(unit: Unit, column: Column[object], person: Person, ids: dict[str, int]) -> object:
    for key in column.foreign_keys:
        return ids[key.column.table.name]
    match column.name:
        case "owner_id" | "vehicle_id":
            return ids[column.name.removesuffix("_id")]
        case "chat_hash":
            return person.row(unit).chat_hash
    return by_type(unit, column, person)


def by_type(unit: Unit, column: Column[object], person: Person) -> object:
    kind = getattr(column.type, "impl", column.type)
    if isinstance(kind, LargeBinary):
        return sealed(unit, column, person)
    if isinstance(kind, sql.String):
        return mark(column, person)
    plain = {
        DateTime: unit.now - timedelta(hours=1),
        Date: date(2026, 11, 17),
        Time: time(9, 0),
        Boolean: False,
        Float: 1.5,
        Integer: next(_numbers),
    }
    return next(each for known, each in plain.items() if isinstance(kind, known))


def mark(column: Column[object], person: Person) -> str:
    if declared.reach_of(column.table).owner is None:
        return f"{column.name} {next(_numbers)}"  # the operator's own
    text = f"{column.table.name}.{column.name} of {person.chat}"
    if not declared.withheld(column):
        person.marks[f"{column.table.name}.{column.name}"] = text
    person.plain.add(text)
    return text


def sealed(unit: Unit, column: Column[object], person: Person) -> bytes:
    """Seal a mark as the slice would, or samples where a car's hour belongs."""
    table: Table = column.table
    label = declared.label_of(column)
    if declared.is_raw(table):
        at_ms = int((unit.now - timedelta(hours=1)).timestamp() * 1000)
        block = Block(np.array([at_ms]), (paths.SPEED,), np.array([[SPEED]]))
        body = packing.tail(block) if table.name == "open_tail" else packing.chunk(block)
        return unit.seal(person.owner_id, body, label=label)
    if declared.reach_of(table).owner is None:
        return unit.seal_text(None, "the operator's own", label=label)
    text = f"{table.name}.{column.name} sealed of {person.chat}"
    person.marks[f"{table.name}.{column.name}"] = text
    return unit.seal_text(person.owner_id, text, label=label)


@pytest.fixture
def me() -> Person:
    return Person(chat=730_015_551_234, vin="1M8GDM9AXKP042788")


@pytest.fixture
def other() -> Person:
    return Person(chat=840_026_662_345, vin="5YJ3E1EA7HF000337")


@pytest.fixture
def planted(core: Core, me: Person, other: Person) -> None:
    for person in (me, other):
        with core.unit() as unit:
            meet(unit, person, *ASKED)
            plant(unit, person)
