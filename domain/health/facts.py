"""What a check sees and what it may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Protocol

from domain.explain.facts import Chart, Money
from domain.telemetry.facts import Car, Features, Quality


class Level(IntEnum):
    """How soon it matters (BRIEF, alert discipline). Higher is more urgent."""

    BLUE = 1  # due within a month
    YELLOW = 2  # 60-90 % within a week
    RED = 3  # over 90 % within 48 h


class Kind(StrEnum):
    """Independent kinds of evidence; a red warning needs two."""

    LEVEL = "level"  # a value beyond a limit
    TREND = "trend"  # a value moving away from the car's own normal
    RELATION = "relation"  # two signals that contradict a healthy part together
    COUNT = "count"  # how often something happens
    REPORT = "report"  # the car itself says so


@dataclass(frozen=True, slots=True)
class View:
    """All that a check may look at: the car, its features, its data quality, and the clock reading."""

    now: datetime
    zone: str
    car: Car
    features: Features
    quality: Quality


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check concluded from enough data.

    strength: 1.0 where the check trips; below 1 nothing is wrong; at or below 0.6 an open warning may clear.
    risk: probability (0..1) of the stated harm within `horizon`. severity: GB/T 32960 alarm level 0..3 now.
    params: values for the check's words (floats in the unit the words name).
    """

    check: str
    strength: float
    level: Level
    risk: float
    horizon: timedelta
    severity: int
    kinds: frozenset[Kind]
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The five sentences of a warning, English message ids with {places} for `Finding.params`."""

    title: str
    seen: str
    matters: str
    action: str
    sure: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What acting now costs against waiting, as list prices of the operator's region."""

    now: Money
    later: Money


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold with its unit and where it comes from."""

    value: float
    unit: str
    source: str


class Check(Protocol):
    """One file of `health/checks`: a module with these names."""

    CODE: str
    SIGNALS: tuple[str, ...]  # VSS paths it needs
    PARTS: tuple[str, ...]  # fields of Features it reads
    EVERY: timedelta
    LIMITS: Mapping[str, Limit]
    WORDS: Words
    JOB: str | None  # the booking job that mends it
    COST: Cost | None
    CANNOT_SEE: str  # message id
    INHIBITED_BY: tuple[str, ...]  # checks whose open warning mutes this one

    def check(self, view: View) -> Finding | None:
        """Judge the view; None where the data do not allow a judgement (never a sign of health)."""

    def chart(self, view: View) -> Chart | None:
        """Draw the evidence: own baseline, limit, now."""
