"""A process that reads a file in is killed, as kill -9 or a power cut does it: the next one goes on, and nothing is lost or doubled."""

import json
import os
import signal
import time
from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

from sqlmodel import select

from domain import core as cores
from domain.core import Core
from domain.feeds.pasts import Past
from domain.feeds.tables import FileImport
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.phrases import speaker
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Vehicle
from domain.settings import Settings
from domain.simulation import run as simulation
from domain.simulation import wire
from domain.simulation.cars import made_up_vin
from domain.simulation.facts import SimCar
from domain.telemetry import service as telemetry
from domain.telemetry.facts import Features
from domain.telemetry.intake import Batch
from jobs import importing
from tests.conftest import NOW
from tests.domain.earlier import long_ago
from tests.pace import until

DAYS = 30
SIM = SimCar("1M8GDM9AXKP042788", "Blue", "蓝", "Test EV", 7)


def take_in(settings: Settings, car_id: int, file: Path, *, waits_at: int | None = None) -> None:
    """Read a file in: what `beforehand import` does, at the tests' moment. waits_at: of which of its days it never comes on."""
    core = cores.build(settings, clock=FixedClock(NOW), speaker=speaker)
    past = importing.read([file], preset=None, kind="", zone=ZoneInfo("UTC"), vss=6)

    def days(past: Past, _after: date | None) -> Iterator[tuple[date, Batch]]:
        for number, each in enumerate(past.samples.days()):
            if number == waits_at:
                Event().wait()
            yield each

    importing.take_in(core, car_id, past, since=None, days=days)
    core.engine.dispose()


def file_of(folder: Path) -> Path:
    start = NOW - timedelta(days=DAYS + 1)
    window = simulation.simulate(SIM, start=start, end=start + timedelta(days=DAYS), faults=(), step_s=300)
    lines = (json.dumps({"at": each["at"], "signals": each["signals"]}) for each in wire.to_records(window))
    file = folder / "past.json"
    file.write_text("\n".join(lines))
    return file


def two_cars(core: Core) -> list[Vehicle]:
    with core.unit() as opened:
        unit = long_ago(opened)
        owner = registry.meet(unit, 4711, locale="en", zone="UTC")
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
        cars = [
            registry.register_vehicle(
                unit, vin=made_up_vin(number, year="S"), name="A", model="Test EV", papers=Papers()
            )
            for number in (1, 2)
        ]
        for car in cars:
            registry.link(unit, owner.id, registry.link_code(unit, car.id))
        return cars


def progress(core: Core, car: Vehicle) -> FileImport | None:
    with core.reading() as unit:
        return unit.session.exec(select(FileImport).where(FileImport.vehicle_id == car.id)).first()


def features(core: Core, car: Vehicle) -> Features:
    with core.reading() as unit:
        return telemetry.features(unit, [car.id])[car.id].features


def kill_in_the_middle(core: Core, settings: Settings, car: Vehicle, file: Path, *, after_s: float) -> None:
    """Begin or go on in a process of its own, and kill it so long after it has noted another day as done."""
    before = day(core, car)
    process = get_context("spawn").Process(
        target=take_in, args=(settings, car.id, file), kwargs={"waits_at": DAYS - 2}
    )
    process.start()
    until(lambda: day(core, car) != before)
    time.sleep(after_s)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def day(core: Core, car: Vehicle) -> date | None:
    row = progress(core, car)
    return None if row is None else row.day


def test_an_import_that_is_killed_goes_on_and_loses_nothing(
    core: Core, settings: Settings, tmp_path: Path
) -> None:
    file, (whole, killed) = file_of(tmp_path), two_cars(core)
    take_in(settings, whole.id, file)
    for after_s in (0.0, 0.017):
        kill_in_the_middle(core, settings, killed, file, after_s=after_s)
    stopped = progress(core, killed)
    take_in(settings, killed.id, file)
    complete, resumed = progress(core, whole), progress(core, killed)

    assert stopped is not None
    assert complete is not None
    assert resumed is not None
    assert stopped.ended_at is None  # it was in the middle
    assert resumed.day == complete.day
    assert features(core, killed) == features(core, whole)
