"""Stored values as a person can read them: unsealed, unpacked, and said in words where they are phrases."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from sqlalchemy import Column

from domain.contact import sealed
from domain.core import Unit
from domain.db.keys import KeyDestroyedError
from domain.explain import pack
from domain.explain.facts import Phrase

Say = Callable[[Phrase], str]

_FACTS: Final = (*range(0x80, 0xA0), *range(0xDC, 0xE0))  # MessagePack's maps and lists
_PICTURE: Final = 200  # longer bytes are pictures and files that were sent: they are in the chat


def column(unit: Unit, column: Column[Any], value: object, *, say: Say) -> object:
    """Return one stored value as JSON can carry it."""
    if isinstance(value, bytes):
        return readable(_unsealed(unit, column, value), say=say)
    return plain(value)


def plain(value: object) -> object:
    """Return a value of a column that is not sealed as JSON can carry it."""
    match value:
        case Enum():
            return value.value
        case datetime() | date() | time():
            return value.isoformat()
    return value


def _unsealed(unit: Unit, column: Column[Any], value: bytes) -> bytes | None:
    """Open a sealed value; None where its key is gone. Slices label by table and column, or by the table alone."""
    name = column.table.name
    labels = (f"{name}.{column.name}", f"{name}.{column.name.removesuffix('_sealed')}", name)
    for label in labels:
        try:
            return unit.unseal(value, label=label)
        except InvalidTag:
            continue
        except KeyDestroyedError:
            return None
    raise ValueError(f"{name}.{column.name} is sealed under an unknown label")


def readable(body: bytes | None, *, say: Say) -> object:
    """Return text as text, JSON and packed facts as values, anything else as base64."""
    if not body:
        return None
    if body[0] in _FACTS:
        try:
            return _told(msgspec.msgpack.decode(body), say)
        except msgspec.DecodeError:
            pass  # a text may begin with the same byte
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return base64.b64encode(body).decode()
    try:
        return json.loads(text) if text[0] in "{[" else text
    except json.JSONDecodeError:
        return text


def _told(fact: Any, say: Say) -> object:
    match fact:
        case bytes():
            return f"({len(fact)} bytes)" if len(fact) > _PICTURE else base64.b64encode(fact).decode()
        case dict():
            return {str(name): _told(each, say) for name, each in fact.items()}
        case [str() as kind, *rest]:
            return _packed(kind, rest, say)
        case list():
            return [_told(each, say) for each in fact]
    return fact


def _packed(kind: str, rest: list[Any], say: Say) -> object:
    """Undo `domain.explain.pack` for reading: phrases are said, the rest keeps its names."""
    match kind:
        case "phrase":
            return _said([kind, *rest], say)
        case "map":
            return {str(name): _told(each, say) for name, each in rest}
        case "at" | "day":
            return rest[0]
        case "span":
            return timedelta(*rest).total_seconds()
    if kind in sealed.KINDS:
        return _record(sealed.KINDS[kind], rest, say)
    items = [_told(each, say) for each in rest]
    return items if kind in {"tuple", "set"} else [kind, *items]


def _record(kind: type[Any], rest: list[Any], say: Say) -> object:
    if issubclass(kind, Enum):
        return rest[0]
    names = [field.name for field in fields(kind)]
    told: Mapping[str, object] = {
        name: _told(each, say)
        for name, each in zip(names, rest, strict=False)
        if each not in (None, ["tuple"])
    }
    return told


def _said(packed: list[Any], say: Say) -> object:
    phrase = pack.opened(packed, Phrase, sealed.KINDS)
    try:
        return say(phrase)
    except KeyError:  # a text that was retired since
        return phrase.code
