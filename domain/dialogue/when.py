"""When something is wanted: every time expression of a message, Chinese, English or mixed.

Two closed grammars find pieces (a day, a clock time, a part of the day); here they are joined and read.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from domain.dialogue import clock_en, pieces, script, when_en, when_zh
from domain.dialogue.facts import Grain, Part, TimeExpression
from domain.dialogue.pieces import Clock, Days, Piece, Span

MONDAY = 0
_FILLER = re.compile(
    r"\s*(?:(?:[,.的@]|at|on|in|the|of|around|about|for|say|some ?time|any ?time|during|early|late|between|that|"
    r"那天|这天|大概|大约|差不多|是|时候)\s*)*"
)
_TO = re.compile(r"\s*(?:到|至|-|~|—|–|to|till|until|through|thru)\s*")
_BETWEEN = re.compile(r"(?:\bbetween|在)\s*$")
_OR = re.compile(r"\s*(?:or|and|/|、|,|或者?|和|还是|跟|与|要不|要么|不然|maybe|either|都行|\s|on)*\s*")
_MOVED = re.compile(r"\b(?:move|chang|resched|switch|push|shift|swap|bring)\w*\b.*\bfrom\s*$")
_DAY_BOUND = re.compile(
    r"\b(?:(?P<by>by|until|till|no later than|up to)|(?P<before>before|earlier than)|"
    r"(?P<after>after|later than)|(?P<since>from|starting(?: from)?|any ?time from))\s*(?:the )?$"
)
_DAY_BOUND_ZH = re.compile(
    r"\s*(?:(?P<before>之前|以前|前(?![天面轮后]))|(?P<after>之后|以后|过后|后(?![天日面轮座备视续来端]))|(?P<since>起|开始))"
)
OPEN_DAYS = 13  # "after Wednesday" looks two weeks ahead


@dataclass(slots=True)
class _Group:
    start: int
    end: int
    days: Days | None = None
    clock: Clock | None = None
    part: Part | None = None
    tied: bool = False  # joined to the one before by "or"

    def take(self, piece: Piece, days: Days | None) -> None:
        self.end = max(self.end, piece.end)
        self.start = min(self.start, piece.start)
        self.days, self.clock, self.part = days, piece.clock or self.clock, piece.part or self.part


def find(text: str, *, now: datetime, week_start: int = MONDAY) -> tuple[TimeExpression, ...]:
    """Every expression, in the order of the text. `now` is local at the centre; week_start: 0 Monday, 6 Sunday.

    A bare weekday or date is never in the past; where words have two readings, `ambiguous` lists them all.
    """
    plain = script.plain(text)
    found = _pieces(plain, now, week_start)
    groups = _shared(_grouped(found, plain, now))
    return tuple(_expression(group, text, plain=plain, now=now) for group in groups)


def _pieces(plain: str, now: datetime, week_start: int) -> list[Piece]:
    """The longest pieces from left to right, none over another."""
    words = [
        *when_zh.find(plain, now=now, starts=week_start),
        *when_en.find(plain, now=now, starts=week_start),
    ]
    loose = frozenset(piece.end for piece in words if not piece.dropped)
    kept: list[Piece] = []
    for piece in sorted(
        [*words, *clock_en.find(plain, now=now, loose=loose)], key=lambda piece: (piece.start, -piece.end)
    ):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _grouped(found: list[Piece], plain: str, now: datetime) -> list[_Group]:
    groups: list[_Group] = []
    last_dropped = 0
    for piece in found:
        if piece.dropped:
            last_dropped = piece.end
        elif groups and groups[-1].end >= last_dropped and _joined(groups[-1], piece, plain, now):
            continue
        else:
            gap = plain[groups[-1].end : piece.start] if groups else ""
            tied = bool(groups) and groups[-1].end >= last_dropped and bool(_OR.fullmatch(gap))
            groups.append(_Group(piece.start, piece.end, piece.days, piece.clock, piece.part, tied=tied))
    return groups


def _joined(group: _Group, piece: Piece, plain: str, now: datetime) -> bool:
    """Take the piece into the group if it belongs there."""
    before, gap = plain[: group.start], plain[group.end : piece.start]
    fits = bool(_FILLER.fullmatch(gap)) and not _second_time(group, piece)
    if not (group.days and piece.days):
        if fits:
            group.take(piece, group.days or piece.days)
        return fits
    days: Days | None = None
    if _is_span(before, gap):
        days = _through(group.days, piece.days)
    elif fits:
        days = _one_day(group.days, piece.days, gap, now)
    if days:
        group.take(piece, days)
    return days is not None


def _is_span(before: str, gap: str) -> bool:
    """“Monday to Friday”, “between Monday and Friday”; not “move it from Monday to Friday”."""
    between = gap.strip() in {"and", "和"} and _BETWEEN.search(before)
    return bool((between or _TO.fullmatch(gap)) and not _MOVED.search(before))


def _second_time(group: _Group, piece: Piece) -> bool:
    return bool((piece.clock and group.clock) or (piece.part and group.part and not piece.clock))


def _one_day(first: Days, second: Days, gap: str, now: datetime) -> Days | None:
    """“Friday the 13th”; None where two days are meant, as in a list with a comma."""
    both = _settled(first, second, now)
    listed = _OR.fullmatch(gap) and "," in gap
    if both and listed and both.readings != first.readings and len(both.readings) > 1:
        return None
    return both


def _through(first: Days, last: Days) -> Days | None:
    begin, end = first.readings[0][0], last.readings[0][1]
    if end < begin and last.weekday is not None:
        end = begin + timedelta(days=(last.weekday - begin.weekday()) % 7)
    elif last.weekday is not None and (end - begin).days >= 7:  # noqa: PLR2004 - days of a week
        end -= pieces.WEEK
    elif last.monthday is not None and end < begin:
        end = pieces.later_month(end, 1)
    return pieces.span(begin, end) if end >= begin else None


def _settled(one: Days, other: Days, now: datetime) -> Days | None:
    """Two words for the same day: the one within the other, or both readings where they disagree."""
    for narrow, wide in ((one, other), (other, one)):
        first, last = wide.readings[0]
        if narrow.weekday is not None and (wide.anchor or last > first):
            begin = pieces.week_of(first, starts=0) if wide.anchor or (last - first).days < 7 else first  # noqa: PLR2004 - days of a week
            return pieces.one(begin + timedelta(days=(narrow.weekday - begin.weekday()) % 7))
        if one.weekday is not None and other.weekday is not None:
            return None
        if narrow.monthday is not None and last > first:
            return pieces.dated(first.month, narrow.monthday, now=now, year=first.year)
        if narrow.weekday is not None and first == last:
            return _agreed(narrow, wide)
    return None if one.readings[0] != other.readings[0] else one


def _agreed(weekday: Days, dated: Days) -> Days:
    found = dated.readings[0][0]
    if found.weekday() == weekday.weekday:
        return dated
    if dated.monthday is not None:
        later = pieces.later_month(found, 1)
        if later.weekday() == weekday.weekday:
            return pieces.one(later)
    return Days(readings=(dated.readings[0], weekday.readings[0]))


def _shared(groups: list[_Group]) -> list[_Group]:
    """“Thursday or Friday after lunch”, “Friday 3 or 4 pm”: what is said once holds for both."""
    for first, second in pairwise(groups):
        if not second.tied:
            continue
        if first.days and second.days and not (first.clock or first.part):
            first.clock, first.part = second.clock, second.part
        if first.days and second.days and second.days.weekday is not None:
            second.days = _following(first.days, second.days)
        if first.days and not second.days:
            second.days = first.days
            second.part = second.part or first.part
    dayless = [group for group in groups if not group.days]
    dayful = [group for group in groups if group.days and not group.days.past]
    if len(dayless) == 1 and len(dayful) == 1 and not (dayful[0].clock or dayful[0].part):
        lone, day = dayless[0], dayful[0]
        day.clock, day.part = lone.clock, lone.part
        day.start, day.end = min(day.start, lone.start), max(day.end, lone.end)
        return [group for group in groups if group is not lone]
    return groups


def _following(first: Days, second: Days) -> Days:
    """“Next Tuesday or Wednesday”: the Wednesday after that Tuesday."""
    begin, then = first.readings[0][0], second.readings[0][0]
    if second.weekday is None or then >= begin:
        return second
    return pieces.one(begin + timedelta(days=(second.weekday - begin.weekday()) % 7))


def _expression(group: _Group, text: str, *, plain: str, now: datetime) -> TimeExpression:
    base = _timed(group, text)
    if not group.days:
        return base
    days = group.days
    if not base.time_from and not base.time_to:
        days, base = _bounded(group, days, base, plain=plain, text=text, now=now)
    readings = [_on(base, reading, now) for reading in _coming(days, base, now)]
    first = replace(readings[0], past=days.past)
    return replace(first, ambiguous=tuple(readings)) if len(readings) > 1 else first


def _timed(group: _Group, text: str) -> TimeExpression:
    bare = TimeExpression(
        source=text[group.start : group.end], span=(group.start, group.end), grain=Grain.DAY
    )
    if group.clock:
        clock = pieces.in_part(group.clock, group.part)
        exact = clock.begin is not None and clock.begin == clock.end
        return replace(
            bare,
            grain=Grain.CLOCK if exact else Grain.WINDOW,
            time_from=clock.begin,
            time_to=clock.end,
            either_half=clock.either and group.part is None,
            part_of_day=group.part,
        )
    if group.part:
        begin, end = pieces.WINDOWS[group.part]
        return replace(bare, grain=Grain.PART, time_from=begin, time_to=end, part_of_day=group.part)
    return bare


def _bounded(
    group: _Group, days: Days, base: TimeExpression, *, plain: str, text: str, now: datetime
) -> tuple[Days, TimeExpression]:
    """“Before Friday”, “周五之后”: up to the day before, or from the day after on."""
    several = days.readings[0][0] < days.readings[0][1]
    prefix = (
        None if several and "from" in plain[: group.start][-6:] else _DAY_BOUND.search(plain[: group.start])
    )
    suffix = _DAY_BOUND_ZH.match(plain, group.end)
    bound = prefix or suffix
    if not bound or _MOVED.search(plain[: group.start]):
        return days, base
    names = {name for name, value in bound.groupdict().items() if value}
    start, end = (bound.start(), group.end) if prefix else (group.start, bound.end())
    base = replace(base, source=text[start:end], span=(start, end))
    return replace(
        days, readings=tuple(_side(span, names.pop() if names else "by", now) for span in days.readings[:1])
    ), base


def _side(span: Span, bound: str, now: datetime) -> Span:
    today, day = now.date(), timedelta(days=1)
    first, last = span
    if bound in {"before", "by"}:
        return today, max(today, first - day if bound == "before" else last)
    begin = last + day if bound == "after" else first
    return begin, begin + timedelta(days=OPEN_DAYS)


def _coming(days: Days, base: TimeExpression, now: datetime) -> tuple[Span, ...]:
    """A bare weekday said on that day means today only while its time is still to come."""
    today: date = now.date()
    if days.weekday is None or len(days.readings) == 1 or days.readings[0][0] != today:
        return days.readings
    over = base.time_to if base.grain is not Grain.DAY else None
    return days.readings[1:] if over is not None and over <= now.time() else days.readings


def _on(base: TimeExpression, reading: Span, now: datetime) -> TimeExpression:
    first, last = reading
    grain = Grain.SPAN if base.grain is Grain.DAY and last > first else base.grain
    found = replace(base, date_from=first, date_to=last, grain=grain)
    begin = found.time_from
    today = first == last == now.date()
    if today and found.either_half and begin and begin.hour < pieces.NOON and begin <= now.time():
        later = begin.replace(hour=begin.hour + pieces.NOON)
        return replace(
            found,
            time_from=later,
            time_to=later if found.time_to == begin else found.time_to,
            either_half=False,
        )
    return found
