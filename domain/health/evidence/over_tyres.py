"""Tyres far over the placard pressure: filled while hot, in the wrong unit, or for another car."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from domain.health.facts import Level, Limit

LIMITS: Final = {
    "over": Limit(0.30, "share over placard at 20 °C", "own choice: above what makers ask for a full load"),
    "far_over": Limit(0.50, "share over placard at 20 °C", "own choice: near what a car tyre is made for"),
}
RISK: Final = {Level.BLUE: 0.5, Level.YELLOW: 0.7}
HORIZON: Final = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7)}
_AIR_KPA: Final = 101.3
_OFF_KPA: Final = 12.0  # what placards and sensors are off by
_MOST: Final = 3  # wheels


def level(over: float) -> Level:
    return Level.YELLOW if over >= LIMITS["far_over"].value else Level.BLUE


def is_absolute(above_kpa: Sequence[float]) -> bool:
    """Whether at least three tyres are over their placards by about the air pressure: absolute pressure is sent as gauge."""
    near = [each for each in above_kpa if abs(each - _AIR_KPA) <= _OFF_KPA]
    return len(near) >= _MOST and len(near) == len(above_kpa)
