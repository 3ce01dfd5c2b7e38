"""The rows of a table of text, one by one: what is wrong with a line stays with that line.

A quote that is never closed would take all lines after it into one cell: it may reach over a few lines, and only where
it is closed at the end of a cell, and the row that comes out has as many cells as the heading.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import Final

_MOST_LINES: Final = 20  # of one row
BROKEN: Final = ["\0"]


class Lines:
    """Reads rows in order. number: the line on which the last one begins."""

    def __init__(self, text: str, separator: str) -> None:
        self.number = 0
        self._read = 0  # lines
        self._separator = separator
        self._source = io.StringIO(text, newline="")
        self._ahead: deque[str] = deque()
        self._width = 0  # cells of the heading

    def __iter__(self) -> Iterator[list[str]]:
        """Yield the rows that are not empty; the first is the heading, and BROKEN stands for what is none."""
        while line := self._next():
            self.number = self._read = self._read + 1
            cells = self._cells(line)
            if any(cells):
                self._width = self._width or len(cells)
                yield cells

    def _next(self) -> str:
        return self._ahead.popleft() if self._ahead else self._source.readline()

    def _cells(self, line: str) -> list[str]:
        if '"' not in line:
            return self._parse(line)[0]
        rows = self._parse(line, "x")
        return rows[0] if len(rows) > 1 else self._over_lines(line)

    def _over_lines(self, first: str) -> list[str]:
        """Close a cell that reaches over lines; where it cannot be, what stands after the first line is read as usual."""
        lines = [first]
        while len(lines) < _MOST_LINES and (line := self._next()):
            lines.append(line)
            rows = self._parse("".join(lines), "x") if '"' in line else []
            if len(rows) > 1:
                if not self._is_row(rows[0], "".join(lines)):
                    break
                self._read += len(lines) - 1
                return rows[0]
        self._ahead.extendleft(reversed(lines[1:]))
        return BROKEN if self._width else self._parse(first.replace('"', ""))[0]

    def _is_row(self, cells: list[str], text: str) -> bool:
        has_width = not self._width or 0 <= len(cells) - self._width <= 1
        return has_width and self._parse(text, strict=True)[0] != BROKEN

    def _parse(self, *lines: str, strict: bool = False) -> list[list[str]]:
        try:
            return list(csv.reader(lines, delimiter=self._separator, strict=strict)) or [[]]
        except csv.Error:  # such as a cell longer than any that is read
            return [BROKEN, BROKEN]
