"""Holds a workshop slot for a warning: the port that alerts offers to whoever books."""

from domain.alerts.facts import Case
from domain.alerts.facts import Slot as Offered
from domain.booking import service as booking
from domain.booking import slots, words
from domain.booking.facts import Slot, State, VisitView, Wanted, Wish
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase


def hold_for(unit: Unit, case: Case, *, job: str) -> Offered | None:
    """Hold the soonest suitable slot at the car's centre; None where no centre has skill, part and time."""
    try:
        free = slots.slots(
            unit, job, vehicle_id=case.vehicle_id, wish=Wish(soonest=True), level=case.level, limit=1
        )
        return shown(booking.hold(unit, _wanted(case, job, free[0]))) if free else None
    except Refusal:
        return None


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
