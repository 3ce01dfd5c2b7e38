"""Split an energy into what it went into, by a car's own fit, with an interval for each share. Pure.

Each share is what one or two terms of the fit make of the trip; nothing is stretched to the measured energy: what the shares
do not explain is the rest. Power of climate and auxiliaries is that of the fit, drawn towards what the pack gave at rest.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from domain.energy.split import fit
from domain.energy.split.facts import Fit, Habits, Share, Split, Work

Trip = tuple[Work, float]  # with the kWh that left the pack

SIGMAS_90: Final = 1.645
HEIGHT_KNOWN: Final = 0.9  # of a month's km, from which on its elevation can be told
_TERMS: Final = {"rolling": ("rolling",), "drag": ("drag",), "losses": ("kinetic", "traction", "recovery")}
_AUXILIARIES_KW, _CABIN_KW = (
    0.1,
    0.25,
)  # how far cars and days lie from the usual: one standard deviation; own choice
_UNREAD_KW = 0.5  # what heating or cooling takes, give or take as much, where nobody read the air's temperature; own choice
# Power at rest also holds what the motor takes to hold the car or to creep, 0 to 1 kW, which no number of readings averages
# out, and scatters by half a kW from reading to reading, as fans and compressors come and go; own choice.
_CREEP_KW, _READING_KW, _READING_S = 0.3, 0.5, 5.0


def expected(habits: Habits, each: Work) -> Share:
    """Return the kWh that a trip needs, before it is measured."""
    model = _model(habits, each)
    row = fit.columns(model.terms, [each])[0]
    sigma = float(np.sqrt(row @ model.covariance @ row + model.scatter**2 * each.km))
    return _share(float(row @ model.values), sigma, floor=-np.inf)


def split(habits: Habits, trips: Sequence[Trip]) -> Split:
    """Split the energy of one trip, or of all of a month together."""
    works = [each for each, _ in trips]
    shares: dict[str, Share | None] = {
        **{name: _of_terms(habits, works, terms) for name, terms in _TERMS.items()},
        "elevation": _of_terms(habits, works, ("climb",), floor=-np.inf) if _has_height(works) else None,
        "battery_temperature": (
            None if any(each.cold is None for each in works) else _of_terms(habits, works, ("cold",))
        ),
        **_accessory_shares(habits, works),
    }
    total = sum(kwh for _, kwh in trips)
    return Split(total, shares, rest=total - sum(share.kwh for share in shares.values() if share is not None))


def accessories(habits: Habits, works: Sequence[Work]) -> Share:
    """Return what climate and auxiliaries took together."""
    kwh, sigma = np.sum([_power(each, habits.build.auxiliaries_kw) for each in works], axis=0)
    return _share(kwh, sigma)


def _accessory_shares(habits: Habits, works: Sequence[Work]) -> dict[str, Share | None]:
    """Return climate and auxiliaries, singly where the air's temperature or what climate took was read."""
    both, hours = accessories(habits, works), sum(each.hours for each in works)
    if any(each.cabin is None and each.climate is None for each in works):
        return {"climate": None, "auxiliaries": None, "accessories": both}
    auxiliaries, sigma = min(habits.build.auxiliaries_kw * hours, both.kwh), _AUXILIARIES_KW * hours
    spread = float(np.hypot((both.high - both.kwh) / SIGMAS_90, sigma))
    return {"climate": _share(both.kwh - auxiliaries, spread), "auxiliaries": _share(auxiliaries, sigma)}


def _has_height(works: Sequence[Work]) -> bool:
    km = sum(each.km for each in works if each.climb is not None)
    return km > 0 and km >= HEIGHT_KNOWN * sum(each.km for each in works)


def _power(each: Work, usual_kw: float) -> tuple[float, float]:
    """Return the kWh of climate and auxiliaries of one trip, and one standard deviation."""
    if each.climate is not None:
        return usual_kw * each.hours + each.climate, _AUXILIARIES_KW * each.hours
    air, wide = (_UNREAD_KW * each.hours, _UNREAD_KW) if each.cabin is None else (each.cabin, _CABIN_KW)
    kwh = usual_kw * each.hours + air
    if each.standstill_kw is None:
        return kwh, wide * each.hours
    noise = _CREEP_KW**2 + _READING_KW**2 * _READING_S / max(each.standstill_s, _READING_S)
    weight = wide**2 / (wide**2 + noise)
    kwh = weight * each.standstill_kw * each.hours + (1 - weight) * kwh
    return kwh, wide * float(np.sqrt(1 - weight)) * each.hours


def _model(habits: Habits, each: Work) -> Fit:
    return habits.level if each.climb is None else habits.hills


def _of_terms(habits: Habits, works: Sequence[Work], terms: Sequence[str], *, floor: float = 0.0) -> Share:
    """Return what some terms make of the works. Its interval: the coefficients', and its part of what no trip explains."""
    kwh = variance = 0.0
    for model in (habits.hills, habits.level):
        mine = [each for each in works if _model(habits, each) is model]
        rows = fit.columns(model.terms, mine)
        row = rows.sum(axis=0) * np.isin(model.terms, terms)
        part, whole = abs(row @ model.values), float(np.abs(rows.sum(axis=0) * model.values).sum())
        kwh += float(row @ model.values)
        variance += float(row @ model.covariance @ row)
        variance += model.scatter**2 * sum(each.km for each in mine) * (part / whole if whole else 0.0)
    return _share(kwh, float(np.sqrt(variance)), floor=floor)


def _share(kwh: float, sigma: float, *, floor: float = 0.0) -> Share:
    half = SIGMAS_90 * sigma
    return Share(*(max(floor, float(each)) for each in (kwh, kwh - half, kwh + half)))
