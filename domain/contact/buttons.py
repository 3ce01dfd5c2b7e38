"""Buttons carry opaque tokens; what each does stays on the server, sealed with its owner's key."""

import secrets
from typing import Any, Final

from domain.contact import rules
from domain.contact.facts import Message
from domain.core import Unit

Tokens = tuple[tuple[str, ...], ...]
_TOKEN_BYTES: Final = 18  # 144 bits, 24 characters; Telegram allows 64


def fresh_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def made(unit: Unit, owner_id: int, message: Message, *, group: str) -> tuple[Tokens, list[dict[str, Any]]]:
    """Return the tokens of a message's buttons, and the rows that say what they do."""
    tokens = tuple(tuple(fresh_token() for _ in row) for row in message.rows)
    pairs = [pair for row in zip(tokens, message.rows, strict=True) for pair in zip(*row, strict=True)]
    actions = [
        {
            "token": token,
            "owner_id": owner_id,
            "verb": button.verb,
            "params": unit.seal_fact(owner_id, dict(button.params), label="action.params"),
            "group": group,
            "once": button.once,
            "expires_at": unit.now + rules.ACTION_LIFE,
        }
        for token, button in pairs
    ]
    return tokens, actions
