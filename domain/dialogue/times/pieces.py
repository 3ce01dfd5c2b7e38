"""What the two grammars find: pieces of time with their places, and the calendar arithmetic they share."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.dialogue.facts import Part, Shift
from domain.dialogue.times import holidays

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


@dataclass(frozen=True, slots=True)
class Days:
    """One day or several, in each reading the words allow, the likeliest first.

    weekday (0 is Monday), monthday: said bare, so that a neighbour may settle which one. anchor: the day stands
    for its week ("two weeks from now"). past: it was said to be over ("yesterday"). recurring: only these weekdays;
    endless: on whatever day ("any Friday"). bare: the weekdays that were said without a week, which are those of any
    week where they are refused. misspelt: so badly that it has to be asked about.
    of_week: a weekday with its week ("下周二"), so that another weekday beside it is another day.
    behind: its week or month was said behind it, so that a day listed before it is of that one too.
    unit: "month", "week", "year" or "holiday" where it is one of these; again: after how many months there is another
    of its name, 0 where the words name just one. off: the days off around a holiday.
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
    behind: bool = False
    unit: str = ""
    again: int = 0
    off: Span | None = None


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


def within(days: Span, weekdays: tuple[int, ...]) -> Span:
    """The first and the last of these weekdays in a span; all of it where none is named, or none is in it."""
    first, last = days
    ahead = (last - first).days + 1
    fits = [day for each in range(ahead) if (day := first + timedelta(days=each)).weekday() in weekdays]
    return (fits[0], fits[-1]) if fits else days


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
    return replace(span(max(first, now.date()) if weeks == 0 else first, last), past=weeks < 0, unit="week")


def month_after(day: date, months: int) -> date:
    """The first of the month `months` later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def whole_month(months: int, *, now: datetime) -> Days:
    first = month_after(now.date(), months)
    last = last_of(first)
    return replace(
        span(max(first, now.date()) if months == 0 else first, last), past=months < 0, unit="month"
    )


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
    last = last_of(first)
    over = last < now.date()
    again = 0 if year else 12
    return Days(((first if over else max(first, now.date()), last),), past=over, unit="month", again=again)


def whole_year(year: int, *, now: datetime) -> Days:
    first, last = date(year, 1, 1), date(year, 12, 31)
    begin = max(first, now.date()) if year == now.year else first
    return Days(((begin, last),), past=last < now.date(), unit="year")


def calendar_week(number: int, now: datetime) -> Days:
    """The week of a number (ISO 8601), this year's or next year's."""
    year = now.year
    monday = date.fromisocalendar(year, min(number, 52), 1)
    if monday + WEEK <= now.date():
        monday = date.fromisocalendar(year + 1, min(number, 52), 1)
    return replace(span(max(monday, now.date()), monday + timedelta(days=6)), unit="week")


def holiday(name: str, now: datetime, *, year: int | None = None) -> Days | None:
    """The next holiday of a name (see `holidays`); one whose day is over while its days off are not, the rest of them."""
    coming = holidays.coming(name if name not in {"年", "过年"} else "春节", now.date(), year=year)
    if coming is None:
        return None
    first, last = coming.day, coming.day
    if first < now.date() <= coming.off[1]:
        first, last = now.date(), coming.off[1]
    return Days(((first, last),), unit="holiday", off=coming.off, past=last < now.date())


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


def is_after_morning(clock: Clock, part: Part | None) -> bool:
    """Whether "after two" beside a morning is of the afternoon: “Friday morning, is there anything after two?”."""
    begin = clock.begin if clock.either and clock.end is None and part is Part.MORNING else None
    return begin is not None and begin.hour % NOON < WINDOWS[Part.MORNING][0].hour


def _moved(moment: time | None, part: Part) -> time | None:
    if moment is None:
        return None
    hour = moment.hour % 12
    if part is Part.MORNING or (part is Part.NOON and hour >= NOON - 2):
        return moment.replace(hour=hour)
    return moment.replace(hour=hour + NOON)
