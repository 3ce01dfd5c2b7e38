"""Why a wished time is not to be had. Pure: says of each moment what stands in its way, and tells the least of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Final

from domain.booking import bars, rules, words
from domain.booking.bars import Bar, Enquiry
from domain.booking.facts import Interval, Wish
from domain.explain.facts import Moment, Phrase

_LOOK: Final = 14  # days that a wish without a day is judged on
_DAY: Final = timedelta(days=1)
_FEW: Final = 3  # days whose reasons are told apart
_CLOCKS: Final = tuple(time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45))


@dataclass(frozen=True, slots=True)
class Reason:
    """bar: the least that stands in the way. near: the start around which to look for others."""

    bar: Bar
    phrase: Phrase
    near: datetime


def why(enquiry: Enquiry, wish: Wish) -> Reason:
    """Tell why nothing of the wish can be had, where nothing can."""
    hurdles = [(bars.bar(enquiry, at), at) for at in _wished_starts(enquiry, wish)]
    if not hurdles:
        return Reason(Bar.FULL, _phrase(enquiry, "why.full"), enquiry.now)
    least = max(kind for kind, _ in hurdles)
    starts = sorted({at for kind, at in hurdles if kind is least})
    reason = _TELLERS[least](enquiry, _part(enquiry, wish, starts), starts)
    other = _other(enquiry, hurdles, least=least)
    phrase = Phrase("why.both", {"one": reason, "other": other}) if other else reason
    return Reason(least, phrase, _near(enquiry, least, starts))


def _part(enquiry: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Wish:
    """Return the one of several wishes that is meant ("at ten" is hardly ten at night), or all where several may be."""
    alone = [replace(each, others=(), never=wish.never) for each in (wish, *wish.others)]
    near = [each for each in alone if not set(starts).isdisjoint(_wished_starts(enquiry, each))]
    return near[0] if len(near) == 1 else wish


def why_not(enquiry: Enquiry, at: datetime) -> Reason:
    """Tell why one start cannot be had."""
    here = rules.local(at, zone=enquiry.centre.zone)
    clock = here.time()
    return why(enquiry, Wish(day_from=here.date(), day_to=here.date(), time_from=clock, time_to=clock))


def _wished_starts(enquiry: Enquiry, wish: Wish) -> Iterator[datetime]:
    for each in (wish, *wish.others):
        exact = (each.time_from,) if each.time_from and each.time_from not in _CLOCKS else ()
        for day in _days(enquiry, each):
            starts = (rules.instant(day, clock, zone=enquiry.centre.zone) for clock in (*_CLOCKS, *exact))
            yield from (at for at in starts if rules.is_wished(wish, at, zone=enquiry.centre.zone))


def _days(enquiry: Enquiry, wish: Wish) -> Iterator[date]:
    first = wish.day_from or bars.day(enquiry, enquiry.now)
    last = min(wish.day_to or date.max, first + _LOOK * _DAY)
    while first <= last:
        yield first
        first += _DAY


def _other(enquiry: Enquiry, hurdles: Sequence[tuple[Bar, datetime]], *, least: Bar) -> Phrase | None:
    """Say of another day of the wish that it is closed, where that is not the reason told already."""
    days = {bars.day(enquiry, at) for _, at in hurdles}
    closures = [at for kind, at in hurdles if kind is Bar.CLOSED]
    if least is Bar.CLOSED or not closures or len(days) > _FEW:
        return None
    return _closure(enquiry, Wish(), closures)


def _near(enquiry: Enquiry, least: Bar, starts: Sequence[datetime]) -> datetime:
    if least is Bar.PAST:
        return enquiry.now
    return enquiry.now + rules.HORIZON if least is Bar.FAR else starts[0]


def _is_clock(wish: Wish, starts: Sequence[datetime]) -> bool:
    return len(starts) == 1 and wish.time_from is not None and wish.time_from == wish.time_to


def _past(enquiry: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    if _is_clock(wish, starts):
        return _phrase(enquiry, "why.past", at=starts[0])
    if bars.day(enquiry, starts[-1]) < bars.day(enquiry, enquiry.now):
        return _phrase(enquiry, "why.past.day", at=starts[-1])
    return _phrase(enquiry, "why.past.part") if wish.time_from or wish.time_to else _late(enquiry, starts[-1])


def _far(enquiry: Enquiry, _wish: Wish, _starts: Sequence[datetime]) -> Phrase:
    return Phrase(
        "why.far", {"days": rules.HORIZON.days, "last": _moment(enquiry, enquiry.now + rules.HORIZON)}
    )


def _closure(enquiry: Enquiry, _wish: Wish, starts: Sequence[datetime]) -> Phrase:
    days = {bars.day(enquiry, at) for at in starts}
    names = [each.name for each in enquiry.centre.special if each.day in days and each.name]
    if len(names) == len(days) and all(name == names[0] for name in names):
        return _phrase(enquiry, "why.closed.holiday", days=_day_runs(enquiry, starts), holiday=names[0])
    return _phrase(enquiry, "why.closed", days=_day_runs(enquiry, starts))


def _day_runs(enquiry: Enquiry, starts: Sequence[datetime]) -> tuple[Phrase, ...]:
    """Name the days of the starts, three and more in a row by the first and the last."""
    runs: list[list[datetime]] = []
    for day, at in sorted({bars.day(enquiry, at): at for at in starts}.items()):
        if runs and day - bars.day(enquiry, runs[-1][-1]) == _DAY:
            runs[-1].append(at)
        else:
            runs.append([at])
    return tuple(chain.from_iterable(
        [_phrase(enquiry, "why.days", at=run[0], last=run[-1])] if len(run) >= _FEW else [_phrase(enquiry, "why.day", at=at) for at in run]
        for run in runs
    ))[:_FEW]  # fmt: skip


def _hours(enquiry: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    opening = rules.open_on(enquiry.centre, bars.day(enquiry, starts[0]))
    within = starts[0] < opening[-1].ends_at or not (wish.time_from or wish.time_to)
    if within and _is_over(enquiry, starts[0]):
        return _late(enquiry, starts[0])
    stopped = _interruption(enquiry, starts[0], opening) if _is_clock(wish, starts) else None
    if stopped:
        return stopped
    several = len({bars.day(enquiry, at) for at in starts}) > 1
    if wish.time_from and several and starts[0] > opening[-1].ends_at - enquiry.job.length:
        return _phrase(enquiry, "why.hours.after", at=starts[0], closes=opening[-1].ends_at)
    hours = tuple(
        _phrase(enquiry, "why.hours.stretch", opens=each.starts_at, closes=each.ends_at) for each in opening
    )
    return _phrase(enquiry, "why.hours", at=starts[0], hours=hours)


def _interruption(enquiry: Enquiry, at: datetime, opening: Sequence[Interval]) -> Phrase | None:
    """Say which break or closing a start within the opening hours runs into."""
    before = [each for each in opening if each.starts_at <= at]
    after = [each for each in opening if each.starts_at > at]
    inside = bool(before) and at < before[-1].ends_at
    if before and after:
        code = "why.ends.break" if inside else "why.break"
        return _phrase(enquiry, code, opens=before[-1].ends_at, closes=after[0].starts_at)
    return _phrase(enquiry, "why.ends", closes=before[-1].ends_at) if inside else None


def _soon(enquiry: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    """Say that a start is too soon, or that nothing can begin on its day any more."""
    if _is_over(enquiry, starts[0]):
        return _late(enquiry, starts[0])
    return _phrase(enquiry, "why.soon" if _is_clock(wish, starts) else "why.soon.part", at=starts[0])


def _is_over(enquiry: Enquiry, at: datetime) -> bool:
    """Tell whether a start is today and nothing can begin today any more."""
    last = rules.open_on(enquiry.centre, bars.day(enquiry, at))[-1].ends_at - enquiry.job.length
    return bars.day(enquiry, at) == bars.day(enquiry, enquiry.now) and last < enquiry.now + enquiry.lead


def _late(enquiry: Enquiry, at: datetime) -> Phrase:
    opening = rules.open_on(enquiry.centre, bars.day(enquiry, at))
    return (
        _phrase(enquiry, "why.late", closes=opening[-1].ends_at)
        if opening
        else _phrase(enquiry, "why.past.part")
    )


def _same(enquiry: Enquiry, _wish: Wish, starts: Sequence[datetime]) -> Phrase:
    return _phrase(enquiry, "why.same", at=starts[0])


def _own(enquiry: Enquiry, _wish: Wish, starts: Sequence[datetime]) -> Phrase:
    trip = bars.trip(enquiry, starts[0])
    assert trip is not None
    return Phrase(
        "why.own",
        {
            "job": words.job(trip.job),
            "at": Moment(trip.starts_at, trip.zone),
            "ends": Moment(trip.ends_at, trip.zone),
            "centre": trip.centre,
            "number": trip.number,
        },
    )


def _full(enquiry: Enquiry, wish: Wish, starts: Sequence[datetime]) -> Phrase:
    if _is_clock(wish, starts):
        return _phrase(enquiry, "why.full.at", at=starts[0])
    days = _day_runs(enquiry, starts)
    if wish == Wish(soonest=wish.soonest, never=wish.never):
        return _phrase(enquiry, "why.full.ever", days=rules.HORIZON.days)
    if not wish.day_from or (wish.others and wish.time_from):
        return _phrase(enquiry, "why.full")
    if wish.time_from or wish.time_to:
        code = "why.full.part" if len(days) == 1 else "why.full"
        return _phrase(enquiry, code, days=days, opens=starts[0], closes=starts[-1] + enquiry.job.length)
    return _phrase(enquiry, "why.full.days", days=days)


def _phrase(enquiry: Enquiry, code: str, **params: object) -> Phrase:
    values = {
        name: _moment(enquiry, value) if isinstance(value, datetime) else value
        for name, value in params.items()
    }
    about = {
        "centre": enquiry.centre.name,
        "job": words.job(enquiry.job.code),
        "length": enquiry.job.length,
    }
    return Phrase(code, {**about, "lead": enquiry.lead, **values})


def _moment(enquiry: Enquiry, at: datetime) -> Moment:
    return Moment(at, enquiry.centre.zone)


_Teller = Callable[[Enquiry, Wish, Sequence[datetime]], Phrase]
_TELLERS: Final[Mapping[Bar, _Teller]] = {
    Bar.PAST: _past,
    Bar.FAR: _far,
    Bar.CLOSED: _closure,
    Bar.HOURS: _hours,
    Bar.GRID: lambda enquiry, _wish, starts: _phrase(enquiry, "why.grid", at=starts[0]),
    Bar.SOON: _soon,
    Bar.SAME: _same,
    Bar.OWN: _own,
    Bar.STAFF: lambda enquiry, _wish, starts: _phrase(enquiry, "why.staff", days=_day_runs(enquiry, starts)),
    Bar.FULL: _full,
    Bar.KEPT: lambda enquiry, _wish, starts: _phrase(enquiry, "why.kept", days=_day_runs(enquiry, starts)),
}
