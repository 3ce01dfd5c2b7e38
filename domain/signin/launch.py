"""What Telegram hands a Mini App at its launch, and whether it is to be believed."""

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl

from domain.errors import Refusal

LIFE: Final = timedelta(minutes=5)  # own choice: an app asks at once when it opens
_AHEAD: Final = timedelta(minutes=1)  # that Telegram's clock may be before ours
_LONGEST: Final = 8192  # characters
_KEY: Final = b"WebAppData"


@dataclass(frozen=True, slots=True)
class Launch:
    """Who opened the app: a private chat has the number of its person. proof: the hash that no other launch has."""

    chat_id: int
    proof: str


def read(init_data: str, *, token: str, now: datetime) -> Launch:
    """Return whom `initData` names, checked by the bot's token.

    HMAC-SHA-256 over all other fields, sorted, one a line; its key is the HMAC of the token under "WebAppData"
    (Telegram, "Validating data received via the Mini App"). Raises Refusal launch_forged or launch_aged (401).
    """
    fields = _fields(init_data)
    proof = fields.pop("hash", "")
    signed = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(_KEY, token.encode(), sha256)
    if not hmac.compare_digest(hmac.digest(key, signed.encode(), sha256).hex().encode(), proof.encode()):
        raise _forged()
    chat_id, at = _signed(fields)
    if not now - LIFE <= at <= now + _AHEAD:
        raise Refusal("launch_aged", status=401)
    return Launch(chat_id, proof)


def _fields(init_data: str) -> dict[str, str]:
    """Return the fields by name. One that comes twice could be read in two ways."""
    try:
        pairs = parse_qsl(
            init_data[: _LONGEST + 1], keep_blank_values=True, strict_parsing=True, errors="strict"
        )
    except ValueError:
        raise _forged() from None
    fields = dict(pairs)
    if len(init_data) > _LONGEST or len(fields) != len(pairs):
        raise _forged()
    return fields


def _signed(fields: dict[str, str]) -> tuple[int, datetime]:
    """Return person and moment of what Telegram has signed; an app that was opened in a group may name nobody."""
    try:
        person = json.loads(fields["user"])["id"]
        at = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        raise _forged() from None
    if not isinstance(person, int):
        raise _forged()
    return person, at


def _forged() -> Refusal:
    return Refusal("launch_forged", status=401)
