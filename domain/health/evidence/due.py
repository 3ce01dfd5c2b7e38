"""When each task of a service plan is due: by time, distance or wear, whichever comes first.

Distance by Fleetio's formula: due date = today + (due meter - meter now) / average usage per day, with the
20 % and 80 % quantiles of weekly usage as its interval.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from statistics import median

from domain.health.evidence import pads, trend
from domain.health.facts import View
from domain.registry.facts import Serviced
from domain.telemetry.facts import Filter
from domain.upkeep import plan
from domain.upkeep.facts import Item

LONGEST = timedelta(days=3650)
FORGOTTEN = timedelta(days=30)  # an interval missed by more, of which nothing is on record, is not mentioned
FIRST_UP_TO = 1.5  # times its distance: own choice; a car driven further has had it somewhere, or is not new to the road
USAGE_WEEKS, FEWEST_WEEKS = 8, 2
FRESH = timedelta(days=14)
WORN_READINGS = 5
WATCHED_PCT = 25.0  # own choice: no pads lose more in the weeks that a service is told ahead


class Meter(Enum):
    """What makes a task due first."""

    TIME = "time"
    DISTANCE = "distance"
    WEAR = "wear"
    CAR = "car"  # the car's own reminder


@dataclass(frozen=True, slots=True)
class Due:
    """A task's due day with its interval, by which meter, and what it was counted from.

    recorded: whether `base` is a service on record rather than the car's first day; by wear it is the first reading.
    is_worn: the part is worn so far that its own check warns of it, whatever comes first here. wheel: of the pads.
    """

    item: Item
    at: date
    early: date
    late: date
    meter: Meter
    base: date
    recorded: bool
    odometer_km: float | None = None
    km_left: float | None = None
    km_day: float | None = None
    worn_pct: float | None = None
    wheel: int | None = None
    is_worn: bool = False


@dataclass(frozen=True, slots=True)
class _Worn:
    """How worn a part is, since which reading, and in how many days its limit comes: likely, early, late."""

    pct: float
    since: date
    days: tuple[float, ...]
    wheel: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Distance a day: the average of the last weeks, and the 20 % and 80 % quantiles of single weeks."""

    middle: float
    low: float
    high: float


def all_due(view: View) -> list[Due]:
    """Return every task of the plan whose due day can be computed."""
    usage, odometer = usage_of(view), odometer_of(view)
    dues = [_due(view, item, usage, odometer) for item in view.plan or plan.GENERAL.values()]
    own = _by_car(view, usage, odometer)
    others = [each for each in dues if each is not None and (own is None or each.item.code != own.item.code)]
    return others if own is None else [*others, own]


def odometer_of(view: View) -> float | None:
    """Return the odometer in km now: the newest reading, of a day or else beside one of wear, and the distance since."""
    days, wear = view.features.days, view.features.wear
    newest = next(
        ((each.odometer_km, each.day) for each in reversed(days) if each.odometer_km is not None), None
    )
    if newest is None and wear:
        newest = wear[-1].odometer_km, wear[-1].at.date()
    if newest is None:
        return None
    km, since = newest
    return km + sum(day.distance_km for day in days if day.day > since)


def usage_of(view: View) -> Usage | None:
    """Return the distance a day; None below two whole weeks. Days without data count as days at rest."""
    days = view.features.days
    if not days:
        return None
    today = view.now.date()
    weeks = min(USAGE_WEEKS, (today - days[0].day).days // 7)
    if weeks < FEWEST_WEEKS:
        return None
    sums = [0.0] * weeks
    for each in days:
        back = (today - each.day).days // 7
        if back < weeks:
            sums[back] += each.distance_km
    ranked, last = sorted(sums), weeks - 1
    return Usage(sum(sums) / weeks / 7, ranked[round(last * 0.2)] / 7, ranked[round(last * 0.8)] / 7)


def _due(view: View, item: Item, usage: Usage | None, odometer: float | None) -> Due | None:
    last = next((each for each in reversed(view.services) if each.job in item.resets), None)
    start = last or _new(view)
    if start is None or (item.once and not _is_new(view, item, odometer)):
        return None
    by_meter = sorted(_meters(view, item, start, usage, odometer), key=lambda each: each.at)
    if not by_meter or (last is None and view.now.date() - by_meter[0].at > FORGOTTEN):
        return None
    return replace(
        by_meter[0],
        late=min([by_meter[0].late, *(each.at for each in by_meter[1:])]),
        is_worn=any(each.meter is Meter.WEAR and each.at <= view.now.date() for each in by_meter),
    )


def _months_on(day: date, months: int) -> date:
    """Return the same day of the month that many months on, or the month's last where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _is_new(view: View, item: Item, odometer: float | None) -> bool:
    """Whether the first service is still ahead: none on record, and not driven far beyond its distance."""
    served = any(each.job in item.resets for each in view.services)
    return not served and (odometer is None or item.km is None or odometer <= item.km * FIRST_UP_TO)


def _new(view: View) -> Serviced | None:
    """Return the base of a new car: its first day, 0 km."""
    return None if view.car.in_use_since is None else Serviced("", view.car.in_use_since, 0.0)


def _meters(
    view: View, item: Item, start: Serviced, usage: Usage | None, odometer: float | None
) -> Iterator[Due]:
    recorded = bool(start.job)
    if item.months is not None:
        at = _months_on(start.on, item.months)
        yield Due(item, at, at, at, Meter.TIME, start.on, recorded, odometer)
    if item.km is not None and start.odometer_km is not None and odometer is not None and usage is not None:
        left_km = start.odometer_km + item.km - odometer
        slowest = max(usage.low, usage.middle / 3)
        at, early, late = _days(_ahead(view, left_km, rate) for rate in (usage.middle, usage.high, slowest))
        yield Due(item, at, early, late, Meter.DISTANCE, start.on, recorded, odometer, left_km, usage.middle)
    if item.wear_pct is not None:
        yield from _worn(view, item, start, odometer)


def _days(days: Iterable[date]) -> tuple[date, date, date]:
    """Return the likely day, and the earliest and latest of it and of the ends of its interval."""
    at, *ends = days
    return at, min(at, *ends), max(at, *ends)


def _ahead(view: View, distance_km: float, rate: float) -> date:
    """Return the day on which a distance is reached, in the past where it is passed; at most ten years away."""
    days = distance_km / rate if rate > 0 else LONGEST.days
    return view.now.date() + timedelta(days=max(-LONGEST.days, min(LONGEST.days, days)))


def _worn(view: View, item: Item, start: Serviced, odometer: float | None) -> Iterator[Due]:
    """Return when a measured part reaches its limit at its own pace."""
    if item.wear_pct is None:
        return
    part = _PARTS[item.code](view, item.wear_pct, start.on)
    if part is not None:
        at, early, late = _days(view.now.date() + timedelta(days=days) for days in part.days)
        yield Due(
            item,
            at,
            early,
            late,
            Meter.WEAR,
            part.since,
            recorded=False,
            odometer_km=odometer,
            worn_pct=part.pct,
            wheel=part.wheel,
        )


def _filter(view: View, limit: float, since: date) -> _Worn | None:
    readings = [each for each in view.features.filters if each.at.date() >= since]
    if len(readings) < WORN_READINGS or view.now - readings[-1].at > FRESH:
        return None
    worn, slope = median(each.drop_pct for each in readings[-3:]), _rate(readings)
    if slope is None or slope.middle <= 0:
        return None
    drop_left = max(0.0, limit - worn)
    rates = (slope.middle, slope.high, max(slope.low, slope.middle / 3))
    days = tuple(min(LONGEST.days, drop_left / rate) for rate in rates)
    return _Worn(worn, readings[0].at.date(), days)


def _pads(view: View, limit: float, since: date) -> _Worn | None:
    newest = (pad for each in view.features.wear[-pads.FEWEST :] for pad in each.pads if pad is not None)
    if max(newest, default=0.0) < limit - WATCHED_PCT:  # nearly always, and asked for every car
        return None
    recent = [pad for each in pads.recent(view) if (pad := each.after(since)) is not None]
    worst = min(recent, key=lambda pad: pad.remaining_pct, default=None)
    ahead = None if worst is None else pads.forecast(worst, 100 - limit)
    if worst is None or ahead is None:
        return None
    days = (ahead.likely, ahead.early, ahead.late)
    return _Worn(100 - worst.remaining_pct, worst.readings[0].at.date(), days, worst.wheel)


_PARTS: Mapping[str, Callable[[View, float, date], _Worn | None]] = {
    "cabin_filter": _filter,
    "brake_pads": _pads,
}


def _rate(readings: Sequence[Filter]) -> trend.Slope | None:
    days = [each.at.timestamp() / 86_400 for each in readings]
    return trend.theil_sen(days, [each.drop_pct for each in readings], least_gap=(days[-1] - days[0]) / 3)


def _by_car(view: View, usage: Usage | None, odometer: float | None) -> Due | None:
    """Return the due day that the car itself announced, where it did so lately."""
    announced = view.features.announced[-1] if view.features.announced else None
    item = next((each for each in view.plan or plan.GENERAL.values() if each.code == "yearly_service"), None)
    if announced is None or item is None or view.now - announced.at > FRESH:
        return None
    days = [] if announced.days is None else [_day(announced.at, announced.days)]
    if announced.km is not None and usage is not None:
        days.append(_ahead(view, announced.km, usage.middle))
    if not days:
        return None
    at = min(days)
    return Due(
        item,
        at,
        at,
        at,
        Meter.CAR,
        announced.at.date(),
        True,
        odometer,
        announced.km,
        usage.middle if usage else None,
    )


def _day(at: datetime, days: float) -> date:
    return (at + timedelta(days=max(-LONGEST.days, min(LONGEST.days, days)))).date()
