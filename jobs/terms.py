"""The round that asks again where the text of a purpose has changed."""

from typing import Final

from domain.core import Core
from domain.privacy import renewal

_AT_ONCE: Final = 200  # owners in one unit


def ask_again(core: Core) -> str:
    """Ask every owner who agreed to an earlier text of a purpose, once for each new text."""
    total = 0
    while True:
        with core.unit() as unit:
            count = renewal.ask_again(unit, limit=_AT_ONCE)
        total += count
        if count < _AT_ONCE:
            return f"{total} asked again"
