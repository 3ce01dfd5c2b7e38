"""What trips tell of how a car was driven. None means that it cannot be told, never nought."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Trend(StrEnum):
    """How often something happens, against the period before: other only where chance alone would hardly make it so."""

    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often on how many km; low to high: where the true number on 100 km lies at 90 %."""

    n: int
    km: float
    low: float
    high: float

    @property
    def per_100km(self) -> float:
        return 100 * self.n / self.km


@dataclass(frozen=True, slots=True)
class Hard:
    """Brisk accelerations and hard brakings on the trips that tell them.

    latest_braking: when the last trip with one began. trends: None without enough of the period before.
    """

    trips: int
    starts: Frequency
    brakings: Frequency
    latest_braking: datetime | None
    starts_trend: Trend | None = None
    brakings_trend: Trend | None = None

    @property
    def per_100km(self) -> float:
        """Both together."""
        return self.starts.per_100km + self.brakings.per_100km


@dataclass(frozen=True, slots=True)
class Count:
    """Brisk accelerations and hard brakings of one car together, in a year, and the km on which they are measured."""

    events: int
    measured_km: float


@dataclass(frozen=True, slots=True)
class Place:
    """Which share of other owners of the model have more hard events on 100 km: from low to high, of 1, in whole steps.

    others: how many owners these are. Only where all could be: low is 0 and high 1.
    """

    others: int
    low: float
    high: float

    @property
    def is_open(self) -> bool:
        return self.low <= 0 and self.high >= 1


@dataclass(frozen=True, slots=True)
class Fast:
    """Distance by speed, on the trips that tell it. share: of it, 0 to 1. top_kmh: None where not all trips tell it."""

    km: float
    share: float
    top_kmh: float | None


@dataclass(frozen=True, slots=True)
class Rests:
    """Drives without a rest. longest: of any. over_advice, over_law: how many pass each limit of `rules`."""

    longest: timedelta
    over_advice: int
    over_law: int


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a car was driven in a period.

    place: among owners of the model; None where there are too few, or it cannot be told. interval_s: usual time between readings of
    its trips. late: driven at night, in late_trips trips. unheard_km: driven while no data came, so that nothing else here
    knows of it.
    """

    trips: int
    km: float
    interval_s: float
    hard: Hard | None
    fast: Fast | None
    rests: Rests | None
    late: timedelta
    late_trips: int
    unheard_km: float
    place: Place | None = None
