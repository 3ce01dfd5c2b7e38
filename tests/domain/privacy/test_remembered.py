"""All that is remembered of a conversation is explained in a copy of an owner's data."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from domain.dialogue import facts
from domain.dialogue.memory import Memory
from domain.privacy.fields import FREE, MEANINGS


def remembered(kind: Any, known: set[Any]) -> Iterator[str]:
    """The names of all fields that a remembered object may hold, however deep."""
    for inner in get_args(kind):
        yield from remembered(inner, known)
    if is_dataclass(kind) and kind not in known:
        known.add(kind)
        hints = get_type_hints(kind, vars(facts))
        for field in fields(kind):
            yield field.name
            if field.name not in FREE:
                yield from remembered(hints[field.name], known)


def test_every_field_of_what_is_remembered_of_a_talk_has_a_meaning() -> None:
    names = set(remembered(Memory, set()))

    assert {"talk", "task", "sites", "warned_slot"} <= names
    assert sorted(names - MEANINGS.keys() - FREE) == []
