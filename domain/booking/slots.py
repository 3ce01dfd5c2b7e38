"""Where and when a job could be done: the centre for a car, free slots to suggest, and why not the one wished."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from domain.booking import jobs, reasons, rules, store, words
from domain.booking.facts import CentreFacts, Interval, Job, Offered, Slot, Start, VisitView, Wish
from domain.booking.reasons import Bar, Enquiry, Reason
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.health.facts import Level
from domain.registry import service as registry

_DAY: Final = timedelta(days=1)
_FIRST_LOOK: Final = timedelta(days=14)  # later days are searched only where these have nothing
_LEAD: Final = rules.LEAD[None]
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


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: a job at a centre for a car. moved: the visit whose own time and parts do not count."""

    centre: CentreFacts
    job: Job
    vehicle_id: int | None = None
    moved: VisitView | None = None


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
    search = Search(centre, work, vehicle_id)
    free = [each for each in _free(unit, search, wish, within=within) if fits is None or fits(each.at)]
    return _slots(search, rules.suggest(free, limit=limit, level=level, soonest=wish.soonest))


def offer(
    unit: Unit,
    job: str,
    *,
    vehicle_id: int,
    wish: Wish,
    moved: VisitView | None = None,
    centre_id: int | None = None,
    limit: int = 3,
) -> Offered:
    """Suggest what is free of a wish; where nothing is, say why, and suggest what is nearest to it.

    centre_id: the centre that is wished, in place of the car's own.
    Raises Refusal job_unknown, job_nowhere or part_nowhere.
    """
    work = jobs.job(job)
    home = store.centre(unit, centre_id) if centre_id else home_of(unit, vehicle_id)
    wished = None if home is None else home.id
    centre = store.centre(unit, moved.centre_id) if moved else _centre(unit, work, home_id=wished)
    search = Search(centre, work, vehicle_id, moved)
    elsewhere = _elsewhere(search, home) if home and not moved else None
    within = rules.span(centre, wish, level=None, now=unit.now)
    free = _free(unit, search, wish, within=within)
    if free:
        return Offered(_slots(search, rules.suggest(free, limit=limit, soonest=wish.soonest)), elsewhere)
    reason = reasons.why(_enquiry(unit, search, lead=_LEAD), wish)
    why = Phrase("why.both", {"one": elsewhere, "other": reason.phrase}) if elsewhere else reason.phrase
    return Offered(_instead(unit, search, reason, wish=wish, limit=limit), why)


def free_days(
    unit: Unit,
    job: str,
    *,
    vehicle_id: int,
    first: date,
    last: date,
    moved: VisitView | None = None,
    centre_id: int | None = None,
) -> tuple[CentreFacts, frozenset[date]]:
    """Return the centre as `offer` chooses it, and the days from first to last on which it has a start for the job.

    Raises Refusal job_unknown, job_nowhere or part_nowhere.
    """
    work = jobs.job(job)
    home = centre_id or registry.vehicle(unit, vehicle_id).centre_id
    centre = store.centre(unit, moved.centre_id) if moved else _centre(unit, work, home_id=home)
    wish = Wish(day_from=first, day_to=last)
    within = rules.span(centre, wish, level=None, now=unit.now)
    starts = _starts(unit, Search(centre, work, vehicle_id, moved), wish, within=within)
    return centre, frozenset(each.day for each in starts)


def refusal(unit: Unit, search: Search, *, starts_at: datetime, lack: str = "") -> Refusal:
    """Say no to a start: the reason in `why`, the nearest free slots in `slots`, and as something to say in `next`.

    lack: "part" or "skill", where the centre does not have it; else its calendar decides.
    """
    reason = reasons.why_not(_enquiry(unit, search, lead=rules.NOTICE), starts_at)
    why, code = reason.phrase, _REFUSALS.get(reason.bar, "slot_gone")
    if lack:
        about = {"home": search.centre.name, "job": words.job(search.job.code)}
        why, code = Phrase(f"why.no_{lack}", about), "part_gone" if lack == "part" else "job_not_here"
    others = () if lack else _instead(unit, search, reason, wish=Wish(), limit=3)
    trips = [each.number for each in _trips(unit, search, Interval(starts_at, starts_at + search.job.length))]
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
    return _centre(unit, job, home_id=registry.vehicle(unit, vehicle_id).centre_id if vehicle_id else None)


def _centre(unit: Unit, job: Job, *, home_id: int | None) -> CentreFacts:
    centres = store.centres(unit)
    home = next((centre for centre in centres if centre.id == home_id), None)
    skilled = [centre for centre in centres if rules.able(centre, job) and centre.bays]
    ready = [centre for centre in skilled if rules.has_parts(centre, job)]
    if not ready:
        raise Refusal("part_nowhere" if skilled else "job_nowhere", job=words.job(job.code))
    return min(ready, key=lambda centre: (centre.id != home_id, _distance(home, centre), centre.id))


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


def _instead(unit: Unit, search: Search, reason: Reason, *, wish: Wish, limit: int) -> tuple[Slot, ...]:
    """Find free slots around a time that is not to be had; what is ruled out stays so."""
    widest = replace(wish, day_from=None, day_to=None, time_from=None, time_to=None, weekdays=(), others=())
    whole = rules.span(search.centre, widest, level=None, now=unit.now)
    around = Interval(
        max(whole.starts_at, reason.near - _FIRST_LOOK), min(whole.ends_at, reason.near + _FIRST_LOOK)
    )
    free = _starts(unit, search, widest, within=around) or _starts(unit, search, widest, within=whole)
    zone = search.centre.zone
    return _slots(search, rules.nearest(free, reason.near, zone=zone, limit=limit, wish=wish))


def _free(unit: Unit, search: Search, wish: Wish, *, within: Interval) -> Sequence[Start]:
    first = Interval(within.starts_at, min(within.ends_at, within.starts_at + _FIRST_LOOK))
    return _starts(unit, search, wish, within=first) or _starts(unit, search, wish, within=within)


def _starts(unit: Unit, search: Search, wish: Wish, *, within: Interval) -> Sequence[Start]:
    # A day more at both ends, so that the load of the first and last day is seen whole.
    whole = Interval(within.starts_at - _DAY, within.ends_at + _DAY)
    but = search.moved.id if search.moved else None
    busy = store.busy(unit, search.centre, within=whole, but=but)
    away = [Interval(each.starts_at, each.ends_at) for each in _trips(unit, search, whole)]
    starts = rules.free_starts(
        search.centre, search.job, wish, within=within, busy=busy, needs_parts=search.moved is None
    )
    return [
        each
        for each in starts
        if (search.moved is None or each.at != search.moved.starts_at)
        and not any(rules.overlap(Interval(each.at, each.at + search.job.length), trip) for trip in away)
    ]


def _trips(unit: Unit, search: Search, within: Interval) -> Sequence[VisitView]:
    if search.vehicle_id is None:
        return ()
    but = search.moved.id if search.moved else None
    return store.trips(unit, search.vehicle_id, within=within, but=but)


def _enquiry(unit: Unit, search: Search, *, lead: timedelta) -> Enquiry:
    ahead = Interval(unit.now, unit.now + rules.HORIZON + _DAY)
    moved = search.moved.starts_at if search.moved else None
    return Enquiry(search.centre, search.job, unit.now, lead, _trips(unit, search, ahead), moved)


def _slots(search: Search, starts: Sequence[datetime]) -> tuple[Slot, ...]:
    centre = search.centre
    return tuple(Slot(centre.id, centre.name, centre.zone, at, at + search.job.length) for at in starts)
