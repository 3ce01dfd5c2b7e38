"""Why a wished time is not to be had. Pure: says of each moment what stands in its way, and tells the least of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from itertools import chain
from typing import Final

from domain.booking import rules
from domain.booking.facts import CentreFacts, Interval, Job, VisitView, Wish
from domain.explain.facts import Moment, Phrase

_LOOK: Final = 14  # days that a wish without a day is judged on
_DAY: Final = timedelta(days=1)
_FEW: Final = 3  # days whose reasons are told apart
_CLOCKS: Final = tuple(time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45))


class Bar(IntEnum):
    """What stands in the way of a start, from the furthest from free to the nearest."""

    PAST = 0
    FAR = 1
    CLOSED = 2
    HOURS = 3
    GRID = 4
    SOON = 5
    SAME = 6
    OWN = 7
    FULL = 8


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Who asks for what: the car's other visits, and the start of the visit that is to be moved, if one is.

    lead: what the centre needs to get ready.
    """

    centre: CentreFacts
    job: Job
    now: datetime
    lead: timedelta = rules.NOTICE
    trips: Sequence[VisitView] = ()
    moved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """bar: the least that stands in the way. near: the start around which to look for others."""

    bar: Bar
    phrase: Phrase
    near: datetime


def why(asked: Enquiry, wish: Wish) -> Reason:
    """Tell why nothing of the wish can be had, where nothing can."""
    barred = [(bar(asked, at), at) for at in _wished_starts(asked, wish)]
    if not barred:
        return Reason(Bar.FULL, _phrase(asked, "why.full"), asked.now)
    least = max(kind for kind, _ in barred)
    starts = sorted({at for kind, at in barred if kind is least})
    said = _TELLERS[least](asked, _part(asked, wish, starts), starts)
    other = _other(asked, barred, least=least)
    phrase = Phrase("why.both", {"one": said, "other": other}) if other else said
    return Reason(least, phrase, _near(asked, least, starts))


def _part(asked: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Wish:
    """The one of several wishes that is as good as had ("at ten" is hardly ten at night); all where it is not one."""
    alone = [replace(each, others=(), never=wish.never) for each in (wish, *wish.others)]
    near = [each for each in alone if not set(starts).isdisjoint(_wished_starts(asked, each))]
    return near[0] if len(near) == 1 else wish


def why_not(asked: Enquiry, at: datetime) -> Reason:
    """Tell why one start cannot be had."""
    here = rules.local(at, zone=asked.centre.zone)
    clock = here.time()
    return why(asked, Wish(day_from=here.date(), day_to=here.date(), time_from=clock, time_to=clock))


def bar(asked: Enquiry, at: datetime) -> Bar:
    """Return what stands in the way of one start; FULL where nothing else does."""
    kind = _by_time(asked, at)
    if kind is not None:
        return kind
    if at == asked.moved:
        return Bar.SAME
    return Bar.OWN if _trip(asked, at) else Bar.FULL


def _by_time(asked: Enquiry, at: datetime) -> Bar | None:
    opening = rules.open_on(asked.centre, _day(asked, at))
    if at < asked.now or at > asked.now + rules.HORIZON:
        return Bar.PAST if at < asked.now else Bar.FAR
    if not opening:
        return Bar.CLOSED
    if not any(each.starts_at <= at and at + asked.job.length <= each.ends_at for each in opening):
        return Bar.HOURS
    if not rules.is_open(asked.centre, at, length=asked.job.length):
        return Bar.GRID
    return Bar.SOON if at < asked.now + asked.lead else None


def _trip(asked: Enquiry, at: datetime) -> VisitView | None:
    visit = Interval(at, at + asked.job.length)
    return next(
        (each for each in asked.trips if rules.overlap(visit, Interval(each.starts_at, each.ends_at))), None
    )


def _wished_starts(asked: Enquiry, wish: Wish) -> Iterator[datetime]:
    for each in (wish, *wish.others):
        exact = (each.time_from,) if each.time_from and each.time_from not in _CLOCKS else ()
        for day in _days(asked, each):
            starts = (rules.instant(day, clock, zone=asked.centre.zone) for clock in (*_CLOCKS, *exact))
            yield from (at for at in starts if rules.is_wished(wish, at, zone=asked.centre.zone))


def _days(asked: Enquiry, wish: Wish) -> Iterator[date]:
    first = wish.day_from or _day(asked, asked.now)
    last = min(wish.day_to or date.max, first + _LOOK * _DAY)
    while first <= last:
        yield first
        first += _DAY


def _day(asked: Enquiry, at: datetime) -> date:
    return rules.local(at, zone=asked.centre.zone).date()


def _other(asked: Enquiry, barred: Sequence[tuple[Bar, datetime]], *, least: Bar) -> Phrase | None:
    """Say of another day of the wish that it is closed, where that is not the reason told already."""
    days = {_day(asked, at) for _, at in barred}
    closed = [at for kind, at in barred if kind is Bar.CLOSED]
    if least is Bar.CLOSED or not closed or len(days) > _FEW:
        return None
    return _closure(asked, Wish(), closed)


def _near(asked: Enquiry, least: Bar, starts: Sequence[datetime]) -> datetime:
    if least is Bar.PAST:
        return asked.now
    return asked.now + rules.HORIZON if least is Bar.FAR else starts[0]


def _is_clock(wish: Wish, starts: Sequence[datetime]) -> bool:
    return len(starts) == 1 and wish.time_from is not None and wish.time_from == wish.time_to


def _past(asked: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    if _is_clock(wish, starts):
        return _phrase(asked, "why.past", at=starts[0])
    if _day(asked, starts[-1]) < _day(asked, asked.now):
        return _phrase(asked, "why.past.day", at=starts[-1])
    return _phrase(asked, "why.past.part") if wish.time_from or wish.time_to else _late(asked, starts[-1])


def _far(asked: Enquiry, _wish: Wish, _starts: Sequence[datetime]) -> Phrase:
    return Phrase("why.far", {"days": rules.HORIZON.days, "last": _moment(asked, asked.now + rules.HORIZON)})


def _closure(asked: Enquiry, _wish: Wish, starts: Sequence[datetime]) -> Phrase:
    days = {_day(asked, at) for at in starts}
    names = [each.name for each in asked.centre.special if each.day in days and each.name]
    if len(names) == len(days) and all(name == names[0] for name in names):
        return _phrase(asked, "why.closed.holiday", days=_day_runs(asked, starts), holiday=names[0])
    return _phrase(asked, "why.closed", days=_day_runs(asked, starts))


def _day_runs(asked: Enquiry, starts: Sequence[datetime]) -> tuple[Phrase, ...]:
    """Name the days of the starts, three and more in a row by the first and the last."""
    runs: list[list[datetime]] = []
    for day, at in sorted({_day(asked, at): at for at in starts}.items()):
        if runs and day - _day(asked, runs[-1][-1]) == _DAY:
            runs[-1].append(at)
        else:
            runs.append([at])
    return tuple(chain.from_iterable(
        [_phrase(asked, "why.days", at=run[0], last=run[-1])] if len(run) >= _FEW else [_phrase(asked, "why.day", at=at) for at in run]
        for run in runs
    ))[:_FEW]  # fmt: skip


def _hours(asked: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    opening = rules.open_on(asked.centre, _day(asked, starts[0]))
    within = starts[0] < opening[-1].ends_at or not (wish.time_from or wish.time_to)
    if within and _is_over(asked, starts[0]):
        return _late(asked, starts[0])
    stopped = _interruption(asked, starts[0], opening) if _is_clock(wish, starts) else None
    if stopped:
        return stopped
    hours = tuple(
        _phrase(asked, "why.hours.stretch", opens=each.starts_at, closes=each.ends_at) for each in opening
    )
    return _phrase(asked, "why.hours", at=starts[0], hours=hours)


def _interruption(asked: Enquiry, at: datetime, opening: Sequence[Interval]) -> Phrase | None:
    """Say which break or closing a start within the opening hours runs into."""
    before = [each for each in opening if each.starts_at <= at]
    after = [each for each in opening if each.starts_at > at]
    inside = bool(before) and at < before[-1].ends_at
    if before and after:
        code = "why.ends.break" if inside else "why.break"
        return _phrase(asked, code, opens=before[-1].ends_at, closes=after[0].starts_at)
    return _phrase(asked, "why.ends", closes=before[-1].ends_at) if inside else None


def _soon(asked: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    """A start that is too soon, or a day on which nothing can begin any more."""
    if _is_over(asked, starts[0]):
        return _late(asked, starts[0])
    return _phrase(asked, "why.soon" if _is_clock(wish, starts) else "why.soon.part", at=starts[0])


def _is_over(asked: Enquiry, at: datetime) -> bool:
    """Whether nothing can begin today any more, where a start is of today."""
    last = rules.open_on(asked.centre, _day(asked, at))[-1].ends_at - asked.job.length
    return _day(asked, at) == _day(asked, asked.now) and last < asked.now + asked.lead


def _late(asked: Enquiry, at: datetime) -> Phrase:
    opening = rules.open_on(asked.centre, _day(asked, at))
    return (
        _phrase(asked, "why.late", closes=opening[-1].ends_at) if opening else _phrase(asked, "why.past.part")
    )


def _same(asked: Enquiry, _wish: Wish, starts: Sequence[datetime]) -> Phrase:
    return _phrase(asked, "why.same", at=starts[0])


def _own(asked: Enquiry, _wish: Wish, starts: Sequence[datetime]) -> Phrase:
    trip = _trip(asked, starts[0])
    assert trip is not None
    return Phrase(
        "why.own",
        {
            "job": Phrase(f"job.{trip.job}"),
            "at": Moment(trip.starts_at, trip.zone),
            "ends": Moment(trip.ends_at, trip.zone),
            "centre": trip.centre,
            "number": trip.number,
        },
    )


def _full(asked: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    if _is_clock(wish, starts):
        return _phrase(asked, "why.full.at", at=starts[0])
    days = _day_runs(asked, starts)
    if wish == Wish(soonest=wish.soonest, never=wish.never):
        return _phrase(asked, "why.full.ever", days=rules.HORIZON.days)
    if not wish.day_from or (wish.others and wish.time_from):
        return _phrase(asked, "why.full")
    if wish.time_from or wish.time_to:
        code = "why.full.part" if len(days) == 1 else "why.full"
        return _phrase(asked, code, days=days, opens=starts[0], closes=starts[-1] + asked.job.length)
    return _phrase(asked, "why.full.days", days=days)


def _phrase(asked: Enquiry, code: str, **params: object) -> Phrase:
    said = {
        name: _moment(asked, value) if isinstance(value, datetime) else value
        for name, value in params.items()
    }
    about = {"centre": asked.centre.name, "job": Phrase(f"job.{asked.job.code}"), "length": asked.job.length}
    return Phrase(code, {**about, "lead": asked.lead, **said})


def _moment(asked: Enquiry, at: datetime) -> Moment:
    return Moment(at, asked.centre.zone)


_Teller = Callable[[Enquiry, Wish, Sequence[datetime]], Phrase]
_TELLERS: Final[Mapping[Bar, _Teller]] = {
    Bar.PAST: _past,
    Bar.FAR: _far,
    Bar.CLOSED: _closure,
    Bar.HOURS: _hours,
    Bar.GRID: lambda asked, _wish, starts: _phrase(asked, "why.grid", at=starts[0]),
    Bar.SOON: _soon,
    Bar.SAME: _same,
    Bar.OWN: _own,
    Bar.FULL: _full,
}
