"""What the consumption of a trip depends on whatever its driver does: weather, route and speed. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from domain.energy.facts import PUBLISHED
from domain.savings.facts import Code, Run
from domain.telemetry.trips import BANDS_KMH, Trip

TERMS: Final = ("short", "hours", "air", "fast", "cabin", "climate", "climb", "descent")
# What an advice is to change is not matched, or it would explain its own saving away.
_CHANGED: Final[Mapping[Code, frozenset[str]]] = {
    Code.SPEED: frozenset({"hours", "air"}),
    Code.CLIMATE: frozenset({"climate"}),
}
_FAST_KMH: Final = 90.0  # from here on a road is a fast one, also for who drives slower on it than before
_SECONDS: Final = 3600.0
_DAY_S: Final = 86_400.0


def runs(trips: Sequence[Trip], advice: Code) -> list[Run]:
    """Return the trips as they are compared, without those whose energy, distance or weather was not measured."""
    names = [name for name in TERMS if name not in _CHANGED.get(advice, frozenset())]
    return [
        Run(trip.start.timestamp() / _DAY_S, trip.km, trip.used_kwh, tuple(every[name] for name in names))
        for trip in trips
        if trip.km and trip.used_kwh is not None and (every := of_trip(trip)) is not None
    ]


def of_trip(trip: Trip) -> dict[str, float] | None:
    """Return each of `TERMS` for a km of a trip, NaN where not known; None without its distance or its weather.

    hours: how long it takes. air: (m/s)², as the work against air. fast: the share on fast roads. cabin: kWh of heating or
    cooling by the published curve. climate: hours of it. climb, descent: m.
    """
    if not trip.km or trip.ambient_c is None:
        return None
    hours = trip.seconds / _SECONDS / trip.km
    heated = _or_nan(trip.climate_s) / _SECONDS / trip.km
    return {
        "short": 1 / trip.km,
        "hours": hours,
        "air": _or_nan(trip.speed_squared),
        "fast": np.nan if trip.band_km is None else sum(trip.band_km[_FIRST_FAST:]) / trip.km,
        "cabin": float(np.interp(trip.ambient_c, PUBLISHED.celsius, PUBLISHED.cabin)) * hours,
        "climate": heated,
        "climb": _or_nan(trip.climb_m) / trip.km,
        "descent": _or_nan(trip.descent_m) / trip.km,
    }


_FIRST_FAST: Final = BANDS_KMH.index(_FAST_KMH)


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value
