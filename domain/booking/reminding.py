"""When an owner is reminded of a booked visit. Pure.

All spans are own choices: a day to arrange things, two hours to set out.
"""

from collections.abc import Iterator, Mapping
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


def moments(
    starts_at: datetime, *, settled_at: datetime, quiet: Quiet, now: datetime
) -> tuple[datetime, ...]:
    """Return when the owner will yet be reminded."""
    return tuple(at for _, at, _ in _spans(starts_at, settled_at=settled_at, quiet=quiet) if at > now)


def due(starts_at: datetime, *, settled_at: datetime, quiet: Quiet, now: datetime) -> Reminder | None:
    """Return the reminder of a visit that is due now; none in quiet hours.

    settled_at: when the visit got its present time. Whoever has just arranged it needs no reminder.
    """
    if after_quiet(now, quiet) != now:
        return None
    spans = _spans(starts_at, settled_at=settled_at, quiet=quiet)
    return next((kind for kind, at, last in spans if at <= now <= last), None)


def _spans(
    starts_at: datetime, *, settled_at: datetime, quiet: Quiet
) -> Iterator[tuple[Reminder, datetime, datetime]]:
    """Yield each reminder of a visit, when it goes out, and until when it is of use."""
    for kind in Reminder:
        at, last = after_quiet(starts_at - BEFORE[kind], quiet), starts_at - LEAST[kind]
        if settled_at < at <= last:
            yield kind, at, last
