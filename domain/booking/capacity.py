"""What of a day's bay time may be given away: some of the next days is kept for cars with a red warning. Pure."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import chain
from typing import Final

from domain.booking import rules
from domain.booking.facts import QUARTER, Cell, CentreFacts, Job, Resource
from domain.health.facts import Level

AHEAD: Final = rules.WITHIN[Level.RED]  # visits within this leave the reserve alone


def leaves_reserve(
    centre: CentreFacts, job: Job, at: datetime, *, now: datetime, busy: AbstractSet[Cell]
) -> bool:
    """Whether enough bay time of the day stays free for red warnings once this visit is taken.

    busy: what is taken on that whole day. Time that a red warning could not use any more, too near to get there, is for everybody.
    """
    if not centre.reserve or at > now + AHEAD:
        return True
    usable = now + rules.LEAD[Level.RED]
    takes = [each for each in rules.quarters(at, job.length + centre.buffer) if each >= usable]
    day = rules.local(at, zone=centre.zone).date()
    quarters = chain.from_iterable(rules.starts(each, QUARTER) for each in rules.open_on(centre, day))
    free = sum(
        each >= usable and Cell(Resource.BAY, bay, each) not in busy
        for each in quarters
        for bay in centre.bays
    )
    return not takes or (free - len(takes)) * QUARTER >= centre.reserve
