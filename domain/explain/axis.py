"""Where a time axis gets its marks, and what they say: local midnights and hours, in the reader's words."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from domain.explain.facts import Language

_LABELS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"hour": "HH:mm", "day": "d MMM", "month": "MMM y"},
    "zh_Hans": {"hour": "HH:mm", "day": "M月d日", "month": "y年M月"},
}
_MARKS: Final = 4  # steps between them: as many as a phone shows without crowding
_HOURS: Final = (1, 2, 3, 6, 12)
_DAYS: Final = (1, 2, 3, 5, 7, 10, 14, 21, 28, 35)
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120)


def marks(first: datetime, last: datetime, zone: str, locale: Language) -> list[tuple[datetime, str]]:
    """At most five marks between two instants; times are aware, labels local to the zone."""
    tz = ZoneInfo(zone)
    kind, times = _times(first.astimezone(tz), last.astimezone(tz))
    within = [at for at in times if first <= at <= last]
    return [(at, _label(at, kind, locale)) for at in within]


def _label(at: datetime, kind: str, locale: Language) -> str:
    """Say the day instead of 00:00."""
    unit = "day" if kind == "hour" and at.hour == 0 else kind
    return format_datetime(at, _LABELS[locale][unit], tzinfo=at.tzinfo, locale=locale)


def _times(first: datetime, last: datetime) -> tuple[str, Iterator[datetime]]:
    span = last - first
    if span <= timedelta(days=2):
        return "hour", _hourly(first, last, _step(span / timedelta(hours=1), _HOURS))
    if span <= timedelta(days=_MARKS * _DAYS[-1]):
        return "day", _daily(first, last, _step(span / timedelta(days=1), _DAYS))
    return "month", _monthly(first, last, _step(span / timedelta(days=30.4), _MONTHS))


def _step(units: float, steps: tuple[int, ...]) -> int:
    return next((step for step in steps if units / step <= _MARKS), steps[-1])


def _hourly(first: datetime, last: datetime, step: int) -> Iterator[datetime]:
    for day in _daily(first, last, 1):
        for hour in range(0, 24, step):
            yield day.replace(hour=hour)


def _daily(first: datetime, last: datetime, step: int) -> Iterator[datetime]:
    """Local midnights counted back from the last day, so that the newest mark stays near "now"."""
    days = (last.date() - first.date()).days
    for back in range(days // step * step, -1, -step):
        yield datetime.combine(last.date() - timedelta(days=back), time(), tzinfo=first.tzinfo)


def _monthly(first: datetime, last: datetime, step: int) -> Iterator[datetime]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    for month in months:
        if month % step == 0:
            yield datetime(month // 12, month % 12 + 1, 1, tzinfo=first.tzinfo)
