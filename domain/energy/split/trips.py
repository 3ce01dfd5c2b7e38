"""From a trip as it is kept to what it asked of a car: less than a sampled drive tells, so some shares cannot be told. Pure.

A kept trip begins and ends at a standstill, so nothing stays in speed. What there was to win back is what came back, over the
share of it that comes back by `fit.TERMS`; brakes of friction are not seen.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from domain.energy.facts import PUBLISHED
from domain.energy.split import fit, rules
from domain.energy.split.facts import MID_SIZE, Build, Habits, Share, Split, Work
from domain.telemetry.trips import Trip

AIR, GRAVITY, JOULES = 1.2, 9.81, 3.6e6  # kg/m³ at 20 °C, m/s², of a kWh
RECOVERED: Final = 1 - fit.TERMS["recovery"][0]
KNOWN: Final = 0.9  # of the km: from there on a share of all trips can be told

Pairs = Sequence[tuple[Trip, Work]]


def work(trip: Trip, build: Build = MID_SIZE) -> Work | None:
    """Return what a trip asked; None where distance or speeds are not known."""
    squared = squared_speed(trip)
    if trip.km is None or squared is None:
        return None
    newton_way = trip.km * 1000 / JOULES
    rolling = build.mass_kg * GRAVITY * build.rolling * newton_way
    drag = AIR / 2 * build.drag_area_m2 * squared * newton_way
    climb = _climb(trip, build)
    recovery = (trip.regenerated_kwh or 0.0) / RECOVERED
    return Work(
        km=trip.km,
        hours=trip.seconds / 3600,
        rolling=rolling,
        drag=drag,
        kinetic=0.0,
        traction=max(rolling + drag + (climb or 0.0) + recovery, 0.0),
        recovery=recovery,
        climb=climb,
        cabin=_cabin(trip, build),
        climate=trip.climate_kwh,
    )


def squared_speed(trip: Trip) -> float | None:
    """Return the mean square of speed over distance, (m/s)²; of readings too seldom for it, by the mean speed in each band."""
    if trip.speed_squared is not None or trip.band_km is None or trip.band_s is None:
        return trip.speed_squared
    km, seconds = np.array(trip.band_km), np.array(trip.band_s)
    there = (km > 0) & (seconds > 0)
    return float((km[there] * (1000 * km[there] / seconds[there]) ** 2).sum() / km[there].sum())


def _climb(trip: Trip, build: Build) -> float | None:
    if trip.climb_m is None or trip.descent_m is None:
        return None
    return build.mass_kg * GRAVITY * (trip.climb_m - trip.descent_m) / JOULES


def _cabin(trip: Trip, build: Build) -> float | None:
    if trip.ambient_c is None:
        return None
    kw = float(np.interp(trip.ambient_c, PUBLISHED.celsius, PUBLISHED.cabin))
    return kw * build.has_cabin * trip.seconds / 3600


def pairs(trips: Sequence[Trip]) -> list[tuple[Trip, Work]]:
    """Return the trips that a split can be made of, with what they asked."""
    every = [(each, work(each)) for each in trips if each.used_kwh is not None]
    return [(trip, of) for trip, of in every if of is not None and fit.is_usable(of, trip.used_kwh or 0.0)]


def learn(trips: Pairs) -> Habits:
    return fit.learn([(of, trip.used_kwh) for trip, of in trips])


def split(habits: Habits, trips: Pairs) -> Split:
    """Split the energy of trips together.

    Where it is not known what came back on nearly all of them, speeding up and slowing down is felt as rolling: then both and
    the rest are told as one, `moving`.
    """
    result = rules.split(habits, [(of, trip.used_kwh or 0.0) for trip, of in trips])
    if part(trips, [trip.regenerated_kwh is not None for trip, _ in trips]) >= KNOWN:
        return result
    apart = {name: each for name, each in result.shares.items() if name not in {"rolling", "losses"}}
    singly = [each for each in apart.values() if each is not None]
    kwh, half = (
        result.total - sum(each.kwh for each in singly),
        float(np.sqrt(sum((each.high - each.kwh) ** 2 for each in singly))),
    )
    together = {"rolling": None, "losses": None, "moving": Share(kwh, kwh - half, kwh + half)}
    return replace(result, shares={**apart, **together}, rest=0.0)


def part(trips: Pairs, has: Sequence[bool]) -> float:
    """Return the share of the km of trips that have something."""
    km = np.array([of.km for _, of in trips])
    return float(km @ np.array(has, dtype=np.float64) / km.sum()) if km.size else 0.0


def saved(habits: Habits, trips: Sequence[tuple[Work, Work]]) -> Share:
    """Return the kWh that trips would need less if they had asked the second work instead of the first."""
    kwh = variance = 0.0
    for model, flat in ((habits.hills, False), (habits.level, True)):
        mine = [pair for pair in trips if (pair[0].climb is None) is flat]
        before, after = (
            fit.columns(model.terms, [pair[place] for pair in mine]).sum(axis=0) for place in (0, 1)
        )
        kwh += float((before - after) @ model.values)
        variance += float((before - after) @ model.covariance @ (before - after))
    half = rules.SIGMAS_90 * float(np.sqrt(variance))
    return Share(kwh, kwh - half, kwh + half)
