"""Texts written for a car's owner, as its workshop and its operator read them: the car is not theirs."""

import re
from typing import Final

from domain.explain.facts import Phrase
from domain.explain.render import Speaker, clean

_YOURS: Final = re.compile(r"\b([Yy])our\b|您的(?:爱?(车))?")
_MINUS: Final = re.compile(r"(?<![\w-])-(?=\d)")


def say(speaker: Speaker, phrase: Phrase) -> str:
    """Return what a warning says, with "the car" where its owner reads "your car"."""
    return speaker.reworded(_of_the_car).say(phrase)


def _of_the_car(text: str) -> str:
    return _YOURS.sub(_the, text)


def _the(match: re.Match[str]) -> str:
    if match[0].startswith("您"):
        return "该车" if match[2] else ""
    return "The" if match[1] == "Y" else "the"


def readable(text: str) -> str:
    """Return a text without what could end anything, its minus signs real ones: no line ends behind them."""
    return _MINUS.sub("\N{MINUS SIGN}", clean(text))
