"""Which times of a message its owner stands by: those said outright, not those named before or refused in the same breath. Pure."""

import re
from dataclasses import replace

from domain.dialogue.facts import Grain, TimeExpression

_LOOK = 40
_ANYWAY = re.compile(
    r"先(?:约|订|定|排)(?:上|下|了|着|好)|\bbook (?:it|me|me in|that) (?:in )?anyway\b|\banyway,? (?:just )?book\b"
)
_MEANT = re.compile(
    r"(?:我(?:刚才?|前面|之前)?(?:说的?|指的?|要的?|想要的?|意思)(?:就|可|一直)?是(?:说|指)?|我(?:是|就是)说|"
    r"\bi (?:said|meant?|asked for|was talking about)|\bwhat i (?:said|meant?|asked for|want(?:ed)?) (?:is|was))(?:\s|[:,]|\b(?:on|at|the|for|any ?time|it|was|is|to be)\b)*$"
)  # right before a time: that one, and none that was named before it


def all_the_same(
    plain: str, wishes: list[TimeExpression], never: tuple[TimeExpression, ...]
) -> tuple[list[TimeExpression], tuple[TimeExpression, ...]]:
    """“Tomorrow at three, though I may be away then, book it anyway”: what stands against the wish is no exclusion."""
    if not _ANYWAY.search(plain):
        return wishes, never
    if not wishes and never and never[-1].grain is Grain.CLOCK:
        return [replace(never[-1], doubt="")], never[:-1]
    days = {each.date_from for each in wishes if each.date_from}
    return wishes, tuple(each for each in never if each.date_from not in days)


def without_earlier(plain: str, times: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """“Isn't the 6th New Year's Day? I said after the 8th”: the times from that which is meant on, with what was refused before."""
    places = (
        place
        for place, each in enumerate(times)
        if _MEANT.search(plain[max(0, each.span[0] - _LOOK) : each.span[0]])
    )
    first = next(places, 0)
    return (*(each for each in times[:first] if each.refused), *times[first:])


def without_refused(times: list[TimeExpression]) -> list[TimeExpression]:
    """“9:30? Or rather 10:30, at 9:30 I am not up yet”: a time that is refused in the same breath is no wish."""
    never = {_when(each) for each in times if each.refused}
    return [each for each in times if each.refused or _when(each) not in never]


def _when(each: TimeExpression) -> tuple[object, ...]:
    return each.date_from, each.date_to, each.weekdays, each.time_from, each.time_to, each.shift


def is_day_of(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether a date tells which of several days is meant: "the week after Christmas, so around the 30th of December"."""
    if None in {one.date_from, one.date_to, other.date_from, other.date_to} or one.bare or one.ambiguous:
        return False
    inside = other.date_from <= one.date_from == one.date_to <= other.date_to  # type: ignore[operator] # none is None
    plain = not (other.time_from or other.time_to or other.weekdays or other.ambiguous or one.doubt)
    return plain and inside and other.date_from != other.date_to
