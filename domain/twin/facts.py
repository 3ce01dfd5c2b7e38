"""How a car is used, what would be changed in it, and what that would do to its battery and its range."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from domain.kit.arrays import Floats

YEARS: Final = tuple(range(1, 9))
"""How far ahead a difference is told."""


class Span(NamedTuple):
    """A likely value, and the interval that holds the true one nine times in ten."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class City:
    """Mean air temperature in January and July, °C, and the names of a city."""

    code: str
    zh: str
    en: str
    january: float
    july: float


@dataclass(frozen=True, slots=True)
class Habits:
    """How a car was used in the last months.

    soc: state of charge in percent at even steps of time between charges. celsius, month: air of each known day, and its
    calendar month. limit_pct: where charges usually end. fast_share: of the energy charged. km_year: at the pace of the last days.
    """

    soc: Floats
    celsius: Floats
    month: Floats
    limit_pct: float
    fast_share: float
    km_year: float | None
    n_charges: int
    n_days: int

    @property
    def high_share(self) -> float:
        """Return the share of time above 80 % charge."""
        return float((self.soc > 80.0).mean())  # noqa: PLR2004 - the limit that Geotab tells of


@dataclass(frozen=True, slots=True)
class Pace:
    """How the battery ages on present habits: points of health a year with their standard deviation, and its age in years.

    is_own: by the car's own history, else by published fleets alone.
    """

    rate: float
    rate_sd: float
    age: float
    is_own: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What the range now depends on: kWh in a full pack, kWh per 100 km lately, and how surely (shares, 90 %)."""

    kwh: float
    kwh_100km: float
    doubt: float
    by_degree: tuple[Floats, Floats]  # °C, and consumption there in any unit


@dataclass(frozen=True, slots=True)
class Change:
    """What would be done otherwise; None leaves it as it is.

    limit_pct: where charging ends, percent. fast_share: of the energy charged, 0 to 1. parking_c: degrees warmer (cooler
    below nought) where the car stands. km_share: distance as a share of today's. city: code of `cities.ALL`.
    """

    limit_pct: float | None = None
    fast_share: float | None = None
    parking_c: float | None = None
    km_share: float | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Points of battery health that a change would keep (or cost, below nought), by years ahead.

    years_to_same: when the loss of eight years on present habits would be reached. range_km: difference in one charge's range
    now; None where the change does not touch it, or consumption is not known.
    """

    difference: dict[int, Span]
    years_to_same: Span
    range_km: Span | None


@dataclass(frozen=True, slots=True)
class Twin:
    """What a question is answered from."""

    habits: Habits
    pace: Pace
    reach: Reach | None
