"""Facts of service plans, fault code rules and work done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.registry.facts import Recall, Serviced

MOST_KM = 4_000_000.0  # own choice: no odometer shows more


@dataclass(frozen=True, slots=True)
class Item:
    """A recurring task: due after months, km or wear (percent of what the part loses), whichever comes first.

    job: what is booked for it. resets: jobs after which it begins anew. once: only counted from a new car.
    of_model: whether the operator set the interval for the car's model.
    """

    code: str
    job: str
    months: int | None
    km: float | None
    resets: frozenset[str]
    wear_pct: float | None = None
    once: bool = False
    of_model: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Work on record, by the number under which it is corrected or deleted. is_corrected: by its owner."""

    id: int
    vehicle_id: int
    work: Serviced
    is_corrected: bool = False


class Verdict(StrEnum):
    """How the operator rates a fault code."""

    WATCH = "watch"
    CRITICAL = "critical"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class CodeRule:
    """The operator's rule for one exact fault code. names: by language, empty where none is given."""

    verdict: Verdict
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The record of one car: work done in the order of days, campaigns still open, its service plan."""

    services: tuple[Serviced, ...]
    recalls: tuple[Recall, ...]
    plan: tuple[Item, ...]
    code_rules: Mapping[str, CodeRule] = field(default_factory=dict)


NOTHING = Upkeep((), (), ())
