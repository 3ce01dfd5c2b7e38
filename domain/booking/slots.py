"""Where and when a job could be done: the centre for a car, and free slots to suggest."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.booking import jobs, rules, store, words
from domain.booking.facts import CentreFacts, Interval, Job, Slot, Start, Wish
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment
from domain.garage import service as garage
from domain.health.facts import Level

_DAY: Final = timedelta(days=1)
_FIRST_LOOK: Final = timedelta(days=14)  # later days are searched only where these have nothing
_AROUND: Final = timedelta(days=7)  # searched for other slots when one is gone


def slots(
    unit: Unit,
    job: str,
    *,
    vehicle_id: int | None = None,
    centre_id: int | None = None,
    wish: Wish | None = None,
    level: Level | None = None,
    since: datetime | None = None,
    limit: int = 3,
) -> tuple[Slot, ...]:
    """Suggest free slots, at the centre for the car unless one is named.

    level: grade of the warning that asks, which decides how soon and how far ahead. since: when the owner
    will read of it, where that is later than now. Empty where nothing is free.
    """
    work = jobs.job(job)
    centre = store.centre(unit, centre_id) if centre_id else centre_for(unit, work, vehicle_id=vehicle_id)
    return free(unit, centre, work, vehicle_id=vehicle_id, wish=wish, level=level, since=since, limit=limit)


def centre_for(unit: Unit, job: Job, *, vehicle_id: int | None) -> CentreFacts:
    """Return the car's own centre where it has skill and part, else the nearest to it that has, else any."""
    home_id = garage.vehicle(unit, vehicle_id).centre_id if vehicle_id else None
    known = store.centres(unit)
    home = next((centre for centre in known if centre.id == home_id), None)
    skilled = [centre for centre in known if rules.able(centre, job) and centre.bays]
    ready = [centre for centre in skilled if rules.has_parts(centre, job)]
    if not ready:
        raise Refusal("part_nowhere" if skilled else "job_nowhere", job=words.job(job.code))
    return min(ready, key=lambda centre: (centre.id != home_id, _distance(home, centre), centre.id))


def _distance(home: CentreFacts | None, centre: CentreFacts) -> float:
    if home is None or home.position is None or centre.position is None:
        return float("inf")
    return rules.kilometres(home.position, centre.position)


def free(
    unit: Unit,
    centre: CentreFacts,
    job: Job,
    *,
    vehicle_id: int | None,
    wish: Wish | None = None,
    level: Level | None = None,
    since: datetime | None = None,
    limit: int = 3,
    near: datetime | None = None,
) -> tuple[Slot, ...]:
    """Find free slots of a centre; near: around this instant rather than by wish and grade."""
    wish = wish or Wish()
    within = rules.span(centre, wish, level=level, now=since or unit.now)
    first = Interval(within.starts_at, min(within.ends_at, within.starts_at + _FIRST_LOOK))
    possible = _possible(unit, centre, job, wish=wish, within=first, vehicle_id=vehicle_id)
    if not possible and first != within:
        possible = _possible(unit, centre, job, wish=wish, within=within, vehicle_id=vehicle_id)
    if near:
        chosen = rules.nearest(possible, near, limit=limit)
    else:
        chosen = rules.suggest(possible, limit=limit, level=level, soonest=wish.soonest)
    return tuple(Slot(centre.id, centre.name, centre.zone, at, at + job.length) for at in chosen)


def _possible(
    unit: Unit, centre: CentreFacts, job: Job, *, wish: Wish, within: Interval, vehicle_id: int | None
) -> Sequence[Start]:
    # A day more at both ends, so that the load of the first and last day is seen whole.
    seen = Interval(within.starts_at - _DAY, within.ends_at + _DAY)
    found = rules.free_starts(centre, job, wish, within=within, busy=store.busy(unit, centre, within=seen))
    elsewhere = store.booked_of_car(unit, vehicle_id, within=seen) if vehicle_id else []
    away = [Interval(visit.starts_at, visit.ends_at) for visit in elsewhere]
    return [
        each
        for each in found
        if not any(rules.overlap(Interval(each.at, each.at + job.length), trip) for trip in away)
    ]


def refusal(
    unit: Unit, code: str, centre: CentreFacts, *, job: Job, starts_at: datetime, vehicle_id: int
) -> Refusal:
    """Say no to a start, with the nearest free slots as `slots` and as something to say in `next`."""
    day = rules.local(starts_at, zone=centre.zone).date()
    around = Wish(day_from=day - _AROUND, day_to=day + _AROUND)
    others = free(unit, centre, job, vehicle_id=vehicle_id, wish=around, near=starts_at)
    return Refusal(
        code,
        at=Moment(starts_at, centre.zone),
        centre=centre.name,
        job=words.job(job.code),
        days=rules.HORIZON.days,
        slots=others,
        next=words.next_slots(others),
    )
