"""Holds a workshop slot for a warning: the port that alerts offers to whoever books."""

from domain.alerts.facts import Case
from domain.alerts.facts import Slot as Offered
from domain.booking import service as booking
from domain.booking import slots, words
from domain.booking.facts import Slot, State, VisitView, Wanted, Wish
from domain.contact import timing
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase


def hold_for(unit: Unit, case: Case, *, job: str) -> Offered | None:
    """Hold the soonest suitable slot at the car's centre; None where no centre has skill, part and time.

    Found at night, the slot leaves time to read of it in the morning. What was held for the same warning
    before it got worse is let go, so that a car never keeps two.
    """
    _let_go(unit, case)
    read_at = timing.reaches_at(unit, case.owner_id, grade=case.level)
    soonest = Wish(soonest=True)
    try:
        free = slots.slots(
            unit, job, vehicle_id=case.vehicle_id, wish=soonest, level=case.level, since=read_at, limit=1
        )
        return shown(booking.hold(unit, _wanted(case, job, free[0]))) if free else None
    except Refusal:
        return None


def _let_go(unit: Unit, case: Case) -> None:
    for visit in booking.visits_of(unit, case.owner_id):
        if visit.alert_id == case.alert_id and visit.state == State.HELD:
            booking.cancel(unit, case.owner_id, visit.id)


def _wanted(case: Case, job: str, slot: Slot) -> Wanted:
    return Wanted(
        owner_id=case.owner_id,
        vehicle_id=case.vehicle_id,
        job=job,
        centre_id=slot.centre_id,
        starts_at=slot.starts_at,
        alert_id=case.alert_id,
    )


def shown(visit: VisitView) -> Offered:
    """Say a held or booked visit as the line of a warning."""
    booked = visit.state == State.BOOKED
    code = "visit.booked" if booked else "visit.held_long"
    return Offered(visit.id, Phrase(code, words.visit_params(visit)), booked=booked)
