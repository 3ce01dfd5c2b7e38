"""Telemetry over HTTP to committed sealed rows, and what a request costs that is only decoded."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import msgspec
import numpy as np
import uvicorn
import zstandard
from litestar import Litestar, post
from litestar.datastructures import State
from litestar.di import Provide

from api import auth
from api import telemetry as door
from domain import core as cores
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.telemetry import paths, service
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.ingest import wire
from jobs import speakers
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_RECORDS = 600
_SIGNALS = {
    path: signal for path, signal in CATALOGUE.items() if signal.is_collected and path != paths.DTC_LIST
}  # its places stand for it
_VALUES = _RECORDS * len(_SIGNALS)
_REQUESTS = 16
_ROUNDS = 3


def ingest() -> Result:
    """Send ten minutes of a car at 1 Hz a request, one after the other, to one worker.

    The two doors take turns, so that both see the machine in the same mood; ratio is of the best rounds.
    sealed_values_per_s counts what merging into hour chunks costs afterwards, too.
    """
    rounds = [
        [_body((turn * _REQUESTS + number) * 10) for number in range(_REQUESTS)] for turn in range(_ROUNDS)
    ]
    with _served() as (client, core):
        pairs = [
            (_rate(client, "/drop", bodies), _rate(client, "/v1/telemetry", bodies)) for bodies in rounds
        ]
        with core.unit() as unit:
            merging_s = ground.timed(lambda: service.seal(unit, before=ground.NOW)) / (
                _VALUES * _REQUESTS * _ROUNDS
            )
    drop_per_s, ingest_per_s = (max(rates) for rates in zip(*pairs, strict=True))
    figures = {
        "values_per_s": ingest_per_s,
        "decoded_and_dropped_per_s": drop_per_s,
        "ratio_to_dropped": ingest_per_s / drop_per_s,
        "sealed_values_per_s": 1 / (1 / ingest_per_s + merging_s),
    }
    return Result("ingest", figures, (Bar("values_per_s", 1e6), Bar("ratio_to_dropped", 0.25)))


def _body(minute: int) -> bytes:
    """Return ten minutes at 1 Hz of every signal that is collected, as a car would send them."""
    rng = np.random.default_rng(minute)
    start = ground.NOW - timedelta(hours=12) + timedelta(minutes=minute)
    level = {path: rng.uniform(signal.low, signal.high) for path, signal in _SIGNALS.items()}
    records = []
    for second in range(_RECORDS):
        signals = {
            path: bool(second // 60 % 2)
            if signal.boolean
            else round(min(level[path] + second % 7 / 10, signal.high), 1)
            for path, signal in _SIGNALS.items()
        }
        records.append({"at": (start + timedelta(seconds=second)).isoformat(), "signals": signals})
    return zstandard.compress(msgspec.json.encode({"records": records}))


def _rate(client: httpx.Client, path: str, bodies: list[bytes]) -> float:
    """Return values a second; the first request warms up and is not counted."""
    client.post(path, content=bodies[0]).raise_for_status()
    begun = time.perf_counter()
    for body in bodies[1:]:
        answer = client.post(path, content=body).raise_for_status()
        assert answer.json()["kept"] == _VALUES
    return _VALUES * (len(bodies) - 1) / (time.perf_counter() - begun)


@contextmanager
def _served() -> Iterator[tuple[httpx.Client, Core]]:
    """Serve from a process of its own, one worker; yield a client with a car's key."""
    with ground.folder() as place, ground.core(place) as core:
        with core.unit() as unit:
            ((_, car),) = ground.cars(unit, count=1)
            key = registry.vehicle_key(unit, car.id)
        port = ground.free_port()
        headers = {"authorization": f"Bearer {key}", "content-encoding": "zstd"}
        address = f"http://127.0.0.1:{port}"
        with (
            ground.process(_serve, place, port),
            httpx.Client(base_url=address, headers=headers, timeout=60) as client,
        ):
            ground.wait_for_port(port)
            yield client, core


def _serve(place: Path, port: int) -> None:
    core = cores.build(ground.settings(place), clock=FixedClock(ground.NOW), speaker=speakers.speaker)
    app = Litestar(
        [_drop, *door.ROUTES],
        guards=[auth.guard],
        state=State({"core": core}),
        dependencies={"core": Provide(lambda: core, sync_to_thread=False)},
        openapi_config=None,
    )
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


@post(
    "/drop",
    status_code=200,
    sync_to_thread=True,
    opt={"role": auth.Role.PUBLIC},
    dependencies={"packed": Provide(door.read_body)},
)
def _drop(packed: bytes) -> dict[str, int]:
    """Inflate, decode and forget: what the door costs without what it is for."""
    batch = wire.read(packed, encoding="zstd")
    return {"kept": sum(len(record.signals) for record in batch.records)}
