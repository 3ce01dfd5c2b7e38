"""Years of made-up trips of one car: consumption follows speed, cold, hills and length, and varies from trip to trip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from domain.energy.facts import PUBLISHED
from domain.telemetry.trips import BANDS_KMH, Trip

BEGUN = datetime(2026, 6, 10, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Habit:
    """How somebody drives: kWh that a trip takes of what it needs, mean and highest km/h, climb in m per km, °C more outside."""

    takes: float = 1.0
    kmh: tuple[float, float] = (25, 95)
    climb: float = 3.0
    warmer: float = 0.0


def trips(
    habit: Habit = Habit(),
    *,
    since: datetime,
    until: datetime,
    every: timedelta = timedelta(hours=20),
    noise: float = 0.08,
    seed: int = 1,
) -> list[Trip]:
    rng = np.random.default_rng([seed, int(since.timestamp())])
    steps = int((until - since) / every)
    return [_trip(habit, since + step * every, noise, rng) for step in range(steps)]


def _trip(habit: Habit, start: datetime, noise: float, rng: np.random.Generator) -> Trip:
    km, kmh = float(rng.uniform(4, 45)), float(rng.uniform(*habit.kmh))
    season = np.cos(2 * np.pi * (start.timetuple().tm_yday - 20) / 365)
    celsius = float(13 - 13 * season + rng.normal(0, 4)) + habit.warmer
    climb = float(max(0.0, rng.normal(habit.climb, 1)) * km)
    hours, squared = km / kmh, (kmh / 3.6 * 1.2) ** 2
    cabin = float(np.interp(celsius, PUBLISHED.celsius, PUBLISHED.cabin)) * (hours + 0.1)
    need = km * (0.07 + 0.00009 * squared) + cabin + 0.25 * hours + 0.004 * climb
    return Trip(
        start=start,
        end=start + timedelta(hours=hours),
        interval_s=5.0,
        km=km,
        used_kwh=float(need * habit.takes * rng.lognormal(0, noise)),
        band_km=_bands(km, kmh),
        speed_squared=squared,
        ambient_c=celsius,
        climb_m=climb,
        descent_m=climb,
    )


def _bands(km: float, kmh: float) -> tuple[float, ...]:
    place = int(np.searchsorted(BANDS_KMH, kmh, side="right")) - 1
    return tuple(km if each == place else 0.0 for each in range(len(BANDS_KMH)))


def years(
    after: Habit, before: Habit = Habit(), *, days: int = 500, begun: datetime = BEGUN, **how: object
) -> Sequence[Trip]:
    """Trips of `days` before a moment, and of 92 days since."""
    earlier = trips(before, since=begun - timedelta(days=days), until=begun, **how)  # type: ignore[arg-type]
    return [*earlier, *trips(after, since=begun, until=begun + timedelta(days=92), **how)]  # type: ignore[arg-type]
