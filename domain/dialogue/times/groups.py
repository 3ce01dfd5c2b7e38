"""Pieces that stand together are one time: "Friday the 13th at ten", "same time on Thursday"."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from domain.dialogue.facts import Part, Shift
from domain.dialogue.times import errands, joins, limits, pieces, qualifiers, sets
from domain.dialogue.times.limits import Limit
from domain.dialogue.times.pieces import Clock, Days, Piece

LOOK = 80  # characters beside a time that are looked at
_FILLER = re.compile(
    r"\s*(?:(?:[,.的@()]|at|on|in|the|a|of|around|about|for|say|some ?time|any ?time|during|early|late|any ?where|preferably|ideally|between|that|but|"
    r"那天|这天|大概|大约|差不多|是|时候|随便|哪天|哪一天|任[何意]一天|找一?天|都行|都可以|最好|但|不过|改到|改成|改在|挪到|换到|调到)\s*)*"
)
_AND = re.compile(r"\s*(?:,|and|but|且|而且|但|、|\s)*")
_BOTH = re.compile(r"\s*(?:,|and|but|且|而且|但|到|在|要|得|、|\s)*")
_LISTED = re.compile(
    r"(?:(?:[、,和跟与及/\s]|\b(?:and|or)\b)*(?:(?:周|星期|礼拜)[一二三四五六日天末]|\d{1,2}[号日]|\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b|"
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b))*"
)  # more days of a list
_BESIDE = re.compile(r"\s?")
_BUT = re.compile(r"but|但|不过|改|挪|换|调")
_TO = re.compile(r"\s*(?:到|至|-|~|—|–|to|till|until|through|thru)\s*")
_BETWEEN = re.compile(r"(?:\bbetween|在)\s*$")
_SINCE, _UNTIL = {"after", "since"}, {"before", "by"}  # kinds of limits
_SIDES = _SINCE | _UNTIL
MOVED = re.compile(
    r"\b(?:mov|chang|resched|switch|push|shift|swap|bring|postpon)\w*\b(?:.{0,60}\bfrom\s*(?:the )?|"
    r"\s*(?:(?:my|the|our|that|one|visit|appointment|appt|booking|service|slot|thing|on|for|of)\s+)*)$"
)  # “move the one on Wednesday to Friday”: the first of the two is that of the visit


@dataclass(slots=True)
class Group:
    start: int
    end: int
    days: Days | None = None
    clock: Clock | None = None
    part: Part | None = None
    shift: Shift | None = None
    limit: Limit | None = None
    tied: bool = False  # as good as the one before
    interruption: bool = False  # something that is no wish stands before it
    led: bool = False  # its time was said before its day
    refused: bool = False
    limits_days: bool = False  # its limit is of the days alone
    doubt: str = ""
    leaves: bool = False  # its time is that by which the work has to be over

    @property
    def timed(self) -> bool:
        return bool(self.clock or self.part)

    def take(self, piece: Piece, days: Days | None) -> None:
        self.led = self.led or bool(piece.days and self.timed)
        self.end = max(self.end, piece.end)
        self.start = min(self.start, piece.start)
        self.days, self.clock, self.part = days, piece.clock or self.clock, piece.part or self.part
        self.shift = self.shift or piece.shift


def grouped(row: list[Piece], plain: str, now: datetime) -> list[Group]:
    groups: list[Group] = []
    last_dropped = 0
    for piece in _dated(row, plain, now):
        if piece.dropped:
            last_dropped = piece.end
        elif groups and groups[-1].end >= last_dropped and _joined(groups[-1], piece, plain, now):
            continue
        else:
            group = Group(piece.start, piece.end, piece.days, piece.clock, piece.part, piece.shift)
            if groups:
                last = groups[-1]
                group.interruption = last.end < last_dropped or _corrects(last, piece, plain)
            groups.append(group)
    return groups


def _corrects(group: Group, piece: Piece, plain: str) -> bool:
    """“Not today it's Friday”: the second instead of the first."""
    return bool(piece.days) and qualifiers.corrected(plain, group.start, group.end, piece.start)


def _dated(row: list[Piece], plain: str, now: datetime) -> list[Piece]:
    """A weekday beside its date is one day: “Mon 23 Nov to Fri 4 Dec”; so is a part of the day with the time by which to leave."""
    joined: list[Piece] = []
    for piece in row:
        last = joined[-1] if joined else None
        if last and last.days and piece.days and _BESIDE.fullmatch(plain[last.end : piece.start]):
            is_pair = (last.days.weekday is None) != (piece.days.weekday is None)
            is_pair = is_pair and not qualifiers.corrected(plain, last.start, last.end, piece.start)
            days = joins.one_day(last.days, piece.days, "", now) if is_pair else None
            if days and not (last.timed or piece.shift or last.shift):
                joined[-1] = replace(piece, start=last.start, days=days)
                continue
        is_part = (
            last and last.part and not (last.clock or last.days or last.dropped) and last.end == piece.start
        )
        if last and is_part and _is_end(piece, plain):
            joined[-1] = replace(piece, start=last.start, part=piece.part or last.part)
            continue
        joined.append(piece)
    return joined


def _joined(group: Group, piece: Piece, plain: str, now: datetime) -> bool:
    """Take the piece into the group if it belongs there."""
    before, gap = plain[max(0, group.start - LOOK) : group.start], plain[group.end : piece.start]
    fits = len(gap) <= LOOK and bool(_FILLER.fullmatch(gap)) and not _second_time(group, piece)
    if (("," in gap or group.timed) and _is_end(piece, plain)) or _corrects(group, piece, plain):
        return False
    if piece.shift or group.shift:
        return fits and _with_shift(group, piece)
    if _BUT.search(gap) or (
        "," in gap and (_one_refused(group, piece, plain) or _limits(group, piece, plain))
    ):
        return False
    if _completed(group, piece, gap):
        return True
    if group.days and piece.days:
        return _with_days(group, piece, before, gap=gap, fits=fits, now=now)
    if fits:
        group.take(piece, group.days or piece.days)
    return fits


def _is_end(piece: Piece, plain: str) -> bool:
    return piece.clock is not None and errands.over(plain, piece.start, piece.end, piece.clock) is not None


def _with_days(group: Group, piece: Piece, before: str, *, gap: str, fits: bool, now: datetime) -> bool:
    assert group.days is not None
    assert piece.days is not None
    days: Days | None = None
    if _is_span(before, gap):
        days = joins.through(group.days, piece.days)
    elif fits:
        days = joins.one_day(group.days, piece.days, gap, now)
    if days:
        group.take(piece, days)
    return days is not None


def _completed(group: Group, piece: Piece, gap: str) -> bool:
    """“No earlier than 9:30 and no later than 11” is one window."""
    one, other = group.clock, piece.clock
    if one is None or other is None or piece.days or not _AND.fullmatch(gap):
        return False
    begins, ends = bool(one.begin) + bool(other.begin), bool(one.end) + bool(other.end)
    if begins != 1 or ends != 1:
        return False
    both = replace(other, begin=one.begin or other.begin, end=one.end or other.end)
    group.take(replace(piece, clock=both), group.days)
    return True


def _one_refused(group: Group, piece: Piece, plain: str) -> bool:
    """“Not Monday, after three”, “下周，周三不行”: what is refused is one of the two."""
    ahead = qualifiers.before(plain, group.start)
    listed = _LISTED.match(plain, piece.end)
    end = listed.end() if listed else piece.end
    return ahead is not None or qualifiers.after(plain, piece.start, end) is not None


def _limits(group: Group, piece: Piece, plain: str) -> bool:
    """Whether the second of two times bounds the first: “下周，周四之前”, “下周，周三之后”."""
    if not (group.days and piece.days) or group.timed or piece.timed:
        return False
    first, last = group.days.readings[0]
    limit = limits.find(plain, piece.start, piece.end)
    return first < last and limit is not None and limit.kind in _SIDES


def _with_shift(group: Group, piece: Piece) -> bool:
    """“Same time on Friday”; a day that is said holds, not the one that is counted."""
    if piece.shift and group.shift:
        return False
    days = group.days if piece.shift else piece.days
    shift = piece.shift or group.shift
    assert shift is not None
    group.take(piece, days or group.days or piece.days)
    whole = group.days if days is not None and not piece.days else None
    is_told = whole is not None and whole.weekday is None and not whole.bare and sets.is_several(whole)
    rest = shift.same_time or shift.minutes or (shift.week and not shift.days and not is_told)
    group.shift = shift if days is None or rest else None
    return True


def _is_span(before: str, gap: str) -> bool:
    """“Monday to Friday”, “between Monday and Friday”; not “move it from Monday to Friday”."""
    between = gap.strip() in {"and", "和"} and _BETWEEN.search(before)
    return bool((between or (len(gap) <= LOOK and _TO.fullmatch(gap))) and not MOVED.search(before))


def _second_time(group: Group, piece: Piece) -> bool:
    return bool((piece.clock and group.clock) or (piece.part and group.part and not piece.clock))


def between_limits(groups: list[Group], text: str, now: datetime) -> list[Group]:
    """Join days with the limit beside them: “after the 25th but before the 30th”, “next week, before Thursday”."""
    result = groups[:1]
    for group in groups[1:]:
        first, gap = result[-1], text[result[-1].end : group.start]
        both = _days_between(first, group, now) if _BOTH.fullmatch(gap) else None
        if both is None:
            result.append(group)
        else:
            first.days, first.limit, first.end = both, None, group.end
    return result


def _days_between(first: Group, second: Group, now: datetime) -> Days | None:
    """The days that two groups leave together; None where they do not limit each other."""
    if not (first.days and second.days) or first.timed or second.timed or first.refused or second.refused:
        return None
    if first.limit is None or second.limit is None:
        return _days_within(first, second, now)
    if first.limit.kind in _SINCE:
        return _from_to(first.days, first.limit, second.days, second.limit, now)
    return _from_to(second.days, second.limit, first.days, first.limit, now)


def _from_to(first: Days, since: Limit, last: Days, until: Limit, now: datetime) -> Days | None:
    """The days from one limit to the other; None where it is not those two kinds."""
    if since.kind not in _SINCE or until.kind not in _UNTIL:
        return None
    whole = joins.through(first, last)
    if whole is None:
        return None
    end = whole.readings[0][1]
    begin = limits.side(first.readings[0], since.kind, now.date())[0]
    last_day = limits.side((end, end), until.kind, now.date())[1]
    return pieces.span(begin, last_day) if begin <= last_day else None


def _days_within(one: Group, other: Group, now: datetime) -> Days | None:
    """The part of several days on one side of a limit; the first of a month stands for its beginning."""
    plain, bound = (one, other) if one.limit is None else (other, one)
    if bound.limit is None or bound.limit.kind not in _SIDES or plain.shift or bound.shift:
        return None
    assert plain.days is not None
    assert bound.days is not None
    if len(plain.days.readings) > 1 or plain.days.past:
        return None
    begin, last = plain.days.readings[0]
    is_bare = bound.days.weekday is not None or bound.days.monthday is not None
    edge = (joins.one_day(plain.days, bound.days, "", now) if is_bare else None) or bound.days
    since, until = limits.side(edge.readings[0], bound.limit.kind, now.date())
    if begin == last and (bound.limit.kind in _SINCE or begin.day > 1):
        return None
    if bound.limit.kind in _SINCE:
        until = last
    else:
        since, until = begin, min(last, until) if begin < last else until
    return (
        replace(plain.days, readings=((since, until),), weekday=None, endless=False)
        if begin <= since <= until
        else None
    )
