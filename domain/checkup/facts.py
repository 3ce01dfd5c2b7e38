"""The figures of a health report. None means that it is not known, never nought."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.battery.facts import Measured
from domain.dossier.condition import Why
from domain.explain.facts import Phrase
from domain.health.facts import Level, Peer
from domain.upkeep.facts import Entry


class Part(StrEnum):
    """What the score is made of."""

    BATTERY = "battery"
    SYSTEMS = "systems"
    SERVICES = "services"
    RECALLS = "recalls"


WEIGHTS: Final[Mapping[Part, int]] = {
    Part.BATTERY: 40,
    Part.SYSTEMS: 35,
    Part.SERVICES: 15,
    Part.RECALLS: 10,
}
"""Own choice, in order of what a part costs: the battery is the dearest, and a recall is repaired for nothing."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """points: 0 to 100, None where the part is not known.

    n: charges, systems that could be judged, tasks of the service plan, or campaigns on the operator's list.
    against: of them those that warn, are overdue or are open.
    """

    part: Part
    points: float | None
    n: int = 0
    against: int = 0


class State(StrEnum):
    """What is known of a system. SEEN_ONCE: something showed that no second look has confirmed; it counts for nothing."""

    CLEAR = "clear"
    WARNED = "warned"
    SEEN_ONCE = "seen_once"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class System:
    """A system by its check. level: of the open warning. why: what a judgement lacks. last: day of its newest reading."""

    check: str
    state: State
    level: Level | None = None
    why: Why | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """Battery health in percent of new, how it was measured and how sure that is.

    charges: those it rests on, of them so many fast; charges_kept: all that are kept of half a year. gained: their median gain in points
    of SOC. coldest, warmest: °C in the battery, None where the car does not tell.
    """

    soh: float
    low: float
    high: float
    confidence: float
    new_kwh: float
    charges: int
    fast: int
    charges_kept: int
    first: date
    last: date
    gained: float
    coldest: float | None
    warmest: float | None


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning of the year. right: None while that is not known. by: whose word that is, "workshop", "owner" or ""."""

    on: datetime
    title: Phrase
    level: Level
    is_open: bool
    right: bool | None
    by: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure of the car beside that of at least five others whose owners agreed (`health.peers`)."""

    measure: str
    own: float
    others: Peer


@dataclass(frozen=True, slots=True)
class Checkup:
    """Everything that a report tells of a car at a moment; the year is that before it.

    overdue: tasks of the service plan whose day is past. due, season, outlook: the year ahead.
    """

    at: datetime
    zone: str
    model: str
    in_use_since: date | None
    odometer_km: float | None
    parts: tuple[PartScore, ...]
    systems: tuple[System, ...]
    services: tuple[Entry, ...]
    certificate: Certificate | None
    workshop: tuple[Measured, ...]
    compared: tuple[Compared, ...]
    warned: tuple[Warned, ...]
    overdue: tuple[Phrase, ...]
    due: tuple[Phrase, ...]
    season: Phrase | None
    outlook: Phrase | None
