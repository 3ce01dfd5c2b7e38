"""The listener: lines in a thread of their own, their limits, and what is stored behind them."""

import asyncio
import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from socket import socket
from typing import Any, Final
from weakref import WeakValueDictionary

from domain.core import Core
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960.facts import Answer, Command, Frame
from domain.feeds.gbt32960.session import Know, Say, Session, Store
from jobs.gbt import looks
from jobs.gbt.allowances import Allowances
from jobs.gbt.line import Line
from jobs.gbt.storing import Arrival, Storing, Verdict

log = logging.getLogger(__name__)

LINES: Final = 10_000
_HALVES: Final = 64 << 20  # bytes of frames that began, of all lines together
_A_SECOND: Final = 10.0  # reports of one car; 1 is what an alarm asks for
_AT_ONCE: Final = 200.0  # reports of one car, as after a gap
_LOGINS: Final = 10.0  # of a line, or of a car on a platform's line, at once; as many a minute then
_PASSWORDS: Final = 20.0  # logins of platforms from one address at once; as many a minute then
_MINUTE_S: Final = 60.0
_SWEEP_S: Final = 5.0
_GRACE_S: Final = 2.0
_BACKLOG: Final = 1_000
_OF_CARS: Final = frozenset({Command.LOGIN, Command.REPORT, Command.RESENT})


class Listener:
    """Runs from `start` to `stop`. `take`, `join`, `leave` and `hold` are called in its own thread."""

    def __init__(self, core: Core, listening: socket, *, platform: tuple[str, str] | None) -> None:
        self._core, self._socket, self._platform = core, listening, platform
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._lines: set[Line] = set()
        self._by_vin: WeakValueDictionary[str, Line] = WeakValueDictionary()
        self._reports = Allowances(at_once=_AT_ONCE, a_second=_A_SECOND)
        self._logins = Allowances(at_once=_LOGINS, a_second=_LOGINS / _MINUTE_S)
        self._passwords = Allowances(at_once=_PASSWORDS, a_second=_PASSWORDS / _MINUTE_S)
        self._empty = asyncio.Event()
        self._halves = 0
        self._is_full = self._is_leaving = self._is_crowded = False
        self._looks = looks.Looks(core)
        self._storing = Storing(core, answer=self._answer_soon, alarm=self._looks.want)
        self._is_open = threading.Event()
        self._thread = threading.Thread(target=self._run, name="gbt-lines", daemon=True)

    def start(self) -> None:
        self._looks.start()
        self._storing.start()
        self._thread.start()
        self._is_open.wait(_GRACE_S)

    def stop(self) -> None:
        """Let nobody in any more, read no more, store and answer what has come, and hang up."""
        self._loop.call_soon_threadsafe(self._shut)
        self._storing.stop()
        self._looks.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=2 * _GRACE_S)

    def join(self, line: Line) -> bool:
        self._lines.add(line)
        if self._is_leaving:
            return False
        if len(self._lines) > LINES:
            if not self._is_crowded:
                log.warning("more than %d lines over GB/T 32960: new ones are closed", LINES)
            self._is_crowded = True
            return False
        self._is_crowded = False
        if self._is_full:
            line.pause(stop=True)
        return True

    def leave(self, line: Line) -> None:
        self._lines.discard(line)
        if self._is_leaving and not self._lines:
            self._empty.set()

    def hold(self, size: int) -> bool:
        self._halves += size
        return self._halves <= _HALVES

    def take(self, line: Line, frame: Frame) -> None:
        """Answer a frame, or let it wait to be read and stored."""
        if not self._may_log_in(line, frame):
            self._refuse(line, frame)
            if not line.session.is_platform:
                line.close()
            return
        step = line.session.take(frame, now=self._core.clock.now())
        match step:
            case Say():
                self._say(line, frame, step)
            case Know():
                line.session.await_login(frame.vin)
                self._wait(Arrival(line, frame))
            case Store() if self._reports.take(frame.vin, now=self._loop.time()):
                self._wait(Arrival(line, frame))
            case Store():
                self._refuse(line, frame)

    def _say(self, line: Line, frame: Frame, step: Say) -> None:
        line.say(step.data)
        if frame.command in _OF_CARS:  # what is answered at once of these is an error
            self._storing.note_refusal(frame)
        if step.closes:
            log.warning("a platform is refused over GB/T 32960: wrong name or password")
            line.close()

    def _refuse(self, line: Line, frame: Frame) -> None:
        line.say(frames.reply(frame, Answer.ERROR))
        if frame.command in _OF_CARS:
            self._storing.note_refusal(frame)

    def _may_log_in(self, line: Line, frame: Frame) -> bool:
        """Whether a frame is no login, or one of those that a line, a car of a platform, or an address may try."""
        if frame.answer != Answer.COMMAND or frame.command not in (Command.LOGIN, Command.PLATFORM_LOGIN):
            return True
        now = self._loop.time()
        if frame.command == Command.PLATFORM_LOGIN:
            return self._passwords.take(line.peer, now=now)
        return self._logins.take(frame.vin if line.session.is_platform else line, now=now)

    def _wait(self, arrival: Arrival) -> None:
        self._storing.put(arrival)
        if not self._is_full and self._storing.is_full:
            self._is_full = True
            self._pause_all()

    def _answer_soon(self, verdicts: Sequence[Verdict]) -> None:
        """Answer from another thread; once the lines are gone, what was stored is sent again and counts once."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._answer, verdicts)

    def _answer(self, verdicts: Sequence[Verdict]) -> None:
        for each in verdicts:
            if each.is_login:
                self._settle(each.line, each.frame.vin, is_ours=each.answer is Answer.SUCCESS)
            elif each.answer is Answer.VIN_UNKNOWN:  # no longer linked: it has to log in again
                each.line.session.cars.discard(each.frame.vin)
            each.line.say(frames.reply(each.frame, each.answer))
        if self._is_full and not self._is_leaving and self._storing.has_room:
            self._is_full = False
            for line in self._lines:
                line.pause(stop=False)

    def _settle(self, line: Line, vin: str, *, is_ours: bool) -> None:
        """Let a car speak on this line; where it speaks on an older one of its own, that one is over."""
        if not line.session.settle(vin, is_ours=is_ours) or line.is_closing:
            return
        before = self._by_vin.get(vin)
        if before is not None and before is not line:
            is_own = not before.session.is_platform and vin in before.session.cars
            before.session.cars.discard(vin)
            if is_own:
                before.close()
        self._by_vin[vin] = line

    def _shut(self) -> None:
        """Close the door, and then read no more of those who are in."""
        self._is_leaving = True
        if self._server is not None:
            self._server.close()
        self._pause_all()

    def _pause_all(self) -> None:
        for line in self._lines:
            line.pause(stop=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(_note)
        serving = self._loop.create_server(self._line, sock=self._socket, backlog=_BACKLOG)
        self._server = self._loop.run_until_complete(serving)
        self._is_open.set()
        sweep = self._loop.create_task(self._sweep())
        self._loop.run_forever()
        sweep.cancel()
        self._server.close()
        self._loop.run_until_complete(self._hang_up())
        self._loop.close()

    async def _hang_up(self) -> None:
        """Close all lines once what was said is sent, or after a while."""
        for line in list(self._lines):
            line.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_S if self._lines else 0):
                await self._empty.wait()
        for line in list(self._lines):
            line.cut()
        await asyncio.sleep(0)

    def _line(self) -> Line:
        return Line(self, Session(self._platform))

    async def _sweep(self) -> None:
        """Hang up on lines that are over, and forget who needs no more to be remembered."""
        while True:
            await asyncio.sleep(_SWEEP_S)
            for each in (self._reports, self._logins, self._passwords):
                each.forget(now=self._loop.time())
            if not self._is_full:
                for line in [each for each in self._lines if each.is_over()]:
                    line.close()


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what a callback raised; the loop goes on."""
    log.error("a line over GB/T 32960 failed: %s", context.get("message"), exc_info=context.get("exception"))
