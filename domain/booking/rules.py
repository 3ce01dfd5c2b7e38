"""When a workshop is open, what fits, and which free starts are worth suggesting. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, zip_longest
from math import cos, hypot, radians
from typing import Final
from zoneinfo import ZoneInfo

from domain.booking.facts import (
    QUARTER,
    Cell,
    CentreFacts,
    Interval,
    Job,
    Resource,
    Start,
    State,
    TechnicianFacts,
    Wish,
)
from domain.health.facts import Level

# Own choices: time to get ready and to get there, longer where a warning is less urgent.
HORIZON: Final = timedelta(days=60)
NOTICE: Final = timedelta(minutes=15)  # a visit cannot be taken later than this before it begins
LEAD: Final[Mapping[Level | None, timedelta]] = {
    Level.RED: timedelta(hours=2, minutes=30),
    Level.YELLOW: timedelta(hours=12),
    Level.BLUE: timedelta(days=3),
    None: timedelta(hours=1),
}
WITHIN: Final[Mapping[Level | None, timedelta]] = {
    Level.RED: timedelta(hours=48),
    Level.YELLOW: timedelta(days=7),
    Level.BLUE: timedelta(days=30),
    None: HORIZON,
}
CHANGE_UNTIL: Final = timedelta(hours=2)
CHAT_HOLD: Final = timedelta(minutes=10)
ALERT_HOLD: Final = timedelta(hours=24)  # from when the warning can be read
MOST_HOLDS: Final = 3
MOST_CANCELS_A_DAY: Final = 10
APART: Final = timedelta(hours=1)  # suggestions closer than this are one choice to an owner
_DAY: Final = timedelta(days=1)
_KM_PER_DEGREE: Final = 111.2


def instant(day: date, clock: time, *, zone: str) -> datetime:
    """Return the UTC of a wall-clock time, as RFC 5545, 3.3.5 reads it.

    Of a doubled time the first; one that the clocks skip has the offset before it (02:30 becomes 03:30).
    """
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def whole_day(day: date, *, zone: str) -> tuple[datetime, datetime]:
    """Return the UTC of a day's beginning and end; the first and last days that there are stand for those next to them."""
    inside = min(max(day, date.min + _DAY), date.max - 2 * _DAY)
    return instant(inside, time.min, zone=zone), instant(inside + _DAY, time.min, zone=zone)


def local(at: datetime, *, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def open_on(centre: CentreFacts, day: date) -> tuple[Interval, ...]:
    """Opening intervals of a day in the centre's calendar, in order."""
    special = [each for each in centre.special if each.day == day]
    plain = [each for each in centre.hours if each.weekday == day.weekday()]
    stretches = sorted((each.opens, each.closes) for each in special or plain if each.opens and each.closes)
    return tuple(
        Interval(instant(day, opens, zone=centre.zone), instant(day, closes, zone=centre.zone))
        for opens, closes in stretches
    )


def starts(interval: Interval, length: timedelta) -> Iterator[datetime]:
    """Quarter-hour starts at which work of this length ends before the interval does."""
    at = interval.starts_at + (-_since_midnight(interval.starts_at)) % QUARTER
    while at + length <= interval.ends_at:
        yield at
        at += QUARTER


def _since_midnight(at: datetime) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)


def is_open(centre: CentreFacts, starts_at: datetime, *, length: timedelta) -> bool:
    """Whether a start lies on the grid of an interval that holds the whole work."""
    day = local(starts_at, zone=centre.zone).date()
    return any(starts_at in starts(interval, length) for interval in open_on(centre, day))


def overlap(one: Interval, other: Interval) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def quarters(starts_at: datetime, length: timedelta) -> tuple[datetime, ...]:
    """The quarter-hours that work of this length touches."""
    return tuple(starts_at + QUARTER * n for n in range(-(-length // QUARTER)))


def cells(
    starts_at: datetime, length: timedelta, *, pair: tuple[int, int], buffer: timedelta = timedelta()
) -> frozenset[Cell]:
    """Return the quarter-hours that a visit takes of a pair of bay and technician; buffer: of the bay after it."""
    bay, technician = pair
    in_bay = (Cell(Resource.BAY, bay, at) for at in quarters(starts_at, length + buffer))
    return frozenset(in_bay).union(
        Cell(Resource.TECHNICIAN, technician, at) for at in quarters(starts_at, length)
    )


def pair(
    centre: CentreFacts, job: Job, starts_at: datetime, *, busy: AbstractSet[Cell]
) -> tuple[int, int] | None:
    """Bay and technician that are free for the whole work, the bay for its buffer too, or None.

    Of the technicians the one with the fewest skills: the versatile stay free for what only they can do.
    """
    times = quarters(starts_at, job.length)
    skilled = sorted(able(centre, job), key=lambda each: (len(each.skills), each.id))
    in_bay = quarters(starts_at, job.length + centre.buffer)
    bay = next((each for each in centre.bays if _is_free(Resource.BAY, each, in_bay, busy)), None)
    technician = next(
        (each.id for each in skilled if _is_free(Resource.TECHNICIAN, each.id, times, busy)), None
    )
    return None if bay is None or technician is None else (bay, technician)


def has_bay(centre: CentreFacts, job: Job, starts_at: datetime, *, busy: AbstractSet[Cell]) -> bool:
    """Whether any bay is free for the whole work."""
    times = quarters(starts_at, job.length + centre.buffer)
    return any(_is_free(Resource.BAY, each, times, busy) for each in centre.bays)


def _is_free(
    resource: Resource, resource_id: int, times: Iterable[datetime], busy: AbstractSet[Cell]
) -> bool:
    return all(Cell(resource, resource_id, at) not in busy for at in times)


def able(centre: CentreFacts, job: Job) -> tuple[TechnicianFacts, ...]:
    return tuple(each for each in centre.technicians if each.skills.issuperset(job.skill.split()))


def has_parts(centre: CentreFacts, job: Job) -> bool:
    return all(centre.stock.get(part, 0) >= count for part, count in job.parts.items())


def span(centre: CentreFacts, wish: Wish, *, level: Level | None, now: datetime) -> Interval:
    """The instants between which a visit may begin: the wish, within what the grade of a warning allows."""
    first, last = now + LEAD[level], now + WITHIN[level]
    begins = [each.day_from for each in (wish, *wish.others) if each.day_from]
    ends = [each.day_to for each in (wish, *wish.others) if each.day_to]
    if len(begins) == 1 + len(wish.others):
        first = max(first, instant(min(begins), time.min, zone=centre.zone))
    if len(ends) == 1 + len(wish.others):
        last = min(last, instant(max(ends), time.max, zone=centre.zone))
    return Interval(first, last)


def free_starts(
    centre: CentreFacts,
    job: Job,
    wish: Wish,
    *,
    within: Interval,
    busy: AbstractSet[Cell],
    needs_parts: bool = True,
) -> tuple[Start, ...]:
    """Every start at which bay, technician and part are free, in order; needs_parts: none are kept for it yet."""
    if needs_parts and not has_parts(centre, job):
        return ()
    return tuple(chain.from_iterable(
        _free_on(centre, job, wish, day=day, within=within, busy=busy)
        for day in _days(within, zone=centre.zone)
    ))  # fmt: skip


def _free_on(
    centre: CentreFacts, job: Job, wish: Wish, *, day: date, within: Interval, busy: AbstractSet[Cell]
) -> Iterator[Start]:
    intervals = open_on(centre, day)
    load = _load(centre, intervals, busy=busy)
    for at in chain.from_iterable(starts(interval, job.length) for interval in intervals):
        if not within.starts_at <= at <= within.ends_at or not is_wished(wish, at, zone=centre.zone):
            continue
        if pair(centre, job, at, busy=busy):
            yield Start(at, day, load)


def is_wished(wish: Wish, at: datetime, *, zone: str) -> bool:
    here = local(at, zone=zone)
    wished = any(_holds(each, here) for each in (wish, *wish.others))
    return wished and not any(_holds(each, here) for each in wish.never)


def _holds(wish: Wish, here: datetime) -> bool:
    return (
        (wish.day_from or date.min) <= here.date() <= (wish.day_to or date.max)
        and (not wish.weekdays or here.weekday() in wish.weekdays)
        and (wish.time_from or time.min) <= here.time() <= (wish.time_to or time.max)
    )


def _days(within: Interval, *, zone: str) -> Iterator[date]:
    day, last = (local(at, zone=zone).date() for at in (within.starts_at, within.ends_at))
    while day <= last:
        yield day
        day += timedelta(days=1)


def _load(centre: CentreFacts, intervals: Sequence[Interval], *, busy: AbstractSet[Cell]) -> float:
    cells_open = [
        Cell(Resource.BAY, bay, at)
        for interval in intervals
        for at in starts(interval, QUARTER)
        for bay in centre.bays
    ]
    return sum(cell in busy for cell in cells_open) / max(1, len(cells_open))


def suggest(
    free: Sequence[Start], *, limit: int, level: Level | None = None, soonest: bool = False
) -> tuple[datetime, ...]:
    """Choose a few starts an owner can tell apart, in order of time.

    Red or soonest: the earliest. Else one a day in turn, quiet days first where a warning is blue.
    """
    if soonest or level is Level.RED:
        ranked = _spread([each.at for each in free])
    else:
        ranked = _by_turns(free, quiet=level is Level.BLUE)
    return tuple(sorted(ranked[:limit]))


def nearest(
    free: Sequence[Start], to: datetime, *, zone: str, limit: int, wish: Wish | None = None
) -> tuple[datetime, ...]:
    """Choose a few starts around one that is not to be had, in order of time: most of its day, the rest of days near.

    Of each day those come first that keep the time of day that is wished.
    """
    day = local(to, zone=zone).date()
    days: dict[date, list[datetime]] = {}
    for each in sorted(free, key=lambda each: _strays(each, to, day=day, wish=wish or Wish(), zone=zone)):
        days.setdefault(each.day, []).append(each.at)
    same = _spread(days.pop(day, []))[: max(2, limit - 1)]
    others = sorted(days.items(), key=lambda each: (abs(each[0] - day), each[0] < day))
    turns = zip_longest(*(_spread(starts) for _, starts in others))
    ranked = [*same, *(at for turn in turns for at in turn if at is not None)]
    return tuple(sorted(ranked[:limit]))


def _strays(start: Start, to: datetime, *, day: date, wish: Wish, zone: str) -> tuple[bool, timedelta]:
    """Return how far a start lies from the wished time of day."""
    clock = local(start.at, zone=zone).time()
    within_wish = (wish.time_from or time.min) <= clock <= (wish.time_to or time.max)
    return not within_wish, abs(start.at - to - (start.day - day))


def _spread(at: Sequence[datetime]) -> list[datetime]:
    """Sort starts so that those far apart come first and those close to them after."""
    front: list[datetime] = []
    for each in at:
        if all(abs(each - other) >= APART for other in front):
            front.append(each)
    spread = set(front)
    return front + [each for each in at if each not in spread]


def _by_turns(free: Sequence[Start], *, quiet: bool) -> list[datetime]:
    days: dict[date, list[Start]] = {}
    for each in free:
        days.setdefault(each.day, []).append(each)
    ordered = sorted(days.values(), key=lambda day: (round(day[0].load, 1) if quiet else 0, day[0].at))
    turns = zip_longest(*(_spread([each.at for each in day]) for day in ordered))
    return [at for turn in turns for at in turn if at is not None]


def held_until(starts_at: datetime, *, now: datetime, hold: timedelta) -> datetime:
    """Return the end of a hold, at the latest `NOTICE` before the visit begins."""
    return min(starts_at - NOTICE, now + hold)


def present(state: State, held_until: datetime | None, *, now: datetime) -> State:
    """Return the state that counts now: a hold past held_until has lapsed, whatever is stored."""
    ran_out = state is State.HELD and held_until is not None and held_until <= now
    return State.LAPSED if ran_out else state


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Distance of two (latitude, longitude) in degrees, flat: good enough to rank centres of a region."""
    north = there[0] - here[0]
    east = (there[1] - here[1] + 180) % 360 - 180
    return _KM_PER_DEGREE * hypot(north, east * cos(radians((here[0] + there[0]) / 2)))
