"""Which car an owner speaks of: by its name in any language, by a part that no other car has, or by its model. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from domain.dialogue import script
from domain.dialogue.times import picks
from domain.explain.facts import Name, Names

_BY_SCRIPT = re.compile(r"[\u4e00-\u9fff]+|[a-z][a-z0-9' -]*[a-z0-9]")
_WORD = re.compile(r"(?!(?:the|car|one|and|my)\b)\b[a-z]{3,}")
_SHORTEST = 2  # letters of a name that is looked for in a sentence
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_AROUND = re.compile(
    r"(?:那|这)?一?(?:辆|台|部)(?:车|的)?|给|帮|\b(?:car|one|for|the|no|not the other|other|mean|meant|i|is|it|my)\b|不是?|的"
)


class Car(Protocol):
    """A car as its owner may speak of it."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> Name: ...
    @property
    def model(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CarMention:
    """The cars that a text may mean, the text with "my car" in place of the name, and whether it says nothing else."""

    cars: tuple[int, ...]
    text: str
    alone: bool = False


def find_cars(text: str, cars: Iterable[Car], *, asked: bool = False) -> CarMention:
    """asked: "which car" is the open question, so that a part of a name by itself is an answer."""
    plain, cars = script.plain(text), tuple(cars)
    place = picks.place(plain, len(cars)) if asked else None
    if place is not None:
        return CarMention((cars[place].id,), text, alone=True)
    for find in (_whole, _of_model, _part if asked else _part_beside):
        spans = {car.id: span for car in cars if (span := find(plain, car))}
        if spans:
            longest = max(end - start for start, end in spans.values())
            best = {car: span for car, span in spans.items() if span[1] - span[0] == longest}
            return _without(text, plain, tuple(best), next(iter(best.values())))
    return CarMention((), text)


def _without(text: str, plain: str, cars: tuple[int, ...], span: tuple[int, int]) -> CarMention:
    start, end = span
    mine = "我的车" if _CHINESE.search(plain) else "my car"
    rest = f"{plain[:start]} {plain[end:]}"
    alone = picks.courteous(rest, None) or picks.courteous(_AROUND.sub(" ", rest), None)
    return CarMention(cars, f"{text[:start]}{mine}{text[end:]}", alone)


def _whole(plain: str, car: Car) -> tuple[int, int] | None:
    return _longest(plain, _names(car.name))


def _of_model(plain: str, car: Car) -> tuple[int, int] | None:
    return _longest(plain, [script.plain(car.model)])


def _part(plain: str, car: Car) -> tuple[int, int] | None:
    return _longest(plain, _parts(car))


def _part_beside(plain: str, car: Car) -> tuple[int, int] | None:
    """“The white one” of White Whale: in a sentence of its own a part has to stand as a car."""
    return _longest(plain, _parts(car), after=r" (?:one|car)") or _longest(
        plain, [f"{word} {part}" for part in _parts(car) for word in ("the", "my")]
    )


def _parts(car: Car) -> list[str]:
    return [word for name in (*_names(car.name), script.plain(car.model)) for word in _WORD.findall(name)]


def _names(name: Name) -> Iterator[str]:
    """A name and its halves by script: “小蓝 Little Blue” goes by either."""
    for each in name.texts.values() if isinstance(name, Names) else (str(name),):
        whole = script.plain(each).strip()
        yield from (part for part in (whole, *_BY_SCRIPT.findall(whole)) if len(part) >= _SHORTEST)


def _longest(plain: str, names: Iterable[str], *, after: str = "") -> tuple[int, int] | None:
    """Where the longest of the names stands as words of its own, with its article and possessive."""
    for name in sorted(set(names), key=len, reverse=True):
        edge = r"(?![a-z0-9])" if name[-1].isascii() else ""
        begin = r"(?<![a-z0-9])(?:the |my )?" if name[0].isascii() else ""
        match = re.search(
            rf"{begin}{re.escape(name)}(?:['’]?s\b)?{edge}{after}(?:那|这)?(?:辆|台|部)?", plain
        )
        if match:
            return match.span()
    return None
