"""When an owner is reminded of a booked visit. Pure.

All spans are own choices: a day to arrange things, two hours to set out.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.contact.facts import Quiet
from domain.contact.rules import after_quiet


class Reminder(StrEnum):
    DAY = "day"
    HOURS = "hours"


BEFORE: Final[Mapping[Reminder, timedelta]] = {
    Reminder.DAY: timedelta(hours=24),
    Reminder.HOURS: timedelta(hours=2),
}
LEAST: Final[Mapping[Reminder, timedelta]] = {
    Reminder.DAY: timedelta(hours=3),
    Reminder.HOURS: timedelta(hours=1),
}
"""Nearer to the visit than this a reminder is left out: it would be of no use, or the next one says it."""


def coming(starts_at: datetime, *, settled_at: datetime, quiet: Quiet, now: datetime) -> tuple[datetime, ...]:
    """Return when the owner will yet be reminded, as `due` does."""
    each = ((after_quiet(starts_at - BEFORE[kind], quiet), LEAST[kind]) for kind in Reminder)
    return tuple(at for at, least in each if max(settled_at, now) < at <= starts_at - least)


def due(starts_at: datetime, *, settled_at: datetime, quiet: Quiet, now: datetime) -> Reminder | None:
    """Return the reminder of a visit that is due now; none in quiet hours.

    settled_at: when the visit got its present time. Whoever has just arranged it needs no reminder.
    """
    for kind in Reminder:
        at = after_quiet(starts_at - BEFORE[kind], quiet)
        if settled_at < at <= now <= starts_at - LEAST[kind] and after_quiet(now, quiet) == now:
            return kind
    return None
