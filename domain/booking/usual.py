"""What a car had done last, for an owner who wants the same again."""

from sqlmodel import col

from domain.booking import jobs, store
from domain.booking.facts import State, VisitView
from domain.booking.tables import Visit
from domain.core import Unit


def last_visit(unit: Unit, owner_id: int, vehicle_id: int, *, job: str | None = None) -> VisitView | None:
    """Return the last visit of an owner's car that took place, of that job where one is named and was done before."""
    done = store.views(
        unit,
        col(Visit.owner_id) == owner_id,
        col(Visit.vehicle_id) == vehicle_id,
        col(Visit.state) == State.DONE,
    )
    same = (each for each in reversed(done) if job and jobs.overlap(job, each.job))
    return next(same, done[-1] if done else None)
