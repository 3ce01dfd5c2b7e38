"""Which days a period holds, what trips and charges add up to, and what energy costs; pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.numbers import get_territory_currencies

from domain.errors import Refusal
from domain.telemetry.facts import Charge
from domain.telemetry.trips import Trip
from domain.trips.facts import Band, ChargeSum, Period, Tariff, TripSum

USUAL_CURRENCY: Final = "CNY"
_DAY: Final = timedelta(days=1)
_QUARTER: Final = timedelta(minutes=15)
_SLOW_KW: Final = 24.0
"""Alternating current ends at 22 kW (three phases of 32 A, IEC 61851-1); with room for a meter's error. Above it is fast."""
_DEAREST: Final = {"CNY": 10.0, "EUR": 5.0, "USD": 5.0, "GBP": 5.0}
_DEAREST_ELSEWHERE: Final = 10_000.0
"""More for a kWh is a slip, or cents. Own choice: several times what fast charging costs; some currencies have no cents."""


def days(period: Period, *, today: date) -> tuple[date, date]:
    """Return the first day of a period and the day after its last. LAST holds whatever is kept."""
    monday, first = today - today.weekday() * _DAY, today.replace(day=1)
    year = date(today.year, 1, 1)
    return {
        Period.LAST: (date(1970, 1, 1), today + _DAY),
        Period.TODAY: (today, today + _DAY),
        Period.YESTERDAY: (today - _DAY, today),
        Period.WEEK: (monday, monday + 7 * _DAY),
        Period.LAST_WEEK: (monday - 7 * _DAY, monday),
        Period.MONTH: (first, (first + 31 * _DAY).replace(day=1)),
        Period.LAST_MONTH: ((first - _DAY).replace(day=1), first),
        Period.HALF_YEAR: (_first_of(first, months_back=5), (first + 31 * _DAY).replace(day=1)),
        Period.YEAR: (year, date(today.year + 1, 1, 1)),
        Period.LAST_YEAR: (date(today.year - 1, 1, 1), year),
    }[period]


def _first_of(first: date, *, months_back: int) -> date:
    year, month = divmod(12 * first.year + first.month - 1 - months_back, 12)
    return date(year, month + 1, 1)


def bounds(period: Period, *, now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return when a period begins and ends (UTC), by the midnights of a zone, also where clocks are changed."""
    first, after = days(period, today=now.astimezone(ZoneInfo(zone)).date())
    return _midnight(first, zone), _midnight(after, zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def midnight_before(at: datetime, zone: str) -> datetime:
    """Return when the day of a moment began, by the clocks of a zone."""
    return _midnight(at.astimezone(ZoneInfo(zone)).date(), zone)


def km(trip: Trip) -> float | None:
    """Return the distance as it is shown: to 100 m."""
    return None if trip.km is None else round(trip.km, 1)


def kwh(amount: float | None) -> float | None:
    """Return an energy as it is shown: to 0.1 kWh."""
    return None if amount is None else round(amount, 1)


def minutes(trip: Trip) -> int:
    return max(1, round(trip.seconds / 60))


def total(trips: Sequence[Trip]) -> TripSum:
    used = [amount for each in trips if (amount := kwh(each.used_kwh)) is not None]
    rates = [(each.used_kwh, each.km) for each in trips if each.used_kwh is not None and each.km is not None]
    driven = sum(distance for _, distance in rates)
    back = [amount for each in trips if (amount := kwh(each.regenerated_kwh)) is not None]
    return TripSum(
        n=len(trips),
        km=_sum([distance for each in trips if (distance := km(each)) is not None]),
        minutes=sum(map(minutes, trips)),
        n_unknown=sum(each.km is None for each in trips),
        kwh=_sum(used) if used else None,
        n_kwh=len(used),
        per_100km=100 * sum(energy for energy, _ in rates) / driven if driven > 0 else None,
        regenerated_kwh=_sum(back) if back else None,
    )


def _sum(values: Sequence[float]) -> float:
    return round(sum(values), 2)


def total_charged(charges: Sequence[Charge], tariff: Tariff | None, *, zone: str) -> ChargeSum:
    return ChargeSum(
        n=len(charges),
        kwh=_sum([kwh(each.energy_kwh) or 0.0 for each in charges]),
        cost=None if tariff is None else _sum([cost(each, tariff, zone=zone) for each in charges]),
    )


def is_fast(charge: Charge) -> bool:
    """Tell whether a charge was of direct current, by its power; a slow one of it (below 22 kW) cannot be told."""
    return (charge.mean_kw if charge.peak_kw is None else charge.peak_kw) > _SLOW_KW


def cost(charge: Charge, tariff: Tariff, *, zone: str) -> float:
    """Return what a charge's energy costs, to a hundredth. Its power counts as even from beginning to end."""
    if tariff.fast is not None and is_fast(charge):
        return round(charge.energy_kwh * tariff.fast, 2)
    edges = [charge.start, *_edges(charge, tariff, zone=zone), charge.end]
    seconds = (charge.end - charge.start).total_seconds()
    paid = sum(
        (until - since).total_seconds() * _price(tariff, since.astimezone(ZoneInfo(zone)).time())
        for since, until in pairwise(edges)
    )
    return round(charge.energy_kwh * paid / seconds, 2)


def _edges(charge: Charge, tariff: Tariff, *, zone: str) -> list[datetime]:
    """Return the moments within a charge at which another price may begin: each quarter of an hour where clocks are changed meanwhile."""
    zone_of = ZoneInfo(zone)
    if charge.start.astimezone(zone_of).utcoffset() != charge.end.astimezone(zone_of).utcoffset():
        return _quarters(charge)
    first = charge.start.astimezone(zone_of).date()
    number = (charge.end.astimezone(zone_of).date() - first).days + 1
    clocks = {clock for band in tariff.bands for clock in (band.start, band.end)}
    changes = {
        datetime.combine(first + day * _DAY, clock, tzinfo=zone_of).astimezone(UTC)
        for day in range(number)
        for clock in clocks
    }
    return sorted(each for each in changes if charge.start < each < charge.end)


def _quarters(charge: Charge) -> list[datetime]:
    """Return each quarter of an hour within a charge, at which prices and clocks change."""
    first = charge.start.replace(minute=0, second=0, microsecond=0)
    number = int((charge.end - first) / _QUARTER) + 1
    return [at for place in range(number) if charge.start < (at := first + place * _QUARTER) < charge.end]


def _price(tariff: Tariff, clock: time) -> float:
    return next((band.price for band in tariff.bands if _holds(band, clock)), tariff.price)


def _holds(band: Band, clock: time) -> bool:
    if band.start < band.end:
        return band.start <= clock < band.end
    return clock >= band.start or clock < band.end


def check(tariff: Tariff) -> Tariff:
    """Return a tariff as it may be kept. Raises Refusal tariff_price or tariff_overlap."""
    prices = [tariff.price, *(band.price for band in tariff.bands), *filter(None, [tariff.fast])]
    most = _DEAREST.get(tariff.currency, _DEAREST_ELSEWHERE)
    wrong = next((each for each in prices if not 0 <= each <= most), None)
    if wrong is not None:
        raise Refusal("tariff_price", status=422, price=wrong, most=most)
    for place, band in enumerate(tariff.bands):
        if any(_holds(other, band.start) for other in tariff.bands[:place] + tariff.bands[place + 1 :]):
            raise Refusal("tariff_overlap", status=422, hour=f"{band.start:%H:%M}")
    return tariff


def currency(zone: str) -> str:
    """Return the currency in which prices are told that name none: that of the zone's country (CLDR), else CNY."""
    name = get_global("zone_aliases").get(zone, zone)
    territory = get_global("zone_territories").get(name)
    return next(iter(get_territory_currencies(territory) if territory else ()), USUAL_CURRENCY)
