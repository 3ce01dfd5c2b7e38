"""The shape of what a button does."""

from collections.abc import Callable, Mapping

from domain.contact.facts import Reply
from domain.core import Unit
from domain.registry.tables import Owner

Params = Mapping[str, str | int | bool]
Verb = Callable[[Unit, Owner, Params], Reply]
