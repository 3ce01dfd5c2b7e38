"""Looking through a centre's calendar for a car: free starts, the car's own visits, and the slots they make."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.alerts import cases
from domain.booking import capacity, jobs, rules, store
from domain.booking.bars import Enquiry
from domain.booking.facts import Cell, CentreFacts, Interval, Job, Slot, Start, State, VisitView, Wish
from domain.core import Unit

_DAY: Final = timedelta(days=1)
_FIRST_LOOK: Final = timedelta(days=14)  # later days are searched only where these have nothing


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: a job at a centre for a car. moved: the visit whose own time and parts do not count.

    urgent: a red warning asks for it, so that what is kept for these may be used.
    """

    centre: CentreFacts
    job: Job
    vehicle_id: int | None = None
    moved: VisitView | None = None
    urgent: bool = False

    @property
    def but(self) -> int | None:
        """The visit that does not count."""
        return self.moved.id if self.moved else None

    @property
    def stays(self) -> VisitView | None:
        """The visit that is moved within its centre, where it has its time and parts already."""
        return self.moved if self.moved and self.moved.centre_id == self.centre.id else None


def search_for(
    unit: Unit,
    centre: CentreFacts,
    job: Job,
    *,
    vehicle_id: int | None = None,
    moved: VisitView | None = None,
) -> Search:
    """Return what is looked for; whether it is urgent matters only where the centre keeps time back."""
    urgent = False
    if centre.reserve and vehicle_id is not None:
        urgent = not cases.red_jobs(unit, vehicle_id).isdisjoint(jobs.parts(job.code))
    return Search(centre, job, vehicle_id, moved, urgent)


def over_in_time(wish: Wish, length: timedelta) -> Wish:
    """Return the wish for starts alone: work of that length that has to be over by a time begins so much earlier."""
    others = tuple(over_in_time(each, length) for each in wish.others)
    if wish.done_by is None:
        return replace(wish, others=others)
    midnight, over = (datetime.combine(date.min, each) for each in (time.min, wish.done_by))
    latest = over - min(length, over - midnight)  # not before midnight
    return replace(wish, others=others, time_to=min(wish.time_to or time.max, latest.time()))


def may_give(unit: Unit, search: Search, at: datetime, *, busy: AbstractSet[Cell]) -> bool:
    """Whether a free start may be given away. busy: what is taken on its whole day."""
    return search.urgent or capacity.leaves_reserve(search.centre, search.job, at, now=unit.now, busy=busy)


def free_of(unit: Unit, search: Search, wish: Wish, *, within: Interval) -> Sequence[Start]:
    """Return the free starts of a wish: of the first days, or of all where these have none."""
    first = Interval(within.starts_at, min(within.ends_at, within.starts_at + _FIRST_LOOK))
    return starts_of(unit, search, wish, within=first) or starts_of(unit, search, wish, within=within)


def starts_of(unit: Unit, search: Search, wish: Wish, *, within: Interval) -> Sequence[Start]:
    """Return every free start of a wish at which the car is nowhere else."""
    # A day more at both ends, so that the load of the first and last day is seen whole.
    whole = Interval(within.starts_at - _DAY, within.ends_at + _DAY)
    busy = store.busy(unit, search.centre, within=whole, but=search.but)
    away = [Interval(each.starts_at, each.ends_at) for each in trips_of(unit, search, whole)]
    starts = rules.free_starts(
        search.centre, search.job, wish, within=within, busy=busy, needs_parts=search.stays is None
    )
    spare = [
        each
        for each in starts
        if (search.stays is None or each.at != search.stays.starts_at)
        and may_give(unit, search, each.at, busy=busy)
        and not any(rules.overlap(Interval(each.at, each.at + search.job.length), trip) for trip in away)
    ]
    return sorted([*spare, *_own(unit, search, wish, within=within)], key=lambda each: each.at)


def _own(unit: Unit, search: Search, wish: Wish, *, within: Interval) -> Iterator[Start]:
    """The starts that are held for this very car and job: nobody else stands in its way."""
    if search.vehicle_id is None or search.moved:
        return
    for hold in store.live_of_job(unit, search.vehicle_id, job=search.job.code):
        at, zone = hold.starts_at, search.centre.zone
        here = (hold.centre_id, hold.job) == (
            search.centre.id,
            search.job.code,
        ) and within.starts_at <= at <= within.ends_at
        if hold.state == State.HELD and here and rules.is_wished(wish, at, zone=zone):
            yield Start(at, rules.local(at, zone=zone).date(), 0.0)


def trips_of(unit: Unit, search: Search, within: Interval) -> Sequence[VisitView]:
    """Return the booked visits of the car that overlap an interval."""
    if search.vehicle_id is None:
        return ()
    return store.trips(unit, search.vehicle_id, within=within, but=search.but)


def enquiry_of(unit: Unit, search: Search, *, lead: timedelta, within: Interval | None = None) -> Enquiry:
    """Return what the rules need to say why not; within: the starts that are asked about, so that they can tell bays from people."""
    ahead = Interval(unit.now, unit.now + rules.HORIZON + _DAY)
    moved = search.stays.starts_at if search.stays else None
    busy = None
    if within is not None:
        whole = Interval(within.starts_at - _DAY, within.ends_at + _DAY)
        busy = store.busy(unit, search.centre, within=whole, but=search.but)
    trips = trips_of(unit, search, ahead)
    return Enquiry(search.centre, search.job, unit.now, lead, trips, moved, busy, search.urgent)


def near(unit: Unit, search: Search, at: datetime, *, wish: Wish, limit: int) -> tuple[Slot, ...]:
    """Find free slots around a time that is not to be had; what is ruled out stays so."""
    widest = replace(wish, day_from=None, day_to=None, time_from=None, time_to=None, weekdays=(), others=())
    whole = rules.span(search.centre, widest, level=None, now=unit.now)
    around = Interval(max(whole.starts_at, at - _FIRST_LOOK), min(whole.ends_at, at + _FIRST_LOOK))
    free = starts_of(unit, search, widest, within=around) or starts_of(unit, search, widest, within=whole)
    return slots_at(search, rules.nearest(free, at, zone=search.centre.zone, limit=limit, wish=wish))


def slots_at(search: Search, starts: Sequence[datetime]) -> tuple[Slot, ...]:
    """Return the slots that begin at these times."""
    centre = search.centre
    return tuple(Slot(centre.id, centre.name, centre.zone, at, at + search.job.length) for at in starts)
