"""Diagnostic trouble codes on their way in and out: a list of texts at the door, numbers where samples are kept.

A code is a letter for the system (P, C, B, U), a digit 0..3 and three hexadecimal digits; ISO 15031-6 packs it
into two bytes: two bits of letter, then the rest. P0000 means "no fault", so 0 marks a free place.
"""

import re
from collections.abc import Iterable, Mapping
from math import isnan
from typing import Any, Final

from domain.telemetry import paths
from domain.telemetry.intake import Batch

_LETTERS: Final = "PCBU"
_CODE: Final = re.compile(r"[PCBU][0-3][0-9A-F]{3}")


def number(code: str) -> int:
    """Pack a code into two bytes."""
    return _LETTERS.index(code[0]) << 14 | int(code[1:], 16)


def name(packed: float) -> str:
    """Return the code of a number, or "" for a free place."""
    whole = int(packed)
    return f"{_LETTERS[whole >> 14]}{whole & 0x3FFF:04X}" if whole else ""


def shown(path: str, value: float) -> float | str:
    """Return a stored value as a person should see it: the code itself in its places, any other value as it is."""
    return name(value) if path in paths.DTC_PLACES else value


def listed(values: Iterable[float]) -> tuple[str, ...]:
    """Return the codes of a moment's places, each once, in order."""
    return tuple(sorted({name(value) for value in values if not isnan(value)} - {""}))


def spread(batch: Batch) -> Batch:
    """Put every good list of codes into its numbered places; what is no such list is left to be refused."""
    for record in batch.records:
        if paths.DTC_LIST in record.signals:
            places = _places(record.signals[paths.DTC_LIST])
            if places is None:
                record.signals[paths.DTC_LIST] = str(record.signals[paths.DTC_LIST])[:60]
            else:
                del record.signals[paths.DTC_LIST]
                record.signals.update(places)
    return batch


def _places(told: Any) -> Mapping[str, int] | None:
    if not isinstance(told, list) or len(told) > len(paths.DTC_PLACES):
        return None
    found = [each.upper() if isinstance(each, str) else "" for each in told]
    if not all(_CODE.fullmatch(each) and number(each) for each in found):
        return None
    numbers = [*map(number, sorted(set(found)))]
    free = [0] * (len(paths.DTC_PLACES) - len(numbers))
    return dict(zip(paths.DTC_PLACES, [*numbers, *free], strict=True))
