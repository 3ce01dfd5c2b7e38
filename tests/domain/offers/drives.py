"""Weeks of trips as they are kept, each day the same."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from domain.core import Unit
from domain.telemetry import travels
from domain.telemetry.facts import Charge
from domain.telemetry.trips import Travel, Trip, Unheard

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)  # a Wednesday, ten in the morning in Shanghai
MOTORWAY = (2.0, 6.0, 12.0, 40.0, 20.0)  # km by band, 80 in all, 75 % at 90 km/h or more
TOWN = (4.0, 30.0, 6.0, 0.0, 0.0)  # never on a motorway
JAM = (40.0, 20.0, 6.0, 0.0, 0.0)  # 66 km a day, most of the time below 30 km/h
_KMH = (15.0, 45.0, 75.0, 105.0, 125.0)


def trip(start: datetime, band_km: Sequence[float] | None, *, hard: int | None = None) -> Trip:
    seconds = None
    if band_km is not None:
        seconds = tuple(3600 * km / kmh for km, kmh in zip(band_km, _KMH, strict=True))
    return Trip(
        start=start,
        end=start + timedelta(seconds=sum(seconds or (1800.0,))),
        interval_s=10.0,
        km=sum(band_km) if band_km is not None else 20.0,
        standstill_s=None if band_km is None else 0.0,
        band_s=seconds,
        band_km=None if band_km is None else tuple(band_km),
        hard_starts=hard,
        hard_brakings=hard,
    )


def charge(start: datetime, *, kw: float = 7.0) -> Charge:
    return Charge(start, start + timedelta(hours=2), 40.0, 70.0, 20.0, 20.0, kw, kw)


def travel(
    band_km: Sequence[float] | None,
    *,
    days: int = 40,
    hard: int | None = None,
    kw: float = 7.0,
    unheard: Sequence[Unheard] = (),
) -> Travel:
    starts = [NOW - timedelta(days=days - each) for each in range(days)]
    return Travel(
        trips=tuple(trip(each, band_km, hard=hard) for each in starts),
        charges=tuple(charge(each + timedelta(hours=6), kw=kw) for each in starts[::4]),
        unheard=tuple(unheard),
    )


def drive(unit: Unit, vehicle_id: int, owner_id: int, of: Travel, *, now: datetime = NOW) -> None:
    """Keep trips as of `now`, as the features of each day leave them."""
    shift = now - NOW
    for each, charges in zip(of.trips, (*of.charges, *(None,) * len(of.trips)), strict=False):
        moved = trip(each.start + shift, each.band_km, hard=each.hard_starts)
        begins_at = datetime.combine(moved.start.date(), time(), tzinfo=UTC)
        mine = () if charges is None else (charge(moved.start + timedelta(hours=6), kw=charges.mean_kw),)
        travels.save(
            unit, Travel((moved,), mine), vehicle_id=vehicle_id, owner_id=owner_id, begins_at=begins_at
        )
