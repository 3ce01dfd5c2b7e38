"""The shape of a request before it is decoded: what a hostile body would cost is refused within its first megabyte.

Counting bytes is ten times cheaper than decoding them, and no name, unit or time of a good request holds a bracket, a
brace or thousands of characters: so counts of bytes bound how many lists, objects and texts there are.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from domain.errors import Refusal

STEP = 2**18  # bytes looked at together
_COLON, _END = b":}"
_ESCAPES = 1_000  # as in km\/h: in names of units alone


@dataclass(slots=True)
class Shape:
    """Bounds of what may go by, and what has gone by.

    records, signals: objects in the list and names in one of them; values: names in all; lists: brackets;
    text: characters of one name, unit, time or number.
    """

    records: int
    signals: int
    values: int
    lists: int
    text: int
    _lists: int = field(default=0, init=False)
    _ends: int = field(default=0, init=False)
    _items: int = field(default=0, init=False)
    _colons: int = field(default=0, init=False)
    _escapes: int = field(default=0, init=False)
    _open: int = field(default=0, init=False)  # colons since the last closing brace

    def take(self, part: bytes | bytearray, first: int = 0) -> None:
        """Look at the next bytes, from the first that was not looked at. Raises Refusal json_deep, records_many, values_many, signals_many or json_long."""
        letters = np.frombuffer(part, dtype=np.uint8)
        for begin in range(first, len(part), STEP):
            end = min(begin + STEP, len(part))
            self._refuse_many(letters[begin:end], rest=letters[end:])
            self._refuse_lists(part, begin, end)
            self._refuse_long(part, begin, end)

    def _refuse_lists(self, part: bytes | bytearray, begin: int, end: int) -> None:
        if part.find(b"[", begin, end) >= 0:
            self._lists += part.count(b"[", begin, end)
        if self._lists > 1 or not self._ends:  # lists besides the records, or no record so far
            self._items += part.count(b",", begin, end) - part.count(b":", begin, end)
        if self._lists > self.lists or self._items > 100 * (self._ends + 10):
            raise Refusal("json_deep", status=400)

    def _refuse_many(self, letters: NDArray[np.uint8], *, rest: NDArray[np.uint8]) -> None:
        ends = np.flatnonzero(letters == _END)
        colons = (letters == _COLON).view(np.uint8)
        widths = np.add.reduceat(colons, np.concatenate(([0], ends)), dtype=np.uint32)
        self._colons += int(widths.sum())
        widest = max(int(widths.max()), self._open + int(widths[0]))
        self._open = int(widths[-1]) + (0 if ends.size else self._open)
        wide = widest > self.signals + 20  # a record has a few more in its time and names
        more = np.count_nonzero(rest == _COLON) if wide else 0
        if self._colons + more > self.values + 10 * self.records:
            raise Refusal("values_many", status=413, limit=self.values)
        if wide:
            raise Refusal("signals_many", status=413, record=self._ends // 2, limit=self.signals)
        self._ends += ends.size
        if self._ends > 2 * (self.records + 2):
            raise Refusal("records_many", status=413, count=self._ends // 2, limit=self.records)

    def _refuse_long(self, part: bytes | bytearray, begin: int, end: int) -> None:
        """A text that is twice as long as a block fills one, and a good request begins something in every block."""
        if part.find(b"\\", begin, end) >= 0:
            self._escapes += part.count(b"\\", begin, end)
        block = self.text // 2
        for start in range(begin, end - block + 1, block):
            if part.find(b'"', start, start + block) < 0 and part.find(b"{", start, start + block) < 0:
                self._escapes = _ESCAPES + 1
        if self._escapes > _ESCAPES:
            raise Refusal("json_long", status=413, limit=self.text)
