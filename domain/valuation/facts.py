"""Listings of used cars, and what is said of the worth of one car."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.battery.prospect import Fall


@dataclass(frozen=True, slots=True)
class Listing:
    """A used car that was offered for sale. trim and site may be "".

    first_seen: the day on which it was offered first. price: asked for it. site: where it was offered, or by whom.
    """

    make: str
    model: str
    trim: str
    site: str
    model_year: int
    odometer_km: float
    first_seen: date
    price: float


class Lack(StrEnum):
    """Why no price is told."""

    NO_MARKET = "no_market"  # the operator has taught no market
    OLD = "old"  # its newest listing is of too long ago
    NO_YEAR = "no_year"  # the car's first registration is not on record
    NO_DISTANCE = "no_distance"  # the car has sent no odometer that is to be relied on
    FEW = "few"  # too few listings of this model and age
    FAR = "far"  # it has been driven farther than any of them


@dataclass(frozen=True, slots=True)
class Price:
    """What cars like this one are offered for; low to high hold eight of ten.

    listings: of its model and age, that the price rests on. since to until: the days of all listings. has_trim: they
    are all of the car's own trim. is_made_up: some of them are simulated, so that no market is behind the price.
    """

    middle: float
    low: float
    high: float
    currency: str
    listings: int
    since: date
    until: date
    has_trim: bool
    is_made_up: bool = False


@dataclass(frozen=True, slots=True)
class BatteryShare:
    """What the battery adds to a price, as a share of it. soh and usual: percent of new.

    cars: of the same model and age, behind `usual`; 0 where it is the published one.
    """

    soh: float
    usual: float
    cars: int
    share: float


@dataclass(frozen=True, slots=True)
class Value:
    """What a car is worth on a day, and how long its battery lasts; of each what is known.

    lack: why there is no price, with `why` as the places of its text. more_charges: how many `falls` still need.
    """

    on: date
    price: Price | None
    lack: Lack | None
    why: Mapping[str, object]
    battery: BatteryShare | None
    falls: tuple[Fall, ...]
    charges: int
    more_charges: int
