"""What an operator knows of a car when registering it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
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


@dataclass(frozen=True, slots=True)
class Serviced:
    """Work done on a car. job: a code of domain/data/jobs.toml; elsewhere: the owner says so, no visit of ours."""

    job: str
    on: date
    odometer_km: float | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Recall:
    """A maker's campaign that names this car and is not yet carried out on it. Titles by language tag."""

    code: str
    titles: Mapping[str, str]
    issued: date
    urgent: bool = False


class ChangeKind(StrEnum):
    """What was changed on a car, as far as its series care."""

    WHEELS = "wheels"
    FIRMWARE = "firmware"
    SENSOR = "sensor"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Change:
    """check: the health check whose readings the change concerns, or "" for all that such a change may touch."""

    at: datetime
    kind: ChangeKind
    check: str = ""
