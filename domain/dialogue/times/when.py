"""When something is wanted: every time expression of a message, Chinese, English or mixed.

Two closed grammars find pieces (a day, a clock time, a part of the day, a time told from another); here they are
joined, qualified by the words beside them, and read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from domain.dialogue import script
from domain.dialogue.facts import Grain, TimeExpression
from domain.dialogue.times import (
    after_holidays,
    calendar_forms,
    clock_en,
    collecting,
    composing,
    errands,
    limits,
    passing,
    pieces,
    qualifiers,
    sharing,
    shifts,
    spelling,
    when_en,
    when_zh,
    zones,
)
from domain.dialogue.times.groups import LOOK, MOVED, Group, between_limits, grouped
from domain.dialogue.times.pieces import Days, Piece, Span
from domain.dialogue.times.revising import revised
from domain.dialogue.times.spelling import Copy

MONDAY = 0
_PERIODS = {"month", "year"}
_CLOSE = 6  # characters between a day and its time that belong to them
_MANY = 20  # pieces read from the beginning of a message, and from its end


_BEFORE_LAST = 30  # characters before a time in which it may be said that it is over
_LAST_TIME = re.compile(
    r"(?:去年|前年|上[次回](?:[^,，。!！?？]{0,6})(?:是|在|还是))[^,，。!！?？]{0,6}$|\blast (?:service|serviced|time|check|visit)\b[^,.!?]{0,8}\b(?:was|were|is)\b[^,.!?]{0,8}$|\b(?:was|were) last \w+ (?:on |in |before |around )?$",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(r"\s+(?:of )?last year\b", re.IGNORECASE)


def find(text: str, *, now: datetime, week_start: int = MONDAY) -> tuple[TimeExpression, ...]:
    """Every expression, in the order of the text. `now` is local at the centre; week_start: 0 Monday, 6 Sunday.

    A bare weekday or date is never in the past; where words have two readings, `ambiguous` lists them all.
    """
    return tuple(each for each in every(text, now=now, week_start=week_start) if not each.idle)


def every(text: str, *, now: datetime, week_start: int = MONDAY) -> tuple[TimeExpression, ...]:
    """As `find`, with the times that tell of no visit ("in 2018", "now"), which are `idle`."""
    home, now = now.tzinfo or zones.HOME, now.replace(tzinfo=None)
    copy = spelling.copy(_with_lists(text, script.plain(text)))
    words, zone = zones.without(copy.text)
    copy = replace(copy, text=words)
    row = _pieces(copy.text, now, week_start)
    groups = revised(grouped(row, copy.text, now), copy.text)
    _qualify(groups, copy.text)
    groups = sharing.shared(between_limits(groups, copy.text, now), now)
    times = [_of_last_time(_expression(group, text, copy, now), text) for group in groups]
    times = [zones.at_home(each, zone, now, home) for each in times] if zone else times
    return tuple(sorted([*times, *_idle(row, text, copy)], key=lambda each: each.span))


def _of_last_time(time: TimeExpression, text: str) -> TimeExpression:
    """A time that tells when something was last done is past, whatever year it would be of."""
    before, after = text[max(0, time.span[0] - _BEFORE_LAST) : time.span[0]], text[time.span[1] :]
    is_last = _LAST_TIME.search(before) is not None or _LAST_YEAR.match(after) is not None
    return replace(time, past=True) if is_last else time


def _idle(row: list[Piece], text: str, copy: Copy) -> Iterator[TimeExpression]:
    for piece in row:
        if piece.dropped and piece.days:
            (first, last), (start, end) = piece.days.readings[0], copy.span(piece.start, piece.end)
            clock = piece.clock.begin if piece.clock else None
            yield TimeExpression(
                text[start:end], (start, end), Grain.SPAN, first, last, clock, clock, past=True, idle=True
            )


def _with_lists(text: str, plain: str) -> str:
    """The plain text with the comma of lists, 、, which does not part what a comma parts."""
    if "、" not in text:
        return plain
    return "".join("、" if sign == "、" else same for sign, same in zip(text, plain, strict=True))


def _pieces(plain: str, now: datetime, week_start: int) -> list[Piece]:
    """The longest pieces from left to right, none over another."""
    words = [
        *passing.find(plain, now=now),
        *shifts.find(plain, now=now),
        *pieces.of_forms((*calendar_forms.FORMS, *after_holidays.FORMS), plain, now=now, starts=week_start),
        *when_zh.find(plain, now=now, starts=week_start),
        *when_en.find(plain, now=now, starts=week_start),
    ]
    words += composing.grown(words, plain, now=now)
    loose = frozenset(piece.end for piece in words if not piece.dropped)
    row: list[Piece] = []
    for piece in sorted(
        [*words, *clock_en.find(plain, now=now, loose=loose)], key=lambda piece: (piece.start, -piece.end)
    ):
        if not row or piece.start >= row[-1].end:
            row.append(piece)
    row = collecting.without(row, plain)
    return row if len(row) <= 2 * _MANY else row[:_MANY] + row[-_MANY:]


def _qualify(groups: list[Group], text: str) -> None:
    """What the words beside each group make of it; the group grows by the words that are read."""
    behind = set[int]()
    for group in groups:
        _errand(group, text)
    for place, group in enumerate(groups):
        _limit(group, text)
        if group.leaves:
            continue
        ahead, after = qualifiers.before(text, group.start), qualifiers.after(text, group.start, group.end)
        if ahead is not None:
            group.start, group.refused = max(ahead, groups[place - 1].end if place else 0), True
        if after is not None and (place + 1 == len(groups) or after <= groups[place + 1].start):
            group.end, group.refused = after, True
            behind |= {place} if ahead is None else set()
    _tie(groups, text, behind)
    for place in range(len(groups) - 1, 0, -1):
        listed = groups[place].tied and "," not in text[groups[place - 1].end : groups[place].start]
        if listed and place in behind:
            groups[place - 1].refused = True
            behind.add(place - 1)
    _doubt(groups, text)


def _tie(groups: list[Group], text: str, behind: set[int]) -> None:
    """Which groups are as good as the one before; one that is refused by words before it takes the next with it. behind: those refused by words after them."""
    for place, (first, second) in enumerate(pairwise(groups), start=1):
        gap = text[first.end : second.start]
        denied = second.refused and not first.refused and place not in behind  # “today, not tomorrow at nine”
        apart = second.interruption or first.leaves or second.leaves or denied
        second.tied = not apart and qualifiers.either(gap)
        if second.tied and "," not in gap and not qualifiers.instead(gap):
            second.refused |= first.refused and place - 1 not in behind


def _errand(group: Group, text: str) -> None:
    """What the owner has to do beside the visit bounds it: “after I drop the kids at 8:30”, “I have to leave by noon”."""
    clock = group.clock
    if clock is None or group.shift:
        return
    over = errands.over(text, group.start, group.end, clock)
    after = errands.after(text, group.start, group.end) if over is None and clock.begin == clock.end else None
    if over and not (group.days and clock.begin):
        (group.start, group.end), group.leaves = over, True
    elif after:
        (group.start, group.end), group.clock = after, pieces.bounded(clock, "after")


def _limit(group: Group, text: str) -> None:
    own = group.clock is not None and (group.days is None or group.clock.begin != group.clock.end)
    limit = limits.find(text, group.start, group.end) if not group.shift else None
    if limit is not None and own:
        limit = limit if group.days and limit.start < group.start and not group.led else None
    if limit is None or (
        limit.start < group.start and MOVED.search(text[max(0, group.start - LOOK) : group.start])
    ):
        return
    several = group.days and group.days.readings[0][0] < group.days.readings[0][1]
    if (group.timed and limit.start == group.start) or (
        text.startswith("from", limit.start) and several and limit.start < group.start
    ):
        return
    group.limit, group.start, group.end = limit, limit.start, limit.end


def _doubt(groups: list[Group], text: str) -> None:
    for first, second in pairwise(groups):
        if second.tied:
            first.start = qualifiers.opening(text, first.start)
    for place, group in enumerate(groups):
        if group.leaves:
            continue
        before = groups[place - 1] if place else None
        after = groups[place + 1] if place + 1 < len(groups) else None
        group.doubt = qualifiers.doubt(
            text,
            group.start,
            group.end,
            last=before.end if before else None,
            following=after.start if after else None,
        ) or (text[group.start : group.end] if group.days and group.days.misspelt else "")


def _expression(group: Group, text: str, copy: Copy, now: datetime) -> TimeExpression:
    start, end = copy.span(group.start, group.end)
    base = _timed(group, TimeExpression(source=text[start:end], span=(start, end), grain=Grain.DAY))
    bare = bool(group.days and group.days.weekday is not None and not group.limit)
    base = replace(base, shift=group.shift, refused=group.refused, doubt=group.doubt, bare=bare)
    kind = group.limit.kind if group.limit else ""
    if not group.days:
        return limits.timed(base, kind, now) if kind and group.timed else base
    days = group.days
    if kind == "before" and days.unit in _PERIODS and days.readings[0][0] == days.readings[0][1]:
        kind = "by"  # "before the end of the month"
    if kind and days.readings[0][1] < now.date():
        kind = ""
    if kind and (not group.timed or _stands_alone(group, copy.text)):
        days = replace(
            days, readings=tuple(limits.side(span, kind, now.date()) for span in days.readings[:1])
        )
        days = replace(days, weekday=None, endless=False)
    base = replace(base, weekdays=days.recurring)
    if group.refused and days.bare and not kind and group.shift is None:
        return replace(base, weekdays=days.bare)
    readings = [_on(base, reading, days, now) for reading in _coming(days, base, now)]
    if kind and group.timed and not _stands_alone(group, copy.text):
        readings = [limits.timed(readings[0], kind, now)]
    first = replace(readings[0], past=days.past)
    return replace(first, ambiguous=tuple(readings)) if len(readings) > 1 else first


def _stands_alone(group: Group, plain: str) -> bool:
    """“Before the 24th, after two”: the limit is of the days, and the time is another matter."""
    window = group.clock is not None and group.clock.begin != group.clock.end
    return group.limits_days or window or "," in plain[group.start : group.end]


def _timed(group: Group, bare: TimeExpression) -> TimeExpression:
    if group.clock:
        is_own = pieces.is_after_morning(group.clock, group.part) and re.search("[,，]", bare.source)
        clock = group.clock if is_own else pieces.in_part(group.clock, group.part)
        if group.leaves:
            return replace(bare, done_by=clock.end or clock.begin)
        exact = clock.begin is not None and clock.begin == clock.end
        return replace(
            bare,
            grain=Grain.CLOCK if exact else Grain.WINDOW,
            time_from=clock.begin,
            time_to=clock.end,
            either_half=clock.either and group.part is None,
            closed=clock.closed,
            part_of_day=group.part,
        )
    if group.part:
        begin, end = pieces.WINDOWS[group.part]
        return replace(bare, grain=Grain.PART, time_from=begin, time_to=end, part_of_day=group.part)
    return bare


def _coming(days: Days, base: TimeExpression, now: datetime) -> tuple[Span, ...]:
    """A bare weekday said on that day means today only while its time is still to come."""
    today: date = now.date()
    if days.weekday is None or len(days.readings) == 1 or days.readings[0][0] != today:
        return days.readings
    over = base.time_to if base.grain is not Grain.DAY else None
    return days.readings[1:] if over is not None and over <= now.time() else days.readings


def _on(base: TimeExpression, reading: Span, days: Days, now: datetime) -> TimeExpression:
    if days.endless:
        return replace(base, grain=Grain.SPAN if base.grain is Grain.DAY else base.grain)
    first, last = pieces.within(reading, days.recurring)
    grain = Grain.SPAN if base.grain is Grain.DAY and last > first else base.grain
    expression = replace(base, date_from=first, date_to=last, grain=grain)
    begin = expression.time_from
    today = first == last == now.date()
    if (
        today
        and expression.either_half
        and begin
        and expression.time_to
        and begin.hour < pieces.NOON
        and expression.time_to <= now.time()
    ):
        later = begin.replace(hour=begin.hour + pieces.NOON)
        return replace(
            expression,
            time_from=later,
            time_to=expression.time_to.replace(hour=expression.time_to.hour % pieces.NOON + pieces.NOON),
            either_half=False,
        )
    return expression
