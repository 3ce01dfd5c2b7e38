"""Which slot a warning may hold for an owner who has yet to read of it, and until when. Pure.

All hours are own choices: time to read, to wake up and to get there.
"""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.booking import rules
from domain.contact.facts import Quiet
from domain.contact.rules import after_quiet, is_quiet
from domain.health.facts import Level

WAKING: Final = timedelta(minutes=90)  # from the end of the quiet hours to a visit
GET_THERE: Final = timedelta(hours=1)  # from the end of a hold to its visit
MORNING: Final = timedelta(hours=2)  # of the waking day that a hold lasts, where it outlasts a night


def may_hold(starts_at: datetime, *, read_at: datetime, level: Level, quiet: Quiet) -> bool:
    """Whether somebody who reads of a visit at `read_at` can get there, and need not get up for it."""
    if starts_at < read_at + rules.LEAD[level]:
        return False
    if level is Level.YELLOW and _day(starts_at, quiet) == _day(read_at, quiet):
        return False
    return not is_quiet(starts_at, quiet) and not is_quiet(starts_at - WAKING, quiet)


def ends_at(starts_at: datetime, *, read_at: datetime, quiet: Quiet) -> datetime:
    """Return the end of a hold: a day after it could be read, not at night, and early enough to get there."""
    end = read_at + rules.ALERT_HOLD
    for asleep in (end, end - MORNING):
        if is_quiet(asleep, quiet):
            end = after_quiet(asleep, quiet) + MORNING
            break
    return min(end, starts_at - GET_THERE)


def _day(at: datetime, quiet: Quiet) -> date:
    return at.astimezone(ZoneInfo(quiet.zone)).date()
