"""The day of something that has been done already, of the words for it. Pure."""

from datetime import date, datetime, time, timedelta

from domain.dialogue.facts import TimeExpression
from domain.dialogue.times import when

_NEAR_DAYS = (3, 15, 31, 183, 366)  # half a week; half a month and a month; half a year and a year


def done_on(text: str, *, now: datetime, near: date) -> date | None:
    """The day of something past. One that is named without its year, month or week is the one nearest to `near`."""
    today = _day(text, now)
    tomorrow = _day(text, now + timedelta(days=1))
    if today is None or tomorrow is None or today.date_from is None or tomorrow.date_from is None:
        return None
    if today.past or tomorrow.date_from - today.date_from == timedelta(days=1):
        return today.date_from  # whole, or counted from today
    begin = datetime.combine(near, time(12))
    read = [_day(text, begin - timedelta(days=before)) for before in _NEAR_DAYS]
    days = [one.date_from for each in read if each for one in each.ambiguous or (each,) if one.date_from]
    past = [day for day in days if day <= now.date()]
    return min(past, key=lambda day: abs(day - near), default=today.date_from)


def _day(text: str, now: datetime) -> TimeExpression | None:
    """The first single day."""
    times = when.find(text, now=now)
    return next((each for each in times if each.date_from and each.date_from == each.date_to), None)
