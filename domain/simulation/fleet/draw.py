"""Draw the cars of a fleet and their faults, all by the seed.

Shares and spreads are assumed unless said; capacity loss and the share of fast charging follow Geotab's fleet of
22,700 cars (2.3 % a year on average, more where cars are charged fast or driven much).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.random import Generator

from domain.kit.arrays import Floats, Ints
from domain.learning import base_rates
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import air, forms
from domain.simulation.fleet.facts import Cars, FaultTruth, Form

# name, usable kWh, placard front and rear in kPa, the share of the fleet
MODELS = (
    ("Lark 60", 60.0, 250.0, 250.0, 0.5),
    ("Heron 75", 75.0, 260.0, 270.0, 0.3),
    ("Wren 45", 45.0, 240.0, 240.0, 0.2),
)
_AC_KW = (3.3, 7.0, 7.0, 11.0)
_DC_KW = (40.0, 60.0, 60.0, 90.0)
_LIMITS = (80.0, 85.0, 90.0, 100.0)
_PADS_PER_1000_KM = (0.95, 0.9, 0.6, 0.62)  # front wheels brake more; as in `SimCar`
_OLDEST_Y, _YOUNGEST_Y = 7.0, 0.3
_MEND_DAYS = 3.0  # from a breakdown until the car is sound again
_HARMLESS_DAYS = 60.0  # how long what never breaks down goes on


def cars(count: int, *, seed: int, begin: float, cities: Ints | None = None) -> Cars:
    rng = np.random.default_rng([seed, 1])
    model = rng.choice(len(MODELS), size=count, p=[each[4] for each in MODELS])
    daily = np.clip(rng.lognormal(np.log(36.0), 0.42, size=count), 8.0, 130.0)
    dc_share = np.where(rng.random(count) < 0.25, rng.uniform(0.4, 0.9, count), rng.uniform(0.0, 0.2, count))  # noqa: PLR2004 - assumed shares
    years = rng.uniform(_YOUNGEST_Y, _OLDEST_Y, count)
    return Cars(
        city=rng.integers(len(air.CITIES), size=count) if cities is None else cities,
        model=model,
        born=begin - years * 365.25 * DAY_S,
        daily_km=daily,
        capacity_kwh=np.array([each[1] for each in MODELS])[model],
        placard_front_kpa=np.array([each[2] for each in MODELS])[model],
        placard_rear_kpa=np.array([each[3] for each in MODELS])[model],
        dc_share=dc_share,
        ac_kw=np.array(_AC_KW)[rng.integers(4, size=count)],
        dc_kw=np.array(_DC_KW)[rng.integers(4, size=count)],
        limit=np.array(_LIMITS)[rng.integers(4, size=count)],
        wants=rng.normal(45.0, 8.0, count).clip(25.0, 60.0),
        home_office=rng.choice([0.0, 0.0, 0.2, 0.4], size=count),
        soh_rate=np.clip(rng.normal(1.7, 0.55, count) + 1.3 * dc_share + 0.006 * daily, 0.5, 5.0),
        pads_per_1000_km=_pads(rng, count),
        tyre_own_kpa=rng.normal(3.0, 2.0, size=(count, 1)) + rng.normal(0.0, 1.5, size=(count, 4)),
    )


def _pads(rng: Generator, count: int) -> Floats:
    """The stronger the owner brakes by recuperation, the slower pads wear; wheels differ a little."""
    driver = rng.lognormal(-0.1, 0.3, size=(count, 1))
    rates: Floats = np.array(_PADS_PER_1000_KM) * driver * rng.normal(1.0, 0.04, size=(count, 4))
    return rates


def faults(
    count: int, *, seed: int, begin: float, days: int, use: str, rates: Mapping[str, float]
) -> tuple[FaultTruth, ...]:
    """Draw faults with an onset within the `days` after `begin`; no car has two at once. rates: see `Cause`. use: see `forms.BY_USE`."""
    rng = np.random.default_rng([seed, 2])
    truths: list[FaultTruth] = []
    for cause, rate in rates.items():
        possible = [form for form in (*forms.BY_USE[use], *forms.SENSORS) if form.cause == cause]
        for _ in range(rng.poisson(rate / 10_000 * count * days / 365.25) if possible else 0):
            form = possible[rng.integers(len(possible))]
            truths.append(_fault(rng, form, car=int(rng.integers(count)), begin=begin, days=days))
    return _without_overlap(truths)


def _fault(rng: Generator, form: Form, *, car: int, begin: float, days: int) -> FaultTruth:
    cause = base_rates.CAUSES[form.cause]
    onset = datetime.fromtimestamp(round(begin + rng.uniform(0, days) * DAY_S), tz=UTC)
    full = onset + timedelta(days=rng.uniform(*form.days))
    return FaultTruth(
        car=car,
        cause=form.cause,
        check=cause.check,
        form=form.code,
        curve=form.curve,
        onset=onset,
        full_at=full,
        mended_at=full + timedelta(days=_MEND_DAYS if cause.harms else _HARMLESS_DAYS),
        harm_at=full if cause.harms else None,
        wheel=int(rng.integers(4)),
        sizes={name: rng.uniform(*between) for name, between in form.sizes.items()},
        seed=int(rng.integers(2**31)),
        checks=frozenset({cause.check, *cause.also}),
    )


def _without_overlap(truths: list[FaultTruth]) -> tuple[FaultTruth, ...]:
    by_car: dict[int, list[FaultTruth]] = {}
    for fault in sorted(truths, key=lambda each: each.onset):
        others = by_car.setdefault(fault.car, [])
        if all(other.mended_at + timedelta(days=30) < fault.onset for other in others):
            others.append(fault)
    return tuple(fault for each in by_car.values() for fault in each)
