"""What an owner wishes for in words, short enough for a button."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.dialogue.facts import TimeExpression
from domain.dialogue.times.pieces import WORKDAYS
from domain.explain.facts import Moment, Phrase

_MONDAY = date(2024, 1, 1)  # any Monday: only the name of the weekday is told


def half_of_year(start: datetime, zone: str) -> str:
    """Which of two the time of a clock is that comes twice in the night when clocks go back: "summer" or "winter"; else ""."""
    local = start.astimezone(ZoneInfo(zone))
    if local.replace(fold=0).utcoffset() <= local.replace(fold=1).utcoffset():  # type: ignore[operator] # aware, so never None
        return ""
    return "winter" if local.fold else "summer"


def wish(when: TimeExpression, zone: str) -> Phrase:
    """Days and times, what would do as well, and what is ruled out."""
    label = _one(when, zone)
    for other in when.others:
        label = Phrase("wish.or", {"one": label, "other": _one(other, zone)})
    if when.never:
        never = ruled_out(when.never, zone)
        label = Phrase("wish.not", {"wish": label, "never": never})
    return label


def ruled_out(never: tuple[TimeExpression, ...], zone: str) -> tuple[Phrase, ...]:
    """Bare weekdays in one, by their names alone: “not Thursday, Friday” in place of “any Thursday and any Friday”."""
    bare = [
        each for each in never if each.weekdays and not (each.date_from or each.time_from or each.time_to)
    ]
    weekdays = tuple(sorted({weekday for each in bare for weekday in each.weekdays}))
    others = tuple(
        _timed(_by_name(each.weekdays, zone), each.time_from, each.time_to, zone)
        if each.weekdays and not each.date_from
        else _one(each, zone)
        for each in never
        if each not in bare
    )
    return (*others, _by_name(weekdays, zone)) if weekdays else others


def _by_name(weekdays: tuple[int, ...], zone: str) -> Phrase:
    days = tuple(moment(_MONDAY + timedelta(days=day), time(12), zone) for day in weekdays)
    return Phrase("wish.named", {"weekdays": days})


def _one(when: TimeExpression, zone: str) -> Phrase:
    days = _days(when, zone)
    begin, end = when.time_from, when.time_to
    if begin is None and end is None:
        return days or Phrase("wish.any")
    return _timed(days, begin, end, zone)


def _timed(days: Phrase | None, begin: time | None, end: time | None, zone: str) -> Phrase:
    params: dict[str, object] = {"days": days}
    for name, clock in (("begin", begin), ("end", end)):
        if clock is not None:
            params[name] = moment(_MONDAY, clock, zone)
    if begin is None:
        kind = "until"
    elif end is None:
        kind = "from"
    else:
        kind = "at" if begin == end else "between"
    return Phrase(f"wish.{kind}" if days else f"wish.any_{kind}", params)


def _days(when: TimeExpression, zone: str) -> Phrase | None:
    first, last = when.date_from, when.date_to
    weekdays = _weekdays(when.weekdays, zone)
    if first is None or last is None:
        return weekdays
    if first == last:
        return Phrase("wish.day", {"first": moment(first, time(12), zone)})
    span = Phrase("wish.days", {"first": moment(first, time(12), zone), "last": moment(last, time(12), zone)})
    return Phrase("wish.both", {"weekdays": weekdays, "days": span}) if weekdays else span


def _weekdays(weekdays: tuple[int, ...], zone: str) -> Phrase | None:
    if not weekdays:
        return None
    if weekdays == WORKDAYS:
        return Phrase("wish.workdays")
    days = tuple(moment(_MONDAY + timedelta(days=day), time(12), zone) for day in weekdays)
    return Phrase("wish.weekdays", {"weekdays": days})


def moment(day: date, clock: time, zone: str) -> Moment:
    """A wall-clock time of a zone."""
    return Moment(datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC), zone)
