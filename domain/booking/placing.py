"""Putting a visit into a centre's calendar: bay, technician, car and parts at once, or a reason why not.

The caller holds the centre's lock; the unique rows are the guarantee behind it.
"""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from domain.booking import rules, slots, store
from domain.booking.facts import CentreFacts, Interval, Job
from domain.booking.tables import Visit
from domain.core import Unit
from domain.errors import Refusal


def place(unit: Unit, visit: Visit, job: Job, *, starts_at: datetime, needs_parts: bool = True) -> None:
    """Take all that the job needs from starts_at on and store the visit there; needs_parts: not kept yet.

    The caller sets state and held_until afterwards. What the visit took before is given up last.
    """
    centre = store.centre(unit, visit.centre_id)
    _refuse_time(unit, visit, centre, job=job, starts_at=starts_at)
    pair = _choose(unit, visit, centre, job=job, starts_at=starts_at, needs_parts=needs_parts)
    try:
        with unit.session.begin_nested():
            visit.bay_id, visit.technician_id = pair
            visit.starts_at, visit.ends_at = starts_at, starts_at + job.length
            unit.session.add(visit)
            unit.session.flush()
            store.claim(unit, visit, rules.cells(starts_at, job.length, pair=pair))
            if needs_parts and not store.reserve(unit, visit, job):
                raise _no(unit, "part_gone", centre, visit=visit, job=job, starts_at=starts_at)
    except IntegrityError:
        raise _no(unit, "slot_gone", centre, visit=visit, job=job, starts_at=starts_at) from None


def _refuse_time(unit: Unit, visit: Visit, centre: CentreFacts, *, job: Job, starts_at: datetime) -> None:
    code = None
    if starts_at < unit.now + rules.NOTICE:
        code = "too_soon"
    elif starts_at > unit.now + rules.HORIZON:
        code = "too_far"
    elif not rules.is_open(centre, starts_at, length=job.length):
        code = "closed_then"
    if code:
        raise _no(unit, code, centre, visit=visit, job=job, starts_at=starts_at)


def _choose(
    unit: Unit, visit: Visit, centre: CentreFacts, *, job: Job, starts_at: datetime, needs_parts: bool
) -> tuple[int, int]:
    within = Interval(starts_at, starts_at + job.length)
    refuse_clash(unit, visit, within)
    busy = store.busy(unit, centre, within=within, but=visit.id)
    if needs_parts and not rules.has_parts(centre, job):
        raise _no(unit, "part_gone", centre, visit=visit, job=job, starts_at=starts_at)
    pair = rules.pair(centre, job, starts_at, busy=busy)
    if pair is None:
        raise _no(unit, "slot_gone", centre, visit=visit, job=job, starts_at=starts_at)
    return pair


def refuse_clash(unit: Unit, visit: Visit, within: Interval) -> None:
    for other in store.booked_of_car(unit, visit.vehicle_id, within=within, but=visit.id):
        raise Refusal("car_busy", number=other.number)


def _no(
    unit: Unit, code: str, centre: CentreFacts, *, visit: Visit, job: Job, starts_at: datetime
) -> Refusal:
    return slots.refusal(unit, code, centre, job=job, starts_at=starts_at, vehicle_id=visit.vehicle_id)
