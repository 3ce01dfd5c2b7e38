"""Make the report of a car from what is kept of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import fmean, median
from typing import Final

from domain.core import Unit
from domain.driving import others
from domain.driving import rules as driving
from domain.energy.facts import AS_PUBLISHED
from domain.energy.split import trips as works
from domain.energy.split.facts import Split
from domain.health import service as health
from domain.health.evidence import ageing, cold_tyres, usage
from domain.health.facts import View
from domain.registry.tables import Owner, Vehicle
from domain.reports import advice, rules
from domain.reports.advice import Basis
from domain.reports.facts import Battery, Charging, Report
from domain.telemetry import travels
from domain.telemetry.facts import WHEELS
from domain.telemetry.trips import Travel, Trip
from domain.trips import rules as trip_rules
from domain.trips import service as trips
from domain.trips.facts import Period, Tariff

_EARLIER: Final = timedelta(days=365)  # all seasons: what a car's usual and its coefficients are learned from
_FRONT: Final = 2  # of WHEELS
_READINGS: Final = 3  # of cold tyres: a single one may be of a tyre that was just driven


def of(unit: Unit, owner: Owner, car: Vehicle, period: Period) -> Report:
    """Return the figures of an owner's own car in a period; empty ones where nothing was recorded."""
    since, until = trip_rules.bounds(period, now=unit.now, zone=owner.zone)
    every = travels.between(unit, car.id, owner.id, since=since - _EARLIER, until=max(until, unit.now))
    before, mine = _within(every, since - _EARLIER, since), _within(every, since, until)
    view = health.view_of(unit, car)
    basis = _basis(mine, _lately(every, mine, unit.now), trips.tariff(unit, owner.id), view, zone=owner.zone)
    norm = AS_PUBLISHED if view is None else view.norm
    lately = rules.days(mine.trips, zone=owner.zone)
    return Report(
        period=period,
        since=since,
        until=min(until, unit.now),
        total=trip_rules.total(mine.trips),
        band_km=rules.band_km(mine.trips),
        hard=basis.hard,
        place=None if basis.hard is None else others.place(unit, owner.id, car),
        charging=basis.charging,
        usual=rules.usual(rules.days(before.trips, zone=owner.zone), lately, norm.shape),
        at_15c=rules.at_15c(lately, norm.shape, None if view is None else view.peers.get(usage.MEASURE)),
        split=works.split(basis.habits, basis.driven) if basis.driven else None,
        split_km=sum(work.km for _, work in basis.driven),
        battery=None if view is None else _battery(view),
        price=basis.price,
        currency="" if basis.tariff is None else basis.tariff.currency,
        advice=advice.of(basis),
    )


def split_of_last(trips_of_car: Sequence[Trip]) -> Split | None:
    """Split the energy of a car's last trip by what its trips of a year teach; None where its energy or speeds are not known."""
    last = trips_of_car[-1]
    pairs = works.pairs([last])
    lately = [each for each in trips_of_car if each.start > last.start - _EARLIER]
    return works.split(works.learn(works.pairs(lately)), pairs) if pairs else None


def _within(every: Travel, since: datetime, until: datetime) -> Travel:
    """Return what began in a time."""
    return Travel(
        tuple(each for each in every.trips if since <= each.start < until),
        tuple(each for each in every.charges if since <= each.start < until),
    )


def _lately(every: Travel, mine: Travel, now: datetime) -> Sequence[Trip]:
    """Return the trips that a car's coefficients are learned from: of the year until now, so that reports of any period agree."""
    lately = _within(every, now - _EARLIER, now).trips
    return [*(each for each in mine.trips if each.start < now - _EARLIER), *lately]


def _basis(
    mine: Travel, lately: Sequence[Trip], tariff: Tariff | None, view: View | None, *, zone: str
) -> Basis:
    driven = works.pairs(mine.trips)
    charging = rules.charging(mine.charges, tariff, zone=zone)
    return Basis(
        driven=driven,
        habits=works.learn(works.pairs(lately)),
        charges=mine.charges,
        charging=charging,
        hard=driving.rates(mine.trips),
        soft=None if view is None else _soft(view),
        tariff=tariff,
        zone=zone,
        price=_price(charging, tariff),
    )


def _price(charging: Charging | None, tariff: Tariff | None) -> float | None:
    """Return what a kWh cost on average, else what it costs in most hours; None without a tariff."""
    if charging is not None and charging.cost:
        return charging.cost / charging.kwh
    return None if tariff is None else tariff.price


def _soft(view: View) -> float | None:
    """Return the share of the placard's pressure that the tyres lack on average, at 20 °C; None where not known."""
    front, rear = view.car.placard_front_kpa, view.car.placard_rear_kpa
    readings = cold_tyres.since_filled(cold_tyres.cold(view.features.rests, view.now))[-_READINGS:]
    if not front or not rear or not readings:
        return None
    lacks = [
        1 - median(kpa) / (front if wheel < _FRONT else rear)
        for wheel in range(len(WHEELS))
        if (kpa := [value for each in readings if (value := each.kpa[wheel]) is not None])
    ]
    return fmean(lacks) if lacks else None


def _battery(view: View) -> Battery | None:
    estimate = ageing.estimated(view)
    if estimate is None:
        return None
    soh, band = min(estimate.soh, 100.0), ageing.BAND
    return Battery(soh, soh - band, min(soh + band, 100.0), view.peers.get("soh"))
