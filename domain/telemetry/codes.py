"""Diagnostic trouble codes on their way in and out: a list of texts at the door, numbers where samples are kept.

A code is a letter for the system (P, C, B, U), a digit 0..3 and three hexadecimal digits; ISO 15031-6 packs it
into two bytes: two bits of letter, then the rest. A third byte, written behind a dash as in P0A1F-1C (SAE J2012-DA),
says how it fails; here it is packed above the two, plus one. P0000 means "no fault", so 0 marks a free place.
"""

import re
from collections.abc import Iterable, Mapping
from math import isnan
from typing import Any, Final

from domain.telemetry import paths
from domain.telemetry.intake import Batch

_LETTERS: Final = "PCBU"
_CODE: Final = re.compile(r"([PCBU][0-3][0-9A-F]{3})(?:[-: /]?([0-9A-F]{2}))?")
_FAILS: Final = 16  # bits below how it fails
_FEWEST: Final = 8  # places that every report fills, so that a code that has gone is seen to have gone


def number(code: str) -> int:
    """Pack a code, as `name` writes it, into two or three bytes."""
    plain, _, fails = code.partition("-")
    packed = _LETTERS.index(plain[0]) << 14 | int(plain[1:], 16)
    return packed | (int(fails, 16) + 1) << _FAILS if fails else packed


def name(packed: float) -> str:
    """Return the code of a number, or "" for a free place."""
    fails, whole = divmod(int(packed), 1 << _FAILS)
    plain = f"{_LETTERS[whole >> 14]}{whole & 0x3FFF:04X}"
    return (f"{plain}-{fails - 1:02X}" if fails else plain) if packed else ""


def display_value(path: str, value: float) -> float | str:
    """Return what to show of a stored value: the text of a fault code for a fault-code signal, else the value itself."""
    return name(value) if path in paths.DTC_PLACES else value


def names(values: Iterable[float]) -> tuple[str, ...]:
    """Return the texts of the fault codes of one moment, sorted, without repeats. values: packed codes; NaN and 0 are free places."""
    return tuple(sorted({name(value) for value in values if not isnan(value)} - {""}))


def spread(batch: Batch) -> Batch:
    """Replace every list of fault codes in a batch by numbered signals, one code each.

    Elements that cannot be read stay in the list, so that the rules refuse them.
    """
    for record in batch.records:
        if paths.DTC_LIST in record.signals:
            readable, others = _read(record.signals.pop(paths.DTC_LIST))
            record.signals.update(_places(readable))
            if others:
                record.signals[paths.DTC_LIST] = ", ".join(others)[:60]
    return batch


def _read(value: Any) -> tuple[list[int] | None, list[str]]:
    """Split a list into its packed codes (None where none can be read) and the elements that are no codes."""
    if not isinstance(value, list):
        return None, [_text(value) or '""']
    packed = {_text(each): _code(each) for each in value}
    numbers = sorted({code for code in packed.values() if code})
    beyond = [name(code) for code in numbers[len(paths.DTC_PLACES) :]]
    others = [text[:20] for text, code in packed.items() if not code]
    return (None if others and not numbers else numbers[: len(paths.DTC_PLACES)]), [*others, *beyond]


def _text(value: Any) -> str:
    """Return what to show of an element; one may be nested deeper than can be written out."""
    try:
        return str(value)
    except RecursionError:
        return type(value).__name__


def _code(value: Any) -> int:
    """Pack one element, a text or an object with a `code`; 0 where it is neither."""
    text = value.get("code") if isinstance(value, dict) else value
    match = _CODE.fullmatch(text.strip().upper()) if isinstance(text, str) else None
    if match is None or not number(match[1]):
        return 0
    return number("-".join(filter(None, match.groups())))


def _places(numbers: list[int] | None) -> Mapping[str, int]:
    if numbers is None:
        return {}
    free = [0] * (_FEWEST - len(numbers))
    return dict(zip(paths.DTC_PLACES, [*numbers, *free], strict=False))
