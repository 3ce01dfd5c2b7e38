"""When somebody is there to answer; pure."""

from datetime import datetime, timedelta

from domain.booking import rules
from domain.booking.facts import CentreFacts, Interval

_LOOK_AHEAD_DAYS = 14


def opening(centre: CentreFacts, now: datetime) -> Interval | None:
    """Return the opening that runs now, else the next within two weeks."""
    today = rules.local(now, zone=centre.zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD_DAYS + 1))
    return next((each for day in days for each in rules.open_on(centre, day) if each.ends_at > now), None)
