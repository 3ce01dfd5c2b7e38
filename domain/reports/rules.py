"""From trips and charges to the figures of a report; pure."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time
from math import pi, sqrt
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from domain.energy import rules as energy
from domain.energy.facts import Drive, Shape
from domain.energy.split.facts import Share
from domain.energy.split.rules import SIGMAS_90
from domain.health.facts import Peer
from domain.reports.facts import Charging, Peers, Usual
from domain.telemetry.facts import Charge
from domain.telemetry.trips import Trip
from domain.trips import rules as trips
from domain.trips.facts import Band, Tariff

FULL: Final = 90.0  # percent; above it is what makers' handbooks keep for long journeys, save of LFP cells
CHANGED: Final = 0.08
"""Share by which two months differ for nothing in one pair of twenty, weather and speed allowed for (diary of a real car)."""
OPEN: Final = 0.15  # own choice: about twice of what counts as a change
_SAME_C, _SAME_KMH = 15.0, 40.0  # as `Consumption.at_15c`
NIGHT: Final = Tariff(0.0, "", (Band(time(23), time(7), 1.0),))
"""The hours of low prices where no tariff tells others: 23 to 7, as in most of China's grids; its cost is the kWh within them."""


def band_km(driven: Sequence[Trip]) -> tuple[float, ...] | None:
    """Return the km in each band of speed, of the trips on which it is known."""
    by_trip = [each.band_km for each in driven if each.band_km is not None]
    return tuple(map(sum, zip(*by_trip, strict=True))) if by_trip else None


def charging(charges: Sequence[Charge], tariff: Tariff | None, *, zone: str) -> Charging | None:
    total = trips.total_charged(charges, tariff, zone=zone)
    energy_kwh = sum(each.energy_kwh for each in charges)
    if not charges or energy_kwh <= 0:
        return None
    night = cheapest(tariff) if tariff is not None and tariff.bands else None
    return Charging(
        n=total.n,
        kwh=total.kwh,
        cost=total.cost,
        fast=sum(each.energy_kwh for each in charges if trips.is_fast(each)) / energy_kwh,
        night=sum(trips.cost(each, night or NIGHT, zone=zone) for each in charges) / energy_kwh,
        is_by_tariff=night is not None,
        level=median(each.soc_to for each in charges),
        full=sum(each.soc_to > FULL for each in charges) / len(charges),
    )


def least_price(tariff: Tariff) -> float:
    return min([tariff.price, *(band.price for band in tariff.bands)])


def cheapest(tariff: Tariff) -> Tariff:
    """Return a tariff whose cost is the kWh in the hours with the lowest price."""
    least = least_price(tariff)
    bands = tuple(Band(each.start, each.end, float(each.price <= least)) for each in tariff.bands)
    return Tariff(float(tariff.price <= least), "", bands)


def days(driven: Sequence[Trip], *, zone: str) -> list[Drive]:
    """Return the days of an owner's zone with enough driving and known energy and weather, ascending."""
    by_day: dict[date, list[Trip]] = defaultdict(list)
    for each in driven:
        if each.km and each.used_kwh is not None and each.ambient_c is not None:
            by_day[each.start.astimezone(ZoneInfo(zone)).date()].append(each)
    every = (_drive(day, of_day) for day, of_day in sorted(by_day.items()))
    return [drive for drive in every if energy.is_told(drive)]


def _drive(day: date, driven: Sequence[Trip]) -> Drive:
    km, kwh, celsius, seconds = np.array(
        [(each.km, each.used_kwh, each.ambient_c, each.seconds) for each in driven], dtype=np.float64
    ).T
    whole = float(km.sum())
    return Drive(
        day,
        float(kwh.sum()) / whole * 100,
        float(celsius @ km) / whole,
        whole / float(seconds.sum()) * 3600,
        whole,
    )


def usual(before: Sequence[Drive], lately: Sequence[Drive], shape: Shape) -> Usual | None:
    """Compare days with those before; None where either are too few.

    The interval is that of a mean against a median (whose variance is pi/2 of a mean's), of days that scatter as those before.
    """
    result = energy.compared(before, lately, shape)
    if result is None:
        return None
    change = result.lately / result.usual - 1
    half = SIGMAS_90 * result.sigma * sqrt(pi / 2 / len(before) + 1 / len(lately))
    return Usual(result.lately, result.usual, Share(change, change - half, change + half), len(before))


def is_changed(usual: Usual) -> bool:
    """Whether a consumption is told as more or less than usual."""
    return abs(usual.change.kwh) >= CHANGED and usual.change.low * usual.change.high > 0


def is_open(usual: Usual) -> bool:
    """Whether too little was driven to say that a consumption is the usual one: it may as well be far more or less."""
    low, high = usual.change.low, usual.change.high
    return low < 0 < high and max(-low, high) > OPEN


def at_15c(lately: Sequence[Drive], shape: Shape, others: Peer | None) -> Peers | None:
    """Recalculate days to one weather and speed, to compare with cars of the model; None where either is missing."""
    if others is None or len(lately) < energy.FEWEST_LATELY:
        return None
    km = np.array([each.km for each in lately])
    used = np.array([each.kwh_100km for each in lately])
    need = energy.needs(
        shape, np.array([each.celsius for each in lately]), np.array([each.kmh for each in lately])
    )
    return Peers(float(used @ km / (need @ km)) * energy.expected(_SAME_C, _SAME_KMH, shape), others)
