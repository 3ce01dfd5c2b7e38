"""The figures of a driving report. None means that it cannot be told, never nought."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.driving.facts import Hard, Place
from domain.energy.split.facts import Share, Split
from domain.health.facts import Peer
from domain.savings.facts import Code
from domain.trips.facts import Period, TripSum


@dataclass(frozen=True, slots=True)
class Advice:
    """What would have saved in this time, of this car's figures.

    figures: what the sentence tells. kwh: from the pack, money: in the owner's currency; with their 90 % intervals, which never
    hold nought. None: none is to be expected, or it cannot be told.
    """

    code: Code
    figures: Mapping[str, float]
    kwh: Share | None = None
    money: Share | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What leads others from a shared report to the bot. address: "" where it is ended.

    friends: how many started by it, in whole steps of five, so that nobody can be told by the number.
    """

    address: str
    friends: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How many owners have a link, and how many people started by one; None of fewer than five owners."""

    owners: int | None
    friends: int | None


@dataclass(frozen=True, slots=True)
class Charging:
    """Habits of charging. Shares are of 1: fast and night of the energy, full of the charges (`rules.FULL`).

    level: the usual charge in percent at the end. cost: by the owner's tariff, None without one. night: in the tariff's cheapest
    hours where it has several prices (is_by_tariff), else in those of `rules.NIGHT`.
    """

    n: int
    kwh: float
    cost: float | None
    fast: float
    night: float
    is_by_tariff: bool
    level: float
    full: float


@dataclass(frozen=True, slots=True)
class Usual:
    """Consumption in kWh per 100 km against the car's own days before, in such weather and at such speeds.

    change: share above (or below) it, with its 90 % interval in the same unit.
    """

    lately: float
    usual: float
    change: Share
    n_days_before: int


@dataclass(frozen=True, slots=True)
class Peers:
    """The car's figure beside those of cars of its model, from five owners on who agreed to it."""

    own: float
    others: Peer


@dataclass(frozen=True, slots=True)
class Battery:
    """State of health in percent of new, with its interval, and that of cars of the model."""

    soh: float
    low: float
    high: float
    others: Peer | None


@dataclass(frozen=True, slots=True)
class Report:
    """One car in [since, until): UTC, by the midnights of the owner's zone, up to now at most.

    band_km: km in each of BANDS_KMH. split_km: of the trips that the split is of. price: what a kWh cost on average.
    at_15c: consumption recalculated to 15 °C and 40 km/h.
    """

    period: Period
    since: datetime
    until: datetime
    total: TripSum
    band_km: tuple[float, ...] | None = None
    hard: Hard | None = None
    place: Place | None = None
    charging: Charging | None = None
    usual: Usual | None = None
    at_15c: Peers | None = None
    split: Split | None = None
    split_km: float = 0.0
    battery: Battery | None = None
    price: float | None = None
    currency: str = ""
    advice: tuple[Advice, ...] = field(default=())
