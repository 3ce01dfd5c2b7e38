"""Which of several cars an owner means by its age, or by how its number ends. Pure."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, Protocol

from domain.dialogue import script
from domain.dialogue.meaning import naming
from domain.dialogue.meaning.naming import CarMention
from domain.explain.facts import Names

_OLD: Final = frozenset({"old", "older", "oldest", "旧", "老", "早买", "先买"})
_AGE: Final = re.compile(
    r"\bthe (?P<age>old|older|oldest|new|newer|newest) (?:car|vehicle)\b|(?P<age_zh>旧|老|新|早买|先买|后买|晚买)的?(?:那|这)?(?:一)?(?:辆|台|部)车?|(?:我的?|那辆|给|帮|把)(?P<age_car>旧|老|新)车"
)
_AGE_ONE: Final = re.compile(
    r"\b(?:the )?(?P<age>old|older|oldest|new|newer|newest) one\b|(?P<age_zh>旧|老|新)的"
)
_AGE_OF: Final = re.compile(r"\b(?:for|on|with|of) the (?P<age>old|older|oldest|new|newer|newest) one\b")
_TAIL: Final = re.compile(
    r"(?:车牌|车架)?尾号(?:是|为)?\s*(?P<tail>[0-9a-z]{1,6})(?![0-9a-z])(?:的?那?(?:辆|台|部)车?)?|"
    r"\b(?:the )?(?:one|car|plate|number|vin)(?: whose (?:plate|number))?(?: that| with the (?:plate|number))? (?:ending|ends) (?:in |with |on )?(?P<tail_en>(?=[a-z]*\d)[0-9a-z]{1,6})\b"
)
_SHORTEST: Final = 2  # characters of an end that tells cars apart


class Car(naming.Car, Protocol):
    """A car with the day on which its first owner began to use it."""

    @property
    def in_use_since(self) -> date | None: ...


def find(text: str, cars: Sequence[Car], *, asked: bool, number: Callable[[int], str]) -> CarMention | None:
    """The one car meant; None where none or several fit.

    asked: "which car" is the open question, so that "the old one" is a car. number: of a car, in any writing.
    """
    plain = script.plain(text)
    tail = _TAIL.search(plain) if len(cars) > 1 else None
    if tail:
        end = tail["tail"] or tail["tail_en"]
        fits = [car for car in cars if len(end) >= _SHORTEST and _ends(car, end, number)]
        return naming.without(text, fits[0].id, tail.span()) if len(fits) == 1 else None
    age = _AGE.search(plain) or (_AGE_ONE if asked else _AGE_OF).search(plain)
    car = _by_age(cars, is_old=_word(age) in _OLD) if age else None
    return naming.without(text, car, age.span()) if age and car else None


def _word(age: re.Match[str]) -> str:
    return str(next(filter(None, age.groups())))


def _ends(car: Car, end: str, number: Callable[[int], str]) -> bool:
    """Whether the car's number, or its name as that may hold its plate, ends so."""
    names = car.name.texts.values() if isinstance(car.name, Names) else (str(car.name),)
    every = (number(car.id), *names)
    return any(re.sub(r"[\W_]", "", script.plain(each)).endswith(end) for each in every)


def _by_age(cars: Sequence[Car], *, is_old: bool) -> int | None:
    """The oldest or newest; None where a day is not known, or two are the same."""
    days = sorted((car.in_use_since, car.id) for car in cars if car.in_use_since)
    if len({day for day, _ in days}) < max(len(cars), 2):
        return None
    return days[0][1] if is_old else days[-1][1]
