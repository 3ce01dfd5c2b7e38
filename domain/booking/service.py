"""Visits: held, booked, moved, cancelled, done. Every change locks the car, then the centre, then decides.

What a rule refuses changes nothing, so a caller may catch the refusal and go on in the same unit.
"""

import secrets
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from domain.booking import jobs, placing, rules, store, words
from domain.booking.facts import State, VisitRequest, VisitView
from domain.booking.tables import Visit
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment
from domain.registry import service as registry


def hold(unit: Unit, request: VisitRequest, *, until: datetime | None = None) -> VisitView:
    """Keep a slot for a while, never beyond the last call to book; pressing twice gives the same visit."""
    existing = _before(unit, request)
    if existing:
        return view(unit, existing.id)
    if request.alert_id is None and store.count_holds(unit, request.owner_id) >= rules.MOST_HOLDS:
        raise Refusal("too_many_holds", status=429, most=rules.MOST_HOLDS)
    span = rules.CHAT_HOLD if request.alert_id is None else rules.ALERT_HOLD
    until = until or rules.held_until(request.starts_at, now=unit.now, hold=span)
    visit = _draft(unit, request, until=until)
    placing.place(unit, visit, jobs.job(request.job), starts_at=request.starts_at)
    return view(unit, visit.id)


def take(unit: Unit, request: VisitRequest) -> VisitView:
    """Hold and book at once; pressing twice gives the same visit."""
    visit = _before(unit, request)
    if visit is None:
        visit = _draft(unit, request, until=None)
        placing.place(unit, visit, jobs.job(request.job), starts_at=request.starts_at)
    elif visit.state == State.BOOKED:
        return view(unit, visit.id)
    else:
        placing.refuse_clash(unit, visit)
    return _settle(unit, visit)


def book(unit: Unit, owner_id: int, visit_id: int) -> VisitView:
    """Confirm a hold. One that ran out or was let go is taken again where all is free; booked twice stays booked."""
    visit = locked(unit, owner_id, visit_id)
    if visit.state not in {State.HELD, State.LAPSED, State.RELEASED, State.BOOKED}:
        raise over(visit)
    if visit.state == State.BOOKED:
        return view(unit, visit.id)
    refuse_second(unit, visit.vehicle_id, visit.job)
    placing.refuse_clash(unit, visit)
    if visit.state in {State.LAPSED, State.RELEASED}:
        placing.place(unit, visit, jobs.job(visit.job), starts_at=visit.starts_at)
    return _settle(unit, visit)


def move(
    unit: Unit, owner_id: int, visit_id: int, *, starts_at: datetime, centre_id: int | None = None
) -> VisitView:
    """Change the time of a visit, or its centre: same number, same uid; the old time stays until the new is safe."""
    visit = locked(unit, owner_id, visit_id, also=centre_id)
    if visit.state not in {State.HELD, State.BOOKED}:
        raise over(visit)
    if (visit.centre_id, visit.starts_at) == (centre_id or visit.centre_id, starts_at):
        return view(unit, visit.id)
    refuse_late(view(unit, visit.id), now=unit.now)
    placing.move(unit, visit, starts_at=starts_at, centre_id=centre_id)
    if visit.held_until:
        visit.held_until = min(visit.held_until, starts_at - rules.NOTICE)
    return view(unit, visit.id)


def check_move(
    unit: Unit, owner_id: int, visit_id: int, *, starts_at: datetime, centre_id: int | None = None
) -> None:
    """Raise the refusal that a move would, or same_time where nothing would change; nothing is written."""
    visit = _yours(unit, owner_id, visit_id)
    if rules.present(State(visit.state), visit.held_until, now=unit.now) not in {State.HELD, State.BOOKED}:
        raise over(visit)
    refuse_late(view(unit, visit.id), now=unit.now)
    placing.check(unit, visit, jobs.job(visit.job), starts_at=starts_at, centre_id=centre_id)


def cancel(unit: Unit, owner_id: int, visit_id: int) -> VisitView:
    """Give a visit up, or let a hold go, and free all that it took."""
    visit = locked(unit, owner_id, visit_id)
    if visit.state not in {State.HELD, State.BOOKED}:
        raise over(visit)
    if visit.state == State.BOOKED:
        refuse_late(view(unit, visit.id), now=unit.now)
        since = unit.now - timedelta(days=1)
        if store.count_cancelled(unit, owner_id, since=since) >= rules.MOST_CANCELS_A_DAY:
            raise Refusal("too_many_cancels", status=429, most=rules.MOST_CANCELS_A_DAY)
    end(unit, visit, State.CANCELLED if visit.state == State.BOOKED else State.RELEASED)
    return view(unit, visit.id)


def end(unit: Unit, visit: Visit, state: State) -> None:
    """Give a live visit its last state, and free all that it takes. The caller holds the locks."""
    visit.state = state
    visit.held_until = visit.proposal_start = visit.proposal_at = None
    visit.sequence += 1
    visit.changed_at = unit.now
    unit.session.add(visit)
    unit.session.flush()
    store.let_go(unit, [visit.id])


def end_all(unit: Unit, *which: ColumnElement[bool]) -> tuple[VisitView, ...]:
    """Give up live visits whatever rules hold for owners: what was booked is cancelled, a hold is let go."""
    visits = store.views(unit, *which)
    registry.lock_all(unit, {each.vehicle_id for each in visits})
    _lock_centres(unit, {store.visit(unit, each.id).centre_id for each in visits})
    rows = [store.visit(unit, each.id) for each in visits]
    for row in rows:
        if row.state in {State.HELD, State.BOOKED}:
            end(unit, row, State.CANCELLED if row.state == State.BOOKED else State.RELEASED)
    return tuple(view(unit, each.id) for each in rows)


def visits_of(unit: Unit, owner_id: int, *, past: bool = False) -> tuple[VisitView, ...]:
    """Return an owner's live visits to come, soonest first; with past=True all that ever were."""
    return unit.once(("visits_of", owner_id, past), partial(store.visits_of, unit, owner_id, past=past))


def visit_of(unit: Unit, owner_id: int, visit_id: int) -> VisitView:
    _yours(unit, owner_id, visit_id)
    return view(unit, visit_id)


def agenda(unit: Unit, centre_id: int, day: date) -> tuple[VisitView, ...]:
    """Return live and finished visits of a day in the centre's calendar."""
    zone = store.centre(unit, centre_id).zone
    first, last = rules.whole_day(day, zone=zone)
    return store.views(
        unit,
        col(Visit.centre_id) == centre_id,
        col(Visit.starts_at) >= first,
        col(Visit.starts_at) < last,
        store.live(unit) | col(Visit.state).in_((State.DONE, State.MISSED)),
    )


def locked(unit: Unit, owner_id: int, visit_id: int, *, also: int | None = None) -> Visit:
    """Return an owner's visit as it stands once nobody else can change it. also: another centre, to which it may go.

    Raises Refusal visit_unknown.
    """
    registry.lock(unit, _yours(unit, owner_id, visit_id).vehicle_id)
    own = store.visit(unit, visit_id).centre_id  # only known now: it may have gone to another one before
    _lock_centres(unit, {own, also or own})
    return store.visit(unit, visit_id)


def _lock_centres(unit: Unit, centre_ids: set[int]) -> None:
    for centre_id in sorted(centre_ids):
        store.lock(unit, centre_id)


def over(visit: Visit) -> Refusal:
    """Return the refusal for what is no more, or took place."""
    return Refusal("already_done" if visit.state == State.DONE else "already_cancelled")


def view(unit: Unit, visit_id: int) -> VisitView:
    (visit,) = store.views(unit, col(Visit.id) == visit_id)
    return visit


def _before(unit: Unit, request: VisitRequest) -> Visit | None:
    """Lock, and return the live visit that this very wish has led to already. Refuses a second booking."""
    registry.own_vehicle(unit, request.owner_id, request.vehicle_id)
    jobs.job(request.job)
    registry.lock(
        unit, request.vehicle_id
    )  # before its centre: what two centres are asked at once is told apart
    store.lock(unit, request.centre_id)
    for visit in store.live_of_job(unit, request.vehicle_id, job=request.job):
        place = (visit.owner_id, visit.centre_id, visit.starts_at, visit.job)
        if place == (request.owner_id, request.centre_id, request.starts_at, request.job):
            return visit
    refuse_second(unit, request.vehicle_id, request.job)
    return None


def refuse_second(unit: Unit, vehicle_id: int, job: str) -> None:
    """Raise Refusal already_booked where the car has a booked visit for the job, or for one of two: a second is most likely a mistake.

    It tells the work of that visit, which may be more or less than what is asked for.
    """
    for visit in store.live_of_job(unit, vehicle_id, job=job):
        if visit.state == State.BOOKED:
            centre = store.centre(unit, visit.centre_id)
            raise Refusal(
                "already_booked",
                job=words.job(visit.job),
                at=Moment(visit.starts_at, centre.zone),
                centre=centre.name,
                number=visit.number,
            )


def _draft(unit: Unit, request: VisitRequest, *, until: datetime | None) -> Visit:
    """Build a visit that is not stored yet; `place` gives it bay, technician and end."""
    return Visit(
        number=_fresh_number(unit),
        owner_id=request.owner_id,
        vehicle_id=request.vehicle_id,
        centre_id=request.centre_id,
        job=request.job,
        alert_id=request.alert_id,
        state=State.BOOKED if until is None else State.HELD,
        held_until=until,
        uid=f"{secrets.token_hex(16)}@beforehand",
        made_at=unit.now,
        changed_at=unit.now,
    )


def _fresh_number(unit: Unit) -> str:
    """Draw a booking number: seven digits can be said aloud, and tell nothing about how many there are."""
    while True:
        number = str(1_000_000 + secrets.randbelow(9_000_000))
        if unit.session.exec(select(Visit.id).where(Visit.number == number)).first() is None:
            return number


def _settle(unit: Unit, visit: Visit) -> VisitView:
    """Make a visit booked and let the car's other holds for the job go."""
    visit.state = State.BOOKED
    visit.held_until = None
    visit.changed_at = unit.now
    unit.session.flush()
    for other in store.live_of_job(unit, visit.vehicle_id, job=visit.job):
        if other.state == State.HELD:
            end(unit, other, State.RELEASED)
    return view(unit, visit.id)


def _yours(unit: Unit, owner_id: int, visit_id: int) -> Visit:
    visit = store.visit(unit, visit_id)
    if visit.owner_id != owner_id:
        raise Refusal("visit_unknown", status=404)
    return visit


def refuse_late(visit: VisitView, *, now: datetime) -> None:
    """Raise Refusal too_late where a booked visit is too near to be changed; a hold may be given up at any time."""
    if visit.state == State.BOOKED and visit.starts_at - rules.CHANGE_UNTIL <= now:
        hours = rules.CHANGE_UNTIL / timedelta(hours=1)
        raise Refusal("too_late", hours=hours, centre=visit.centre, phone=visit.phone)
