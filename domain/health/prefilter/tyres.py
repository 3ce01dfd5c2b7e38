"""Tyres: too soft, leaking, punctured."""

import numpy as np

from domain.health.checks import puncture, tyre_pressure
from domain.health.evidence import leaks
from domain.health.prefilter import order
from domain.health.prefilter.facts import CLOSE, FAR, Many
from domain.kit.arrays import Flags, Floats


def tyre_pressure_could_trip(many: Many) -> Flags:
    """Look for a tyre too soft or far too full by the median of three readings, or lower against the others than before."""
    rests = many.parts["rests"]
    celsius = np.where(np.isnan(rests["tyre_c"]), rests["ambient_c"], rests["tyre_c"])
    air = np.where(np.isnan(rests["air_hpa"]), 101.325, rests["air_hpa"] / 10)[..., None]
    kpa = (rests["tyre_kpa"] + air) * (293.15 / (celsius + 273.15))[..., None] - air
    there, is_unknown = ~np.isnan(rests["end"]), np.isnan(rests["tyre_kpa"])
    odd = (there & (is_unknown.any(axis=-1) | np.isnan(celsius))).any(axis=-1) & ~(
        is_unknown.all(axis=(-1, -2))
    )
    last = np.sort(kpa[..., -3:, :], axis=-2)[..., 1, :]
    limit = tyre_pressure.LIMITS["under"].value * FAR
    soft = np.isnan(last) | np.isnan(many.placard_kpa) | (last <= many.placard_kpa * (1 - limit))
    soft |= last >= many.placard_kpa * (1 + tyre_pressure.LIMITS["over"].value * FAR)
    return (soft.any(axis=-1) & ~is_unknown.all(axis=(-1, -2))) | odd | _leaks(kpa)


def _leaks(kpa: Floats) -> Flags:
    """Bound the check's difference of two medians of three: any three readings may be its early ones."""
    ranked = np.sort(kpa, axis=-1)
    low, high = ranked[..., 1:2], ranked[..., 2:3]
    against = (kpa - np.where(kpa <= low, high, low))[..., -16:, :]
    middle = order.of_three(np.swapaxes(against, -1, -2))
    highest = np.where(np.isnan(middle), -np.inf, middle).max(axis=-1, initial=-np.inf)
    could: Flags = (highest - middle[..., -1] >= leaks.FELT_KPA * CLOSE).any(axis=-1)
    return could


def puncture_could_trip(many: Many) -> Flags:
    at = many.parts["losses"]["at"]
    return order.holds(at >= (many.now - puncture.FRESH.total_seconds())[..., None])
