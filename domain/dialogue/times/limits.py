"""Days and parts of days as limits: before Friday, 周五之后, 最晚周四, not until the 25th."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.dialogue.facts import Grain, TimeExpression
from domain.dialogue.times.pieces import Span

OPEN_DAYS = 13  # "after Wednesday" looks two weeks ahead
_LOOK = 40
_NOT = r"(?:\bnot|\bnever|\w+n['’]t(?: do| make| come)?) (?:any ?time |on )?"
_AHEAD = (
    re.compile(
        rf"(?:(?P<by>\bby|\b(?:between|from) now (?:and|until|till|to|up to)|\buntil|\btill|\bno later than|\bnot later than|\bat the latest(?: by| on)?|"
        rf"\bup to(?: and including)?|\blatest|{_NOT}(?:after|past|beyond))|(?P<since>(?<!apart )(?<!aside )\bfrom|\bstarting(?: from| on)?|\bany ?time from|\bsince|"
        rf"{_NOT}(?:before|until|till|earlier than)|\bno (?:earlier|sooner) than|\bas of|\bearliest)|"
        r"(?P<before>\bbefore|\bearlier than|\bsooner than|\bahead of|\bprior to)|(?P<after>\bafter|\blater than|\bpast|\bfollowing))\s*(?:the |on )*$"
    ),
    re.compile(
        r"(?:(?P<by>最晚|最迟|不晚于|不迟于|不超过|截至|截止到?|别超过|别晚于)|(?P<since>最早|不早于|别早于)|(?P<before>赶在|早于|先于)|(?P<after>(?<!不)晚于|过了))(?:是|在|到)?$"
    ),
)
_BEHIND = (
    re.compile(
        r"\s*(?:(?P<since>onwards?|or later|or after(?! \d)|and later|and after(?! \d)|or any ?time after|at the earliest)|(?P<by>or earlier|or before|or sooner|at the latest|latest))\b"
    ),
    re.compile(
        r"\s*(?:那天|当天)?(?:(?P<since>起|开始|(?:或|及|以及|和)(?:者)?(?:之后|以后|更晚))|(?P<by>(?:或|及)(?:者)?(?:之前|以前|更早)|之内|以内|内(?![部饰胎])|为止|截止)|"
        r"(?P<before>之前|以前|前(?![天面轮后刹台杠挡]))|(?P<after>之后|以后|过后|往后|后(?![天日面轮座备视续来端半])))"
    ),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """before, by, after or since; start and end: of the time with the words that say it."""

    kind: str
    start: int
    end: int


def find(text: str, start: int, end: int) -> Limit | None:
    """What the words beside a time at start..end limit with it."""
    begin = max(0, start - _LOOK)
    behind = next((hit for pattern in _BEHIND if (hit := pattern.match(text, end))), None)
    ahead = next((hit for pattern in _AHEAD if (hit := pattern.search(text[begin:start]))), None)
    match = ahead or behind
    kind = match.lastgroup if match else None
    if kind is None:
        return None
    first = begin + ahead.start() if ahead else start
    return Limit(kind, first, behind.end() if behind else end)


def side(days: Span, kind: str, today: date) -> Span:
    """The days on one side of others."""
    first, last = days
    one = timedelta(days=1)
    if kind in {"before", "by"}:
        return today, max(today, first - one if kind == "before" else last)
    begin = last + one if kind == "after" else first
    return begin, begin + timedelta(days=OPEN_DAYS)


def timed(wish: TimeExpression, kind: str, now: datetime) -> TimeExpression:
    """“By Friday 5 pm”, “after Monday morning”: that day up to or from then, or any day before or after it."""
    early = kind in {"before", "by"}
    edge = _edge(wish, kind)
    here = replace(
        wish,
        grain=Grain.WINDOW,
        time_from=None if early else edge,
        time_to=edge if early else None,
        part_of_day=None,
        closed=kind == "by",
    )
    if wish.date_from is None or wish.date_to is None:
        return here
    span = side((wish.date_from, wish.date_to), "before" if early else "after", now.date())
    whole = replace(wish, grain=Grain.SPAN, date_from=span[0], date_to=span[1], time_from=None, time_to=None)
    beyond = replace(whole, part_of_day=None, either_half=False)
    return here if early and wish.date_from <= now.date() else replace(here, others=(beyond,))


def _edge(wish: TimeExpression, kind: str) -> time | None:
    return wish.time_from if kind in {"before", "since"} else wish.time_to
