"""Loops that run for as long as their process: whether each comes round, what it waits for, and how long it pauses.

Every loop of the program is kept going in the same way: what it raises is noted here, it pauses for as long as
`missed` says, and it tries again. Time is counted by the monotonic clock, so that no jump of the wall clock matters.
"""

import secrets
import threading
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import Final

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0
_FACTOR: Final = 2.0
_JITTER: Final = (
    0.25  # of a pause, so that processes that lost the same thing do not come back at the same moment
)
_FINE: Final = 1 << 16
_DOUBLINGS: Final = 30


class State(StrEnum):
    """waiting: for something outside, which may come back. failing: by a fault of ours. stalled: not come round."""

    STOPPED = "stopped"
    RUNNING = "running"
    WAITING = "waiting"
    FAILING = "failing"
    STALLED = "stalled"


GRAVITY: Final = tuple(State)
"""The states, each worse than those before it."""
HOPELESS: Final = frozenset({State.FAILING, State.STALLED})
"""States in which nothing gets better by waiting."""


@dataclass(frozen=True, slots=True)
class Life:
    """How a loop is. since_s: seconds that it has been so. reason: what it waits for, or what it failed by."""

    name: str
    state: State
    since_s: float = 0.0
    reason: str = ""


def pause_s(misses: int, *, first_s: float = FIRST_PAUSE_S, longest_s: float = LONGEST_PAUSE_S) -> float:
    """Return how long to wait after so many failures in a row: doubled each time up to a limit, by lot a little shorter."""
    whole = min(longest_s, first_s * _FACTOR ** min(misses - 1, _DOUBLINGS))
    return whole * (1 - _JITTER * secrets.randbelow(_FINE) / _FINE)


class Loop:
    """One loop. May be used from any thread."""

    def __init__(self, name: str, *, patience_s: float, first_pause_s: float = FIRST_PAUSE_S) -> None:
        """patience_s: how long one turn may take, or the loop counts as stalled."""
        self.name = name
        self._patience_s = patience_s
        self._first_pause_s = first_pause_s
        self._misses = 0
        self._rests_s = 0.0
        self._state = State.RUNNING
        self._reason = ""
        self._since = self._turned = perf_counter()

    def came_round(self) -> None:
        """Note a turn that went well."""
        self._turned, self._misses, self._rests_s = perf_counter(), 0, 0.0
        self._become(State.RUNNING, "")

    def missed(self, error: BaseException, *, outside: bool, at_least_s: float = 0.0) -> float:
        """Note a turn that failed; return how many seconds to pause. outside: whether waiting can help."""
        self._misses += 1
        self._rests_s = max(at_least_s, pause_s(self._misses, first_s=self._first_pause_s))
        self._turned = perf_counter()
        self._become(State.WAITING if outside else State.FAILING, type(error).__name__)
        return self._rests_s

    def stopped(self) -> None:
        self._become(State.STOPPED, "")

    def life(self) -> Life:
        late_s = perf_counter() - self._turned - self._rests_s - self._patience_s
        if late_s > 0 and self._state is not State.STOPPED:
            return Life(self.name, State.STALLED, late_s, self._reason or "no turn came to its end")
        return Life(self.name, self._state, perf_counter() - self._since, self._reason)

    def _become(self, state: State, reason: str) -> None:
        if state is not self._state:
            self._since = perf_counter()
        self._state, self._reason = state, reason


class Loops:
    """The loops of this process, by name: "bot.outbox" is a part of "bot"."""

    def __init__(self) -> None:
        self._loops: dict[str, Loop] = {}
        self._lock = threading.Lock()

    def begin(self, name: str, *, patience_s: float, first_pause_s: float = FIRST_PAUSE_S) -> Loop:
        """Register a loop that begins now, in the place of an earlier one of its name."""
        loop = Loop(name, patience_s=patience_s, first_pause_s=first_pause_s)
        with self._lock:
            self._loops[name] = loop
        return loop

    def end(self, name: str) -> None:
        """Note that a loop has done all it had to do."""
        self._loops[name].stopped()

    def stop(self) -> None:
        """Note that the process ends as it was asked to."""
        for loop in self._all():
            loop.stopped()

    def lives(self) -> tuple[Life, ...]:
        return tuple(loop.life() for loop in self._all())

    def _all(self) -> tuple[Loop, ...]:
        with self._lock:
            return tuple(self._loops.values())


def part(name: str) -> str:
    """Return the part of the product that a loop belongs to."""
    return name.partition(".")[0]


def worst(lives: tuple[Life, ...]) -> Life:
    """Return the life that says most about a part: the worst. Needs one at least."""
    return max(lives, key=lambda life: GRAVITY.index(life.state))
