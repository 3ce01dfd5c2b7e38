"""Cars that say to stop at once are looked at now, not when the next health round comes."""

import logging
import threading
import time
from typing import Final

from domain.core import Core
from domain.db.away import AWAY
from domain.errors import error_id
from domain.telemetry import service as telemetry
from jobs import health

log = logging.getLogger(__name__)

AGAIN_S: Final = (0.0, 5.0)  # two looks, as a warning needs two
REST_S: Final = 20.0  # until the next two: what is said meanwhile waits so long
_PATIENCE_S: Final = 600.0
_TURN_S: Final = 1.0


class Looks:
    """A thread that renews the features of cars and judges them."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._due: dict[int, list[float]] = {}
        self._rests: dict[int, float] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._loop = core.loops.begin("gbt.alarms", patience_s=_PATIENCE_S)
        self._thread = threading.Thread(target=self._work, name="gbt-alarms", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(timeout=_PATIENCE_S)

    def want(self, car: int) -> None:
        """Ask for a car to be looked at, now or once it has rested, however often that is said. May be called from any thread.

        What is said between the two looks of a car is asked for anew: the second alone may be the first to see it.
        """
        now = time.monotonic()
        with self._lock:
            if len(self._due.get(car, ())) < len(AGAIN_S):
                begin = max(now, self._rests.get(car, now))
                self._due[car] = [*self._due.get(car, ()), *(begin + wait_s for wait_s in AGAIN_S)]
                self._rests[car] = begin + REST_S

    def _work(self) -> None:
        while not self._over.wait(_TURN_S):
            for car in self._ready():
                try:
                    self._look(car)
                except (*AWAY, OSError) as error:
                    self._loop.missed(error, outside=True)
                    log.warning("a car in alarm is looked at later: %s", type(error).__name__)
                    self.want(car)
                except Exception as error:
                    self._loop.missed(error, outside=False)
                    log.exception("error %s: a car in alarm is not looked at now", error_id())
            self._loop.came_round()

    def _ready(self) -> list[int]:
        """Return the cars whose time has come, and forget that look of theirs."""
        now = time.monotonic()
        with self._lock:
            ready = [car for car, times in self._due.items() if times[0] <= now]
            for car in ready:
                self._due[car] = self._due[car][1:]
            self._due = {car: times for car, times in self._due.items() if times}
            self._rests = {
                car: until for car, until in self._rests.items() if until > now or car in self._due
            }
        return ready

    def _look(self, car: int) -> None:
        with self._core.unit() as unit:
            telemetry.refresh(unit, car)
        health.examine(self._core, {car})
