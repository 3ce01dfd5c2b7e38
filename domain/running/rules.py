"""How long to wait before a failed step is tried again, and when the report of a loop is too old to count; pure."""

from datetime import datetime, timedelta
from typing import Final

from domain.kit.loops import Life, State, pause_s

STALE: Final = timedelta(seconds=60)
OVERDUE: Final = timedelta(minutes=15)
_FIRST_S: Final = 600.0  # a round's pace: a car is not tried twice in one
_LONGEST_S: Final = 6 * 3600.0
GONE: Final = "its process says nothing"


def car_retry(tries: int) -> timedelta:
    """Return how long a car's failed step rests after so many failures in a row."""
    return timedelta(seconds=pause_s(tries, first_s=_FIRST_S, longest_s=_LONGEST_S))


def rests(retry_at: datetime, *, now: datetime) -> bool:
    """Whether it is too early to try again. A time further off than any pause was set by a clock that went wrong."""
    return now < retry_at <= now + timedelta(seconds=_LONGEST_S)


def life_now(life: Life, *, at: datetime, now: datetime) -> Life:
    """Return the state of a loop now, from what it reported at a moment.

    A report from the future counts as old: the clock went back since, and a running loop reports again within seconds.
    """
    age = abs(now - at)
    if life.state is State.STOPPED or age <= STALE:
        return life
    return Life(life.name, State.STALLED, age.total_seconds(), GONE)
