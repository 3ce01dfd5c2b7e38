"""Drives to compare, and what a comparison says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Code(StrEnum):
    """What an advice is about. Stored: the names do not change."""

    SPEED = "speed"
    TYRES = "tyres"
    CLIMATE = "climate"
    FAST_CHARGING = "fast_charging"
    NIGHT_TARIFF = "night_tariff"
    HARD_STARTS = "hard_starts"
    CHARGE_LIMIT = "charge_limit"


MEASURABLE: Final = frozenset({Code.SPEED, Code.TYRES, Code.CLIMATE, Code.HARD_STARTS})
"""Whose effect shows in the energy of trips, so that an owner can try it and be told what came of it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One drive or entry of a diary, and what its consumption depends on whatever its driver does.

    at: when, in days, or in drives where nothing else is known. kwh: net out of the pack. terms: the same ones in all runs of
    a car, each for a km of this run; NaN where not known.
    """

    at: float
    km: float
    kwh: float
    terms: tuple[float, ...]


class Why(StrEnum):
    """Why a saving cannot be told."""

    FEW_BEFORE = "few_before"  # too little was driven before
    FEW_AFTER = "few_after"  # too little was driven after
    YOUNG = "young"  # too short a past to know how much consumption varies of itself
    UNLIKE = "unlike"  # driven afterwards as never before: no past to compare with
    WIDE = "wide"  # it varies too much of itself
    NOISE = "noise"  # a difference as it comes of itself


@dataclass(frozen=True, slots=True)
class Saved:
    """The part of what would have been used that was not, with its 90 % interval; negative: more was used.

    expected_kwh: what the drives after would have taken. km: their distance.
    """

    share: float
    low: float
    high: float
    expected_kwh: float
    km: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was saved, as far as it can be told. saved: None where not even an estimate can be made, for the reason `why`."""

    saved: Saved | None
    why: Why | None = None
