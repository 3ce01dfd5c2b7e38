"""Which of the booked visits an owner speaks of: by its number, or by a day on which one is booked. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.dialogue.facts import Asked, Grain, Intent, Meaning, Talk, TimeExpression, Visit
from domain.dialogue.times import wishes

_OF_A_VISIT = frozenset({Intent.CANCEL, Intent.CHECK_STATUS, Intent.RESCHEDULE})
_SAID = re.compile(
    r"(?<![\d.:,/$€£¥a-z-])#?\s?(?P<n>\d{1,7})(?![\d:/%]|[.,-]\d|\s?(?:[点时月年万千块元天个]|公里|分钟|[ap]\.?m\b|o['’]?clock|km\b|k\b|v\b|volt|volts\b|h\b|min|days?\b|weeks?\b|years?\b))"
)
_TAIL = re.compile(
    r"(?:尾[号数]|(?:最?后|末)[几两三四2-4]位|\bend(?:s|ing)(?: in| with)?|\blast (?:two|three|four|\d) (?:digits|numbers))\s*(?:数字?|号码?|是|为|are|is|:)*\s*(?P<n>\d{2,6})(?!\d)"
)
_NOT_THAT = re.compile(r"(?:不是|并非|\bnot|n['’]t (?:mean )?)\s*(?:number |no\.? ?|visit |the |#)*$")
_LATE = re.compile(r"\blate\b|\bstuck\b|\bdelayed\b|迟到|晚到|堵")  # on that very day, which is not moved
_TO = re.compile(
    r"(?:改|换|挪|推|调|移|提前|延后?|推迟|放|排)[到成在去]?(?:那个?|这个?)?$|(?:到|至)$|\b(?:to|onto|until|till|for|into|make it|rather)\s*(?:the |on )*$"
)


def of(plain: str, meaning: Meaning, times: Iterable[TimeExpression], talk: Talk) -> Meaning:
    """The meaning with the number or the day (`old`) of the booked visit that it names; that day is no wish then.

    times: every time of the plain text. Only where a visit is moved, given up, asked about, or in question.
    """
    if meaning.intent not in _OF_A_VISIT and talk.asked not in {Asked.CANCELLING, Asked.VISIT}:
        return meaning
    said = _number(plain, talk.visits)
    if said is not None:
        number, span = said
        of_it = meaning.when is not None and _overlap(meaning.when.span, span)  # “12号” is no day
        return replace(meaning, number=number, when=None if of_it else meaning.when)
    booked = [each for each in times if not each.past and _holds(each, talk.visits)]
    day = next((each for each in booked if not _TO.search(plain[: each.span[0]])), None)
    if day is None or _LATE.search(plain):
        return meaning if day is None else replace(meaning, old=day)
    return _of_day(meaning, day)


def _number(plain: str, visits: Iterable[Visit]) -> tuple[int, tuple[int, int]] | None:
    """The number of a booked visit, or its last digits where they are said to be such; and where it stands."""
    numbers = {each.number for each in visits}
    for match in _SAID.finditer(plain):
        if int(match["n"]) in numbers and not _NOT_THAT.search(plain[: match.start("n")]):
            return int(match["n"]), match.span()
    tail = _TAIL.search(plain)
    fits = [each for each in numbers if tail and str(each).endswith(tail["n"])]
    return (fits[0], tail.span()) if tail and len(fits) == 1 else None


def _holds(time: TimeExpression, visits: Iterable[Visit]) -> bool:
    """Whether a visit is booked on that day, in one of its readings."""
    if time.shift or time.date_from != time.date_to or not (time.date_from or time.weekdays):
        return False
    starts = [each.start.astimezone(ZoneInfo(each.zone)).replace(tzinfo=None) for each in visits]
    readings = [replace(each, never=()) for each in time.ambiguous or (time,)]
    return any(wishes.holds(each, start) for each in readings for start in starts)


def _of_day(meaning: Meaning, day: TimeExpression) -> Meaning:
    """Of the visit on that day: a day alone is no wish to come then, and of two days the other one is the wish."""
    when = meaning.when
    if meaning.intent is not Intent.RESCHEDULE or when is None:
        return replace(meaning, old=day)
    others = [each for each in when.ambiguous if not _overlap(each.span, day.span)]
    if when.ambiguous and len(others) < len(when.ambiguous) and others:
        when = replace(others[0], ambiguous=tuple(others) if len(others) > 1 else ())
    elif when.span == day.span and when.grain is Grain.DAY and not when.never:
        when = None
    return replace(meaning, old=day, when=when)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
