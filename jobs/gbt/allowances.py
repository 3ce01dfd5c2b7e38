"""How often something may be done: so often at once, and so often a second then, for each that does it."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

_MOST: Final = 50_000  # that are remembered at a time


@dataclass(slots=True)
class _Allowance:
    tries: float
    at: float


class Allowances:
    """Allowances by who has them. Belongs to one thread; times are of one clock, in seconds."""

    def __init__(self, *, at_once: float, a_second: float) -> None:
        self._at_once, self._a_second = at_once, a_second
        self._by_name: dict[Hashable, _Allowance] = {}  # who was silent longest stands first

    def __len__(self) -> int:
        return len(self._by_name)

    def take(self, name: Hashable, *, now: float) -> bool:
        """Whether it may be done once more; then it counts. Who was silent longest is forgotten where there are too many."""
        mine = self._by_name.pop(name, None) or _Allowance(self._at_once, now)
        mine.tries = min(self._at_once, mine.tries + (now - mine.at) * self._a_second)
        mine.at = now
        self._by_name[name] = mine
        if len(self._by_name) > _MOST:
            del self._by_name[next(iter(self._by_name))]
        if mine.tries < 1:
            return False
        mine.tries -= 1
        return True

    def forget(self, *, now: float) -> None:
        """Forget whoever was silent so long that all is allowed again."""
        for name, mine in list(self._by_name.items()):
            if (now - mine.at) * self._a_second < self._at_once:
                return
            del self._by_name[name]
