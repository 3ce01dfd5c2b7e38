"""What a day's readings say of a relation that physics holds between signals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as a day showed it. cause: why it does not hold, "" where it does. paths: the signals that rest."""

    at: datetime
    name: str
    cause: str = ""
    paths: tuple[str, ...] = ()


def resting(relations: Iterable[Relation]) -> Mapping[str, str]:
    """By path: the cause for which a signal rests, as the newest day shows each relation."""
    newest = {each.name: each for each in sorted(relations, key=lambda each: each.at)}
    return {path: each.cause for each in newest.values() if each.cause for path in each.paths}
