"""The listener: lines in a thread of their own, their limits, and what is stored behind them."""

import asyncio
import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from socket import socket
from typing import Any, Final

from domain.core import Core
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960.facts import Answer, Frame
from domain.feeds.gbt32960.session import Know, Say, Session, Store
from jobs.gbt import looks, storing
from jobs.gbt.line import Line
from jobs.gbt.storing import Arrival, Storing, Verdict

log = logging.getLogger(__name__)

LINES: Final = 10_000
_A_SECOND: Final = 10.0  # frames of one car; 1 is what an alarm asks for
_AT_ONCE: Final = 200.0  # frames of one car, as after a gap
_REMEMBERED: Final = 50_000  # cars whose frames are counted
_SWEEP_S: Final = 5.0
_GRACE_S: Final = 1.0
_BACKLOG: Final = 1_000


@dataclass(slots=True)
class _Allowance:
    frames: float
    at: float


class Listener:
    """Runs from `start` to `stop`. `take`, `join` and `leave` are called in its own thread."""

    def __init__(self, core: Core, listening: socket, *, platform: tuple[str, str] | None) -> None:
        self._core, self._socket, self._platform = core, listening, platform
        self._loop = asyncio.new_event_loop()
        self._lines: set[Line] = set()
        self._by_vin: dict[str, Line] = {}
        self._allowances: dict[str, _Allowance] = {}
        self._is_full = False
        self._looks = looks.Looks(core)
        self._storing = Storing(core, answer=self._answer_soon, alarm=self._looks.want)
        self._thread = threading.Thread(target=self._run, name="gbt-lines", daemon=True)

    def start(self) -> None:
        self._looks.start()
        self._storing.start()
        self._thread.start()

    def stop(self) -> None:
        """Take no more, store and answer what has come, and hang up."""
        self._loop.call_soon_threadsafe(self._pause_all)
        self._storing.stop()
        self._looks.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=_GRACE_S)

    def join(self, line: Line) -> bool:
        self._lines.add(line)
        if len(self._lines) > LINES:
            log.warning("more than %d lines over GB/T 32960", LINES)
            return False
        if self._is_full:
            line.pause(stop=True)
        return True

    def leave(self, line: Line) -> None:
        self._lines.discard(line)
        for vin in line.session.cars:
            if self._by_vin.get(vin) is line:
                del self._by_vin[vin]

    def take(self, line: Line, frame: Frame) -> None:
        """Answer a frame, or let it wait to be stored."""
        step = line.session.take(frame, now=self._core.clock.now())
        match step:
            case Say():
                line.say(step.data)
                if step.closes:
                    line.close()
            case Know():
                self._wait(Arrival(line, frame))
            case Store() if self._is_within_limits(frame.vin):
                self._wait(Arrival(line, frame, step.report))
            case Store():
                line.say(frames.reply(frame, Answer.ERROR))

    def _wait(self, arrival: Arrival) -> None:
        self._storing.put(arrival)
        if not self._is_full and self._storing.waiting > storing.MOST:
            self._is_full = True
            self._pause_all()

    def _is_within_limits(self, vin: str) -> bool:
        """Whether a car may send one more frame now."""
        now = self._loop.time()
        if len(self._allowances) > _REMEMBERED:
            self._allowances.clear()
        mine = self._allowances.setdefault(vin, _Allowance(_AT_ONCE, now))
        mine.frames = min(_AT_ONCE, mine.frames + (now - mine.at) * _A_SECOND)
        mine.at = now
        if mine.frames < 1:
            return False
        mine.frames -= 1
        return True

    def _answer_soon(self, verdicts: Sequence[Verdict]) -> None:
        """Answer from another thread; once the lines are gone, what was stored is sent again and counts once."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._answer, verdicts)

    def _answer(self, verdicts: Sequence[Verdict]) -> None:
        for each in verdicts:
            if each.is_login and each.answer is Answer.SUCCESS:
                self._admit(each.line, each.frame.vin)
            each.line.say(frames.reply(each.frame, each.answer))
        if self._is_full and self._storing.waiting < storing.MOST // 2:
            self._is_full = False
            for line in self._lines:
                line.pause(stop=False)

    def _admit(self, line: Line, vin: str) -> None:
        """Let a car speak on this line; where it speaks on an older one of its own, that one is over."""
        before = self._by_vin.get(vin)
        if before is not None and before is not line and not before.session.is_platform:
            before.close()
        self._by_vin[vin] = line
        line.session.admit(vin)

    def _pause_all(self) -> None:
        for line in self._lines:
            line.pause(stop=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(_note)
        serving = self._loop.create_server(self._line, sock=self._socket, backlog=_BACKLOG)
        server = self._loop.run_until_complete(serving)
        sweep = self._loop.create_task(self._sweep())
        self._loop.run_forever()
        sweep.cancel()
        server.close()
        for line in list(self._lines):
            line.close()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def _line(self) -> Line:
        return Line(self, Session(self._platform))

    async def _sweep(self) -> None:
        """Hang up on lines that are over."""
        while True:
            await asyncio.sleep(_SWEEP_S)
            if not self._is_full:
                for line in [each for each in self._lines if each.is_over()]:
                    line.close()


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what a callback raised; the loop goes on."""
    log.error("a line over GB/T 32960 failed: %s", context.get("message"), exc_info=context.get("exception"))
