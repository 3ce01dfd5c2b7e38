"""Taking back the last change of a visit, within minutes."""

from datetime import datetime, timedelta
from typing import Final

from domain.booking import jobs, placing, service, warnings
from domain.booking.facts import State, VisitView
from domain.core import Unit
from domain.errors import Refusal

WITHIN: Final = timedelta(
    minutes=10
)  # own choice: long enough to see a mistake, short enough to have the old time still free


def undo(
    unit: Unit,
    owner_id: int,
    visit_id: int,
    *,
    sequence: int,
    back_to: datetime | None = None,
    centre_id: int | None = None,
) -> VisitView:
    """Cancel what was just booked, book again what was just cancelled, or move back to `back_to` what was just moved.

    centre_id: where that was, if at another centre. No last call holds it. Raises Refusal undo_changed where the visit was changed since,
    undo_over where the minutes are over, already_booked, or the reason why the old time is not to be had any more.
    """
    visit = service.locked(unit, owner_id, visit_id, also=centre_id)
    if visit.sequence != sequence or visit.state not in {State.BOOKED, State.CANCELLED}:
        raise Refusal("undo_changed")
    if unit.now - visit.changed_at > WITHIN:
        raise Refusal("undo_over", minutes=WITHIN / timedelta(minutes=1))
    if visit.state == State.CANCELLED:
        service.refuse_second(unit, visit.vehicle_id, visit.job)
        placing.place(unit, visit, jobs.job(visit.job), starts_at=visit.starts_at)
        visit.state, visit.changed_at = State.BOOKED, unit.now
        visit.sequence += 1
        unit.session.flush()
    elif back_to is None:
        service.end(unit, visit, State.CANCELLED)
    else:
        placing.move(unit, visit, starts_at=back_to, centre_id=centre_id)
    view = service.view(unit, visit.id)
    warnings.refresh(unit, view)
    return view
