"""The shape in which each language says what counts as an alarm."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides whether words of alarm are one.

    denied: right before them. other: of which else they are said, by kind. unreal: asked, feared, read of.
    past, present: another day, or now after all. loose: words, by kind, that count only beside `car` and not `jam`,
    or where they are all that is said (`bare`).
    """

    denied: re.Pattern[str]
    other: Mapping[str, re.Pattern[str]]
    unreal: re.Pattern[str]
    past: re.Pattern[str]
    present: re.Pattern[str]
    loose: Mapping[str, re.Pattern[str]]
    bare: re.Pattern[str]
    car: re.Pattern[str]
    jam: re.Pattern[str]
