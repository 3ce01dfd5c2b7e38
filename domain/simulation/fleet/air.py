"""Weather of every city hour by hour, with cold snaps and heat waves beside the usual wander.

The climate and its wander are those of `simulation/weather.py`. Spells are assumed: cold air outbreaks of at least
8 degrees within two days are what the Chinese weather service calls a cold wave; a city has some three to six a year.
"""

from datetime import UTC, datetime

import numpy as np
from numpy.random import Generator

from domain.kit.arrays import Floats
from domain.simulation import weather
from domain.simulation.facts import DAY_S, Fault, FaultKind
from domain.simulation.fleet.facts import Air

CITIES = tuple(weather.CITIES)
_COLD_A_YEAR, _COLD_K, _COLD_DAYS = 4.5, (6.0, 15.0), (2.0, 6.0)
_HOT_A_YEAR, _HOT_K, _HOT_DAYS = 2.5, (3.0, 7.0), (3.0, 8.0)
_MARGIN_DAYS = 3


def generate(begin: float, days: int, *, seed: int) -> Air:
    """Hourly weather from three days before `begin` until three days after the last day."""
    first, whole = begin - _MARGIN_DAYS * DAY_S, days + 2 * _MARGIN_DAYS
    at = np.linspace(first, first + whole * DAY_S, whole * 24, endpoint=False)
    rng = np.random.default_rng([seed, 3])
    flat = np.zeros(at.size)
    celsius = [
        weather.ambient(name, at, above_home=flat, faults=_spells(rng, at[0], days=days)) for name in CITIES
    ]
    return Air(
        begin=first,
        celsius=np.stack(celsius),
        hpa=np.stack([weather.air_hpa(name, at, above_home=flat) for name in CITIES]),
        damp=np.stack([weather.humidity(name, at) for name in CITIES]),
    )


def _spells(rng: Generator, first: float, *, days: int) -> tuple[Fault, ...]:
    years = days / 365.25
    cold = _of(rng, first, days=days, count=rng.poisson(_COLD_A_YEAR * years), by=_COLD_K, over=_COLD_DAYS)
    hot = _of(rng, first, days=days, count=rng.poisson(_HOT_A_YEAR * years), by=_HOT_K, over=_HOT_DAYS)
    return cold + tuple(Fault(each.kind, each.onset, each.over_days, -each.size) for each in hot)


def _of(
    rng: Generator, first: float, *, days: int, count: int, by: tuple[float, float], over: tuple[float, float]
) -> tuple[Fault, ...]:
    onsets: Floats = first + rng.uniform(0, days, size=count) * DAY_S
    return tuple(
        Fault(FaultKind.COLDER, datetime.fromtimestamp(onset, tz=UTC), rng.uniform(*over), rng.uniform(*by))
        for onset in onsets.tolist()
    )
