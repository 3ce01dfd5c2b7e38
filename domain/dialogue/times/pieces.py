"""What the two grammars find: pieces of time with their places, and the calendar arithmetic they share."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.dialogue.facts import Part, Shift

Span = tuple[date, date]

WINDOWS = {
    Part.MORNING: (time(5), time(12)),
    Part.NOON: (time(11), time(14)),
    Part.AFTERNOON: (time(12), time(18)),
    Part.EVENING: (time(16), time(21)),
}
FIRST_AFTERNOON, LAST_AFTERNOON = 1, 6  # a workshop's bare "three" is 15:00, its bare "nine" 09:00
NOON = 12
WEEK = timedelta(days=7)
# Holidays of the lunar calendar that fall on other days each year (published by the State Council's offices).
LUNAR = {
    "spring": ((2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 3)),
    "dragon": ((2026, 6, 19), (2027, 6, 9), (2028, 5, 28), (2029, 6, 16), (2030, 6, 5)),
    "moon": ((2026, 9, 25), (2027, 9, 15), (2028, 10, 3), (2029, 9, 22), (2030, 9, 12)),
    "clear": ((2026, 4, 5), (2027, 4, 5), (2028, 4, 4), (2029, 4, 4), (2030, 4, 5)),
}


@dataclass(frozen=True, slots=True)
class Days:
    """One day or several, in each reading the words allow, the likeliest first.

    weekday (0 is Monday), monthday: said bare, so that a neighbour may settle which one. anchor: the day stands
    for its week ("two weeks from now"). past: it was said to be over ("yesterday"). recurring: only these weekdays;
    endless: on whatever day ("any Friday"). bare: the weekdays that were said without a week, which are those of any
    week where they are refused. misspelt: so badly that it has to be asked about.
    of_week: a weekday with its week ("下周二"), so that another weekday beside it is another day.
    """

    readings: tuple[Span, ...]
    weekday: int | None = None
    monthday: int | None = None
    anchor: bool = False
    past: bool = False
    recurring: tuple[int, ...] = ()
    endless: bool = False
    bare: tuple[int, ...] = ()
    misspelt: bool = False
    of_week: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    begin: time | None
    end: time | None
    either: bool = False
    closed: bool = False  # the end itself still counts
    written: bool = False  # on the 24-hour clock, with a leading zero


@dataclass(frozen=True, slots=True)
class Piece:
    start: int
    end: int
    days: Days | None = None
    clock: Clock | None = None
    part: Part | None = None
    shift: Shift | None = None
    dropped: bool = False  # recognised so that its numbers mislead nobody; never a wish

    @property
    def timed(self) -> bool:
        return bool(self.clock or self.part)


# What a match means as seen from now, where weeks start on a weekday; None where it is no day after all.
Form = Callable[[re.Match[str], datetime, int], Days | None]


def of_forms(
    forms: Iterable[tuple[re.Pattern[str], Form]], text: str, *, now: datetime, starts: int
) -> Iterator[Piece]:
    for pattern, form in forms:
        for match in pattern.finditer(text):
            days = form(match, now, starts)
            if days is not None:
                yield Piece(*match.span(), days=days)


def one(day: date) -> Days:
    return Days(readings=((day, day),))


def span(first: date, last: date) -> Days:
    return Days(readings=((first, last),))


WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
AHEAD = timedelta(days=90)  # how far "any Friday" looks


def every(weekdays: tuple[int, ...], now: datetime) -> Days:
    """Whichever of these weekdays."""
    return Days(((now.date(), now.date() + AHEAD),), recurring=weekdays, endless=True)


def nth_in(days: Span, weekdays: tuple[int, ...], nth: int) -> Days | None:
    """The nth (from 0, or from the end with -1) of these weekdays within a span."""
    first, last = days
    all_days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    fits = [day for day in all_days if day.weekday() in weekdays]
    return one(fits[nth]) if -len(fits) <= nth < len(fits) else None


def nth_week_of(month: Span, nth: int) -> Days | None:
    """The nth week of a month, of those with most of their days in it, without the days outside it."""
    first, last = month
    monday = week_of(first, starts=0)
    if (first - monday).days > 3:  # noqa: PLR2004 - most of a week
        monday += WEEK
    weeks = [monday + WEEK * week for week in range(6) if monday + WEEK * week + timedelta(days=3) <= last]
    if not -len(weeks) <= nth < len(weeks):
        return None
    return span(max(first, weeks[nth]), min(last, weeks[nth] + timedelta(days=6)))


def week_of(day: date, *, starts: int) -> date:
    return day - timedelta(days=(day.weekday() - starts) % 7)


def bare_weekday(weekday: int, now: datetime) -> Days:
    """The next such day; said on that very day it may also mean a week later."""
    today = now.date()
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    readings = ((first, first),) if first > today else ((first, first), (first + WEEK, first + WEEK))
    return Days(readings=readings, weekday=weekday, bare=(weekday,))


def weekday_in(weeks: int, weekday: int, *, now: datetime, starts: int) -> Days:
    """The weekday of the week `weeks` from this one; of this week, never one that has passed."""
    first = week_of(now.date(), starts=starts) + weeks * WEEK
    day = first + timedelta(days=(weekday - starts) % 7)
    if weeks == 0 and day < now.date():
        day += WEEK
    return replace(one(day), of_week=True)


def weekend_in(weeks: int, *, now: datetime) -> Days:
    saturday = week_of(now.date(), starts=0) + timedelta(days=5) + weeks * WEEK
    first = max(saturday, now.date()) if weeks == 0 else saturday
    return span(first, saturday + timedelta(days=1))


def whole_week(weeks: int, *, now: datetime, starts: int) -> Days:
    first = week_of(now.date(), starts=starts) + weeks * WEEK
    last = first + timedelta(days=6)
    return replace(span(max(first, now.date()) if weeks == 0 else first, last), past=weeks < 0)


def month_after(day: date, months: int) -> date:
    """The first of the month `months` later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def whole_month(months: int, *, now: datetime) -> Days:
    first = month_after(now.date(), months)
    last = last_of(first)
    return replace(span(max(first, now.date()) if months == 0 else first, last), past=months < 0)


def later_month(day: date, months: int) -> date:
    """The same day of a later month, or its last day where there is none."""
    first = month_after(day, months)
    return first.replace(day=min(day.day, last_of(first).day))


def bare_monthday(day: int, now: datetime) -> Days | None:
    """The next month that has this day, beginning with today; None if no month has."""
    for months in range(3):
        first = month_after(now.date(), months)
        if 1 <= day <= last_of(first).day and first.replace(day=day) >= now.date():
            return replace(one(first.replace(day=day)), monthday=day)
    return None


def dated(month: int, day: int, *, now: datetime, year: int | None = None) -> Days | None:
    """The next such date; with a year just that date; None if there is none within four years."""
    for candidate in (year,) if year else range(now.year, now.year + 5):
        try:
            calendar_day = date(candidate, month, day)
        except ValueError:
            continue
        if year or calendar_day >= now.date():
            return replace(one(calendar_day), past=calendar_day < now.date())
    return None


def month_named(month: int, *, now: datetime, year: int | None = None) -> Days | None:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return None
    first = date(year or now.year + (month < now.month), month, 1)
    return span(max(first, now.date()) if last_of(first) >= now.date() else first, last_of(first))


def lunar(name: str, now: datetime) -> Days | None:
    return next((one(date(*each)) for each in LUNAR[name] if date(*each) >= now.date()), None)


def at(hour: int, minute: int, *, half: int | None = None, whole: bool = False) -> Clock | None:
    """A clock time. half: 0 for a.m., 12 for p.m., None where neither was said; None if there is no such time.

    whole: written on the 24-hour clock ("05:15"), so that it is that time and no other.
    """
    if hour > 24 or minute > 59:  # noqa: PLR2004 - hours of a day, minutes of an hour
        return None
    if hour in {0, 24} or hour > NOON or (whole and half is None):
        moment = time(hour % 24, minute)
        return Clock(moment, moment, written=hour < NOON)
    if half is None:
        likely = hour + 12 if FIRST_AFTERNOON <= hour <= LAST_AFTERNOON else hour
        return Clock(begin=time(likely, minute), end=time(likely, minute), either=hour != NOON)
    hour_of_day = hour % 12 + half
    return Clock(begin=time(hour_of_day, minute), end=time(hour_of_day, minute))


def window(first: Clock, last: Clock) -> Clock:
    """From the one to the other; the first takes the half of the day that leaves the window shortest."""
    begin, end = first.begin, last.begin
    assert begin is not None
    assert end is not None
    if end <= begin and last.either:
        end = end.replace(hour=(end.hour + 12) % 24)
    if first.either:
        other = begin.replace(hour=(begin.hour + 12) % 24)
        begin = max((choice for choice in (begin, other) if choice < end), default=begin)
    return Clock(begin=begin, end=end, either=first.either and last.either)


def bounded(clock: Clock, bound: str) -> Clock:
    """`bound` is "" (at that time), "after", "before" or "by", which still holds that time."""
    if bound == "after":
        return replace(clock, end=None)
    return replace(clock, begin=None, closed=bound == "by") if bound in {"before", "by"} else clock


def in_part(clock: Clock, part: Part | None) -> Clock:
    """The hour in the half of the day that the part names, where the hour itself left it open, as "下午05:15" does."""
    late = part in {Part.AFTERNOON, Part.EVENING}
    if part is None or not (clock.either or (clock.written and late)):
        return clock
    return Clock(_moved(clock.begin, part), _moved(clock.end, part), closed=clock.closed)


def _moved(moment: time | None, part: Part) -> time | None:
    if moment is None:
        return None
    hour = moment.hour % 12
    if part is Part.MORNING or (part is Part.NOON and hour >= NOON - 2):
        return moment.replace(hour=hour)
    return moment.replace(hour=hour + NOON)
