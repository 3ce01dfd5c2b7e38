"""What a field of a copy means, and its unit, for people who read it and for programs."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from domain.explain.facts import Phrase
from domain.privacy import entries, figures

MEANINGS: Final[Mapping[str, str]] = {**entries.COLUMNS, **figures.FIELDS}
WORDS: Final[Mapping[str, str]] = {f"privacy.field.{name}": text for name, text in MEANINGS.items()}
FREE: Final = frozenset(
    {"params", "evidence", "texts"}
)  # hold whatever names a check, a button or a language has
_UNITS: Final[Mapping[str, str]] = {
    "soc": "%",
    "soc_from": "%",
    "soc_to": "%",
    "soc_limit": "%",
    "gained": "%",
    "pads": "%",
    "celsius": "°C",
    "twelve_volt": "V",
    "ohm": "Ω",
    "minutes": "min",
    "held": "min",
    "expected": "min",
    "km": "km",
    "horizon": "s",
    "amp_hours": "Ah",
}
_SUFFIXES: Final[Mapping[str, str]] = {
    "_mv_h": "mV/h",
    "_lph": "l/h",
    "_kmh": "km/h",
    "_kwh": "kWh",
    "_kpa": "kPa",
    "_hpa": "hPa",
    "_pct": "%",
    "_km": "km",
    "_kw": "kW",
    "_ms": "ms",
    "_c": "°C",
    "_v": "V",
    "_s": "s",
}


def meaning(name: str) -> Phrase:
    return Phrase(f"privacy.field.{name}")


def is_described(name: str) -> bool:
    return name in MEANINGS


def unit(name: str) -> str:
    """Return the symbol of a field's unit; empty where it has none."""
    by_suffix = (symbol for suffix, symbol in _SUFFIXES.items() if name.endswith(suffix))
    return _UNITS.get(name) or next(by_suffix, "")


def within(value: Any) -> Iterator[str]:
    """Yield the names of all fields in a value; of those that hold free names, their own alone."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            if name not in FREE:
                yield from within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from within(inner)
