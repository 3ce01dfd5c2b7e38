"""What an owner asks of a centre for a booked visit: to collect the car, or to lend one meanwhile."""

from dataclasses import replace
from datetime import datetime

from domain.booking import service, store, transport
from domain.booking.facts import CentreFacts, State, VisitView
from domain.booking.ways import LONGEST, Way
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment


def check(unit: Unit, visit: VisitView, way: Way) -> None:
    """Refuse what the centre cannot do for a visit. Raises Refusal not_collected, no_courtesy_cars or courtesy_cars_out."""
    offer(store.centre(unit, visit.centre_id), way)
    _refuse_out(unit, visit, way)


def offer(centre: CentreFacts, way: Way) -> None:
    """Refuse what the centre does not offer at all. Raises Refusal not_collected or no_courtesy_cars."""
    if way is Way.COLLECT and not centre.collects:
        raise Refusal("not_collected", centre=centre.name, phone=centre.phone)
    if way is Way.COURTESY and not centre.courtesy_cars:
        raise Refusal("no_courtesy_cars", centre=centre.name, phone=centre.phone)


def _refuse_out(unit: Unit, visit: VisitView, way: Way) -> None:
    cars = store.centre(unit, visit.centre_id).courtesy_cars
    if way is Way.COURTESY and transport.free_cars(unit, visit, cars=cars) < 1:
        at = Moment(visit.starts_at, visit.zone)
        raise Refusal("courtesy_cars_out", centre=visit.centre, phone=visit.phone, at=at)


def bring(unit: Unit, owner_id: int, visit_id: int, way: Way, *, address: str = "") -> VisitView:
    """Set how a booked visit is come by; the address is cut off where it is too long.

    Raises Refusal visit_unknown, already_done, already_cancelled, too_late, and those of `check`.
    """
    visit = service.locked(unit, owner_id, visit_id)
    if visit.state != State.BOOKED:
        raise service.over(visit)
    view = service.view(unit, visit_id)
    service.refuse_late(view, now=unit.now)
    check(unit, view, way)
    transport.put(unit, visit, way, address.strip()[:LONGEST] if way is Way.COLLECT else "")
    return service.view(unit, visit_id)


def after_move(unit: Unit, visit: VisitView, *, starts_at: datetime, centre_id: int) -> VisitView:
    """Return a visit as it would stand after a move: when and where, and without what that centre cannot do for it then."""
    centre = store.centre(unit, centre_id)
    to = replace(
        visit,
        starts_at=starts_at,
        ends_at=starts_at + (visit.ends_at - visit.starts_at),
        centre_id=centre_id,
        centre=centre.name,
        phone=centre.phone,
        zone=centre.zone,
    )
    try:
        check(unit, to, Way(visit.transport))
    except Refusal:
        return replace(to, transport="", collect_at="")
    return to
