"""The queue of updates, and long polling as getUpdates does it."""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import anyio

from bot.playground.facts import ApiError, Json

KINDS_BY_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Not delivered unless allowed_updates names them."""


class Bell:
    """Wakes all who wait when it rings."""

    def __init__(self) -> None:
        self._event = anyio.Event()

    def ring(self) -> None:
        self._event.set()
        self._event = anyio.Event()

    async def wait(self, seconds: float = math.inf) -> bool:
        """Wait for the bell; return False where it did not ring in that time."""
        event = self._event
        with anyio.move_on_after(seconds):
            await event.wait()
        return event.is_set()


@dataclass(slots=True)
class UpdateQueue:
    bell: Bell = field(default_factory=Bell)
    pending: deque[Json] = field(default_factory=deque)
    allowed: frozenset[str] = frozenset()
    repeats: int = 0
    is_over: bool = False
    _next_id: int = 100_000
    _repeated: set[int] = field(default_factory=set)
    _ticket: int = 0

    def allow(self, kinds: Iterable[str] | None) -> None:
        """None keeps what was set before; an empty list goes back to the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def push(self, kind: str, payload: Json) -> None:
        delivers = kind in self.allowed if self.allowed else kind not in KINDS_BY_REQUEST
        if not delivers:
            return
        self.pending.append({"update_id": self._next_id, kind: payload})
        self._next_id += 1
        self.bell.ring()

    def close(self) -> None:
        """Answer whoever polls at once, so that the server can stop."""
        self.is_over = True
        self.bell.ring()

    def confirm(self, offset: int) -> None:
        """A negative offset keeps that many from the end and forgets the rest."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while self.pending and offset > 0 and self.pending[0]["update_id"] < offset:
            if self.repeat(self.pending[0]):
                break
            self.pending.popleft()

    def repeat(self, update: Json) -> bool:
        """Whether this confirmed update is to be delivered once more: a fault on demand."""
        number = update["update_id"]
        if not self.repeats or number in self._repeated:
            return False
        self.repeats -= 1
        self._repeated.add(number)
        return True

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109  # Telegram's parameter
        """Raises ApiError 409 in the older of two polls."""
        self.confirm(offset)
        self._ticket += 1
        ticket = self._ticket
        self.bell.ring()
        deadline = anyio.current_time() + timeout
        while not self.pending and not self.is_over and anyio.current_time() < deadline:
            await self.bell.wait(deadline - anyio.current_time())
            if ticket != self._ticket:
                raise ApiError(
                    409,
                    "terminated by other getUpdates request; make sure that only one bot instance is running",
                )
        return list(self.pending)[:limit]
