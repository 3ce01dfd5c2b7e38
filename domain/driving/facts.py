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
    """Brisk accelerations and hard brakings of one car together, in a year, and the km on which they are measured.

    points: its driving score; None where that is not of all parts.
    """

    events: int
    measured_km: float
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Which share of other owners of the model do worse: from low to high, of 1, in whole steps.

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
    """Distance at high speed, on the trips that tell it. share: of_km is the whole, 0 to 1. top_kmh: None where not all trips tell it."""

    km: float
    share: float
    top_kmh: float | None
    of_km: float


@dataclass(frozen=True, slots=True)
class Rests:
    """Drives without a rest, on so many km. longest: of any. over_advice, over_law: how many pass each limit of `rules`."""

    longest: timedelta
    over_advice: int
    over_law: int
    km: float


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a car was driven in a period.

    place: among owners of the model; None where there are too few, or it cannot be told. interval_s: usual time between readings of
    its trips. late: driven at night, in late_trips trips; late_km: of a trip's distance as much as of its
    time. unheard_km: driven while no data came, so that nothing else here knows of it.
    """

    trips: int
    km: float
    interval_s: float
    hard: Hard | None
    fast: Fast | None
    rests: Rests | None
    late: timedelta
    late_trips: int
    late_km: float
    unheard_km: float
    place: Place | None = None


class Measure(StrEnum):
    """The parts of a driving score, in the order in which they are told."""

    BRAKINGS = "brakings"
    STARTS = "starts"
    FAST = "fast"
    RESTS = "rests"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Points:
    """What a part earned of its weight. figure: what it was earned by (`score.LIMITS`). low, high: by the 90 % interval of a count."""

    measure: Measure
    figure: float
    weight: int
    points: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Score:
    """A driving score of the parts that could be measured, on all trips of so many km. place: None where it cannot be told."""

    trips: int
    km: float
    unheard_km: float
    parts: tuple[Points, ...]
    place: Place | None = None

    @property
    def weight(self) -> int:
        """The weights of the measured parts, of 100."""
        return sum(each.weight for each in self.parts)

    @property
    def unmeasured(self) -> tuple[Measure, ...]:
        return tuple(each for each in Measure if each not in {part.measure for part in self.parts})

    @property
    def points(self) -> int:
        """0 to 100: what the measured parts earned of their weights."""
        return self._of_100([each.points for each in self.parts])

    @property
    def low(self) -> int:
        return self._of_100([each.low for each in self.parts])

    @property
    def high(self) -> int:
        return self._of_100([each.high for each in self.parts])

    def _of_100(self, points: list[int]) -> int:
        return round(100 * sum(points) / self.weight)
