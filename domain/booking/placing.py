"""Putting a visit into a centre's calendar: bay, technician, car and parts at once, or a reason why not.

The caller holds the centre's lock; the unique rows are the guarantee behind it.
"""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from domain.booking import jobs, rules, slots, store, transport
from domain.booking.facts import CentreFacts, Interval, Job
from domain.booking.search import Search, may_give, search_for
from domain.booking.tables import Visit
from domain.core import Unit


def place(
    unit: Unit,
    visit: Visit,
    job: Job,
    *,
    starts_at: datetime,
    centre_id: int | None = None,
    moves: bool = False,
) -> None:
    """Take all that the job needs from starts_at on and store the visit there.

    centre_id: where, if not at the visit's own centre. moves: the visit has a time and its parts already; both are its own
    until the new ones are safe. The caller sets state and held_until afterwards. Raises Refusal with why, and with the nearest free slots.
    """
    search = _search(unit, visit, job, centre_id=centre_id, moves=moves)
    pair = _choose(unit, visit, search, starts_at=starts_at)
    try:
        with unit.session.begin_nested():
            visit.centre_id = search.centre.id
            visit.bay_id, visit.technician_id = pair
            visit.starts_at, visit.ends_at = starts_at, starts_at + job.length
            unit.session.add(visit)
            unit.session.flush()
            store.claim(
                unit, visit, rules.cells(starts_at, job.length, pair=pair, buffer=search.centre.buffer)
            )
            if search.stays is None and not store.reserve(unit, visit, job):
                raise slots.refusal(unit, search, starts_at=starts_at, lack="part")
    except IntegrityError:
        raise slots.refusal(unit, search, starts_at=starts_at) from None


def move(unit: Unit, visit: Visit, *, starts_at: datetime, centre_id: int | None = None) -> None:
    """Give a live visit another time, or another centre, as `place` does: same number and uid, a later sequence."""
    place(unit, visit, jobs.job(visit.job), starts_at=starts_at, centre_id=centre_id, moves=True)
    visit.sequence += 1
    visit.changed_at, visit.expected_at = unit.now, None
    visit.proposal_start = visit.proposal_at = None
    unit.session.flush()
    transport.follow(unit, visit, store.centre(unit, visit.centre_id))


def check(unit: Unit, visit: Visit, job: Job, *, starts_at: datetime, centre_id: int | None = None) -> None:
    """Refuse a start to which the visit cannot be moved, as `place` would; nothing is written."""
    search = _search(unit, visit, job, centre_id=centre_id, moves=True)
    if search.stays and starts_at == visit.starts_at:
        raise slots.refusal(unit, search, starts_at=starts_at)
    _choose(unit, visit, search, starts_at=starts_at)


def refuse_clash(unit: Unit, visit: Visit) -> None:
    """Refuse to book what is held while the car is elsewhere then."""
    within = Interval(visit.starts_at, visit.ends_at)
    if store.trips(unit, visit.vehicle_id, within=within, but=visit.id):
        search = _search(unit, visit, jobs.job(visit.job), moves=False)
        raise slots.refusal(unit, search, starts_at=visit.starts_at)


def _search(unit: Unit, visit: Visit, job: Job, *, moves: bool, centre_id: int | None = None) -> Search:
    (moved,) = store.views(unit, col(Visit.id) == visit.id) if moves else (None,)
    centre = store.centre(unit, centre_id or visit.centre_id)
    return search_for(unit, centre, job, vehicle_id=visit.vehicle_id, moved=moved)


def _choose(unit: Unit, visit: Visit, search: Search, *, starts_at: datetime) -> tuple[int, int]:
    centre, job = search.centre, search.job
    within = Interval(starts_at, starts_at + job.length)
    lack = _lack(search)
    if lack:
        raise slots.refusal(unit, search, starts_at=starts_at, lack=lack)
    busy = store.busy(unit, centre, within=_whole(centre, within), but=visit.id)
    pair = rules.pair(centre, job, starts_at, busy=busy)
    if pair and not may_give(unit, search, starts_at, busy=busy):
        pair = None
    soon, far = unit.now + rules.NOTICE, unit.now + rules.HORIZON
    is_open = soon <= starts_at <= far and rules.is_open(centre, starts_at, length=job.length)
    if pair is None or not is_open or store.trips(unit, visit.vehicle_id, within=within, but=visit.id):
        raise slots.refusal(unit, search, starts_at=starts_at)
    return pair


def _whole(centre: CentreFacts, within: Interval) -> Interval:
    """The time to look at: of the visit and its buffer, or of the whole day where some of it is kept back."""
    if not centre.reserve:
        return Interval(within.starts_at, within.ends_at + centre.buffer)
    day = rules.local(within.starts_at, zone=centre.zone).date()
    first, last = rules.whole_day(day, zone=centre.zone)
    return Interval(first, max(last, within.ends_at + centre.buffer))


def _lack(search: Search) -> str:
    if not rules.able(search.centre, search.job):
        return "skill"
    needs_parts = search.stays is None
    return "part" if needs_parts and not rules.has_parts(search.centre, search.job) else ""
