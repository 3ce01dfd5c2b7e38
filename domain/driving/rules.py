"""How a car was driven, of its trips; pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from math import sqrt
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from domain.driving.facts import Conduct, Count, Fast, Frequency, Hard, Place, Rests, Trend
from domain.telemetry.features import manoeuvres
from domain.telemetry.trips import BANDS_KMH, Travel, Trip
from domain.trips.facts import Period

FAST_KMH: Final = BANDS_KMH[-1]
"""120 km/h: no road of mainland China allows more (道路交通安全法实施条例, art. 78). What a road allows is not known."""
ADVICE: Final = (timedelta(hours=2), timedelta(minutes=15))
"""Driving, and the rest that ends it: a break of at least 15 minutes every two hours (Highway Code, rule 91)."""
LAW: Final = (timedelta(hours=4), timedelta(minutes=20))
"""More than four hours without a rest of 20 minutes is forbidden in China (道路交通安全法实施条例, art. 62 (7))."""
NIGHT: Final = (time(0), time(5))
"""Own choice, of the hours about which accidents by sleep are most frequent: 2 and 6 (Horne, Reyner, BMJ 310:565, 1995)."""
START_KMH: Final = 3.6 * manoeuvres.START  # km/h in a second
BRAKING_KMH: Final = 3.6 * manoeuvres.BRAKING
LEAST_KM: Final = 100.0  # own choice: on less, a number on 100 km is a guess
FEWEST: Final = 5  # other owners, as for every figure that is compared (`fleet.rules`)
_MANY: Final = 20  # own choice: among fewer, a tenth would be one owner or two
_TENTHS: Final = tuple(each / 10 for each in range(11))
_MIDDLE_HALF: Final = (0.0, 0.25, 0.75, 1.0)
_EVEN: Final = 1e-9  # so that a share that is a whole step stays one
_RESTS_S: Final = 60.0  # readings further apart blur when a drive ends, and with it how long the rest was
_Z: Final = 1.645  # 90 %, two-sided, as everywhere

BEFORE: Final = {
    Period.TODAY: Period.YESTERDAY, Period.WEEK: Period.LAST_WEEK, Period.MONTH: Period.LAST_MONTH, Period.YEAR: Period.LAST_YEAR,
}  # fmt: skip


def conduct(travel: Travel, *, zone: str, before: Sequence[Trip] = ()) -> Conduct | None:
    """Return how a car was driven on its trips; None without any. before: trips of the period before, to compare with."""
    trips = travel.trips
    if not trips:
        return None
    late = [(trip, spent) for trip in trips if (spent := _late(trip, ZoneInfo(zone)))]
    return Conduct(
        trips=len(trips),
        km=sum(trip.km or 0.0 for trip in trips),
        interval_s=median(trip.interval_s for trip in trips),
        hard=hard(trips, before),
        fast=_fast(trips),
        rests=_rests(trips),
        late=sum((spent for _, spent in late), timedelta()),
        late_trips=len(late),
        late_km=sum((trip.km or 0.0) * (spent / (trip.end - trip.start)) for trip, spent in late),
        unheard_km=sum(each.km for each in travel.unheard),
    )


def frequency(n: int, km: float) -> Frequency:
    """Return how often on 100 km, with the interval of a Poisson count by Byar's method (Breslow and Day, 1987)."""
    low = n * (1 - 1 / (9 * n) - _Z / (3 * sqrt(n))) ** 3 if n else 0.0
    high = (n + 1) * (1 - 1 / (9 * (n + 1)) + _Z / (3 * sqrt(n + 1))) ** 3
    return Frequency(n, km, 100 * low / km, 100 * high / km)


def rates(trips: Sequence[Trip]) -> Hard | None:
    """Return hard events as far as a number for 100 km says something: counted on LEAST_KM and more."""
    events = hard(trips)
    return events if events is not None and events.starts.km >= LEAST_KM else None


def hard(trips: Sequence[Trip], before: Sequence[Trip] = ()) -> Hard | None:
    """Return hard events of the trips that tell them, against those before; None where none does."""
    telling = list(_telling(trips))
    km = sum(trip.km or 0.0 for trip in telling)
    if km <= 0:
        return None
    starts, brakings = (frequency(each, km) for each in _counts(telling))
    earlier = list(_telling(before))
    past = sum(trip.km or 0.0 for trip in earlier)
    is_enough = min(km, past) >= LEAST_KM
    were = [frequency(each, past) for each in _counts(earlier)] if is_enough else [None, None]
    return Hard(
        trips=len(telling),
        starts=starts,
        brakings=brakings,
        latest_braking=max((trip.start for trip in telling if trip.hard_brakings), default=None),
        starts_trend=trend(starts, were[0]),
        brakings_trend=trend(brakings, were[1]),
    )


def count(trips: Sequence[Trip]) -> Count | None:
    """Return how many hard events there were, on how many km; None where no trip tells it."""
    events = hard(trips)
    return None if events is None else Count(events.starts.n + events.brakings.n, events.starts.km)


def together(counts: Sequence[Count]) -> Count:
    """Add up the cars of an owner; the score is the mean by distance of those that have one."""
    km = sum(each.measured_km for each in counts if each.points is not None)
    points = sum(each.points * each.measured_km for each in counts if each.points is not None)
    return Count(
        sum(each.events for each in counts),
        sum(each.measured_km for each in counts),
        points / km if km else None,
    )


def place(own: Count, others: Sequence[Count]) -> Place | None:
    """Return where an owner stands among others of the model; None below FEWEST others, or where too little was driven.

    own, others: of the same year, one for each owner. Told in tenths, and among fewer than _MANY only as below, within or above the
    middle half, so that it holds the interval of the own figure. That blurs the figures of others and does not hide them from whoever
    owns most of the cars that are compared: then one rank is one owner's.
    """
    rates = [each.events / each.measured_km for each in others if each.measured_km >= LEAST_KM]
    if len(rates) < FEWEST or own.measured_km < LEAST_KM:
        return None
    mine = frequency(own.events, own.measured_km)
    return among(mine.low / 100, mine.high / 100, rates)


def among(lowest: float, highest: float, figures: Sequence[float]) -> Place:
    """Return where a figure, of which less is better and an interval is known, stands among those of others, in the steps of `place`."""
    edges = _TENTHS if len(figures) >= _MANY else _MIDDLE_HALF
    most, least = (_share_above(edge, figures) for edge in (lowest, highest))
    low = max(each for each in edges[:-1] if each <= least + _EVEN)
    return Place(len(figures), low, min(each for each in edges if each > low and each >= most - _EVEN))


def _share_above(rate: float, rates: Sequence[float]) -> float:
    return (sum(each > rate for each in rates) + sum(each == rate for each in rates) / 2) / len(rates)


def _telling(trips: Sequence[Trip]) -> Iterator[Trip]:
    return (trip for trip in trips if trip.km and None not in (trip.hard_starts, trip.hard_brakings))


def _counts(trips: Sequence[Trip]) -> tuple[int, int]:
    return sum(trip.hard_starts or 0 for trip in trips), sum(trip.hard_brakings or 0 for trip in trips)


def trend(now: Frequency, before: Frequency | None) -> Trend | None:
    """Compare two counts: of all that happened, a share of the distance would be now's if nothing had changed."""
    if before is None:
        return None
    share, both = now.km / (now.km + before.km), now.n + before.n
    beyond = (abs(now.n - both * share) - 0.5) > _Z * sqrt(both * share * (1 - share))
    if not beyond:
        return Trend.SAME
    return Trend.MORE if now.per_100km > before.per_100km else Trend.LESS


def _fast(trips: Sequence[Trip]) -> Fast | None:
    bands = [trip.band_km for trip in trips if trip.band_km is not None]
    total = sum(map(sum, bands))
    if total <= 0:
        return None
    fast = sum(band[-1] for band in bands)
    tops = [trip.top_kmh for trip in trips if trip.top_kmh is not None]
    return Fast(fast, fast / total, max(tops) if len(tops) == len(trips) else None, total)


def _rests(trips: Sequence[Trip]) -> Rests | None:
    close = [trip for trip in trips if trip.interval_s <= _RESTS_S]
    if not close:
        return None
    return Rests(
        longest=max(_stretches(close, ADVICE[1])),
        over_advice=sum(lasted > ADVICE[0] for lasted in _stretches(close, ADVICE[1])),
        over_law=sum(lasted > LAW[0] for lasted in _stretches(close, LAW[1])),
        km=sum(trip.km or 0.0 for trip in close),
    )


def _stretches(trips: Sequence[Trip], rest: timedelta) -> list[timedelta]:
    """Return how long each drive lasted, from a rest to the next; shorter stops are part of it."""
    spans: list[tuple[datetime, datetime]] = []
    for trip in trips:
        if spans and trip.start - spans[-1][1] < rest:
            spans[-1] = spans[-1][0], trip.end
        else:
            spans.append((trip.start, trip.end))
    return [end - start for start, end in spans]


def _late(trip: Trip, zone: ZoneInfo) -> timedelta:
    """Return how much of a trip lay in the night, by the clocks of a zone."""
    first = trip.start.astimezone(zone).date()
    last = trip.end.astimezone(zone).date()
    nights = [
        [datetime.combine(day, edge, tzinfo=zone).astimezone(trip.start.tzinfo) for edge in NIGHT]
        for day in {first, last}
    ]
    return sum(
        (max(timedelta(), min(trip.end, end) - max(trip.start, begin)) for begin, end in nights), timedelta()
    )
