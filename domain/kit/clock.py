"""The only place where the wall clock is read."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the instant in UTC."""


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the place


class FixedClock:
    """Stands still until told otherwise: tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


class TimeLapse:
    """Runs as the base clock does, ahead of it by as much as `advance` has added: the demo."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._ahead = timedelta(0)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._base.now() + self._ahead

    def advance(self, by: timedelta) -> None:
        if by < timedelta(0):
            msg = "a clock never goes back"
            raise ValueError(msg)
        with self._lock:
            self._ahead += by
