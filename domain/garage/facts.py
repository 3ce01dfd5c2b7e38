"""What an operator knows of a car when registering it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Source(StrEnum):
    """Where a car's data come from; anything but LIVE is said wherever the car is shown."""

    LIVE = "live"
    SIMULATED = "simulated"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Papers:
    """Pressures are cold placard values (gauge, kPa); capacity is usable energy when new (kWh)."""

    source: Source = Source.LIVE
    zone: str = "Asia/Shanghai"
    placard_front_kpa: float | None = None
    placard_rear_kpa: float | None = None
    capacity_new_kwh: float | None = None
    in_use_since: date | None = None
    centre_id: int | None = None
