"""Holds a workshop slot for a warning: the port that alerts offers to whoever books."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from domain.alerts.facts import Case, Place
from domain.alerts.facts import Slot as Offered
from domain.booking import holding, jobs, rules, slots, store, words
from domain.booking import service as booking
from domain.booking.facts import Interval, Slot, State, VisitRequest, VisitView, Wish
from domain.contact import timing
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.registry import service as registry


def hold_for(unit: Unit, case: Case, *, job: str | None) -> Offered | None:
    """Hold the soonest suitable slot at the car's centre; None where no centre has skill, part and time, or job is None.

    The slot leaves time to read of it, to wake up and to get there, and the hold never ends while the owner sleeps.
    What was held for the same warning before it got worse is let go. What other warnings of the car hold stays: for the
    same job their visit is shared, unless there is an earlier slot; for another job the slot is at another time.
    """
    _let_go(unit, case)
    if job is None:
        return None
    holds = _holds(unit, case)
    shared = next((each for each in holds if each.job == job and each.alert_id is not None), None)
    with suppress(Refusal):  # such as a part of which the shared visit has taken the last
        free = _soonest(unit, case, job, but=[each for each in holds if each.job != job])
        if free is not None and (shared is None or free.starts_at < shared.starts_at):
            return slot_line(_hold(unit, case, job, free))
    return None if shared is None else slot_line(shared)


def _holds(unit: Unit, case: Case) -> Sequence[VisitView]:
    """Return what is held for a car, the soonest first: it can be at one place at a time."""
    live = booking.visits_of(unit, case.owner_id)
    return [each for each in live if each.vehicle_id == case.vehicle_id and each.state == State.HELD]


def _soonest(unit: Unit, case: Case, job: str, *, but: Sequence[VisitView]) -> Slot | None:
    """Find the soonest slot that a warning may hold. but: visits at whose time the car is taken."""
    read_at = timing.reaches_at(unit, case.owner_id, grade=case.level)
    quiet = timing.quiet_hours(unit, case.owner_id)
    length = jobs.job(job).length
    busy = [Interval(each.starts_at, each.ends_at) for each in but]

    def fits(at: datetime) -> bool:
        is_free = not any(rules.overlap(Interval(at, at + length), each) for each in busy)
        return is_free and holding.may_hold(at, read_at=read_at, level=case.level, quiet=quiet)

    free = slots.slots(
        unit,
        job,
        vehicle_id=case.vehicle_id,
        wish=Wish(soonest=True),
        level=case.level,
        since=read_at,
        fits=fits,
        limit=1,
    )
    return free[0] if free else None


def _hold(unit: Unit, case: Case, job: str, slot: Slot) -> VisitView:
    read_at = timing.reaches_at(unit, case.owner_id, grade=case.level)
    until = holding.ends_at(slot.starts_at, read_at=read_at, quiet=timing.quiet_hours(unit, case.owner_id))
    return booking.hold(unit, _request(case, job, slot), until=until)


def _let_go(unit: Unit, case: Case) -> None:
    for visit in booking.visits_of(unit, case.owner_id):
        if visit.alert_id == case.alert_id and visit.state == State.HELD:
            booking.cancel(unit, case.owner_id, visit.id)


def _request(case: Case, job: str, slot: Slot) -> VisitRequest:
    return VisitRequest(
        owner_id=case.owner_id,
        vehicle_id=case.vehicle_id,
        job=job,
        centre_id=slot.centre_id,
        starts_at=slot.starts_at,
        alert_id=case.alert_id,
    )


def slot_line(visit: VisitView) -> Offered:
    """Say a held or booked visit as the line of a warning."""
    booked = visit.state == State.BOOKED
    until = visit.ends_at if booked else visit.held_until
    line = Phrase(f"visit.{_line(visit)}", words.visit_params(visit))
    return Offered(visit.id, line, booked=booked, until=until)


def _line(visit: VisitView) -> str:
    if visit.state == State.BOOKED:
        return "booked_short"
    day, last = (
        rules.local(at, zone=visit.zone).date()
        for at in (visit.starts_at, visit.held_until or visit.starts_at)
    )
    return "held_day" if day == last else "held_long"


def place_of(unit: Unit, vehicle_id: int) -> Place | None:
    """Say which centre looks after a car, and what it does beyond its bays."""
    centre_id = registry.vehicle(unit, vehicle_id).centre_id
    if centre_id is None:
        return None
    centre = store.centre(unit, centre_id)
    return Place(centre.name, centre.phone, tows=centre.offers_towing, comes=centre.offers_mobile)
