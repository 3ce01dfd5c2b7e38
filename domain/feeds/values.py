"""One value of a source, in whatever form it comes, as a number or a yes or no of the catalogue."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any, Final

from domain.feeds.facts import TRUTH, Key, Keys, Signals, Why
from domain.registry import delimited
from domain.telemetry import marks
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.ingest import units

_LONGEST_UNIT: Final = 40  # characters
_DIGITS: Final = 9  # decimals kept of a converted value, as at the door of telemetry
_ABSENT: Final = marks.WORDS | {"<invalid>", "undefined", "nil", "inf", "-inf", "n.a."}


def read(keys: Keys, name: str, value: object) -> tuple[Signals, dict[str, Why]]:
    """Translate one value by its key; what becomes nothing is returned with the reason."""
    key = keys.get(name)
    if key is None:
        return {}, {name: Why.UNKNOWN_KEY}
    if key.why is not None:
        return {}, {name: key.why}
    return by_key(key, name, value)


def by_key(key: Key, name: str, value: object, *, unit: str | None = None) -> tuple[Signals, dict[str, Why]]:
    """Translate one value. unit: what the source says with the value, in place of the key's own."""
    signals: Signals = {}
    passed_over: dict[str, Why] = {}
    for path, part in zip(key.paths, _parts(key, value), strict=False):
        result = one(key, path, part, unit=unit)
        if isinstance(result, Why):
            passed_over[name] = result
        else:
            signals[path] = result
    if key.also is not None:
        more, reasons = by_key(key.also, name, value, unit=unit)
        return signals | more, passed_over | reasons
    return signals, passed_over


def all_of(keys: Keys, values: Mapping[str, object]) -> tuple[Signals, dict[str, Why]]:
    """Translate values by their names."""
    signals: Signals = {}
    passed_over: dict[str, Why] = {}
    for name, value in values.items():
        more, reasons = read(keys, name, value)
        signals |= more
        passed_over |= reasons
    return signals, passed_over


def _parts(key: Key, value: object) -> Sequence[object]:
    if key.parts:
        parts = parse(value) if isinstance(value, str) and not is_absent(value) else value
        if not isinstance(parts, dict):
            return [parts if is_absent(parts) else Why.UNREADABLE] * len(key.paths)
        return [parts.get(part) for part in key.parts]
    if key.copies or len(key.paths) == 1:
        return [value] * len(key.paths)
    parts = value.split(",") if isinstance(value, str) else value
    return parts if isinstance(parts, list) else []


def one(key: Key, path: str, value: object, *, unit: str | None = None) -> float | bool | Why:
    """Translate one value for one signal."""
    if isinstance(value, Why) or is_absent(value):
        return value if isinstance(value, Why) else Why.NO_VALUE
    return _truth(key, value) if key.unit == TRUTH else _measured(key, path, value, unit=unit)


def _measured(key: Key, path: str, value: object, *, unit: str | None) -> float | Why:
    plain = number(value)
    if plain is None:
        return Why.NOT_NUMBER
    if plain == 0 and key.zero_is_absent:
        return Why.NO_VALUE
    scale = _scale(key.unit if unit is None else unit, CATALOGUE[path].unit)
    if scale is None:
        return Why.UNIT_UNKNOWN
    factor, shift = scale
    result = round(key.factor * plain * factor + shift, _DIGITS) + 0.0  # no negative zero
    return result if isfinite(result) else Why.NOT_NUMBER


def _scale(unit: str, own: str) -> tuple[float, float] | None:
    return _conversion(unit, own) if len(unit) <= _LONGEST_UNIT else None


@lru_cache(maxsize=1_000)  # a unit is what anybody writes
def _conversion(unit: str, own: str) -> tuple[float, float] | None:
    return units.conversion(unit, unit=own)


def is_absent(value: object) -> bool:
    """Whether a value says that there is none: null, empty, NaN, "unavailable" and many more."""
    if isinstance(value, float):
        return not isfinite(value)
    return value is None or (isinstance(value, str) and value.strip().lower() in _ABSENT)


def number(value: object) -> float | None:
    """Return a finite number, None where a value is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str) and len(value) > delimited.LONGEST_NUMBER:
        return None
    try:
        plain = float("nan") if isinstance(value, str) and "_" in value else float(value)
    except OverflowError:
        return None
    except ValueError:
        plain = _written(str(value))
    return plain if isfinite(plain) else None


def _written(text: str) -> float:
    """Read a number as people write it, with thousands and other minus signs; NaN where it is none."""
    try:
        return delimited.number(text, decimal_comma=False)
    except ValueError:
        return float("nan")


def _truth(key: Key, value: object) -> bool | Why:
    if not isinstance(value, str | int | float):
        return Why.NOT_BOOLEAN
    word = str(value).strip().lower()
    if key.yes or key.no:
        return word in key.yes if word in key.yes | key.no else Why.NOT_BOOLEAN
    try:
        return delimited.truth(word)
    except ValueError:
        return Why.NOT_BOOLEAN


def text(payload: bytes) -> str | None:
    """Return a payload as text, or None where it is none."""
    try:
        return payload.decode()
    except UnicodeDecodeError:
        return None


def parse(payload: bytes | str) -> Any:
    """Return what a payload holds as JSON; Why.UNREADABLE where it is none."""
    try:
        return json.loads(payload, parse_int=integer)
    except (ValueError, RecursionError):
        return Why.UNREADABLE


def integer(digits: str) -> float:
    """Read a whole number of JSON; one longer than any that is measured is none."""
    return int(digits) if len(digits) <= delimited.LONGEST_NUMBER else float("nan")
