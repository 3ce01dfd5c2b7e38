"""Asking an owner for another time of a visit: by the centre, or by the operator for any centre."""

from datetime import date, timedelta
from typing import Annotated, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from api.areas import CoreDep, Request, checked, viewer
from api.pages.forms import form_of, read
from api.pages.render import done, show
from api.pages.visits import Number
from api.workshop import NewProposal
from domain.booking import board, days, rules, slots, words, workshop
from domain.booking.facts import Wish
from domain.explain.facts import noon
from domain.privacy import access_log
from domain.privacy.access_log import What

Day = Annotated[date | None, QueryParameter()]
_AHEAD: Final = timedelta(days=20)  # days that are offered: those on which owners move visits to
_MOST: Final = 60  # starts of a day: every quarter of an hour


@get("/workshop/visits/{number:str}/move", sync_to_thread=True)
def choose(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number, day: Day = None
) -> Response[str]:
    """Show the times to which a visit could be moved, of the day asked for or the first that has any."""
    with core.unit() as unit:
        visit = workshop.visit(unit, centre_id, number)
        access_log.note(unit, viewer(request), What.VISITS, [(visit.owner_id, visit.vehicle_id)])
        today = board.today(unit, centre_id)
        _, free = slots.free_days(
            unit, visit.job, vehicle_id=visit.vehicle_id, first=today, last=today + _AHEAD, moved=visit
        )
        own = rules.local(visit.starts_at, zone=visit.zone).date()
        day = checked(day) if day else own if own in free else min(free, default=today)
        wish = Wish(day_from=day, day_to=day)
        offer = slots.offer(unit, visit.job, vehicle_id=visit.vehicle_id, wish=wish, moved=visit, limit=_MOST)
    starts = sorted(slot.starts_at for slot in offer.slots)
    return show(
        request,
        "move.html",
        base=_base(request),
        visit=visit,
        job=words.job(visit.job),
        day=day,
        noon=noon(day, visit.zone),
        days=[(each, noon(each, visit.zone)) for each in sorted(free | {day})],
        starts=[(each, rules.local(each, zone=visit.zone)) for each in starts],
        why=offer.why,
    )


def _base(request: Request) -> str:
    """Return what stands before a centre's own addresses: nothing for itself, the centre's for the operator."""
    path: str = request.url.path
    return path[: path.index("/workshop/")]


@post("/workshop/visits/{number:str}/proposal", sync_to_thread=True)
def propose(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number
) -> Response[str]:
    """Ask the owner whether the visit may be moved."""
    starts_at = read({"starts_at": form_of(request).get("starts_at", "")}, NewProposal).starts_at
    with core.unit() as unit:
        visit = days.propose(unit, centre_id, number, starts_at=starts_at)
        access_log.note(unit, viewer(request), What.VISITS, [(visit.owner_id, visit.vehicle_id)])
    request.app.state.marks.forget(centre_id)
    base = _base(request)
    return done(request, None, back=f"{base}/capacity" if base else "/workshop?news=asked")


HANDLERS = (choose, propose)
