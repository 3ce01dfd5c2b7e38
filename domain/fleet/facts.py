"""Groups of comparable cars, and how a measure spreads over them."""

from dataclasses import dataclass
from typing import NamedTuple


class Group(NamedTuple):
    """Cars to compare with. age and climate are bands of `rules`, or "" for any."""

    model: str
    age: str
    climate: str


@dataclass(frozen=True, slots=True)
class CarMeasures:
    """One car's contribution to baselines: its owner, its most detailed group, and its measures by name."""

    owner_id: int
    group: Group
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Baseline:
    """10 %, 50 % and 90 % quantiles of a measure over `cars` cars."""

    cars: int
    low: float
    middle: float
    high: float
