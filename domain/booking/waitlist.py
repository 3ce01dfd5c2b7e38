"""The waiting list: who waits for a time that is taken, and to whom one is offered that has come free.

A round offers it, so that what was cancelled by mistake can be taken back before. An offer is a hold like any other:
only one car can have it, and it ends by itself. Nobody is offered anything while asleep.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, select

from domain.alerts.about import OfVisit
from domain.booking import jobs, rules, service, slots, store, words
from domain.booking.about import OfWait
from domain.booking.facts import Interval, Slot, State, VisitRequest, VisitView, Wait, Waiter, Wish
from domain.booking.tables import Visit, WaitlistEntry
from domain.contact import service as contact
from domain.contact import timing
from domain.contact.facts import Button, Message, Style
from domain.contact.rules import is_quiet
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.registry import service as registry

# Own choices: long enough to read and answer, short enough for the next in the list; who leaves several unanswered does not wait.
HOLD: Final = timedelta(minutes=30)
GET_READY: Final = timedelta(hours=1)  # from the end of the hold to the visit
MOST_OFFERS: Final = 3
MOST_WAITS: Final = 3  # of an owner


def enter(unit: Unit, wait: Wait) -> Waiter:
    """Put a car on the list of a centre; asking again for the same work replaces the wish and keeps the place.

    Raises Refusal job_unknown, centre_unknown, vehicle_not_yours, already_booked, wait_over (a wish that is past) or too_many_waits.
    """
    registry.own_vehicle(unit, wait.owner_id, wait.vehicle_id)
    jobs.job(wait.job)
    registry.lock(unit, wait.vehicle_id)
    store.lock(unit, wait.centre_id)
    service.refuse_second(unit, wait.vehicle_id, wait.job)
    zone = store.centre(unit, wait.centre_id).zone
    ends_at = rules.whole_day(wait.day_to, zone=zone)[1]
    if ends_at <= unit.now:
        raise Refusal("wait_over")
    _forget_over(unit, wait)
    mine = _entries(unit, col(WaitlistEntry.owner_id) == wait.owner_id)
    entry = next((each for each in mine if (each.vehicle_id, each.job) == (wait.vehicle_id, wait.job)), None)
    if entry is None and len(mine) >= MOST_WAITS:
        raise Refusal("too_many_waits", status=429, most=MOST_WAITS)
    entry = entry or WaitlistEntry(
        owner_id=wait.owner_id, vehicle_id=wait.vehicle_id, job=wait.job, made_at=unit.now, since=unit.now
    )
    entry.centre_id, entry.day_from, entry.day_to = wait.centre_id, wait.day_from, wait.day_to
    entry.time_from, entry.time_to, entry.ends_at = wait.time_from, wait.time_to, ends_at
    unit.session.add(entry)
    unit.session.flush()
    return _waiter(unit, entry)


def _forget_over(unit: Unit, wait: Wait) -> None:
    """Delete a car's wish for the same work that has run out: its row may still be there, and its place is lost."""
    same = (
        col(WaitlistEntry.owner_id) == wait.owner_id,
        col(WaitlistEntry.vehicle_id) == wait.vehicle_id,
        col(WaitlistEntry.job) == wait.job,
    )
    unit.session.exec(delete(WaitlistEntry).where(*same, col(WaitlistEntry.ends_at) <= unit.now))


def of_owner(unit: Unit, owner_id: int) -> tuple[Waiter, ...]:
    """Return what an owner waits for."""
    return tuple(_waiter(unit, each) for each in _entries(unit, col(WaitlistEntry.owner_id) == owner_id))


def before(unit: Unit, waiter: Waiter) -> int:
    """Return how many entries of the same centre stand before one: what comes free is offered to whom it suits, in that order."""
    ids = [each.id for each in _entries(unit, col(WaitlistEntry.centre_id) == waiter.wait.centre_id)]
    return ids.index(waiter.id)


def offers(unit: Unit, visit_id: int) -> bool:
    """Whether a hold was made for somebody on a list."""
    return bool(_entries(unit, col(WaitlistEntry.visit_id) == visit_id))


def leave(unit: Unit, owner_id: int, entry_id: int) -> None:
    """Take an entry off the list, and let go what is offered to it. Raises Refusal wait_unknown (404)."""
    entry = _mine(unit, owner_id, entry_id)
    _decline(unit, entry)
    unit.session.delete(entry)
    unit.session.flush()


def decline(unit: Unit, owner_id: int, entry_id: int) -> None:
    """Let an offered time go to the next; the entry stays on the list. Raises Refusal wait_unknown (404)."""
    _decline(unit, _mine(unit, owner_id, entry_id))


def end_all(unit: Unit, owner_id: int, vehicle_id: int) -> None:
    """Take a car off every list; the visits that are offered to it end with the other visits."""
    mine = (col(WaitlistEntry.owner_id) == owner_id, col(WaitlistEntry.vehicle_id) == vehicle_id)
    for entry in unit.session.exec(select(WaitlistEntry).where(*mine)).all():
        unit.session.delete(entry)
    unit.session.flush()


def cars(unit: Unit) -> list[int]:
    """Return the cars on any list, the one that has waited longest first."""
    return list(dict.fromkeys(each.vehicle_id for each in _entries(unit)))


def serve(unit: Unit, vehicle_id: int) -> None:
    """Offer a car what has come free for it, and see what became of the last offer."""
    registry.lock(unit, vehicle_id)
    entries = _entries(unit, col(WaitlistEntry.vehicle_id) == vehicle_id)
    _lock_centres(unit, entries)
    for entry in entries:
        if _is_served(unit, entry):
            unit.session.delete(entry)
        elif not _is_busy(unit, entry) and not _sleeps(unit, entry.owner_id):
            _offer(unit, entry)
    unit.session.flush()


def _lock_centres(unit: Unit, entries: Sequence[WaitlistEntry]) -> None:
    """Lock the centres of wishes and of what is offered for them, in the order that all keep who lock several."""
    of_offers = {service.view(unit, each.visit_id).centre_id for each in entries if each.visit_id}
    for centre_id in sorted(of_offers | {each.centre_id for each in entries}):
        store.lock(unit, centre_id)


def _mine(unit: Unit, owner_id: int, entry_id: int) -> WaitlistEntry:
    """Return an owner's entry once no round can change it."""
    entry = unit.session.get(WaitlistEntry, entry_id)
    if entry is not None:
        registry.lock(unit, entry.vehicle_id)
    mine = _entries(unit, col(WaitlistEntry.id) == entry_id, col(WaitlistEntry.owner_id) == owner_id)
    if not mine:
        raise Refusal("wait_unknown", status=404)
    return mine[0]


def _entries(unit: Unit, *which: ColumnElement[bool]) -> list[WaitlistEntry]:
    query = select(WaitlistEntry).where(col(WaitlistEntry.ends_at) > unit.now, *which)
    ordered = query.order_by(col(WaitlistEntry.since), col(WaitlistEntry.id))
    return list(unit.session.exec(ordered.execution_options(populate_existing=True)))


def _is_served(unit: Unit, entry: WaitlistEntry) -> bool:
    """Whether an entry is over: the work is booked, or too many offers were left unanswered. One that ran out goes to the end."""
    if any(each.state == State.BOOKED for each in store.live_of_job(unit, entry.vehicle_id, job=entry.job)):
        return True
    if entry.visit_id is None:
        return False
    if service.view(unit, entry.visit_id).state is State.HELD:
        return False
    entry.visit_id, entry.since = None, unit.now
    return entry.offers >= MOST_OFFERS


def _is_busy(unit: Unit, entry: WaitlistEntry) -> bool:
    """Whether the car holds a time for the work: offered from the list, or kept by a warning or a summary, which are not the list's to let go."""
    return bool(store.live_of_job(unit, entry.vehicle_id, job=entry.job))


def _sleeps(unit: Unit, owner_id: int) -> bool:
    """Whether an owner is not to be written to, or would sleep before an offer ends."""
    quiet = timing.quiet_hours(unit, owner_id)
    return is_quiet(unit.now, quiet) or is_quiet(unit.now + HOLD, quiet)


def _offer(unit: Unit, entry: WaitlistEntry) -> None:
    slot = _free(unit, entry)
    if slot is None:
        return
    request = VisitRequest(entry.owner_id, entry.vehicle_id, entry.job, entry.centre_id, slot.starts_at)
    try:
        visit = service.hold(unit, request, until=unit.now + HOLD)
    except Refusal:
        return  # taken meanwhile, or the owner holds as many as may be: the next round looks again
    entry.visit_id, entry.last_start, entry.offers = visit.id, visit.starts_at, entry.offers + 1
    unit.session.add(entry)
    key = f"wait:{entry.id}:{entry.offers}"
    if not contact.queue(unit, entry.owner_id, key=key, message=_message(entry, visit)):
        _decline(unit, entry)  # nobody is told of it, so nobody keeps it


def _free(unit: Unit, entry: WaitlistEntry) -> Slot | None:
    """Return the first free slot of the wish that leaves time to answer and to get there, and was not offered just before.

    Nor is the car to hold anything else then.
    """
    first, length = unit.now + HOLD + GET_READY, jobs.job(entry.job).length
    mine = store.views(unit, col(Visit.vehicle_id) == entry.vehicle_id, store.live(unit))
    away = [Interval(each.starts_at, each.ends_at) for each in mine]

    def fits(at: datetime) -> bool:
        is_away = any(rules.overlap(Interval(at, at + length), each) for each in away)
        return at >= first and at != entry.last_start and not is_away

    wish = Wish(entry.day_from, entry.day_to, entry.time_from, entry.time_to, soonest=True)
    free = slots.slots(
        unit,
        entry.job,
        vehicle_id=entry.vehicle_id,
        centre_id=entry.centre_id,
        wish=wish,
        fits=fits,
        limit=1,
    )
    return free[0] if free else None


def _decline(unit: Unit, entry: WaitlistEntry) -> None:
    """Let go what is held for an entry, where it is."""
    if entry.visit_id is None:
        return
    visit = service.locked(unit, entry.owner_id, entry.visit_id)
    if rules.present(State(visit.state), visit.held_until, now=unit.now) is State.HELD:
        service.end(unit, visit, State.RELEASED)
    if visit.state != State.BOOKED:
        entry.visit_id, entry.since = None, unit.now
    unit.session.flush()


def _message(entry: WaitlistEntry, visit: VisitView) -> Message:
    work = jobs.job(visit.job)
    cost = Phrase(
        "summary.cost" if work.price.amount else "summary.free", {"length": work.length, "price": work.price}
    )
    offer = Phrase("wait.offer", {**words.visit_params(visit), "cost": cost})
    about = OfWait(entry.id).params()
    take = Button(Phrase("wait.button.take"), "visit.book", OfVisit(visit.id).params(), Style.GOOD)
    skip = Button(Phrase("wait.button.skip"), "wait.skip", about)
    return Message((offer,), rows=((take, skip), (leave_button(entry.id),)))


def leave_button(entry_id: int) -> Button:
    """Return the button that takes an entry off the list."""
    return Button(Phrase("wait.button.leave"), "wait.leave", OfWait(entry_id).params(), Style.GRAVE)


def _waiter(unit: Unit, entry: WaitlistEntry) -> Waiter:
    centre = store.centre(unit, entry.centre_id)
    wait = Wait(
        entry.owner_id,
        entry.vehicle_id,
        entry.job,
        entry.centre_id,
        entry.day_from,
        entry.day_to,
        entry.time_from,
        entry.time_to,
    )
    offer = service.view(unit, entry.visit_id) if entry.visit_id else None
    return Waiter(entry.id, wait, centre.name, centre.zone, offer)
