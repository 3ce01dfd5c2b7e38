"""Where and when a job could be done: the centre for a car, free slots to suggest, and why not the one wished."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from domain.booking import jobs, reasons, rules, store, words
from domain.booking.bars import Bar
from domain.booking.facts import CentreFacts, Interval, Job, Offered, Slot, Start, VisitView, Wish
from domain.booking.search import (
    Search,
    enquiry_of,
    free_of,
    near,
    over_in_time,
    search_for,
    slots_at,
    starts_of,
    trips_of,
)
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.health.facts import Level
from domain.registry import service as registry

_LEAD: Final = rules.LEAD[None]
_FULL: Final = frozenset({Bar.STAFF, Bar.FULL, Bar.KEPT})  # what a cancellation may change
_REFUSALS: Final = {
    Bar.PAST: "slot_past",
    Bar.FAR: "too_far",
    Bar.CLOSED: "closed_then",
    Bar.HOURS: "closed_then",
    Bar.GRID: "closed_then",
    Bar.SOON: "too_soon",
    Bar.SAME: "same_time",
    Bar.OWN: "car_busy",
}


def slots(
    unit: Unit,
    job: str,
    *,
    vehicle_id: int | None = None,
    centre_id: int | None = None,
    wish: Wish | None = None,
    level: Level | None = None,
    since: datetime | None = None,
    fits: Callable[[datetime], bool] | None = None,
    limit: int = 3,
) -> tuple[Slot, ...]:
    """Suggest free slots, at the centre for the car unless one is named.

    level: grade of the warning that asks, which decides how soon and how far ahead. since: when the owner
    will read of it, where that is later than now. fits: whether a start will do. Empty where nothing is free.
    """
    work = jobs.job(job)
    centre = store.centre(unit, centre_id) if centre_id else centre_for(unit, work, vehicle_id=vehicle_id)
    wish = wish or Wish()
    within = rules.span(centre, wish, level=level, now=since or unit.now)
    search = replace(search_for(unit, centre, work, vehicle_id=vehicle_id), urgent=level is Level.RED)
    free = [each for each in free_of(unit, search, wish, within=within) if fits is None or fits(each.at)]
    return slots_at(search, rules.suggest(free, limit=limit, level=level, soonest=wish.soonest))


def offer(
    unit: Unit,
    job: str,
    *,
    vehicle_id: int,
    wish: Wish,
    moved: VisitView | None = None,
    centre_id: int | None = None,
    anywhere: bool = False,
    limit: int = 3,
) -> Offered:
    """Suggest what is free of a wish; where nothing is, say why, and suggest what is nearest to it.

    centre_id: the centre that is wished, in place of that of the visit that is moved, or of the car's own. anywhere: any
    centre will do. Raises Refusal job_unknown, job_nowhere or part_nowhere.
    """
    work = jobs.job(job)
    wish = over_in_time(wish, work.length)
    if anywhere:
        return _anywhere(unit, work, vehicle_id=vehicle_id, wish=wish, moved=moved, limit=limit)
    home_id = centre_id or (moved or registry.vehicle(unit, vehicle_id)).centre_id
    centre = _ready(unit, work, home_id=home_id, moved=moved)[0]
    home = store.centre(unit, home_id) if home_id else None
    search = search_for(unit, centre, work, vehicle_id=vehicle_id, moved=moved)
    elsewhere = _elsewhere(search, home) if home else None
    within = rules.span(centre, wish, level=None, now=unit.now)
    free = free_of(unit, search, wish, within=within)
    if free:
        return Offered(slots_at(search, rules.suggest(free, limit=limit, soonest=wish.soonest)), elsewhere)
    reason = reasons.why(enquiry_of(unit, search, lead=_LEAD, within=within), wish)
    why = Phrase("why.both", {"one": elsewhere, "other": reason.phrase}) if elsewhere else reason.phrase
    full = search.centre.id if reason.bar in _FULL else None
    return Offered(near(unit, search, reason.near, wish=wish, limit=limit), why, full)


def free_days(
    unit: Unit,
    job: str,
    *,
    vehicle_id: int,
    first: date,
    last: date,
    moved: VisitView | None = None,
    centre_id: int | None = None,
    anywhere: bool = False,
) -> tuple[CentreFacts, frozenset[date]]:
    """Return the centre as `offer` chooses it, and the days from first to last on which it has a start for the job.

    anywhere: the days of all centres, and the first of them. Raises Refusal job_unknown, job_nowhere or part_nowhere.
    """
    work = jobs.job(job)
    home_id = centre_id or (moved or registry.vehicle(unit, vehicle_id)).centre_id
    centres = _ready(unit, work, home_id=home_id, moved=moved)
    wish = Wish(day_from=first, day_to=last)
    days: set[date] = set()
    for centre in centres if anywhere else centres[:1]:
        within = rules.span(centre, wish, level=None, now=unit.now)
        starts = starts_of(
            unit, search_for(unit, centre, work, vehicle_id=vehicle_id, moved=moved), wish, within=within
        )
        days.update(each.day for each in starts)
    return centres[0], frozenset(days)


def _anywhere(
    unit: Unit, job: Job, *, vehicle_id: int, wish: Wish, moved: VisitView | None, limit: int
) -> Offered:
    """Suggest what is free of a wish at any centre, in order of time; at the same time the one nearest to the car's own."""
    home_id = (moved or registry.vehicle(unit, vehicle_id)).centre_id
    searches = [
        search_for(unit, centre, job, vehicle_id=vehicle_id, moved=moved)
        for centre in _ready(unit, job, home_id=home_id, moved=moved)
    ]
    free: dict[datetime, tuple[Start, Search]] = {}
    for search in searches:
        within = rules.span(search.centre, wish, level=None, now=unit.now)
        for start in free_of(unit, search, wish, within=within):
            free.setdefault(start.at, (start, search))
    ordered = [free[at][0] for at in sorted(free)]
    best = rules.suggest(ordered, limit=limit, soonest=wish.soonest)
    if best:
        return Offered(tuple(slots_at(free[at][1], [at])[0] for at in best))
    reason = reasons.why(enquiry_of(unit, searches[0], lead=_LEAD), wish)
    others = [slot for each in searches for slot in near(unit, each, reason.near, wish=wish, limit=limit)]
    others.sort(key=lambda slot: abs(slot.starts_at - reason.near))
    nearest = tuple(sorted(others[:limit], key=lambda slot: slot.starts_at))
    why = Phrase("why.both", {"one": reason.phrase, "other": Phrase("why.nowhere")})
    return Offered(nearest, why if len(searches) > 1 else reason.phrase)


def refusal(unit: Unit, search: Search, *, starts_at: datetime, lack: str = "") -> Refusal:
    """Say no to a start: the reason in `why`, the nearest free slots in `slots`, and as something to say in `next`.

    lack: "part" or "skill", where the centre does not have it; else its calendar decides.
    """
    reason = reasons.why_not(
        enquiry_of(unit, search, lead=rules.NOTICE, within=Interval(starts_at, starts_at)), starts_at
    )
    why, code = reason.phrase, _REFUSALS.get(reason.bar, "slot_gone")
    if lack:
        about = {"home": search.centre.name, "job": words.job(search.job.code)}
        why, code = Phrase(f"why.no_{lack}", about), "part_gone" if lack == "part" else "job_not_here"
    others = () if lack else near(unit, search, reason.near, wish=Wish(), limit=3)
    trips = [
        each.number for each in trips_of(unit, search, Interval(starts_at, starts_at + search.job.length))
    ]
    return Refusal(
        code,
        at=Moment(starts_at, search.centre.zone),
        why=why,
        slots=others,
        next=words.next_slots(others),
        number="".join(trips[:1]),
    )


def centre_for(unit: Unit, job: Job, *, vehicle_id: int | None) -> CentreFacts:
    """Return the car's own centre where it has skill and part, else the nearest to it that has, else any."""
    home_id = registry.vehicle(unit, vehicle_id).centre_id if vehicle_id else None
    return _ready(unit, job, home_id=home_id)[0]


def _ready(unit: Unit, job: Job, *, home_id: int | None, moved: VisitView | None = None) -> list[CentreFacts]:
    """Return the centres that have skill and part, the home first and the nearest to it next; a moved visit has its part at its own."""
    centres = store.centres(unit)
    home = next((centre for centre in centres if centre.id == home_id), None)
    skilled = [centre for centre in centres if rules.able(centre, job) and centre.bays]
    own = moved.centre_id if moved else None
    ready = [centre for centre in skilled if centre.id == own or rules.has_parts(centre, job)]
    if not ready:
        raise Refusal("part_nowhere" if skilled else "job_nowhere", job=words.job(job.code))
    return sorted(ready, key=lambda centre: (centre.id != home_id, _distance(home, centre), centre.id))


def home_of(unit: Unit, vehicle_id: int) -> CentreFacts | None:
    """Return the centre that looks after a car, if one does."""
    centre_id = registry.vehicle(unit, vehicle_id).centre_id
    return store.centre(unit, centre_id) if centre_id else None


def _distance(home: CentreFacts | None, centre: CentreFacts) -> float:
    if home is None or home.position is None or centre.position is None:
        return float("inf")
    return rules.kilometres(home.position, centre.position)


def _elsewhere(search: Search, home: CentreFacts) -> Phrase | None:
    """Say why it is not the car's own centre that is offered."""
    if search.centre.id == home.id:
        return None
    lack = "part" if rules.able(home, search.job) and home.bays else "skill"
    about = {"home": home.name, "centre": search.centre.name, "job": words.job(search.job.code)}
    return Phrase(f"why.no_{lack}.here", about)
