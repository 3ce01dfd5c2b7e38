"""How a booked visit is come by: collected by its centre, or with one of the centre's courtesy cars."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

from sqlmodel import col, delete, select

from domain.booking.facts import CentreFacts, State, VisitView
from domain.booking.tables import Transport, Visit
from domain.booking.ways import Way
from domain.core import Unit

_ADDRESS: Final = "transport.address"  # label of the sealed addresses


def of(unit: Unit, visit_ids: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Return the way of each of these visits that has one, and the address where its car is collected."""
    if not visit_ids:
        return {}
    query = select(Transport).where(col(Transport.visit_id).in_(visit_ids))
    rows = unit.session.exec(query.execution_options(populate_existing=True))
    return {row.visit_id: (row.way, _address(unit, row)) for row in rows}


def _address(unit: Unit, row: Transport) -> str:
    read = partial(unit.unseal_text, row.address, label=_ADDRESS)
    return unit.readable(read, what=f"transport {row.id}") or ""


def put(unit: Unit, visit: Visit, way: Way, address: str) -> None:
    """Keep how a visit is come by, in place of what was kept. The caller has locked its centre."""
    unit.session.exec(delete(Transport).where(col(Transport.visit_id) == visit.id))
    if way is Way.OWN:
        return
    unit.session.add(
        Transport(
            owner_id=visit.owner_id,
            vehicle_id=visit.vehicle_id,
            visit_id=visit.id,
            way=way,
            address=unit.seal_text(visit.owner_id, address, label=_ADDRESS),
            ends_at=visit.ends_at,
        )
    )
    unit.session.flush()


def let_go(unit: Unit, visit_ids: Collection[int]) -> None:
    """Forget how visits are come by that will not be. One that is done keeps it until its car is back."""
    done = select(Visit.id).where(Visit.state == State.DONE)
    which = (col(Transport.visit_id).in_(visit_ids), col(Transport.visit_id).not_in(done))
    unit.session.exec(delete(Transport).where(*which))


def follow(unit: Unit, visit: Visit, centre: CentreFacts) -> None:
    """Keep it with a visit that was moved, where its centre collects, or has a courtesy car free then."""
    row = unit.session.exec(select(Transport).where(Transport.visit_id == visit.id)).first()
    if row is None:
        return
    row.ends_at = visit.ends_at
    cars = centre.courtesy_cars
    lends = row.way == Way.COURTESY and cars > 0 and free_cars(unit, visit, cars=cars) > 0
    if not (lends or (row.way == Way.COLLECT and centre.collects)):
        unit.session.delete(row)
    unit.session.flush()


def free_cars(unit: Unit, visit: Visit | VisitView, *, cars: int) -> int:
    """Return how many of the centre's courtesy cars no other booked visit has at any moment of this one."""
    overlap = (
        select(Visit.starts_at, Visit.ends_at)
        .join(Transport, col(Visit.id) == col(Transport.visit_id))
        .where(
            Transport.way == Way.COURTESY,
            Visit.centre_id == visit.centre_id,
            Visit.state == State.BOOKED,
            Visit.id != visit.id,
            Visit.starts_at < visit.ends_at,
            Visit.ends_at > visit.starts_at,
        )
    )
    loans = unit.session.exec(overlap).all()
    begun = (max(start, visit.starts_at) for start, _ in loans)  # the most are out when one of them begins
    out = (sum(start <= moment < end for start, end in loans) for moment in begun)
    return cars - max(out, default=0)
