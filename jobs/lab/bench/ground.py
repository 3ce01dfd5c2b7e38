"""What measurements stand on: a fresh core in a folder that goes again, people with cars, and other processes."""

import multiprocessing
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain import core as cores
from domain.core import Core, Unit
from domain.db import migrate
from domain.kit.classified import ASKED
from domain.kit.clock import Clock, FixedClock
from domain.registry import service as registry
from domain.registry.tables import Holding, Owner, Vehicle
from domain.settings import Settings
from jobs import speakers

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # Wednesday 10:00 in Shanghai
AGREED_AT = NOW - timedelta(days=400)  # what was measured before an owner agreed is not kept
FIRST_CHAT = 1_001  # as in the playground
_PATIENCE_S = 60.0


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def cpu_timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def percentile(values: list[float], share: float) -> float:
    """Return the value that this share of all stays at or below."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="beforehand-bench-") as path:
        yield Path(path)


def settings(place: Path, **changes: object) -> Settings:
    chosen_settings = Settings(data_dir=place / "data", master_key_file=place / "keys" / "master.json")
    return chosen_settings.model_copy(update=changes)


@contextmanager
def core(place: Path | None = None, *, clock: Clock | None = None, **changes: object) -> Iterator[Core]:
    """Yield a core with an empty, migrated store; its clock stands still unless one is given."""
    with folder() as scratch:
        built = cores.build(
            settings(place or scratch, **changes), clock=clock or FixedClock(NOW), speaker=speakers.speaker
        )
        migrate.upgrade(built.engine)
        yield built
        built.engine.dispose()


def cars(unit: Unit, *, count: int) -> list[tuple[Owner, Vehicle]]:
    """Make people who agreed to everything, each with a car; their chats are numbered from FIRST_CHAT."""
    fleet = []
    for number in range(count):
        owner = registry.meet(unit, FIRST_CHAT + number, locale="en", zone="Asia/Shanghai")
        car = Vehicle(
            vin_hash=str(number),
            vin_sealed=unit.seal_text(None, f"VIN {number}", label="vehicle.vin"),
            name=f"Car {number}",
            model="Test EV",
            placard_front_kpa=250,
            placard_rear_kpa=250,
            capacity_new_kwh=60.0,
            made_at=NOW,
        )
        unit.session.add(car)
        unit.session.flush()
        unit.session.add(Holding(owner_id=owner.id, vehicle_id=car.id, role="owner", since=AGREED_AT))
        for purpose in ASKED:
            registry.consent(
                replace(unit, now=AGREED_AT), owner.id, purpose=purpose, given=True, channel="bench"
            )
        fleet.append((owner, car))
    return fleet


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def process(work: Callable[..., None], *args: object) -> Iterator[int]:
    """Run `work(*args)` in a process of its own until the block ends; yield its number."""
    child = multiprocessing.get_context("spawn").Process(target=work, args=args)
    child.start()
    assert child.pid is not None
    try:
        yield child.pid
    finally:
        child.terminate()
        child.join()


def wait_for_port(port: int) -> None:
    """Come back once somebody listens. Raises TimeoutError."""
    until = time.perf_counter() + _PATIENCE_S
    while time.perf_counter() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError
