"""No form that is read has a text with a pattern beside a collection: msgspec 0.22 dies when it frees such a one."""

from collections.abc import Iterator

import msgspec
import pytest
from msgspec import inspect

from api.app import describe
from domain.booking.entry import CentreChange, CentreEntry
from domain.registry.entry import VehicleEntry
from jobs import cli

_COLLECTIONS = (inspect.DictType, inspect.CollectionType, inspect.TupleType)


def types(found: object) -> Iterator[inspect.Type]:
    """Yield a type and all that it is made of."""
    if isinstance(found, inspect.Type):
        yield found
    if isinstance(found, inspect.Type | inspect.Field):
        for name in found.__struct_fields__:
            yield from types(getattr(found, name))
    if isinstance(found, tuple):
        for each in found:
            yield from types(each)


def is_deadly(found: inspect.Type) -> bool:
    parts = [
        each.type if isinstance(each, inspect.Metadata) else each for each in getattr(found, "types", ())
    ]
    patterned = any(isinstance(each, inspect.StrType) and each.pattern for each in parts)
    return patterned and any(isinstance(each, _COLLECTIONS) for each in parts)


def below(form: type) -> Iterator[type]:
    """Yield every class that is made from this one."""
    kinds: list[type] = form.__subclasses__()
    for each in kinds:
        yield each
        yield from below(each)


def test_no_text_with_a_pattern_stands_beside_a_collection() -> None:
    assert describe().routes
    assert [cli.load(name) for name in cli.COMMANDS]  # so that every form is there
    forms = [
        each
        for each in below(msgspec.Struct)
        if each.__module__.startswith(("domain.", "api.", "bot.", "jobs."))
    ]

    assert CentreEntry in forms
    assert [each.__name__ for each in forms if any(map(is_deadly, types(inspect.type_info(each))))] == []


@pytest.mark.parametrize("form", [CentreChange, VehicleEntry, CentreEntry])
@pytest.mark.parametrize("name", ["a\nb", "a\n", "a\x00", "\x7f"])
def test_a_name_with_a_line_break_is_still_refused(form: type[msgspec.Struct], name: str) -> None:
    given: dict[str, object] = {"name": name, "code": "east", "vin": "ZZ9SMCAR4SX900001", "model": "Lark 60"}
    given |= {"hours": [{"weekday": "mon", "opens": "09:00:00", "closes": "18:00:00"}]}
    given |= {"bays": ["A"], "technicians": {}}
    fields = set(form.__struct_fields__)

    with pytest.raises(msgspec.ValidationError, match="regex"):
        msgspec.convert({key: each for key, each in given.items() if key in fields}, form)
    given["name"] = "East Centre"
    assert msgspec.convert({key: each for key, each in given.items() if key in fields}, form)
