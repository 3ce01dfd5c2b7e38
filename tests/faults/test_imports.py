"""A process that reads a file in is killed, as kill -9 or a power cut does it: the next one goes on, and nothing is lost or doubled."""

import json
import os
import signal
import time
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from sqlmodel import select

from domain import core as cores
from domain.core import Core
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
from jobs import importing
from tests.conftest import NOW
from tests.domain.earlier import long_ago

DAYS = 30
SIM = SimCar("1M8GDM9AXKP042788", "Blue", "蓝", "Test EV", 7)


def take_in(settings: Settings, car_id: int, file: Path) -> None:
    """Read a file in: what `beforehand import` does, at the tests' moment."""
    core = cores.build(settings, clock=FixedClock(NOW), speaker=speaker)
    past = importing.read([file], preset=None, kind="", zone=importing._zone("UTC"), vss=6)
    importing.take_in(core, car_id, past, since=None)
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


def test_an_import_that_is_killed_goes_on_and_loses_nothing(
    core: Core, settings: Settings, tmp_path: Path
) -> None:
    file, (whole, killed) = file_of(tmp_path), two_cars(core)
    take_in(settings, whole.id, file)
    process = get_context("spawn").Process(target=take_in, args=(settings, killed.id, file))
    process.start()
    assert process.pid is not None
    while (row := progress(core, killed)) is None or row.day is None:
        assert process.is_alive()
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    process.join()

    stopped = progress(core, killed)
    take_in(settings, killed.id, file)
    complete, resumed = progress(core, whole), progress(core, killed)

    assert stopped is not None
    assert complete is not None
    assert resumed is not None
    assert stopped.ended_at is None  # it was in the middle
    assert (resumed.day, resumed.count) == (complete.day, complete.count)
    assert features(core, killed) == features(core, whole)
