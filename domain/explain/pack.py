"""Facts as plain values that MessagePack can carry, and back: so that a phrase or chart can be stored sealed.

Text, numbers, None and bytes stay as they are. Everything else becomes a list that begins with its kind.
A slice with facts of its own packs them with `{**pack.KINDS, "finding": Finding, ...}`; a kind's name is
stored, so it is never given to another class.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from numbers import Integral, Real
from typing import Any, Final, TypeVar

from domain.explain.facts import (
    Ahead,
    Bar,
    Bars,
    Chart,
    Figure,
    Moment,
    Money,
    Names,
    Part,
    Phrase,
    Section,
    Series,
    Sheet,
)

T = TypeVar("T")
Kinds = Mapping[str, type[Any]]

KINDS: Final[Kinds] = {
    "phrase": Phrase,
    "moment": Moment,
    "money": Money,
    "names": Names,
    "series": Series,
    "chart": Chart,
    "bar": Bar,
    "bars": Bars,
    "ahead": Ahead,
    "part": Part,
    "section": Section,
    "sheet": Sheet,
    "figure": Figure,
}


def pack(fact: object, kinds: Kinds = KINDS) -> Any:
    """Return plain values. Raises TypeError for a class that `kinds` does not name."""
    if isinstance(fact, Enum):
        return [_name(type(fact), kinds), fact.value]
    match fact:
        case None | bool() | str() | bytes():
            return fact
        case Integral() | Real():
            return int(fact) if isinstance(fact, Integral) else float(fact)
        case tuple() | frozenset():
            return ["tuple" if isinstance(fact, tuple) else "set", *(pack(item, kinds) for item in fact)]
        case Mapping():
            return ["map", *([key, pack(value, kinds)] for key, value in fact.items())]
    return _pack_record(fact, kinds)


def _pack_record(fact: object, kinds: Kinds) -> list[Any]:
    match fact:
        case datetime():
            return ["at", fact.isoformat()]
        case date():
            return ["day", fact.isoformat()]
        case timedelta():
            return ["span", fact.days, fact.seconds, fact.microseconds]
    name = _name(type(fact), kinds)
    return [name, *(pack(getattr(fact, field.name), kinds) for field in dataclasses.fields(kinds[name]))]


def _name(kind: type[Any], kinds: Kinds) -> str:
    for name, candidate in kinds.items():
        if candidate is kind:
            return name
    raise TypeError(f"{kind.__name__} cannot be packed")


def unpack(plain: Any, kinds: Kinds = KINDS) -> Any:
    """Return what was packed. Fields that a class has gained since then take their defaults."""
    if not isinstance(plain, list):
        return plain
    name, *rest = plain
    match name:
        case "tuple":
            return tuple(unpack(item, kinds) for item in rest)
        case "set":
            return frozenset(unpack(item, kinds) for item in rest)
        case "map":
            return {key: unpack(value, kinds) for key, value in rest}
    return _unpack_record(name, rest, kinds)


def _unpack_record(name: str, rest: list[Any], kinds: Kinds) -> Any:
    match name:
        case "at":
            return datetime.fromisoformat(rest[0])
        case "day":
            return date.fromisoformat(rest[0])
        case "span":
            return timedelta(*rest)
    return kinds[name](*(unpack(value, kinds) for value in rest))


def unpack_as(plain: Any, kind: type[T], kinds: Kinds = KINDS) -> T:
    """Unpack what must be of this kind. Raises ValueError for anything else, as an earlier version may have stored."""
    try:
        fact = unpack(plain, kinds)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(kind.__name__) from error
    if not isinstance(fact, kind):
        raise ValueError(kind.__name__)  # noqa: TRY004 - stored data are wrong, not the call
    return fact
