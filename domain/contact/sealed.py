"""Messages as they are stored: packed, and sealed with the owner's key."""

from typing import Final

from domain.contact.facts import Bill, Button, Document, Message, Pin, Style
from domain.core import Unit
from domain.db.keys import DamagedError
from domain.explain import pack

KINDS: Final[pack.Kinds] = {
    **pack.KINDS,
    "message": Message,
    "button": Button,
    "style": Style,
    "document": Document,
    "pin": Pin,
    "bill": Bill,
}
_LABEL: Final = "notice.body"


def seal(unit: Unit, owner_id: int, message: Message) -> bytes:
    return unit.seal_fact(owner_id, pack.pack(message, KINDS), label=_LABEL)


def unseal(unit: Unit, sealed: bytes) -> Message:
    """Open a stored message. Raises KeyDestroyedError after erasure, DamagedError where it is no message any more."""
    plain = unit.unseal_fact(sealed, list, label=_LABEL)
    try:
        return pack.unpack_as(plain, Message, KINDS)
    except ValueError as error:
        raise DamagedError from error
