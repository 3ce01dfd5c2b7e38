"""When a centre is open: on the days that were asked about, or in its usual week."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import groupby
from typing import Final

from domain.booking import rules
from domain.booking.facts import CentreFacts
from domain.dialogue import labels
from domain.dialogue.facts import TimeExpression
from domain.dialogue.times import wishes
from domain.explain.facts import Moment, Phrase

_MONDAY: Final = date(2024, 1, 1)  # any Monday: only the name of the weekday is told
_MOST_DAYS: Final = 3  # of more, only those that differ from the week are named
_LONGEST: Final = 31  # days that are looked through

Stretches = tuple[tuple[time, time], ...]


def hours(centre: CentreFacts, when: TimeExpression | None) -> Iterator[Phrase]:
    """Return the hours of the days asked about; of many or none the usual week, with those days that differ from it."""
    days = _days(when) if when else []
    few = 0 < len(days) <= _MOST_DAYS
    special = {each.day for each in centre.special}
    yield from (_on(centre, day) for day in days if few or day in special)
    if not few:
        week = [(day, _usual(centre, day)) for day in range(7)]
        yield Phrase("topic.hours", {"centre": centre.name, "week": tuple(_week(week, centre.zone))})


def _days(when: TimeExpression) -> list[date]:
    """The days of all readings of the words, in order."""
    spans = [(each.date_from, each.date_to, each) for each in wishes.readings(when)]
    days = {
        first + timedelta(days=ahead)
        for first, last, each in spans
        if first and last
        for ahead in range(min((last - first).days + 1, _LONGEST))
        if wishes.on_day(each, first + timedelta(days=ahead))
    }
    return sorted(days)


def _on(centre: CentreFacts, day: date) -> Phrase:
    """The hours of one day, which a holiday or a make-up workday may change."""
    noon = labels.moment(day, time(12), centre.zone)
    stretches = tuple(
        Phrase(
            "why.hours.stretch",
            {"opens": Moment(each.starts_at, centre.zone), "closes": Moment(each.ends_at, centre.zone)},
        )
        for each in rules.open_on(centre, day)
    )
    if stretches:
        return Phrase("why.hours", {"centre": centre.name, "at": noon, "hours": stretches})
    params = {"centre": centre.name, "days": (Phrase("why.day", {"at": noon}),)}
    holiday = next((each.name for each in centre.special if each.day == day and each.name), None)
    return (
        Phrase("why.closed.holiday", params | {"holiday": holiday})
        if holiday
        else Phrase("why.closed", params)
    )


def _usual(centre: CentreFacts, weekday: int) -> Stretches:
    return tuple(sorted((each.opens, each.closes) for each in centre.hours if each.weekday == weekday))


def _week(week: list[tuple[int, Stretches]], zone: str) -> Iterator[Phrase]:
    """Days in a row with the same hours in one."""
    for stretches, days in groupby(week, key=lambda each: each[1]):
        numbers = [day for day, _ in days]
        first, last = (
            labels.moment(_MONDAY + timedelta(days=day), time(12), zone) for day in (numbers[0], numbers[-1])
        )
        span = Phrase("topic.days" if len(numbers) > 1 else "topic.day", {"first": first, "last": last})
        lines = tuple(_stretch(opens, closes, zone) for opens, closes in stretches)
        yield Phrase("topic.open" if lines else "topic.closed", {"days": span, "hours": lines})


def _stretch(opens: time, closes: time, zone: str) -> Phrase:
    ends = {"opens": labels.moment(_MONDAY, opens, zone), "closes": labels.moment(_MONDAY, closes, zone)}
    return Phrase("why.hours.stretch", ends)
