"""Batching of work that is cheaper for many items at once; no item waits for others to come."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import anyio

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[T]):
    item: T
    done: bool = False


class Together(Generic[T]):
    """Items that come while earlier ones are being worked on are worked on together. Use from one event loop."""

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[None]]) -> None:
        self._work = work
        self._waiting: list[_Waiting[T]] = []
        self._working = anyio.Lock()

    async def do(self, item: T) -> None:
        """Return once the item is done, together with others or alone. An item of a call that failed is tried by itself."""
        mine = _Waiting(item)
        self._waiting.append(mine)
        async with self._working:
            if mine.done:
                return
            batch, self._waiting = self._waiting, []
            if mine not in batch:
                batch.append(mine)
            await self._work([each.item for each in batch])
            for each in batch:
                each.done = True
