"""GB/T 32960: what reading a frame costs, whether it is read right, and whether a fleet's reports are all stored."""

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import isclose
from multiprocessing.connection import Connection
from typing import Any, Final

import numpy as np
from numpy.random import Generator
from pydantic import SecretStr

from domain.core import Core
from domain.feeds import links
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960 import messages, translate
from domain.feeds.gbt32960.facts import Answer, Frame, Part, Report
from domain.kit.clock import RealClock
from domain.telemetry import service as telemetry
from jobs.gbt import commands
from jobs.lab.bench import gbt_frames as made
from jobs.lab.bench import gbt_units, ground
from jobs.lab.bench.facts import Bar

_BYTES: Final = 828  # the whole frame that is read again and again
_TIMES, _ROUNDS = 200, 40
_RANDOM: Final = 100_000
_CARS, _EVERY_S, _SECONDS = 5_000, 10, 60
_PLATFORMS, _DIRECT = 4, 1_000  # lines of platforms, and cars with a line of their own
_SETTLES_S: Final = 5.0  # after the logins
_WAITS_S: Final = 60.0  # for one more answer
_CLOCK: Final = RealClock()
_STARTS: Final = {False: b"##", True: b"$$"}
_PLATFORM: Final = "bench:only-for-the-bench"


def measure() -> tuple[dict[str, float], tuple[Bar, ...]]:
    """Read one frame many times, 100,000 random ones once, every kind of broken one, and listen to 5,000 cars for a minute."""
    rng = np.random.default_rng(32_960)
    figures = {
        "decode_828_bytes_ms": _decode_ms(rng),
        "random_frames": float(_RANDOM),
        "random_frames_read_otherwise": float(_differ(rng)),
        "broken_frames_that_raise": float(_raise(rng)),
        **_listen(),
    }
    bars = (
        Bar("frames_unanswered", 0, at_most=True),
        Bar("decode_828_bytes_ms", 0.15, at_most=True),
        Bar("random_frames_read_otherwise", 0, at_most=True),
        Bar("broken_frames_that_raise", 0, at_most=True),
        Bar("lost", 0, at_most=True),
        Bar("frames_per_s", _CARS / _EVERY_S * 0.95),
    )
    return figures, bars


def _decode_ms(rng: Generator) -> float:
    """From bytes to a report, in processor time, the best of some rounds."""
    now = _CLOCK.now()
    data = made.typical(rng, is_2025=True, at=now, cells=192)
    rest = _BYTES - len(made.wrap(b"$$", 2, made.vin(rng), data)) - 3
    raw = made.wrap(b"$$", 2, made.vin(rng), data + b"\x80" + rest.to_bytes(2, "big") + bytes(rest))
    assert len(raw) == _BYTES

    def often() -> None:
        for _ in range(_TIMES):
            ((frame,), _) = frames.split(raw)
            assert isinstance(frame, Frame)
            assert isinstance(messages.report(frame), Report)

    return min(ground.cpu_timed(often) for _ in range(_ROUNDS)) / _TIMES * 1_000


def _differ(rng: Generator) -> int:
    """Count random frames of both editions that are not read as what an encoder of its own wrote."""
    at = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
    return sum(not _is_right(rng, is_2025=bool(number % 2), at=at) for number in range(_RANDOM))


def _is_right(rng: Generator, *, is_2025: bool, at: datetime) -> bool:
    data, content = gbt_units.report(rng, is_2025=is_2025, at=at)
    pieces, _ = frames.split(made.wrap(_STARTS[is_2025], 2, made.vin(rng), data))
    report = messages.report(pieces[0]) if len(pieces) == 1 and isinstance(pieces[0], Frame) else None
    return (
        isinstance(report, Report)
        and report.at == at
        and agree([(n, plain(p)) for n, p in report.units], content)
    )


def plain(part: Part) -> dict[str, Any]:
    """Return all fields of a part by name, as `gbt_frames.Content` has them."""
    groups = {name: [plain(each) for each in members] for name, members in part.groups.items()}
    return {**part.numbers, **part.rows, **groups}


def agree(one: Any, other: Any) -> bool:
    """Whether two readings say the same, to a millionth."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(agree(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(agree, one, other))
    if isinstance(one, str) or one is None or other is None:
        return bool(one == other)
    return isclose(one, other, abs_tol=1e-6)


def _raise(rng: Generator) -> int:
    """Count what raises among frames with a byte changed to each other value's sample, cut, or doubled."""
    at, count = datetime(2026, 11, 18, 2, 0, tzinfo=UTC), 0
    for is_2025 in (False, True):
        raw = made.wrap(
            _STARTS[is_2025], 2, made.vin(rng), made.typical(rng, is_2025=is_2025, at=at, cells=96)
        )
        for place in range(len(raw)):
            changed = bytes((raw[place] ^ made.whole(rng, 1, 255),))
            for damage in (changed, b"", raw[place : place + 1] * 2):
                stream = raw[:place] + damage + raw[place + 1 :]
                count += _raises(stream) + _raises(made.wrap(_STARTS[is_2025], 2, made.vin(rng), stream[24:]))
            count += _raises(raw[:place])
    return count


def _raises(stream: bytes) -> bool:
    try:
        for piece in frames.split(stream)[0]:
            frame = piece if isinstance(piece, Frame) else piece.frame
            report = None if frame is None else messages.report(frame)
            if frame is not None and isinstance(report, Report):
                translate.translate(frame.vin, report)
    except Exception:  # noqa: BLE001 - that is what is counted
        return True
    return False


def _listen() -> dict[str, float]:
    """Let a fleet report from another process; compare what it sent with what was answered and stored."""
    port = ground.free_port()
    address = f"127.0.0.1:{port}"
    with ground.core(clock=_CLOCK, gbt_listen=address, gbt_platform=SecretStr(_PLATFORM)) as core:
        vins, cars = _fleet(core)
        ours, theirs = multiprocessing.get_context("spawn").Pipe()
        with commands.listening(core), ground.process(_drive, port, vins, theirs):
            begun = time.process_time()
            outcome = ours.recv()
            cpu_s = time.process_time() - begun
        with core.reading() as unit:
            since = unit.now.date() - timedelta(days=1)
            stored = sum(telemetry.days_heard(unit, *each, since=since)[1] for each in cars)
    sent, answered, took_s, answers_ms, values = outcome
    return {
        "frames_sent": sent,
        "frames_answered_well": answered,
        "frames_unanswered": sent - answered,
        "lost": answered - min(answered, stored / values),
        "frames_per_s": answered / took_s,
        "answer_p50_ms": ground.percentile(answers_ms, 0.5),
        "answer_p99_ms": ground.percentile(answers_ms, 0.99),
        "listener_cpu_share_of_one_core": cpu_s / took_s,
    }


def _fleet(core: Core) -> tuple[list[str], list[tuple[int, int]]]:
    """Make the fleet; return its VINs, and each car with its owner."""
    rng = np.random.default_rng(5_000)
    vins = [made.vin(rng) for _ in range(_CARS)]
    with core.unit() as unit:
        fleet = ground.cars(unit, count=_CARS)
        for vin, (_, car) in zip(vins, fleet, strict=True):
            links.connect(unit, car, feed=translate.NAME, name=vin)
    return vins, [(car.id, owner.id) for owner, car in fleet]


@dataclass(slots=True, eq=False)
class _Caller(asyncio.Protocol):
    """One line of a platform or a car: notes when each report was sent, and how it was answered."""

    transport: asyncio.Transport | None = None
    rest: bytes = b""
    sent_at: dict[tuple[str, bytes], float] = field(default_factory=dict)
    sent: int = 0
    well: int = 0
    answers_ms: list[float] = field(default_factory=list)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        pieces, used = frames.split(self.rest + data)
        self.rest = (self.rest + data)[used:]
        for piece in pieces:
            sent_at = self.sent_at.pop((piece.vin, piece.data), None) if isinstance(piece, Frame) else None
            if sent_at is not None and isinstance(piece, Frame) and piece.answer == Answer.SUCCESS:
                self.well += 1
                self.answers_ms.append((time.perf_counter() - sent_at) * 1_000)

    def log_in(self, command: int, name: str, more: bytes) -> None:
        assert self.transport is not None
        self.transport.write(made.wrap(b"$$", command, name, made.moment(_CLOCK.now()) + b"\0\1" + more))

    def report(self, vin: str, tail: bytes) -> None:
        assert self.transport is not None
        moment = made.moment(_CLOCK.now())
        self.sent_at[vin, moment] = time.perf_counter()
        self.sent += 1
        self.transport.write(made.wrap(b"$$", 2, vin, moment + tail))


def _drive(port: int, vins: Sequence[str], pipe: Connection) -> None:
    pipe.send(asyncio.run(_report(port, vins)))


async def _report(port: int, vins: Sequence[str]) -> tuple[int, int, float, list[float], int]:
    """Send each car's report every ten seconds for a minute; return counts, times, and values of a report."""
    callers = await _log_in(port, vins)
    data = made.typical(np.random.default_rng(1), is_2025=True, at=_CLOCK.now(), cells=160)
    begun = time.perf_counter()
    for turn in range(_CARS * _SECONDS // _EVERY_S):
        wait_s = begun + turn * _EVERY_S / _CARS - time.perf_counter()
        if wait_s > 0:
            await asyncio.sleep(wait_s)
        callers[turn % _CARS].report(vins[turn % _CARS], data[6:])
    everybody = list(dict.fromkeys(callers))
    await _until_answered(everybody)
    took_s = time.perf_counter() - begun
    answers_ms = [each for caller in everybody for each in caller.answers_ms]
    return sum(each.sent for each in everybody), len(answers_ms), took_s, answers_ms, _values(vins[0], data)


async def _log_in(port: int, vins: Sequence[str]) -> list["_Caller"]:
    """Open all lines; return whose line each car speaks on."""
    platforms = [await _call(port) for _ in range(_PLATFORMS)]
    user, password = _PLATFORM.split(":")
    for each in platforms:
        each.log_in(
            5, "PLATFORM", user.encode().ljust(12, b"\0") + password.encode().ljust(20, b"\0") + b"\1"
        )
    lines = [await _call(port) for _ in range(_DIRECT)]
    for vin, line in zip(vins, lines, strict=False):
        line.log_in(1, vin, b"8" * 20 + b"\0")
    await asyncio.sleep(_SETTLES_S)
    return [*lines, *(platforms[number % _PLATFORMS] for number in range(_CARS - _DIRECT))]


async def _until_answered(callers: Sequence["_Caller"]) -> None:
    """Wait while answers come."""
    waiting, until = -1, time.perf_counter() + _WAITS_S
    while waiting and time.perf_counter() < until:
        now_waiting = sum(len(each.sent_at) for each in callers)
        if now_waiting != waiting:
            waiting, until = now_waiting, time.perf_counter() + _WAITS_S
        await asyncio.sleep(0.05)


def _values(vin: str, data: bytes) -> int:
    """Return how many readings a report becomes."""
    ((frame,), _) = frames.split(made.wrap(b"$$", 2, vin, data))
    assert isinstance(frame, Frame)
    report = messages.report(frame)
    assert isinstance(report, Report)
    return len(translate.translate(vin, report).signals)


async def _call(port: int) -> _Caller:
    _, caller = await asyncio.get_running_loop().create_connection(_Caller, "127.0.0.1", port)
    return caller
