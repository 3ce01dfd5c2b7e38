"""The ways in which a car comes to its visit."""

from enum import StrEnum
from typing import Final

LONGEST: Final = 200  # characters of an address


class Way(StrEnum):
    """OWN: the owner brings the car, and needs no other meanwhile."""

    OWN = ""
    COLLECT = "collect"
    COURTESY = "courtesy"
