"""What a request of telemetry holds, what is taken from it, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from domain.kit.classified import Purpose
from domain.registry.rules import Era
from domain.telemetry.facts import Window

MAX_TOLD = 100  # refusals named in one answer; the rest is counted


class Record(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One moment of a car: `at` is RFC 3339 text with a zone, signals are values by VSS path."""

    at: str | float | bool | None = None
    signals: dict[str, Any] = {}


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a request. units: the unit the sender used, by path; under "at", what numeric times count."""

    records: list[Record]
    units: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be kept of a car's signals.

    bar: why nothing at all may be kept ("no_owner", "no_consent"), or "". since_ms: records from before
    are not the present owner's. eras: what was allowed when, where that changed; a reading is kept where it was
    allowed both when it was measured and when it arrives. is_history: the owner hands in the past: records of any age
    are taken, and values whose signal is not stored that long are learned from.
    """

    purposes: frozenset[Purpose] = frozenset()
    essential_only: bool = False
    bar: str = ""
    since_ms: int | None = None
    eras: tuple[Era, ...] = ()
    is_history: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """One value, or a whole record where signal is None. `params` fill `refused.<code>` of words.py."""

    record: int
    signal: str | None
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Values that were dropped unread. why: no_owner, no_consent, privacy_mode or not_collected."""

    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Values of a signal that are stored and shown, but that nothing is judged by: how many for each reason.

    absent: a sender's mark for "no value". jump: a change that no car can make.
    """

    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer, counted in values. received = kept + repeated + unwanted + refused values.

    repeated: sent before for the same moment, in this request or an earlier one, and not larger than what is stored.
    outranked: of these, the smaller ones. replaced: of the kept ones, those that took a smaller one's place. refused_total: values refused, and records
    without values; `refused` names the first of them. doubtful: of the kept ones, by signal.
    newest_at: of the request's good records.
    """

    received: int = 0
    kept: int = 0
    late: int = 0
    repeated: int = 0
    replaced: int = 0
    outranked: int = 0
    implausible: int = 0
    refused_total: int = 0
    unwanted: Mapping[str, Unwanted] = field(default_factory=dict)
    doubtful: Mapping[str, Doubtful] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    newest_at: datetime | None = None

    @property
    def unwanted_total(self) -> int:
        return sum(each.count for each in self.unwanted.values())


@dataclass(frozen=True, slots=True)
class Block:
    """Samples as one table: at int64 ms ascending and unique (n,), values float64 (n, paths), NaN for none."""

    at: NDArray[np.int64]
    paths: tuple[str, ...]
    values: NDArray[np.float64]

    def window(self) -> Window:
        return Window(self.at, {path: self.values[:, place] for place, path in enumerate(self.paths)})
