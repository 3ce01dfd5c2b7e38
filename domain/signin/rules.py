"""How long links and sessions live, and the codes of RFC 6238."""

import base64
import hmac
from datetime import datetime, timedelta
from hashlib import sha1
from typing import Final
from unicodedata import normalize
from urllib.parse import quote

LINK_LIFE: Final = timedelta(minutes=15)
OWN_LINK_LIFE: Final = timedelta(minutes=10)  # of an owner: it is opened on the phone that it was sent to
OWN_LIFE: Final = timedelta(days=1)
"""So long an owner's session lasts (own choice): the chat opens a new one by a tap, and a phone is lent now and then."""
IDLE: Final = timedelta(days=10)
"""A session that nobody used for so long is over: the longest public holidays that a workshop closes for are nine days."""
LIFE: Final = timedelta(days=90)
"""So long a session lasts at most: whoever left a workshop's phone to somebody else is asked for a new link."""
WITH_FACTOR: Final = frozenset({"operator", "dpo"})
"""Roles that sign in with a second factor. dpo: the data protection officer."""
CODE_AGAIN: Final = timedelta(hours=12)
"""Who signed in with a second factor and did nothing for so long, as over a night, is asked for a code again; the session goes on."""
STEP_S: Final = 30  # RFC 6238, section 5.2: the recommended time step
DIGITS: Final = 6
TRIES: Final = 5  # wrong codes, with a millionth chance each
TRIES_WITHIN: Final = timedelta(minutes=10)
ISSUER: Final = "Beforehand"


def life(role: str) -> timedelta:
    """Return how long a session of a role lasts at most."""
    return OWN_LIFE if role == "owner" else LIFE


def is_over(seen_at: datetime, ends_at: datetime | None, *, now: datetime) -> bool:
    """Whether a session has reached its end, or was not used for too long."""
    return seen_at + IDLE <= now or (ends_at is not None and ends_at <= now)


def code(secret: bytes, step: int, *, digits: int = DIGITS) -> str:
    """Return the one-time password of a time step (RFC 4226, section 5.3)."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), sha1).digest()
    at = digest[-1] & 0xF
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def step_of(secret: bytes, text: str, *, now: datetime, after: int) -> int | None:
    """Return the time step that a code is of: this one or a neighbour, as clocks differ; later than `after`, or None.

    A code that was used once is of a step that is not later any more.
    """
    present = int(now.timestamp()) // STEP_S
    typed = "".join(normalize("NFKC", text).split()).encode()  # Chinese keyboards type wide digits too
    steps = (step for step in (present, present - 1, present + 1) if step > after)
    return next((step for step in steps if hmac.compare_digest(code(secret, step).encode(), typed)), None)


def address(secret: bytes, name: str) -> str:
    """Return the otpauth address by which authenticator apps take a secret in."""
    return f"otpauth://totp/{ISSUER}:{quote(name)}?secret={base32(secret)}&issuer={ISSUER}"


def base32(secret: bytes) -> str:
    return base64.b32encode(secret).decode().rstrip("=")
