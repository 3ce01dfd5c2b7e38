"""Recorded cars through the whole product: the HTTP door, storage, features, every check, and the life of warnings."""

import secrets
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import uvicorn
from numpy.typing import NDArray
from pyarrow import parquet

from api.app import create_app
from domain import core as cores
from domain import tables
from domain.alerts import service as alerts
from domain.core import Core
from domain.db import migrate
from domain.health import service as health
from domain.health.facts import Level
from domain.kit.classified import ASKED
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers, Source
from domain.settings import Settings
from domain.simulation.cars import made_up_vin
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Window
from jobs import health as rounds
from jobs import recordings, speakers
from jobs.lab.replay import Replayed, replay
from jobs.progress import track
from jobs.recordings import Reel

START = datetime(2026, 6, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
REST_S = 4 * 3600  # between trips that are sent as one car's
HOUR_S = 3600

assert tables.METADATA.tables


@dataclass(slots=True)
class Car:
    """A recording and the car it is sent as. hours: its rows by hour since its beginning; sent: what was sent."""

    name: str
    hours: dict[int, tuple[datetime, pa.Table]]
    key: str = ""
    vehicle_id: int = 0
    owner_id: int = 0
    sent: list[Reel] = field(default_factory=list)
    answer: Replayed = field(default_factory=Replayed)


@dataclass(slots=True)
class Tally:
    """What the checks said: judgements by check, days of cars that each judged, and the highest level at which it tripped."""

    judgements: Counter[str] = field(default_factory=Counter)
    days: set[tuple[int, str, date]] = field(default_factory=set)
    tripped: dict[tuple[int, str], Level] = field(default_factory=dict)


def run(cars: Sequence[Car], *, progress: bool) -> dict[str, Any]:
    """Run all cars at once in a database of their own, and count values stored, judgements and warnings."""
    with _served() as (core, clock, url):
        for number, car in enumerate(cars, start=1):
            _register(core, car, number=number)
        tally = _live(core, clock, cars, url=url, progress=progress)
        warnings = sum(len(_warnings(core, car)) for car in cars)
        equal = sum(_equal(core, car) for car in cars)
    levels = Counter(tally.tripped.values())
    return {
        "recordings": len(cars),
        "values": sum(car.answer.kept for car in cars),
        "equal": equal,
        "red": levels[Level.RED],
        "yellow": levels[Level.YELLOW],
        "blue": levels[Level.BLUE],
        "warnings": warnings,
        "judgements": dict(tally.judgements),
        "recordings_judged": dict(Counter(code for _, code in {each[:2] for each in tally.days})),
        "days_judged": dict(Counter(code for _, code, _ in tally.days)),
    }


@contextmanager
def _served() -> Iterator[tuple[Core, FixedClock, str]]:
    """Serve the whole API on a free port of this machine, over a database that is gone afterwards."""
    clock = FixedClock(START)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        core = cores.build(
            Settings(
                data_dir=folder / "data",
                master_key_file=folder / "keys" / "master.json",
                database_url=None,
            ),
            clock=clock,
            speaker=speakers.speaker,
        )
        migrate.upgrade(core.engine)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            server = uvicorn.Server(uvicorn.Config(create_app(core), log_level="warning", lifespan="off"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            thread.start()
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            try:
                yield core, clock, f"http://127.0.0.1:{listening.getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join()
                core.engine.dispose()


def _register(core: Core, car: Car, *, number: int) -> None:
    with core.unit() as unit:
        vehicle = registry.register_vehicle(
            unit,
            vin=made_up_vin(900_000 + number, year="T"),
            name=car.name,
            model="recorded",
            papers=Papers(source=Source.RECORDED),
        )
        owner = registry.meet(unit, secrets.randbelow(10**9), locale="en", zone="UTC")
        registry.link(unit, owner.id, registry.link_code(unit, vehicle.id))
        for purpose in ASKED:
            registry.consent(unit, owner.id, purpose=purpose, given=True, channel="recording")
        car.key = registry.vehicle_key(unit, vehicle.id)
        car.vehicle_id, car.owner_id = vehicle.id, owner.id


def _live(core: Core, clock: FixedClock, cars: Sequence[Car], *, url: str, progress: bool) -> Tally:
    """Let time pass: an hour of every recording is sent, then the health round is made. The last seals the rest."""
    tally = Tally()
    before = -1
    for hour in track(_hours(cars), description="hours", disable=not progress):
        clock.advance((hour - before) * HOUR)
        before = hour
        for car in cars:
            if hour in car.hours:
                _send(car, hour, url=url)
        rounds.care(core)
        _look(core, tally)
    clock.advance(2 * HOUR)
    rounds.care(core)
    return tally


def _hours(cars: Sequence[Car]) -> list[int]:
    """Hours with something to send, and those of the rest after it; of a longer rest no more is looked at."""
    sent = {hour for car in cars for hour in car.hours}
    after = range(REST_S // HOUR_S)
    return sorted({hour + later for hour in sent for later in after if hour + later <= max(sent)})


def _send(car: Car, hour: int, *, url: str) -> None:
    start, rows = car.hours[hour]
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "hour.parquet"
        parquet.write_table(rows, file)
        car.sent.append(recordings.open_reel(file, start=start))
        sent = replay(file, key=car.key, url=url, start=start, progress=False)
    car.answer = car.answer.also(sent)


def _look(core: Core, tally: Tally) -> None:
    """Record what every check concludes of every car now; warnings need several such looks."""
    with core.reading() as unit:
        by_car, today = health.examine(unit, health.due_vehicles(unit)), unit.now.date()
    for vehicle_id, findings in by_car.items():
        for code, finding in findings.items():
            tally.judgements[code] += finding is not None
            if finding is not None:
                tally.days.add((vehicle_id, code, today))
            if finding is not None and finding.strength >= 1:
                at = (vehicle_id, code)
                tally.tripped[at] = max(finding.level, tally.tripped.get(at, finding.level))


def _warnings(core: Core, car: Car) -> Sequence[object]:
    with core.reading() as unit:
        return alerts.alerts_of(unit, car.owner_id, car.vehicle_id)


def _equal(core: Core, car: Car) -> bool:
    """Whether what is kept is what was sent of the signals that are collected, value for value, no more and no less."""
    with core.reading() as unit:
        end = unit.now + timedelta(days=1)
        stored = telemetry.window(
            unit, car.vehicle_id, car.owner_id, start=START - timedelta(days=1), end=end
        )
    sent = _sent(car.sent)
    same = stored.values.keys() == sent.values.keys() and np.array_equal(stored.at, sent.at)
    return (
        same
        and car.answer.kept + car.answer.unwanted == car.answer.received
        and all(
            np.array_equal(each, sent.values[path], equal_nan=True) for path, each in stored.values.items()
        )
    )


def _sent(reels: Sequence[Reel]) -> Window:
    at = [int(datetime.fromisoformat(each).timestamp() * 1000) for reel in reels for each in reel.at]
    values: Mapping[str, NDArray[np.float64]] = {
        path: np.array([each for reel in reels for each in reel.values[path]], dtype=np.float64)
        for path in reels[0].values
        if CATALOGUE[path].is_collected
    }
    there = np.any([~np.isnan(each) for each in values.values()], axis=0)
    return Window(
        np.array(at, dtype=np.int64)[there],
        {path: each[there] for path, each in values.items() if not np.isnan(each).all()},
    )
