"""By when to act, and the words for how soon that is. Pure; the one rule behind heading, colour, due and latest date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.explain.facts import Moment

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
    """latest: the last day to act, never after the day it is due; None where nothing may wait until a day."""

    urgency: Urgency
    latest: date | None


def deadline(
    *, stop: bool, within: timedelta, due: date | None, told_at: datetime, now: datetime, zone: str
) -> Deadline:
    """within: how soon to act after it was told. due: the day on which what is asked for is due. zone: of the owner."""
    if stop:
        return Deadline(Urgency.STOP, None)
    told, today = (at.astimezone(ZoneInfo(zone)).date() for at in (told_at, now))
    latest = told + within if due is None else min(told + within, due)
    return Deadline(_urgency(latest - today), latest)


def _urgency(left: timedelta) -> Urgency:
    if left < timedelta(0):
        return Urgency.OVERDUE
    if not left:
        return Urgency.TODAY
    if left <= SOON:
        return Urgency.SOON
    return Urgency.WEEK if left <= WEEK else Urgency.MONTH


def noon(day: date, zone: str) -> Moment:
    """A day as it is told in the owner's zone."""
    return Moment(datetime.combine(day, time(12), tzinfo=ZoneInfo(zone)).astimezone(UTC), zone)
