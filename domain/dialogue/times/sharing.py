"""What is said once of several times holds for all: “Thursday or Friday after lunch”, “the 21st or the 24th, at nine or ten”."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from domain.dialogue.facts import Shift
from domain.dialogue.times import joins, pieces
from domain.dialogue.times.groups import Group
from domain.dialogue.times.pieces import Days

_MONDAY = 0
_CLOSE = 6  # characters between a day and its time that belong to them


def _is_that_week(shift: Shift) -> bool:
    return shift.week and not shift.days


def shared(groups: list[Group], now: datetime) -> list[Group]:
    """“Thursday or Friday after lunch”, “Friday 3 or 4 pm”: what is said once holds for both."""
    groups = _with_times_apart(groups)
    for first, second in reversed(list(pairwise(groups))):
        if second.tied and first.days and second.days and not second.led:
            first.days = joins.preceding(first.days, second.days)
    for first, second in pairwise(groups):
        if first.days and second.shift and second.shift.days:
            _count_on(first.days, second, second.shift, refused=first.refused)
        if second.tied and _is_time_of(second, first):
            second.tied = False
        elif second.tied:
            _share(first, second)
        elif first.days and second.days and second.shift and _is_that_week(second.shift):
            second.days, second.shift = joins.one_day(first.days, second.days, "", now) or second.days, None
    return _with_lone_time(groups)


def _is_time_of(second: Group, first: Group) -> bool:
    """“Tuesday is fine, in the morning”: a time alone behind a day without one is its time."""
    plain = not (first.timed or first.shift or first.limit or second.shift)
    return bool(plain and first.days and second.timed and not second.days)


def _with_times_apart(groups: list[Group]) -> list[Group]:
    """“The 21st or the 24th, at nine or ten”: two times for both days, so that they stand by themselves."""
    result = list(groups)
    for place in range(len(groups) - 2, 0, -1):
        one, two, three = groups[place - 1 : place + 2]
        times = two.timed and three.timed and not (one.timed or two.led or three.days)
        if times and one.days and two.days and two.tied and three.tied:
            result.insert(place + 1, replace(two, days=None, tied=False))
            two.clock, two.part = None, None
    return result


def _count_on(days: Days, second: Group, shift: Shift, *, refused: bool) -> None:
    """“Next week or the week after”, “tomorrow is bad, what about the day after”: counted from the day just named."""
    ahead = timedelta(days=shift.days)
    first, last = (day + ahead for day in days.readings[0])
    if shift.week:
        first = pieces.week_of(first, starts=_MONDAY)
        last = first + timedelta(days=6)
    second.days = pieces.span(first, last)
    if second.tied or refused:
        second.shift = None  # else it is a visit of that day that is moved


def _share(first: Group, second: Group) -> None:
    if first.days and second.days:
        _share_time(first, second)
        first.shift = second.shift if second.shift and _is_that_week(second.shift) else first.shift
        second.days = second.days if first.limit else joins.following(first.days, second.days)
    elif first.refused == second.refused and not first.shift and not second.shift:
        second.part = second.part or (first.part if first.days else None)
        second.days = second.days or first.days
        first.days = first.days or (None if first.refused else second.days)


def _with_lone_time(groups: list[Group]) -> list[Group]:
    """A time that stands by itself is that of the days, where these are as good as each other."""
    candidates = [
        group
        for group in groups
        if not (group.refused or (group.leaves and not group.days) or (group.days and group.days.past))
    ]
    lone = [group for group in candidates if not group.days]
    dayful = [group for group in candidates if group.days]
    if not lone or not dayful or not all(group.tied for group in (*dayful[1:], *lone[1:])):
        return groups
    shift = lone[0].shift
    if len(lone) > 1:
        return _every_time(dayful, lone, groups)
    if (shift and shift.minutes) or (lone[0].timed and any(_is_settled(group, lone[0]) for group in dayful)):
        return groups
    for group in dayful:
        clock = group.clock or lone[0].clock
        part = None if clock and pieces.is_after_morning(clock, group.part) else group.part
        group.clock, group.part = clock, part or lone[0].part
        group.shift = group.shift or (shift if shift and shift.same_time else None)
        group.doubt = group.doubt or lone[0].doubt
        group.limits_days = group.limit is not None
    near = dayful[0] if lone[0].start < dayful[0].start else dayful[-1]
    if max(near.start, lone[0].start) - min(near.end, lone[0].end) <= _CLOSE:
        near.start, near.end = min(near.start, lone[0].start), max(near.end, lone[0].end)
    return [group for group in groups if group is not lone[0]]


def _is_settled(group: Group, lone: Group) -> bool:
    """Whether days have a time already that another one does not narrow: “evening, is there anything after six?”."""
    clock = lone.clock
    bounds = clock is not None and clock.begin != clock.end and lone.start > group.start
    return group.timed and not (bounds and group.clock is None)


def _every_time(dayful: list[Group], lone: list[Group], groups: list[Group]) -> list[Group]:
    """“The 21st or the 24th, at nine or half past ten”: every day at every time."""
    if any(group.shift or group.limit for group in (*dayful, *lone)) or any(group.timed for group in dayful):
        return groups
    each = [
        replace(day, clock=time.clock, part=time.part, doubt=day.doubt or time.doubt, tied=True)
        for day in dayful
        for time in lone
    ]
    rest = [group for group in groups if group not in dayful and group not in lone]
    return sorted([*each, *rest], key=lambda group: group.start)


def _share_time(first: Group, second: Group) -> None:
    if not first.timed and not first.limit:
        first.clock, first.part = second.clock, second.part
    if first.led and not second.timed and not second.limit:
        second.clock, second.part = first.clock, first.part
