"""The latest day to act, and how urgent that is today. Pure; heading, due and latest date of a message all come from it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SOON, WEEK = timedelta(days=2), timedelta(days=7)


class Urgency(StrEnum):
    STOP = "stop"  # do not drive on
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"  # within two days
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when to act. latest: the last day, never after the due day; None where the car must not be used until then."""

    urgency: Urgency
    latest: date | None


def deadline(
    *, stop: bool, within: timedelta, due: date | None, told_at: datetime, now: datetime, zone: str
) -> Deadline:
    """Return by when to act. within: time to act after the telling. due: day on which the work is due. zone: the owner's."""
    if stop:
        return Deadline(Urgency.STOP, None)
    first_day, today = (at.astimezone(ZoneInfo(zone)).date() for at in (told_at, now))
    latest = first_day + within if due is None else min(first_day + within, due)
    return Deadline(_urgency(latest - today), latest)


def _urgency(days_left: timedelta) -> Urgency:
    if days_left < timedelta(0):
        return Urgency.OVERDUE
    if not days_left:
        return Urgency.TODAY
    if days_left <= SOON:
        return Urgency.SOON
    return Urgency.WEEK if days_left <= WEEK else Urgency.MONTH
