"""How the words for days join: the one within the other, from the one to the other, the one after the other."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.dialogue.times import after_holidays, pieces, qualifiers
from domain.dialogue.times.pieces import Days

_WEEK_DAYS = 7


def one_day(first: Days, second: Days, gap: str, now: datetime) -> Days | None:
    """“Friday the 13th”; None where two days are meant, as in a list with a comma."""
    both = _same_day(first, second, now)
    if both is None:
        return None
    listed = "," in gap and qualifiers.either(gap)
    if listed and both.readings != first.readings and len(both.readings) > 1:
        return None
    week_behind = first.weekday is not None and second.weekday is None and 0 < _length(second) < _WEEK_DAYS
    return replace(both, of_week=True, behind=True) if week_behind else both


def _length(days: Days) -> int:
    """How many days lie between the first and the last."""
    return (days.readings[0][1] - days.readings[0][0]).days


def through(first: Days, last: Days) -> Days | None:
    if len(first.readings) == len(last.readings) > 1 and first.weekday is None and last.weekday is None:
        return _each_through(first, last)
    if last.unit == "month" and first.unit != "month" and _length(last):
        return None  # "move the one on the 25th to January"
    last = following(first, last) if last.monthday is not None else last
    begin, end = first.readings[0][0], last.readings[0][1]
    if end < begin and last.unit == "month" and last.again:
        end = pieces.last_of(pieces.month_after(end, last.again))
    if end < begin and last.weekday is not None:
        end = begin + timedelta(days=(last.weekday - begin.weekday()) % _WEEK_DAYS)
    elif last.weekday is not None and (end - begin).days >= _WEEK_DAYS:
        end -= pieces.WEEK
    elif last.monthday is not None and end < begin:
        end = pieces.later_month(end, 1)
    return pieces.span(begin, end) if end >= begin else None


def _each_through(first: Days, last: Days) -> Days | None:
    """“5/1 to 5/7”, each of which is read day first or month first."""
    pairs = zip(first.readings, last.readings, strict=True)
    spans = tuple((one[0], other[1]) for one, other in pairs if other[1] >= one[0])
    return Days(spans) if spans else None


def _same_day(one: Days, other: Days, now: datetime) -> Days | None:
    """Two words for the same day: the one within the other, or both readings where they disagree."""
    if one.recurring or other.recurring:
        return _recurring(one, other)
    if one.weekday is not None and other.weekday is not None:
        return None
    for narrow, wide in ((one, other), (other, one)):
        if narrow.weekday is not None and _length(wide) == 0 and not wide.anchor:
            clash = wide.of_week and wide.readings[0][0].weekday() != narrow.weekday
            return None if clash else _agreed(narrow, wide)
        within = _within(narrow, wide, now)
        if within:
            return within
    return one if one.readings[0] == other.readings[0] else _after_holidays(one, other)


def _after_holidays(one: Days, other: Days) -> Days | None:
    """春节后初八: of the days after a holiday the one that is named; None where it is none of these."""
    whole, narrow = (one, other) if one.unit == after_holidays.UNIT else (other, one)
    (first, last), (begin, end) = whole.readings[0], narrow.readings[0]
    return narrow if whole.unit == after_holidays.UNIT and first <= begin <= end <= last else None


def _within(narrow: Days, wide: Days, now: datetime) -> Days | None:
    """A weekday, a weekend or a day of the month within several days; None where there is none such."""
    first, last = wide.readings[0]
    if not (wide.anchor or last > first) or (narrow.weekday is not None and wide.bare == pieces.WEEKEND):
        return None
    monday = pieces.week_of(first, starts=0)
    if narrow.weekday is not None:
        begin = monday if wide.anchor or _length(wide) < _WEEK_DAYS else first
        return pieces.one(begin + timedelta(days=(narrow.weekday - begin.weekday()) % _WEEK_DAYS))
    if narrow.bare == pieces.WEEKEND:
        weekend = [monday + timedelta(days=day) for day in pieces.WEEKEND]
        is_long = _length(wide) >= _WEEK_DAYS
        return replace(wide, recurring=pieces.WEEKEND) if is_long else pieces.span(weekend[0], weekend[1])
    if narrow.monthday is not None and last > first:
        return pieces.dated(first.month, narrow.monthday, now=now, year=first.year)
    return None


def _recurring(one: Days, other: Days) -> Days | None:
    """“Weekdays next week”."""
    narrow, wide = (one, other) if one.recurring else (other, one)
    if wide.recurring or wide.weekday is not None:
        return None
    return replace(wide, recurring=narrow.recurring)


def _agreed(weekday: Days, dated: Days) -> Days:
    day = dated.readings[0][0]
    if day.weekday() == weekday.weekday:
        return dated
    if dated.monthday is not None:
        later = pieces.later_month(day, 1)
        if later.weekday() == weekday.weekday:
            return pieces.one(later)
    agreeing = [each for each in dated.readings if each[0].weekday() == weekday.weekday]
    return Days(readings=tuple(agreeing) or (*dated.readings, weekday.readings[0]))


def preceding(first: Days, second: Days) -> Days:
    """“Tuesday or Thursday next week”, “the 5th or 6th of January”: the Tuesday of that week, the 5th of that month."""
    day = second.readings[0][0]
    if not second.behind:
        return first
    if first.monthday is not None and first.monthday < day.day:
        return replace(pieces.one(day.replace(day=first.monthday)), behind=True)
    if first.weekday is not None and first.weekday < day.weekday():
        monday = pieces.week_of(day, starts=0)
        return replace(pieces.one(monday + timedelta(days=first.weekday)), of_week=True, behind=True)
    return first


def following(first: Days, second: Days) -> Days:
    """“Next Tuesday or Wednesday”: the Wednesday after that Tuesday."""
    begin, then = first.readings[0][0], second.readings[0][0]
    if (
        second.monthday is not None
        and first.monthday is None
        and begin.day < second.monthday <= pieces.last_of(begin).day
    ):
        return pieces.one(begin.replace(day=second.monthday))  # “Jan 5th or 6th”
    if first.weekday is not None and len(second.readings) > 1 and then < begin:
        return replace(second, readings=second.readings[1:])  # today's weekday, after a day to come
    if second.weekday is None or first.weekday is not None or then >= begin:
        return second
    return pieces.one(begin + timedelta(days=(second.weekday - begin.weekday()) % 7))
