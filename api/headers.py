"""Security headers of every answer: not cached, no guessing of types, no scripts, no frames."""

from typing import Final

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

# The pages of ours are one file each, with their style and pictures in it.
POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_SAFE: Final = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",  # with "no-referrer" browsers name no origin of our own forms either
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


async def add(message: Message, _scope: Scope) -> None:
    """Add the headers that an answer does not set itself."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in _SAFE.items():
            headers.setdefault(name, value)
