"""Hints of the season, of a car's own figures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Code(StrEnum):
    """What a hint is about."""

    COLD_RANGE = "cold_range"


@dataclass(frozen=True, slots=True)
class ColdRange:
    """What cold days take of the range, by the car's own days in the cold before.

    onset: the first cold day of the season. lately, cold: kWh per 100 km in the weeks before it and expected in the cold, on days
    of about `celsius`. less: share of the range that goes, with its 90 % interval from least to most. n_days: cold days behind it.
    """

    onset: date
    lately: float
    cold: float
    celsius: float
    less: float
    least: float
    most: float
    n_days: int
