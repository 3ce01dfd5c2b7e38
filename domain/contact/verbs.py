"""What a button does: its verb, and the facts that the verb is about.

Facts are stored with the button as a flat map, in which buttons that were sent long ago may lack what was added
since. They are written by `Facts.params` and read by `read`, and nowhere else.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from domain.contact.facts import Reply
from domain.core import Unit
from domain.errors import Refusal
from domain.registry.tables import Owner

Params = Mapping[str, str | int | bool]
Verb = Callable[[Unit, Owner, Params], Reply]


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a verb is about. A field that is added later needs a default, for the buttons that lack it."""

    def params(self) -> dict[str, str | int | bool]:
        """Return the facts as they are stored with a button, without those that have their default."""
        stored: dict[str, str | int | bool] = msgspec.to_builtins(self)
        return stored


About = TypeVar("About", bound=Facts)


def reads(facts: type[About], act: Callable[[Unit, Owner, About], Reply]) -> Verb:
    """Return a verb that reads what is stored with its button as `facts` and acts on them.

    The verb raises Refusal action_unknown (404) where the button lacks a fact, or has one of another kind.
    """

    def verb(unit: Unit, owner: Owner, params: Params) -> Reply:
        return act(unit, owner, read(params, facts))

    return verb


def read(params: Params, facts: type[About]) -> About:
    """Return what is stored with a button as `facts`. Raises Refusal action_unknown (404) where it does not hold them."""
    try:
        return msgspec.convert(params, facts, strict=False)
    except msgspec.ValidationError:
        raise Refusal("action_unknown", status=404) from None
