"""Visits of one's car: booked in a calendar in two steps, moved, and given up."""

import calendar
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Final

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from api.areas import CoreDep, Id, Request, checked
from api.pages.forms import form_of, read
from api.pages.owner import cards, frame
from api.pages.owner.frame import Scene
from api.pages.render import speaker_of
from api.pages.signin import to
from domain.alerts.about import OfVisit
from domain.booking import jobs, rules, slots, words
from domain.booking import service as booking
from domain.booking.facts import Slot, State, VisitRequest, VisitView, Wish
from domain.booking.ways import Way
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.dialogue.acts import fetching
from domain.dialogue.acts import visits as acts
from domain.errors import Refusal
from domain.explain.facts import Phrase, noon

Job = Annotated[str, QueryParameter(max_length=60)]
Day = Annotated[date | None, QueryParameter()]
_MOST: Final = 60  # starts of a day: every quarter of an hour
_LIVE: Final = frozenset({State.HELD, State.BOOKED})


class NewHold(msgspec.Struct):
    """A time that was chosen in the calendar."""

    starts_at: datetime
    centre_id: int


@dataclass(slots=True)
class Page:
    """A month of the calendar, Monday first. before, after: days in the months beside it, None beyond the horizon."""

    first: date
    end: date
    weeks: Sequence[Sequence[date]]
    today: date
    before: date | None
    after: date | None
    free: frozenset[date] = frozenset()


@get("/my/{vehicle_id:int}/visits", sync_to_thread=True)
def listed(request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Response[str]:
    """List what is booked or held for a car."""
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        live = [each for each in booking.visits_of(unit, owner_id) if each.vehicle_id == vehicle_id]
        views = [(each, _card(request, here, each)) for each in live]
    return frame.show_of(request, here, "visits", "visits", visits=views)


def _card(request: Request, here: Scene, visit: VisitView) -> cards.Card:
    """Return a visit as the chat tells it; a time that is held with the button that books it."""
    if visit.state is State.BOOKED:
        message = acts.visit_message(visit, code="visit.line")
    elif visit.alert_id is not None:
        message = acts.hold_message(visit)
    else:
        book = Button(Phrase("my.book"), "visit.book", OfVisit(visit.id).params())
        message = Message((Phrase("my.held", words.visit_params(visit)),), rows=((book,),))
    return cards.cards(here.unit, here.owner.id, [message], speaker_of(request))[0]


@get("/my/{vehicle_id:int}/visits/new", sync_to_thread=True)
def choose(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
    job: Job = "",
    day: Day = None,
) -> Response[str]:
    """Show the kinds of work; of one of them the days of a month, and of a day its times."""
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        about = _calendar(here, job, day) if job else {}
    works = [(code, words.job(code)) for code in jobs.JOBS]
    return frame.show_of(request, here, "visits", "choose", jobs=works, job=job, moved=None, **about)


@post("/my/{vehicle_id:int}/visits", sync_to_thread=True)
def hold(request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Response[str]:
    """Keep a time for some minutes, until it is confirmed."""
    form = form_of(request)
    wish = read({"starts_at": form.get("starts_at", ""), "centre_id": form.get("centre_id", "")}, NewHold)
    with core.unit() as unit:
        frame.scene(unit, owner_id, vehicle_id)
        booking.hold(
            unit,
            VisitRequest(owner_id, vehicle_id, form.get("job", ""), wish.centre_id, _aware(wish.starts_at)),
        )
    return to(f"/my/{vehicle_id}/visits")


@get("/my/{vehicle_id:int}/visits/{visit_id:int}/move", sync_to_thread=True)
def choose_other(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
    visit_id: Id,
    day: Day = None,
) -> Response[str]:
    """Show the days and times to which a visit can be moved."""
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        moved = _visit(here, visit_id)
        about = _calendar(here, moved.job, day, moved=moved)
    return frame.show_of(request, here, "visits", "choose", jobs=(), job=moved.job, moved=moved, **about)


@post("/my/{vehicle_id:int}/visits/{visit_id:int}/move", sync_to_thread=True)
def move(
    request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id, visit_id: Id
) -> Response[str]:
    """Move a visit, and lead to how it stands now."""
    form = form_of(request)
    wish = read({"starts_at": form.get("starts_at", ""), "centre_id": form.get("centre_id", "")}, NewHold)
    with core.unit() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        before = _visit(here, visit_id)
        visit = booking.move(
            unit, owner_id, visit_id, starts_at=_aware(wish.starts_at), centre_id=wish.centre_id
        )
        acts.show_in_alert(unit, visit)
        return to_visit(unit, visit, before=before)


def to_visit(unit: Unit, visit: VisitView, *, before: VisitView | None = None) -> Response[str]:
    """Lead to what became of a visit, so that a reload does nothing again. before: how a visit stood that was moved or given up."""
    without = Way(before.transport) if before and not visit.transport else Way.OWN
    moved = before is not None
    seal = _seal(unit, visit, moved=moved, without=without)
    query = f"moved={int(moved)}&without={without}&seal={seal}"
    return to(f"/my/{visit.vehicle_id}/visits/{visit.id}/after?{query}")


def _seal(unit: Unit, visit: VisitView, *, moved: bool, without: Way) -> str:
    """Return the keyed hash by which an address is believed that says what a visit has just lost, until it changes again."""
    return unit.fingerprint("visit_after", f"{visit.id} {visit.sequence} {moved} {without}")


@get("/my/{vehicle_id:int}/visits/{visit_id:int}/after", sync_to_thread=True)
def after(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
    visit_id: Id,
    *,
    moved: Annotated[bool, QueryParameter()] = False,
    without: Annotated[Way, QueryParameter()] = Way.OWN,
    seal: Annotated[str, QueryParameter(max_length=200)] = "",
) -> Response[str]:
    """Say how a visit stands that was just booked, moved or given up. without: the transport that it no longer has.

    What an address says that was not made here is left out.
    """
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        visit = booking.visit_of(unit, owner_id, visit_id)
        if visit.vehicle_id != vehicle_id:
            raise Refusal("visit_unknown", status=404)
        if not hmac.compare_digest(_seal(unit, visit, moved=moved, without=without).encode(), seal.encode()):
            moved, without = False, Way.OWN
        messages = (
            _standing(visit, is_moved=moved),
            *fetching.loss(replace(visit, transport=without), visit),
        )
        views = cards.cards(unit, owner_id, messages, speaker_of(request))
    return frame.show_of(request, here, "visits", "messages", cards=views)


def _standing(visit: VisitView, *, is_moved: bool) -> Message:
    if visit.state is State.BOOKED:
        return acts.change_message(visit, code="visit.moved" if is_moved else "visit.booked")
    if visit.state is State.CANCELLED:
        return acts.cancelled(visit, visit)
    if visit.state is State.RELEASED:
        return Message((Phrase("visit.let_go", words.visit_params(visit)),))
    return acts.visit_message(visit, code="visit.line")


@get("/my/{vehicle_id:int}/visits/{visit_id:int}/cancel", sync_to_thread=True)
def ask_cancel(
    request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id, visit_id: Id
) -> Response[str]:
    """Ask before a visit is given up."""
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        visit = _visit(here, visit_id)
    line = acts.line(visit)
    return frame.show_of(request, here, "visits", "cancel", visit=visit, line=line)


@post("/my/{vehicle_id:int}/visits/{visit_id:int}/cancel", sync_to_thread=True)
def cancel(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id, visit_id: Id) -> Response[str]:
    """Give a visit up, and lead to what became of it."""
    with core.unit() as unit:
        before = _visit(frame.scene(unit, owner_id, vehicle_id), visit_id)
        visit = booking.cancel(unit, owner_id, visit_id)
        acts.show_in_alert(unit, visit)
        return to_visit(unit, visit, before=before)


def _visit(here: Scene, visit_id: int) -> VisitView:
    """Return a live visit of the car. Raises Refusal visit_unknown (404)."""
    visit = booking.visit_of(here.unit, here.owner.id, visit_id)
    if visit.vehicle_id != here.car.id or visit.state not in _LIVE:
        raise Refusal("visit_unknown", status=404)
    return visit


def _calendar(here: Scene, job: str, day: date | None, *, moved: VisitView | None = None) -> dict[str, Any]:
    """Return a month and the times of a day in it. Raises Refusal job_unknown, job_nowhere or part_nowhere."""
    unit, car = here.unit, here.car
    zone = moved.zone if moved else car.zone
    today = rules.local(unit.now, zone=zone).date()
    last = today + rules.HORIZON
    about = max(today, min(checked(day) if day else today, last))
    page = _month(about, today=today, last=last)
    centre, page.free = slots.free_days(
        unit, job, vehicle_id=car.id, first=max(page.first, today), last=min(page.end, last), moved=moved
    )
    return {
        "page": page,
        "month": noon(page.first, centre.zone),
        "day": about if day else None,
        "weekdays": [noon(each, centre.zone) for each in page.weeks[0]],
        "noon": noon(about, centre.zone),
        "centre": centre,
        "times": _times(here, job, about, moved) if day and about in page.free else (),
        "price": jobs.job(job).price,
        "work": words.job(job),
    }


def _month(about: date, *, today: date, last: date) -> Page:
    first = about.replace(day=1)
    end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    before, after = first - timedelta(days=1), end + timedelta(days=1)
    return Page(
        first,
        end,
        calendar.Calendar().monthdatescalendar(first.year, first.month),
        today,
        before if before >= today.replace(day=1) else None,
        after if after <= last else None,
    )


def _times(here: Scene, job: str, day: date, moved: VisitView | None) -> Sequence[tuple[Slot, datetime]]:
    """Return the free times of a day, each with its wall clock."""
    offered = slots.offer(
        here.unit,
        job,
        vehicle_id=here.car.id,
        wish=Wish(day_from=day, day_to=day),
        moved=moved,
        limit=_MOST,
    )
    starts = sorted(offered.slots, key=lambda slot: slot.starts_at)
    return [(slot, rules.local(slot.starts_at, zone=slot.zone)) for slot in starts]


def _aware(at: datetime) -> datetime:
    """Raises Refusal slot_past for a time without its zone: no button of the calendar sends one."""
    if at.tzinfo is None:
        raise Refusal("slot_past")
    return at


HANDLERS = (listed, choose, hold, choose_other, move, after, ask_cancel, cancel)
