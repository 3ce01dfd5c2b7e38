"""What an owner has to do before and after the visit: “after I drop the kids at 8:30”, “I have to leave by noon”. Pure.

The one is when it may begin, the other when its work has to be over, which is no time to begin at.
"""

import re
from dataclasses import replace
from datetime import time
from typing import Final

from domain.dialogue.facts import TimeExpression
from domain.dialogue.times.pieces import Clock

_LOOK: Final = 70  # characters beside a time that may tell of it
_AFTER: Final = re.compile(
    r"\b(?:after|once|as soon as)\s+(?:i|we|he|she|they|(?:the|my|our)(?: \w+)?)\b['’]?\w*(?: [\w'’]+){1,7}\s*$"
)
_AFTER_ZH: Final = re.compile(r"(?:送|接|陪|带|忙|办|开|上|吃)完[^,.!?]{0,5}$")
_DOES_ZH: Final = (
    r"(?:(?:送|接|陪|忙|办|开|上)完|(?:送|接)到(?:学校|幼儿园|公司|家))"  # 送到店里 is the visit itself
)
_AFTER_BEHIND_ZH: Final = re.compile(rf"\s*(?:左右|我|我们|要|得|先|才能?|刚)*{_DOES_ZH}[^,.!?]{{0,6}}")
_MUST: Final = (
    r"(?<!n['’]t )(?<!not )(?<!never )\b(?:have|has|need|needs|must|got|gotta|should|supposed)(?: to)?"
)
_HAVE_TO: Final = rf"(?:{_MUST}|(?<!n['’]t )(?<!not )(?<!never )\b(?:want|wants|like)(?: to)?)"
_OVER: Final = re.compile(
    _HAVE_TO
    + r"(?: (?:really|definitely|absolutely|please|to|be|get|already|it|the|my|car|us))*"
    + r" (?:out|away|off|gone|done|finished|ready|back|head (?:off|out|home)|home)"
    + r"(?: (?:again|of|from|there|here|with it|the (?:car|workshop|centre|garage)))*\s*$"
    + rf"|{_MUST}(?: (?:really|definitely|absolutely|please|to|be|already))* (?:leave|go)(?: (?:again|from|there|here|the (?:workshop|centre|garage)))*\s*$"
    + rf"|{_HAVE_TO}(?: (?:be|get|go))?(?: back)? (?:at|in|to)(?: (?:the|my|our|a))? (?:airport|station|office|work|school|nursery|kindergarten|home|hospital|doctor\w*|dentist\w*|meeting)\s*$"
    + r"|\b(?:be|is|it['’]s|get it|have it) (?:all )?(?:done|finished|ready)(?: again)?\s*$"
    + rf"|{_HAVE_TO} (?:it|the car|my car|her)(?: again| back)+\s*$"
)
# "I'd like it at 9" wishes for a start; only with "by" or "before" is it the end.
_OVER_BY: Final = re.compile(rf"{_HAVE_TO}(?: (?:to|it|the car|my car|her|leave|go|us|please))+\s*$")
_FETCH: Final = re.compile(
    _HAVE_TO
    + r"(?: (?:go|be|and|then|there to))* (?:pick up|fetch|collect|get|pick)(?: (?:the|my|our))? "
    + r"(?:kids?|children|son|daughter|boys?|girls?|grand\w+|wife|husband|mother|mum|mom|father|dad|parents)(?: up)?(?: from (?:the )?\w+)?\s*$"
)
_MUST_ZH: Final = r"(?:,|我|我们|就|还|也|一定|可能|必须|需要|应该|得|要)"
_OVER_ZH: Final = r"(?:去|先|赶|能|会|把|车|它|全部|都|给我|帮我)*(?:走(?!路)|离开|动身|(?:弄|修|做|搞|换|检查)(?:好|完|定)|完事|完工|结束|回家|回公司|用车)(?!吗|么)"
_FETCH_ZH: Final = r"(?:去|先|赶去|回|到学校|到幼儿园)*接(?:孩|娃|小|人|老|儿|女)[^,.!?]{0,2}"
_BY_ZH: Final = re.compile(rf"\s*{_MUST_ZH}*(?:{_OVER_ZH}|{_FETCH_ZH})")
_DONE_ZH: Final = (
    r"(?:左右|前后|钟|大概|应该|差不多|就|会|能|可以|全部|都)*(?:弄|修|做|搞|整|换|检查|保养)(?:好|完|得)"
)
_AT_ZH: Final = re.compile(
    rf"\s*{_MUST_ZH}*(?:得|要|必须|需要)(?:就)?(?:{_OVER_ZH}|{_FETCH_ZH})|\s*{_DONE_ZH}"
)


def after(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where words begin and end that make the time start..end one from which the owner is free; None where they do not."""
    begin = max(0, start - _LOOK)
    before = _AFTER.search(text[begin:start]) or _AFTER_ZH.search(text[begin:start])
    behind = _AFTER_BEHIND_ZH.match(text, end)
    if before is None and behind is None:
        return None
    return begin + before.start() if before else start, end


def over(text: str, start: int, end: int, clock: Clock) -> tuple[int, int] | None:
    """Where words begin and end that make a clock time start..end that by which the work has to be over; None where they do not."""
    is_limit, is_exact = clock.begin is None and clock.end is not None, clock.begin == clock.end
    if not (is_limit or is_exact):
        return None
    begin = max(0, start - _LOOK)
    before = text[begin:start]
    ahead = _OVER.search(before) or _FETCH.search(before) or (_OVER_BY.search(before) if is_limit else None)
    if ahead:
        return begin + ahead.start(), end
    behind = (_BY_ZH if is_limit else _AT_ZH).match(text, end)
    return (start, behind.end()) if behind else None


def split(
    times: tuple[TimeExpression, ...],
) -> tuple[tuple[TimeExpression, ...], tuple[TimeExpression, ...]]:
    """The times that are wishes, and those that only tell when the work has to be over."""
    ends = tuple(each for each in times if each.done_by and each.date_from is None and not each.weekdays)
    return tuple(each for each in times if each not in ends), ends


def joined(wish: TimeExpression | None, ends: tuple[TimeExpression, ...]) -> TimeExpression | None:
    """The wish with the time by which its work has to be over."""
    if not ends:
        return wish
    return until(wish, min(each.done_by for each in ends if each.done_by)) if wish else ends[0]


def until(wish: TimeExpression, end: time | None) -> TimeExpression:
    """The wish whose work has to be over by then; where it begins only after that, the wish as it is."""
    if end is None or (wish.time_from and wish.time_from >= end):
        return wish
    others = tuple(until(each, end) for each in wish.others)
    return replace(
        wish, done_by=end, others=others, ambiguous=tuple(until(each, end) for each in wish.ambiguous)
    )
