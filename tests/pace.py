"""Time for tests on machines of any speed: no test is measured by a clock that the machine cannot keep up with.

A test that works gets the time its work needs; one that stands still, or never ends its work, fails.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, process_time, sleep, thread_time

import psutil

PATIENCE_S = 30.0  # for what takes a second or two
LOOK_S = 2.0  # between two looks at what a test does
CREDIT = 10.0  # seconds of patience that a second of processor time gives back
BUSY_S = 900.0  # of processor time: sixty times what the longest test needs
_NUMBERS, _FIXED_WORK_S = 1_250_000, 0.1  # so long on the idle machine: two cores of the year 2023


def _fixed_work() -> int:
    return sum(len(str(number)) for number in range(_NUMBERS))


def slowness() -> float:
    """How many times longer work takes at this moment than on the idle machine; at least 1."""
    return _times(monotonic)


def patience(seconds: float) -> float:
    """Seconds to wait here and now for what comes about within `seconds` on an idle machine."""
    return seconds * slowness()


def until(
    condition: Callable[[], bool], *, seconds: float = PATIENCE_S, otherwise: str = "it did not come about"
) -> None:
    """Wait for something; raise AssertionError when it takes longer than this machine's speed explains.

    How slow the machine is is measured only when so much time has passed again: it takes a tenth of a second of the
    processor, and the interpreter, from what is waited for.
    """
    begun, good_s = monotonic(), seconds
    while not condition():
        waited = monotonic() - begun
        if waited >= good_s:
            good_s = min(waited + seconds, patience(seconds))
            assert waited < good_s, otherwise
        sleep(0.02)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Hold a wait to the seconds it takes at most on an idle machine; raise AssertionError when it took longer."""
    begun = monotonic()
    yield
    waited = monotonic() - begun
    assert waited < seconds or waited < patience(seconds), f"it took {waited:.1f} s"


@dataclass
class Spent:
    """Processor time of all threads, in seconds of the idle machine."""

    s: float = 0.0


@contextmanager
def spending() -> Iterator[Spent]:
    """Measure the work of a block: neither other work on this machine nor a slow processor counts."""
    spent, begun = Spent(), process_time()
    yield spent
    spent.s = (process_time() - begun) / _times(thread_time)


def _times(clock: Callable[[], float]) -> float:
    begun = clock()
    _fixed_work()
    return max(1.0, (clock() - begun) / _FIXED_WORK_S)


class Watch:
    """Looks every few seconds at what a test does, and calls `give_up` when it stands still or never ends.

    Patience runs out while nothing is done and comes back with work, so that a test which does a little
    (a server that looks for work, a loop that polls) stands still as well. A look that the machine itself
    delays counts once.
    """

    def __init__(self, patience_s: float, give_up: Callable[[], None]) -> None:
        self._patience_s = self._left_s = patience_s
        self._give_up = give_up
        self._begun_s = self._last_s = -1.0  # known from the first look on: a short test needs none

    def start(self) -> None:
        signal.signal(signal.SIGALRM, lambda _number, _frame: self.look(_processor_time()))
        signal.setitimer(signal.ITIMER_REAL, LOOK_S, LOOK_S)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def look(self, now_s: float) -> None:
        """Take in the processor time used by now."""
        if self._last_s < 0:
            self._begun_s = self._last_s = now_s
            return
        worked = max(0.0, now_s - self._last_s)  # a child that ends takes its time along
        self._last_s = now_s
        self._left_s = min(self._patience_s, self._left_s - LOOK_S + CREDIT * worked)
        if self._left_s <= 0 or now_s - self._begun_s > BUSY_S:
            self.stop()
            self._give_up()


def _processor_time() -> float:
    """Of this process and of all that it started, in seconds."""
    here = psutil.Process()
    ended = here.cpu_times()
    running = sum(map(_used, [here, *here.children(recursive=True)]))
    return running + float(ended.children_user + ended.children_system)


def _used(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:  # it has just ended
        return 0.0
    return float(times.user + times.system)
