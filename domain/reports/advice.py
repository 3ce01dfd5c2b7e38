"""What would save energy or money, of one car's own figures; pure. No saving is told whose interval holds nought.

Thresholds without a source are own choices, as is that half to all of a habit may be changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

from domain.driving.facts import Hard
from domain.energy.split import trips as works
from domain.energy.split.facts import Habits, Share, Work
from domain.reports import rules
from domain.reports.facts import Advice, Charging
from domain.savings.facts import Code
from domain.telemetry.facts import Charge
from domain.telemetry.trips import BANDS_KMH
from domain.trips import rules as trips
from domain.trips.facts import Tariff

MOST: Final = 5
LEAST_SHARE: Final = 0.01  # of the energy or cost; less is not worth a sentence
CALM_KMH: Final = 110.0
FAST_KM: Final = 0.1  # share of the distance above the last of BANDS_KMH
SOFT: Final = 0.05  # below placard; a tyre's sensor errs by 2 to 3 % (7 kPa)
PRESSURE: Final = (0.3, 0.4, 0.5)
"""Rolling resistance falls with pressure to the power of about -0.4 (SAE J2452's model of passenger tyres; by tyre -0.3 to -0.5)."""
COLD_C, INSIDE_C, COOLER_K = 10.0, 22.0, 2.0
HEATING: Final = 0.1  # of the energy of cold trips
MANY_FAST: Final = 0.4
"""Packs charged fast for over 40 % at over 100 kW lost 3.0 % a year, mainly slowly charged ones 1.5 % (Geotab 2026, 22,700 cars)."""
ALWAYS_FULL: Final = 0.8  # of the charges; a high charge mattered only above 80 % of the time (Geotab 2026)
HARSH: Final = 20.0  # brisk accelerations and hard brakings for 100 km; own choice: one every five kilometres
_SHOWN: Final = 0.05  # kWh; less is rounded to nought
FEWEST_CHARGES: Final = 3  # of fewer nothing is a habit


@dataclass(frozen=True, slots=True)
class Basis:
    """All that advice is made of. soft: share of their pressure that the tyres lack; price: what a kWh costs on average."""

    driven: works.Pairs
    habits: Habits
    charges: Sequence[Charge]
    charging: Charging | None
    hard: Hard | None
    soft: float | None
    tariff: Tariff | None
    zone: str
    price: float | None


def of(basis: Basis) -> tuple[Advice, ...]:
    """Return the pieces that this car's figures carry, those first that save most."""
    ways = (_speed, _tyres, _climate, _night, _fast, _limit, _hard)
    every = [advice for way in ways for advice in way(basis)]
    return tuple(sorted(every, key=_worth, reverse=True)[:MOST])


def _worth(advice: Advice) -> tuple[float, float]:
    return (advice.money.kwh if advice.money else 0.0, advice.kwh.kwh if advice.kwh else 0.0)


def _speed(basis: Basis) -> Iterator[Advice]:
    """Driving at 110 km/h what was driven above the last band: less work against air, for longer."""
    fast = [
        (trip.band_km[-1], trip.band_s[-1], of) for trip, of in basis.driven if trip.band_km and trip.band_s
    ]
    km, all_km = sum(each for each, _, _ in fast), sum(of.km for _, of in basis.driven)
    if not all_km or km < FAST_KM * all_km:
        return
    slower = [
        (of, _calmer(of, km, seconds, basis.habits)) for km, seconds, of in fast if km > 0 and seconds > 0
    ]
    saved = works.saved(basis.habits, slower)
    yield from _saving(
        basis, Code.SPEED, saved, {"share": km / all_km, "above": BANDS_KMH[-1], "kmh": CALM_KMH}
    )


def _calmer(of: Work, km: float, seconds: float, habits: Habits) -> Work:
    squared = (1000 * km / seconds) ** 2 - (CALM_KMH / 3.6) ** 2
    less = works.AIR / 2 * habits.build.drag_area_m2 * max(squared, 0.0) * 1000 * km / works.JOULES
    longer = max(km / CALM_KMH - seconds / 3600, 0.0)
    slower = 1 + longer / of.hours
    cabin = None if of.cabin is None else of.cabin * slower
    return replace(of, drag=of.drag - less, traction=of.traction - less, hours=of.hours + longer, cabin=cabin)


def _tyres(basis: Basis) -> Iterator[Advice]:
    if basis.soft is None or basis.soft < SOFT or not basis.driven:
        return
    ways = [
        works.saved(basis.habits, [(of, _firmer(of, basis.soft, each)) for _, of in basis.driven])
        for each in PRESSURE
    ]
    saved = Share(ways[1].kwh, min(each.low for each in ways), max(each.high for each in ways))
    yield from _saving(basis, Code.TYRES, saved, {"soft": basis.soft})


def _firmer(of: Work, soft: float, power: float) -> Work:
    less = of.rolling * (1 - (1 - soft) ** power)
    return replace(of, rolling=of.rolling - less, traction=of.traction - less)


def _climate(basis: Basis) -> Iterator[Advice]:
    """Two degrees less inside: what heating takes is in proportion to the difference to outside, of which half to all counts."""
    cold = [(trip, of) for trip, of in basis.driven if trip.ambient_c is not None and trip.ambient_c < COLD_C]
    if not cold:
        return
    split = works.split(basis.habits, cold)
    heating, outside = split.shares["climate"], fmean(trip.ambient_c or 0.0 for trip, _ in cold)
    if heating is None or not HEATING * split.total <= heating.kwh <= split.total or split.total <= 0:
        return
    part = COOLER_K / (INSIDE_C - outside)
    saved = Share(0.75 * part * heating.kwh, 0.5 * part * heating.low, part * heating.high)
    figures = {"share": heating.kwh / split.total, "celsius": COLD_C, "cooler": COOLER_K}
    yield from _saving(basis, Code.CLIMATE, saved, figures)


def _saving(basis: Basis, code: Code, saved: Share, figures: dict[str, float]) -> Iterator[Advice]:
    total = sum(trip.used_kwh or 0.0 for trip, _ in basis.driven)
    if saved.low < _SHOWN or saved.kwh < LEAST_SHARE * total:
        return
    money = None if not basis.price else _times(saved, basis.price)
    yield Advice(code, figures, saved, money)


def _times(share: Share, price: float) -> Share:
    return Share(share.kwh * price, share.low * price, share.high * price)


def _night(basis: Basis) -> Iterator[Advice]:
    """Charging slowly in the hours with the lowest price."""
    tariff, slow = basis.tariff, [each for each in basis.charges if not trips.is_fast(each)]
    if tariff is None or not tariff.bands or len(slow) < FEWEST_CHARGES:
        return
    least = rules.least_price(tariff)
    paid = sum(trips.cost(each, tariff, zone=basis.zone) for each in slow)
    kwh = sum(each.energy_kwh for each in slow)
    cheap = sum(
        trips.cost(each, rules.cheapest(tariff), zone=basis.zone) for each in slow
    )  # kWh, at a price of 1
    yield from _cheaper(Code.NIGHT_TARIFF, paid - kwh * least, paid, {"share": 1 - cheap / kwh})


def _fast(basis: Basis) -> Iterator[Advice]:
    """Charging slowly what was charged fast: cheaper where fast charging has its own price, and gentler."""
    if basis.charging is None or basis.charging.n < FEWEST_CHARGES or basis.charging.fast < MANY_FAST:
        return
    figures = {"share": basis.charging.fast}
    fast, tariff = [each for each in basis.charges if trips.is_fast(each)], basis.tariff
    cheaper: list[Advice] = []
    if tariff is not None and tariff.fast is not None:
        paid, kwh = sum(each.energy_kwh for each in fast) * tariff.fast, sum(each.energy_kwh for each in fast)
        cheaper = list(_cheaper(Code.FAST_CHARGING, paid - kwh * tariff.price, paid, figures))
    yield from cheaper or [Advice(Code.FAST_CHARGING, figures)]


def _cheaper(code: Code, most: float, paid: float, figures: dict[str, float]) -> Iterator[Advice]:
    if most > 0 and 0.75 * most >= LEAST_SHARE * paid:
        yield Advice(code, figures, money=Share(0.75 * most, 0.5 * most, most))


def _limit(basis: Basis) -> Iterator[Advice]:
    if (
        basis.charging is not None
        and basis.charging.n >= FEWEST_CHARGES
        and basis.charging.full >= ALWAYS_FULL
    ):
        yield Advice(Code.CHARGE_LIMIT, {"share": basis.charging.full})


def _hard(basis: Basis) -> Iterator[Advice]:
    if basis.hard is not None and (rate := basis.hard.per_100km) >= HARSH:
        yield Advice(Code.HARD_STARTS, {"rate": rate})
