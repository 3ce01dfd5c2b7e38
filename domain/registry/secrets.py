"""Bearer secrets: a public prefix finds the row, a hash proves the rest."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

_PREFIX_BYTES = 6
_SECRET_BYTES = 24
PARTS = 3


@dataclass(frozen=True, slots=True)
class Fresh:
    """A secret just made: `text` is shown once, prefix and digest are stored."""

    text: str
    prefix: str
    digest: str


def fresh(kind: str) -> Fresh:
    """Make a secret such as "bvk_<prefix>_<secret>". 192 bits: a plain hash is enough, nothing to guess."""
    prefix, secret = secrets.token_hex(_PREFIX_BYTES), secrets.token_hex(_SECRET_BYTES)
    return Fresh(f"{kind}_{prefix}_{secret}", prefix, digest(secret))


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def split(text: str) -> tuple[str, str, str]:
    """Return kind, prefix and secret; a malformed text gives three that match nothing."""
    parts = text.split("_")
    return (parts[0], parts[1], parts[2]) if len(parts) == PARTS else ("", "", "")


def matches(secret: str, stored: str) -> bool:
    return hmac.compare_digest(digest(secret), stored)
