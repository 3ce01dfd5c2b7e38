"""Rate limits, and failures injected into calls on demand."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.playground.facts import ApiError

FaultKind = Literal["error", "timeout", "drop"]
EVERY = "*"
SILENT = {"sendchataction"}


@dataclass(slots=True, kw_only=True)
class Fault:
    """A failure of the next `times` calls of `method`.

    `error` answers with `code`, `description` and perhaps `retry_after`. `timeout` is silent for `seconds`
    and then hangs up; `drop` hangs up at once. With `accepted` the call has taken effect before that.
    """

    kind: FaultKind
    method: str = EVERY
    times: int = 1
    chat_id: int | None = None
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 5.0
    accepted: bool = True

    def befalls(self, method: str, chat_id: int) -> bool:
        right_method = self.method == EVERY or self.method.lower() == method.lower()
        return self.times > 0 and right_method and self.chat_id in {None, chat_id}


@dataclass(slots=True)
class Faults:
    plan: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: int) -> Fault | None:
        for fault in self.plan:
            if fault.befalls(method, chat_id):
                fault.times -= 1
                self.plan = [each for each in self.plan if each.times > 0]
                return fault
        return None


@dataclass(slots=True)
class RateLimit:
    """Telegram's own figures when switched on: 30 messages a second in all, one a second in a chat."""

    timer: Callable[[], float]
    on: bool = False
    overall: int = 30
    per_chat: int = 1
    _sent: deque[tuple[float, int]] = field(default_factory=deque)

    def spend(self, method: str, chat_id: int) -> None:
        """Raises ApiError 429 with the whole seconds to wait."""
        name = method.lower()
        if not self.on or name in SILENT or not name.startswith(("send", "edit", "copy", "forward")):
            return
        now = self.timer()
        while self._sent and now - self._sent[0][0] >= 1:
            self._sent.popleft()
        in_chat = [at for at, chat in self._sent if chat == chat_id]
        if len(self._sent) >= self.overall:
            raise _too_many(self._sent[0][0] + 1 - now)
        if len(in_chat) >= self.per_chat:
            raise _too_many(in_chat[0] + 1 - now)
        self._sent.append((now, chat_id))


def _too_many(seconds: float) -> ApiError:
    wait = max(math.ceil(seconds), 1)
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
