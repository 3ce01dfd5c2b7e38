"""Codes that are typed: drawn by lot, and guarded against guessing."""

import secrets

from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment
from domain.registry import rules, store
from domain.registry.tables import LinkTry, Owner


def fresh() -> str:
    """Draw a code with a digit in it, by which a typed one is told from a word."""
    while True:
        code = "".join(secrets.choice(rules.CODE_ALPHABET) for _ in range(rules.CODE_LENGTH))
        if any(letter.isdigit() for letter in code):
            return code


def refuse_locked(unit: Unit, owner_id: int) -> None:
    """Raises Refusal link_locked (429) after five wrong codes within ten minutes."""
    tries = store.tries_since(unit, _mark(unit, owner_id), since=unit.now - rules.TRIES_WITHIN)
    locked = rules.locked_until(tries, now=unit.now)
    if locked is not None:
        zone = unit.session.get_one(Owner, owner_id).zone
        raise Refusal("link_locked", status=429, until=Moment(locked, zone))


def wrong_try(unit: Unit, owner_id: int) -> None:
    """Count a wrong code. The caller does so in a new unit, because the refused one is rolled back."""
    unit.session.add(LinkTry(chat_mark=_mark(unit, owner_id), at=unit.now))


def _mark(unit: Unit, owner_id: int) -> str:
    """Return what the tries of a chat are counted by, also after it was deleted and has come back."""
    return unit.fingerprint("link_try", unit.session.get_one(Owner, owner_id).chat_hash)
