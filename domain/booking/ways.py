"""The ways in which a car comes to its visit."""

from enum import StrEnum


class Way(StrEnum):
    """OWN: the owner brings the car, and needs no other meanwhile."""

    OWN = ""
    COLLECT = "collect"
    COURTESY = "courtesy"
