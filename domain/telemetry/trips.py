"""Trips as facts: what is kept of a day's driving for the driving report, longer than raw samples.

None means not known, never nought: the car sends it not, or not often enough for it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.telemetry.facts import Charge

BANDS_KMH: Final = (0.0, 30.0, 60.0, 90.0, 120.0)
"""Where each band of speed begins, km/h; the last has no end. Own choice: jam, town, road, fast road, motorway."""


@dataclass(frozen=True, slots=True)
class Trip:
    """From the first movement to the last, with stops too short to end it (`features.trips`).

    km: by odometer, or by speed. used_kwh: net out of the pack, with what came back taken off.
    band_s, band_km: seconds and km in each of BANDS_KMH, by speed; standstill is in none of them.
    speed_squared: (m/s)², the mean over distance, to which the work against air is in proportion.
    climate_s, climate_kwh: how long heating or cooling ran, and what it took. climb_m, descent_m: added up.
    push: relative positive acceleration in m/s², as in the EU's RDE rules; hard_starts, hard_brakings: how many.
    interval_s: median time between readings of speed (or of odometer, where no speed is sent).
    """

    start: datetime
    end: datetime
    interval_s: float
    km: float | None = None
    used_kwh: float | None = None
    regenerated_kwh: float | None = None
    standstill_s: float | None = None
    stops: int | None = None
    band_s: tuple[float, ...] | None = None
    band_km: tuple[float, ...] | None = None
    speed_squared: float | None = None
    top_kmh: float | None = None
    ambient_c: float | None = None
    climate_s: float | None = None
    climate_kwh: float | None = None
    climb_m: float | None = None
    descent_m: float | None = None
    push: float | None = None
    hard_starts: int | None = None
    hard_brakings: int | None = None
    soc_from: float | None = None
    soc_to: float | None = None

    @property
    def seconds(self) -> float:
        return (self.end - self.start).total_seconds()

    @property
    def out_kwh(self) -> float | None:
        """Return the energy out of the pack before any came back; None where that is not measurable."""
        if self.used_kwh is None or self.regenerated_kwh is None:
            return None
        return self.used_kwh + self.regenerated_kwh


@dataclass(frozen=True, slots=True)
class Unheard:
    """Distance by odometer in km that was driven while no reading came, and when readings came again."""

    at: datetime
    km: float


@dataclass(frozen=True, slots=True)
class Travel:
    """The trips and charges that ended on one UTC day, oldest first."""

    trips: tuple[Trip, ...] = ()
    charges: tuple[Charge, ...] = ()
    unheard: tuple[Unheard, ...] = ()
