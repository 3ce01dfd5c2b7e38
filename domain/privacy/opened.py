"""Stored values as a person can read them: unsealed, unpacked, and said in words where they are phrases."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from enum import Enum
from typing import Any, Final

import msgspec
from sqlalchemy import Column

from domain.alerts import cases
from domain.contact import sealed
from domain.core import Unit
from domain.db.keys import DamagedError, KeyDestroyedError
from domain.explain import pack
from domain.explain.facts import Moment, Names, Phrase
from domain.health.facts import Finding
from domain.privacy import declared

Say = Callable[[Phrase], str]

KINDS: Final[pack.Kinds] = {**sealed.KINDS, **cases.KINDS}
_FACTS: Final = (*range(0x80, 0xA0), *range(0xDC, 0xE0))  # MessagePack's maps and lists
_PICTURE: Final = 200  # longer bytes are pictures and files that were sent: they are in the chat
_SENTENCES: Final = ("title", "seen", "matters", "action", "sure")  # of a warning


def column(unit: Unit, column: Column[Any], value: object, *, say: Say) -> object:
    """Return one stored value as JSON can carry it."""
    if isinstance(value, bytes) and value:
        try:
            return readable(_unseal(unit, column, value), say=say)
        except DamagedError:
            return say(Phrase("privacy.damaged"))
    if isinstance(value, Names):
        return say(Phrase("name", {"name": value}))
    return plain(value)


def plain(value: object) -> object:
    """Return any value that a column or a fact can hold as JSON can carry it: times by ISO 8601, spans in seconds.

    Raises TypeError for a class that no column and no fact holds.
    """
    if isinstance(value, timedelta):
        return value.total_seconds()
    return msgspec.to_builtins(value)


def _unseal(unit: Unit, column: Column[Any], value: bytes) -> bytes | None:
    """Open a sealed value; None where its key is gone. Raises DamagedError."""
    try:
        return unit.unseal(value, label=declared.label_of(column))
    except KeyDestroyedError:
        return None


def readable(body: bytes | None, *, say: Say) -> object:
    """Return text as text, JSON and packed facts as values, anything else as base64."""
    if not body:
        return None
    if body[0] in _FACTS:
        try:
            return _fact(msgspec.msgpack.decode(body), say)
        except (msgspec.DecodeError, RecursionError):
            pass  # a text may begin with the same byte
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return plain(body)
    try:
        return json.loads(text, parse_constant=_no_json) if text[0] in "{[" else text
    except (ValueError, RecursionError):  # words of a person that only begin like JSON
        return text


def _no_json(word: str) -> object:
    """Refuse NaN and Infinity, which Python reads and JSON does not have. Raises ValueError."""
    raise ValueError(word)


def _fact(stored: Any, say: Say) -> object:
    """Read what `explain.pack` has made (a list), or a dataclass as it is (a map).

    What no longer fits its class, because a version since then has changed it, is told as it is stored.
    """
    if not isinstance(stored, list):
        return _plain_fact(stored, say)
    try:
        return _plain_fact(pack.unpack(stored, KINDS), say)
    except (LookupError, TypeError, ValueError):
        return _plain_fact(stored, say)


def _plain_fact(fact: Any, say: Say) -> object:
    value: object
    match fact:
        case Phrase():
            value = _words(fact, say)
        case Mapping():
            value = {str(name): _plain_fact(each, say) for name, each in fact.items()}
        case list() | tuple() | set() | frozenset():
            value = [_plain_fact(each, say) for each in fact]
        case _ if is_dataclass(fact):
            value = _record(fact, say)
        case _:
            value = _single(fact)
    return value


def _single(fact: object) -> object:
    if isinstance(fact, bytes) and len(fact) > _PICTURE:
        return f"({len(fact)} bytes)"
    return fact.value if isinstance(fact, Enum) else plain(fact)


def _record(fact: Any, say: Say) -> object:
    if isinstance(fact, Moment):
        return plain(fact.at)
    values = {field.name: getattr(fact, field.name) for field in fields(fact)}
    readable_values = {
        name: _plain_fact(each, say) for name, each in values.items() if each not in (None, ())
    }
    return (
        {"words": [_words(each, say) for each in _sentences(fact)], **readable_values}
        if isinstance(fact, Finding)
        else readable_values
    )


def _sentences(finding: Finding) -> tuple[Phrase, ...]:
    return tuple(Phrase(f"check.{finding.check}.{part}", finding.params) for part in _SENTENCES)


def _words(phrase: Phrase, say: Say) -> str:
    try:
        return say(phrase)
    except KeyError:  # a text that was retired, or has other places, since
        return phrase.code
