"""What a day's readings say of a relation that physics holds between signals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

Verdict = tuple[str, tuple[str, ...]] | None  # cause and paths that rest; None where nothing can be said

HOLDS: Final[Verdict] = ("", ())
TWO_SOURCES: Final = "two_sources"
_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Relation:
    """Whether a relation between signals held on a day.

    cause: the likely error where it did not hold, else "". paths: the signals that checks must not use meanwhile.
    """

    at: datetime
    name: str
    cause: str = ""
    paths: tuple[str, ...] = ()


def standing(relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations that do not hold, each by its newest day.

    Contradicting sources leave no row on a day without contradiction, so their doubt ends one day later.
    """
    newest = {each.name: each for each in sorted(relations, key=lambda each: each.at)}
    last = max((each.at for each in newest.values()), default=None)
    return [
        each
        for each in newest.values()
        if each.cause and last is not None and (each.cause != TWO_SOURCES or last - each.at < _A_DAY)
    ]


def resting(relations: Iterable[Relation]) -> Mapping[str, str]:
    """Return by path the cause for which checks do not use a signal."""
    return {path: each.cause for each in standing(relations) for path in each.paths}
