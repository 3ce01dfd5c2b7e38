"""How fast telemetry goes in and comes out, and how small it is kept: figures against the bars of the design."""

import json
import multiprocessing
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import httpx
import msgspec
import numpy as np
import uvicorn
import zstandard
from litestar import Litestar, post
from litestar.di import Provide
from numpy.typing import NDArray

from api import telemetry as door
from domain import core as cores
from domain.core import Core, Unit
from domain.db import migrate
from domain.garage import service as garage
from domain.garage.tables import Holding, Vehicle
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.settings import Settings
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.facts import SimCar
from domain.telemetry import notes, packing, service, wire
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.intake import Batch, Block

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
_RECORDS = 600
_HOUR_S = 3600
_VIN = "1M8GDM9AXKP042788"


def ingest(*, requests: int = 20) -> dict[str, float]:
    """Values a second through real HTTP to committed sealed rows, and of the same requests only decoded.

    sealed_values_per_s counts what merging them into hour chunks costs afterwards, too.
    """
    bodies = [_body(minute * 10) for minute in range(requests)]
    values = _RECORDS * len(CATALOGUE)
    with _served() as (client, core):
        dropped = _rate(client, "/drop", bodies, values=values)
        kept = _rate(client, "/v1/telemetry", bodies, values=values)
        with core.unit() as unit:
            merging_s = _timed(lambda: service.seal(unit, before=NOW)) / (values * requests)
    return {
        "values_per_s": kept,
        "decoded_and_dropped_per_s": dropped,
        "ratio": kept / dropped,
        "sealed_values_per_s": 1 / (1 / kept + merging_s),
    }


def size() -> dict[str, float]:
    """Bytes a value of an hour at 1 Hz with 200 signals, encryption included, and packing speed."""
    block = _hour()
    with _core() as core, core.unit() as unit:
        begun = time.perf_counter()
        body = unit.seal(1, packing.chunk(block), label="chunk.body")
        packed_s = time.perf_counter() - begun
        begun = time.perf_counter()
        back = packing.unchunk(unit.unseal(body, label="chunk.body"))
        read_s = time.perf_counter() - begun
    assert back.values.shape == block.values.shape
    count = block.values.size
    return {
        "bytes_per_value": len(body) / count,
        "packed_values_per_s": count / packed_s,
        "read_values_per_s": count / read_s,
    }


def rebuild(*, vehicles: int = 20, step_s: int = 10) -> dict[str, float]:
    """Vehicles a second whose features are made anew from sealed raw samples of a day and the half before."""
    yesterday = (NOW - timedelta(days=1)).date()
    with _core() as core:
        with core.unit() as unit:
            cars = _cars(unit, count=vehicles)
            for car in cars:
                service.ingest(unit, car, _simulated(hours=48, step_s=step_s))
                service.seal_vehicle(unit, car.id, before=NOW)
                service.refresh(unit, car.id)
                held = garage.keeper(unit, car.id)
                assert held is not None
                notes.mark_stale(unit, car.id, owner_id=held.id, days=[yesterday])
        with core.unit() as unit:
            seconds = _timed(lambda: [service.refresh(unit, car.id) for car in cars])
    return {"vehicles_per_s": vehicles / seconds}


def load(*, vehicles: int = 1_000) -> dict[str, float]:
    """Vehicles a second whose features of four weeks and quality are loaded and decrypted for checks."""
    with _core() as core:
        with core.unit() as unit:
            cars = _cars(unit, count=vehicles)
            service.ingest(unit, cars[0], _simulated(hours=28 * 24, step_s=120))
            service.refresh(unit, cars[0].id)
            (made,) = notes.kept(unit, [cars[0].id])
            for car in cars[1:]:
                held = garage.keeper(unit, car.id)
                assert held is not None
                notes.save_features(unit, car.id, owner_id=held.id, body=made.body, last_at=made.last_at)
        with core.reading() as unit:
            seconds = _timed(lambda: service.features(unit, [car.id for car in cars]))
    return {"vehicles_per_s": vehicles / seconds, "bytes_per_vehicle": float(len(made.body))}


def everything() -> dict[str, dict[str, float]]:
    return {"ingest": ingest(), "size": size(), "rebuild": rebuild(), "load": load()}


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@contextmanager
def _core(folder: Path | None = None) -> Iterator[Core]:
    with tempfile.TemporaryDirectory() as made:
        settings = _settings(folder or Path(made))
        core = cores.build(settings, clock=FixedClock(NOW))
        migrate.upgrade(core.engine)
        yield core
        core.engine.dispose()


def _settings(folder: Path) -> Settings:
    return Settings(data_dir=folder / "data", master_key_file=folder / "keys" / "master.json")


def _cars(unit: Unit, *, count: int) -> list[Vehicle]:
    """Make cars with an owner each who agreed to everything."""
    cars = []
    for number in range(count):
        owner = garage.meet(unit, 1_000 + number, locale="en", zone="Asia/Shanghai")
        car = Vehicle(
            vin_hash=str(number), vin_sealed=b"", name=f"Car {number}", model="Test EV", made_at=NOW
        )
        unit.session.add(car)
        unit.session.flush()
        unit.session.add(Holding(owner_id=owner.id, vehicle_id=car.id, role="owner", since=NOW))
        for purpose in Purpose:
            garage.consent(unit, owner.id, purpose=purpose, given=True, channel="bench")
        cars.append(car)
    return cars


@cache
def _simulated(*, hours: int, step_s: int) -> Batch:
    car = SimCar(_VIN, "Bench", "\u8bd5", "Test EV", 7)
    window = simulation.simulate(car, start=NOW - timedelta(hours=hours), end=NOW, step_s=step_s)
    return wire.decode(msgspec.json.encode({"records": simulated.to_records(window)}))


def _hour() -> Block:
    """Return an hour of 200 signals: 20 analogue, 96 cell voltages, 24 temperatures, 60 states, all wandering."""
    rng = np.random.default_rng(7)

    def walk(count: int, *, step: float, moves: float, start: float) -> NDArray[np.float64]:
        digits = max(0, -round(np.log10(step)))
        moved = rng.choice([-step, 0.0, step], p=[moves / 2, 1 - moves, moves / 2], size=(_HOUR_S, count))
        return np.round(start + moved.cumsum(axis=0), digits)

    states = (rng.random((_HOUR_S, 60)) < 1 / 300).cumsum(axis=0) % 2  # each changes every five minutes
    parts = [
        walk(20, step=0.1, moves=0.8, start=50),
        walk(96, step=0.001, moves=0.5, start=3.7),
        walk(24, step=1, moves=0.02, start=25),
        states.astype(np.float64),
    ]
    names = [
        f"Vehicle.Part{part}.Signal{number}.Value"
        for part, each in enumerate(parts)
        for number in range(each.shape[1])
    ]
    start_ms = int(NOW.timestamp()) * 1000 - _HOUR_S * 1000
    return Block(start_ms + 1000 * np.arange(_HOUR_S), tuple(names), np.hstack(parts))


def _body(minute: int) -> bytes:
    """Return ten minutes at 1 Hz of every signal of the catalogue, as a car would send them."""
    rng = np.random.default_rng(minute)
    start = NOW - timedelta(hours=12) + timedelta(minutes=minute)
    level = {path: rng.uniform(signal.low, signal.high) for path, signal in CATALOGUE.items()}
    records = []
    for second in range(_RECORDS):
        signals = {
            path: bool(second // 60 % 2)
            if signal.boolean
            else round(min(level[path] + second % 7 / 10, signal.high), 1)
            for path, signal in CATALOGUE.items()
        }
        records.append({"at": (start + timedelta(seconds=second)).isoformat(), "signals": signals})
    return zstandard.compress(msgspec.json.encode({"records": records}))


def _rate(client: httpx.Client, path: str, bodies: list[bytes], *, values: int) -> float:
    """Return values a second; the first request warms up and is not counted."""
    client.post(path, content=bodies[0]).raise_for_status()
    begun = time.perf_counter()
    for body in bodies[1:]:
        answer = client.post(path, content=body).raise_for_status()
        assert answer.json()["kept"] == values
    return values * (len(bodies) - 1) / (time.perf_counter() - begun)


@contextmanager
def _served() -> Iterator[tuple[httpx.Client, Core]]:
    """Serve from a process of its own, one worker; yield a client with a car's key."""
    with tempfile.TemporaryDirectory() as made, _core(Path(made)) as core:
        with core.unit() as unit:
            (car,) = _cars(unit, count=1)
            key = garage.vehicle_key(unit, car.id)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            port = listening.getsockname()[1]
        server = multiprocessing.get_context("spawn").Process(target=_serve, args=(Path(made), port))
        server.start()
        headers = {"authorization": f"Bearer {key}", "content-encoding": "zstd"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
            _wait(client)
            yield client, core
        server.terminate()
        server.join()


def _wait(client: httpx.Client) -> None:
    for _ in range(300):
        try:
            client.get("/")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def _serve(folder: Path, port: int) -> None:
    core = cores.build(_settings(folder), clock=FixedClock(NOW))
    app = Litestar(
        [_drop, *door.ROUTES],
        dependencies={"core": Provide(lambda: core, sync_to_thread=False)},
        openapi_config=None,
    )
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


@post("/drop", status_code=200, sync_to_thread=True, dependencies={"packed": Provide(door.read_body)})
def _drop(packed: bytes) -> dict[str, int]:
    """Inflate, decode and forget: what the door costs without what it is for."""
    batch = wire.read(packed, encoding="zstd")
    return {"kept": sum(len(record.signals) for record in batch.records)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(everything(), indent=2) + "\n")
