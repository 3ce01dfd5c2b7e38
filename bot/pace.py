"""Telegram's limits: 30 messages a second over all chats, one a second in a chat. We stay below."""

from collections import OrderedDict

import anyio

OVERALL_PER_S = 25.0
CHAT_GAP_S = 1.0
_REMEMBERED = 10_000
_MOST = 100


class Pace:
    """Limits the rate of messages. Use from one event loop."""

    def __init__(self, *, overall_per_s: float = OVERALL_PER_S, chat_gap_s: float = CHAT_GAP_S) -> None:
        self._gap = 1 / overall_per_s
        self._chat_gap = chat_gap_s
        self._next = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()
        self._slowed: dict[int, float] = {}

    def in_a_second(self) -> int:
        """Return how many messages may be sent within a second, at most as many as one commit should hold."""
        return min(_MOST, max(1, round(1 / self._gap)))

    async def turn(self, chat_id: int) -> None:
        """Wait for this chat's turn."""
        now = anyio.current_time()
        at = max(now, self._next, self._chats.get(chat_id, 0.0))
        self._next = max(now, self._next) + self._gap
        self._chats[chat_id] = at + self._chat_gap
        self._chats.move_to_end(chat_id)
        while len(self._chats) > _REMEMBERED:
            self._chats.popitem(last=False)
        await anyio.sleep(at - now)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Pause a chat after a 429 with retry_after; where several chats get one at once, pause all."""
        now = anyio.current_time()
        end = now + seconds
        self._chats[chat_id] = max(end, self._chats.get(chat_id, 0.0))
        self._slowed = {each: until for each, until in self._slowed.items() if until > now} | {chat_id: end}
        if len(self._slowed) > 1:
            self._next = max(self._next, end)
