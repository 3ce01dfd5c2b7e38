"""What days told from other days are: the nth of a unit in, before or after them, their weeks, parts and neighbours. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from domain.dialogue.times import holidays, pieces
from domain.dialogue.times.pieces import Days, Span

# What words beside days make of them, as seen from today; None where they tell nothing together.
Operation = Callable[[re.Match[str], Days, date], Days | None]
ONE = timedelta(days=1)
_REACH = timedelta(days=400)  # how far before and after days others are counted
_WEEKEND = 5  # its first day
_PARTS = {  # days of a month from its first and of a week from Monday; months of a year
    "month": {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first": (1, 15), "second": (16, 31)},
    "week": {"early": (1, 2), "mid": (2, 4), "late": (4, 5), "first": (1, 3), "second": (4, 5)},
    "year": {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "first": (1, 6), "second": (7, 12)},
}
WORKDAY, DAY, WEEK, WEEKEND, MONTH = "workday", "day", "week", "weekend", "month"


def whole(days: Days) -> Span:
    """All of a month, week or year, whether some of it has passed or not; the days off of a holiday; else the days."""
    first, last = days.readings[0]
    if days.unit == MONTH:
        return last.replace(day=1), pieces.last_of(last)
    if days.unit == WEEK:
        return last - timedelta(days=6), last
    if days.unit == "year":
        return last.replace(month=1, day=1), last.replace(month=12, day=31)
    return days.off or (first, last)


def is_several(days: Days) -> bool:
    """Whether others can be counted within them: several days, or the last day that stands for its month or year."""
    return bool(days.readings[0][0] < days.readings[0][1] or days.off or days.unit)


def days_off(days: Days, today: date) -> Days | None:
    """The days off of a holiday."""
    if days.off is None:
        return None
    first, last = days.off
    return Days(((max(first, today) if last >= today else first, last),), off=days.off)


def _is_unit(unit: str | int) -> Callable[[date], bool]:
    """Whether a day begins a unit: a weekday by its number, else one of the words above."""
    if unit == WORKDAY:
        return holidays.is_workday
    if unit == DAY:
        return lambda _day: True
    if unit == MONTH:
        return lambda day: day.day == 1
    weekday = {WEEKEND: _WEEKEND, WEEK: 0}.get(unit, unit) if isinstance(unit, str) else unit
    return lambda day: day.weekday() == weekday


def _end(begin: date, unit: str | int) -> date:
    if unit == MONTH:
        return pieces.last_of(begin)
    return begin + {WEEKEND: ONE, WEEK: 6 * ONE}.get(str(unit), timedelta())


def nth_of(days: Days, unit: str | int, nth: int, count: int, today: date) -> Days | None:
    """The nth (from 0; -1 the last) of a unit in days, or so many from there; where they are over and come again, then."""
    span = whole(days)
    result = _nth_in(span, unit, nth, count)
    if result and result[1] < today and days.again:
        begin = pieces.month_after(span[0], days.again)
        result = _nth_in((begin, pieces.last_of(begin)), unit, nth, count)
    return _from_today(result, today) if result else None


def _from_today(span: Span, today: date) -> Days:
    """What is left of a span, or all of it where it is over."""
    first, last = span
    return replace(pieces.span(max(first, today) if last >= today else first, last), past=last < today)


def _nth_in(span: Span, unit: str | int, nth: int, count: int) -> Span | None:
    first, last = span
    begins = _is_unit(unit)
    days = [day for ahead in range((last - first).days + 1) if begins(day := first + ahead * ONE)]
    if unit == WEEK:
        days = _weeks_of(span)
    place = nth if nth >= 0 else len(days) + nth - count + 1
    if not 0 <= place <= len(days) - count:
        return None
    begin, end = days[place], _end(days[place + count - 1], unit)
    in_month = unit == WEEK and first.month == last.month
    return (max(first, begin), min(last, end)) if in_month else (begin, end)


def _weeks_of(span: Span) -> list[date]:
    """The Mondays of the weeks of a month or year: of those with most of their days in it."""
    first, last = span
    monday = pieces.week_of(first + 3 * ONE, starts=0)
    weeks = range((last - monday).days // 7 + 1)
    return [day for week in weeks if (day := monday + week * pieces.WEEK) + 3 * ONE <= last]


def beside(days: Days, unit: str | int, nth: int, *, ahead: bool) -> Days | None:
    """The nth (from 1) of a unit after the days (ahead) or before them; after a holiday is after its days off."""
    first, last = days.readings[0]
    edge = (days.off[1] if days.off and ahead else last) if ahead else first
    if unit == MONTH:
        return pieces.one(pieces.later_month(edge, nth if ahead else -nth))
    if unit == WEEK:
        monday = pieces.week_of(edge, starts=0) + pieces.WEEK * (nth if ahead else -nth)
        return pieces.span(monday, monday + 6 * ONE)
    begins, way, remaining = _is_unit(unit), (ONE if ahead else -ONE), nth
    day = edge + way
    while remaining and abs(day - edge) < _REACH:
        fits = begins(day) and (ahead or _end(day, unit) < first)
        remaining -= fits
        day = day if fits and not remaining else day + way
    return pieces.span(day, _end(day, unit)) if not remaining else None


def shifted(days: Days, unit: str, amount: float, *, ahead: bool) -> Days | None:
    """So many days, weeks, months or workdays after the days (ahead) or before them; counted from a holiday's own day."""
    own = replace(days, off=None)
    if unit == WORKDAY:
        return beside(own, WORKDAY, int(amount), ahead=ahead)
    if unit == MONTH:
        return beside(own, MONTH, int(amount), ahead=ahead)
    way = timedelta(days=int(amount * (7 if unit == WEEK else 1)))
    first, last = days.readings[0]
    return pieces.one(last + way if ahead else first - way)


def days_beside(days: Days, count: int, *, ahead: bool) -> Days:
    """So many days right after the days (ahead) or right before them; after a holiday is after its days off."""
    first, last = days.readings[0]
    last = days.off[1] if days.off else last
    return (
        pieces.span(last + ONE, last + count * ONE)
        if ahead
        else pieces.span(first - count * ONE, first - ONE)
    )


def week_of(days: Days, today: date) -> Days | None:
    """The week from Monday on in which they lie; None where they are more than a week."""
    if (days.readings[0][1] - days.readings[0][0]).days > 6:  # noqa: PLR2004 - days of a week
        return None
    monday = pieces.week_of(days.readings[0][0], starts=0)
    return replace(_from_today((monday, monday + 6 * ONE), today), unit=WEEK)


def weekend_of(days: Days) -> Days:
    """The weekend of its week; of a Monday the one before it."""
    day = days.readings[0][0]
    saturday = pieces.week_of(day, starts=0) + (timedelta(days=_WEEKEND) if day.weekday() else -2 * ONE)
    return pieces.span(saturday, saturday + ONE)


def part_of(days: Days, part: str, today: date) -> Days | None:
    """The early, mid or late third, the first or second half, or the rest of a month, week or year; None of others."""
    span = whole(days)
    result = _part(span, days.unit, part)
    if result and result[1] < today and days.again:
        begin = pieces.month_after(span[0], days.again)
        result = _part((begin, pieces.last_of(begin)), days.unit, part)
    return _from_today(result, today) if result else None


def _part(span: Span, unit: str, part: str) -> Span | None:
    first, last = span
    if part == "rest":
        return first, last
    if unit not in _PARTS:
        return None
    begin, end = _PARTS[unit][part]
    if unit == "year":
        return first.replace(month=begin), pieces.last_of(first.replace(month=end))
    return first + (begin - 1) * ONE, min(last, first + (end - 1) * ONE)
