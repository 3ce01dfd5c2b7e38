"""Units described as tables of fields, and the one reader of all such tables.

A field is an unsigned number of 1, 2 or 4 bytes, big-endian: value = (number - shift) / per. Numbers above `most` stand
for no value, as do "abnormal" (0xFE, 0xFFFE ...) and "invalid" (0xFF, 0xFFFF ...), which lie above it in every table.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Protocol

import numpy as np

from domain.feeds.gbt32960.facts import Part

_LETTERS: Final = {1: "B", 2: "H", 4: "I"}
_KINDS: Final[Mapping[int, np.dtype[Any]]] = {1: np.dtype(">u1"), 2: np.dtype(">u2"), 4: np.dtype(">u4")}
_MARKS: Final = 2  # the highest numbers of each width are no counts


class CutError(ValueError):
    """The data end before the unit does."""


@dataclass(frozen=True, slots=True)
class Field:
    """One number. most: the highest that is a value."""

    name: str
    width: int
    most: int
    per: int = 1
    shift: int = 0

    def value(self, number: int) -> float | None:
        return None if number > self.most else (number - self.shift) / self.per


@dataclass(frozen=True, slots=True)
class Row:
    """A count, in `width` bytes, and as many numbers."""

    name: str
    width: int
    item: Field

    def read(self, part: Part, data: bytes, at: int) -> int:
        count, at = _count(data, at, self.width)
        end = at + count * self.item.width
        if end > len(data):
            raise CutError
        part.rows[self.name] = _values(data[at:end], self.item) if count else []
        return end


def _values(raw: bytes, item: Field) -> list[float | None]:
    """Return the values of numbers side by side: a battery has hundreds of cells."""
    numbers = np.frombuffer(raw, _KINDS[item.width])
    values: list[float | None] = (
        (numbers - float(item.shift)) / item.per if item.shift else numbers / item.per
    ).tolist()
    if numbers.max() > item.most:
        for place in np.flatnonzero(numbers > item.most).tolist():
            values[place] = None
    return values


class _Step(Protocol):
    def read(self, part: Part, data: bytes, at: int) -> int:
        """Put what stands at a place into a part, and return the place behind it. Raises CutError."""


class _Run:
    """Fields side by side, read at once."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = [(each.name, each.most, each.shift, each.per) for each in fields]
        self._struct = struct.Struct(">" + "".join(_LETTERS[each.width] for each in fields))

    def read(self, part: Part, data: bytes, at: int) -> int:
        if at + self._struct.size > len(data):
            raise CutError
        numbers = self._struct.unpack_from(data, at)
        for (name, most, shift, per), number in zip(self._fields, numbers, strict=True):
            part.numbers[name] = None if number > most else (number - shift) / per
        return at + self._struct.size


class Layout:
    """Fields, rows and groups in their order."""

    def __init__(self, *parts: "Field | Row | Group") -> None:
        self.parts = parts
        self._steps = tuple(_steps(parts))

    def read(self, data: bytes, at: int) -> tuple[Part, int]:
        """Return what stands at a place, and the place behind it. Raises CutError."""
        part = Part()
        for step in self._steps:
            at = step.read(part, data, at)
        return part, at


@dataclass(frozen=True, slots=True)
class Group:
    """A count, in `width` bytes, and as many things of one layout."""

    name: str
    width: int
    layout: Layout

    def read(self, part: Part, data: bytes, at: int) -> int:
        count, at = _count(data, at, self.width)
        members = part.groups[self.name] = []
        for _ in range(count):
            member, at = self.layout.read(data, at)
            members.append(member)
        return at


def _steps(parts: Sequence[Field | Row | Group]) -> Iterator[_Step]:
    for is_field, together in groupby(parts, key=lambda each: isinstance(each, Field)):
        if is_field:
            yield _Run([each for each in together if isinstance(each, Field)])
        else:
            yield from (each for each in together if not isinstance(each, Field))


def _count(data: bytes, at: int, width: int) -> tuple[int, int]:
    """Return a count, 0 where it is abnormal or invalid, and the place behind it. Raises CutError."""
    end = at + width
    if end > len(data):
        raise CutError
    count = data[at] if width == 1 else int.from_bytes(data[at:end], "big")
    return (0 if count >= (1 << 8 * width) - _MARKS else count), end
