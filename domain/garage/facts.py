"""What an operator knows of a car when registering it."""

from dataclasses import dataclass
from datetime import date

from domain.telemetry.facts import Source


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
