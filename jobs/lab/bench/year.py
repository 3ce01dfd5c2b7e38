"""An owner's year: how long the copy takes, how long the deletion, and whether it leaves a byte."""

import time
from datetime import datetime, timedelta

import numpy as np
from sqlmodel import col, select

from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Core, Unit
from domain.db.tables import DataKey
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.privacy import erase, export, footprint
from domain.registry.tables import Owner, Vehicle
from domain.simulation import run as simulation
from domain.simulation.facts import SimCar
from domain.telemetry import service
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.intake import Block
from domain.telemetry.storage import store
from jobs import speakers
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_DAYS = 365
_STEP_S = 30
_KEPT_DAYS = max(signal.keep_days for signal in CATALOGUE.values())
_WEEK = 7
_BARS = (
    Bar("exported_s", 10, at_most=True),
    Bar("footprint_s", 1, at_most=True),
    Bar("erased_s", 5, at_most=True),
    Bar("files_with_a_trace", 0, at_most=True),
)


def year() -> Result:
    """Keep a year of a car as it would be kept then, copy it, delete it, and search all files for its key."""
    clock = FixedClock(ground.NOW - timedelta(days=_DAYS))
    with ground.folder() as place, ground.core(place, clock=clock) as core:
        with core.unit() as unit:
            ((owner, car),) = ground.cars(unit, count=1)
        _live(core, clock, owner, car)
        with core.reading() as unit:
            row = unit.session.get_one(Owner, owner.id)
            begun = time.perf_counter()
            size = len(export.export(unit, row, say=speakers.speaker("en").say).body)
            exported_s = time.perf_counter() - begun
            footprint_s = ground.timed(lambda: footprint.footprint(unit, row))
            wrapped = unit.session.exec(
                select(DataKey.wrapped).where(col(DataKey.owner_id) == owner.id)
            ).one()
        erased_s = ground.timed(lambda: _erase(core, owner.id))
        copies = sum(wrapped in path.read_bytes() for path in (place / "data").iterdir())
    figures = {
        "exported_s": exported_s,
        "footprint_s": footprint_s,
        "erased_s": erased_s,
        "files_with_a_trace": float(copies),
        "copy_mb": size / 1e6,
    }
    return Result("year", figures, _BARS)


def _live(core: Core, clock: FixedClock, owner: Owner, car: Vehicle) -> None:
    """Let the year go by: a message a week, and of the samples what is not past its time at the end."""
    for week in range(_DAYS // _WEEK):
        with core.unit() as unit:
            text = Message((Phrase("link.done", {"car": "Car", "model": "Test EV"}),))
            contact.queue(unit, owner.id, key=f"week:{week}", message=text, awaited=True)
        clock.advance(timedelta(days=_WEEK))
    clock.at = ground.NOW
    for day in range(_KEPT_DAYS):
        with core.unit() as unit:
            _day(unit, owner, car, end=ground.NOW - timedelta(days=day))


def _day(unit: Unit, owner: Owner, car: Vehicle, *, end: datetime) -> None:
    sim = SimCar("1M8GDM9AXKP042788", "Bench", "\u8bd5", "Test EV", 7)
    sent = simulation.simulate(sim, start=end - timedelta(days=1), end=end, step_s=_STEP_S)
    names = tuple(sent.values)
    block = Block(sent.at, names, np.column_stack([sent.values[name] for name in names]))
    store.append(unit, [(car.id, owner.id, block)])
    service.seal_vehicle(unit, car.id, before=unit.now)


def _erase(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, owner_id))
