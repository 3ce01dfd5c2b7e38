"""The values of a request side by side in arrays, so that rules judge all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.errors import Refusal
from domain.telemetry import marks
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Signal
from domain.telemetry.intake import Record

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SIGNALS: tuple[Signal, ...] = tuple(CATALOGUE.values())
UNKNOWN = -1  # the place of a signal that the catalogue has not
NUMBER, BOOLEAN, OTHER, NOTHING = 0, 1, 2, 3  # NOTHING: a text that says "no value"


class _Places(dict[str, int]):
    """A dict that answers for every path, so that looking up a whole request stays in C."""

    def __missing__(self, path: str) -> int:
        return UNKNOWN


class _Kinds(dict[type, int]):
    """As _Places, for the types that JSON values have."""

    def __missing__(self, kind: type) -> int:
        return OTHER


_PLACES = _Places({signal.path: place for place, signal in enumerate(SIGNALS)})
_KINDS = _Kinds({float: NUMBER, int: NUMBER, bool: BOOLEAN})


@dataclass(frozen=True, slots=True)
class Readings:
    """One element a value: the record it came in, its signal's place in SIGNALS, its kind, itself.

    index: its number in the request. value is NaN where it is no number.
    """

    index: Ints
    record: Ints
    place: Ints
    kind: NDArray[np.int8]
    value: NDArray[np.float64]

    def only(self, keep: Flags) -> "Readings":
        return Readings(
            self.index[keep], self.record[keep], self.place[keep], self.kind[keep], self.value[keep]
        )


def flat(records: Sequence[Record]) -> Readings:
    """Lay out all values. Raises Refusal json_deep where one is a list or an object."""
    each = [record.signals for record in records]
    sizes = np.fromiter(map(len, each), dtype=np.int64, count=len(each))
    count = int(sizes.sum())
    values = list(chain.from_iterable(map(dict.values, each)))
    kinds = map(_KINDS.__getitem__, map(type, values))
    places = map(_PLACES.__getitem__, chain.from_iterable(each))
    kind = np.fromiter(kinds, dtype=np.int8, count=count)
    return Readings(
        index=np.arange(count),
        record=np.repeat(np.arange(len(each)), sizes),
        place=np.fromiter(places, dtype=np.int64, count=count),
        kind=kind,
        value=_numbers(values, kind) + 0.0,  # no negative zeros
    )


def _numbers(values: list[Any], kind: NDArray[np.int8]) -> NDArray[np.float64]:
    for odd in np.flatnonzero(kind == OTHER):
        if isinstance(values[odd], list | dict):
            raise Refusal("json_deep", status=400)
        if isinstance(values[odd], str) and values[odd].strip().lower() in marks.WORDS:
            kind[odd] = NOTHING
        values[odd] = np.nan
    try:
        return np.fromiter(values, dtype=np.float64, count=len(values))
    except OverflowError:  # an integer of hundreds of digits
        return np.fromiter(map(_number, values), dtype=np.float64, count=len(values))


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def place_of(path: str) -> int:
    return _PLACES[path]
