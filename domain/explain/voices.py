"""Who can say phrases, for slices that hand over finished documents.

The words of all slices are collected above the slices; the collection announces itself here when it is
imported, so that an export can be written in the owner's language without looking upwards.
"""

from collections.abc import Callable
from typing import Final

from domain.explain.facts import Language
from domain.explain.render import Speaker

Make = Callable[[Language], Speaker]

_ANNOUNCED: Final[list[Make]] = []


def announce(make: Make) -> None:
    """Say from now on who makes speakers; the last word counts."""
    _ANNOUNCED[:] = [make]


def speaker(language: Language) -> Speaker:
    """Return who says phrases in a language. Raises IndexError where nobody has imported domain.phrases: a bug."""
    return _ANNOUNCED[0](language)
