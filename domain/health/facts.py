"""What a check sees and what it may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final, Protocol

from domain.energy.facts import AS_PUBLISHED, Norm
from domain.explain.facts import Chart, Figure, Money
from domain.registry.facts import Recall, Serviced
from domain.telemetry.facts import Car, Features, Quality
from domain.upkeep.facts import CodeRule, Item


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
    RECORD = "record"  # dates, distances and lists on record, whatever the signals say


class BreakKind(StrEnum):
    """Why a series of a car begins anew: what came before says nothing about what comes after."""

    WHEELS = "wheels"
    FIRMWARE = "firmware"
    SENSOR = "sensor"
    PART = "part"  # a part was changed
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Break:
    """check: the one whose series begins anew, or "" for all."""

    at: datetime
    kind: BreakKind
    check: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """How a measure spreads over cars of the same model, age and climate: how many, 10 %, 50 % and 90 % quantiles."""

    cars: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class View:
    """All that a check may look at: the car, its features, its data quality, and the clock reading.

    breaks ascend in time. peers: fleet baselines by measure, only where enough cars stand behind them.
    services: what was done to the car, ascending. recalls: open campaigns that name this car. plan: its service
    plan, the general one where empty. code_rules: what the operator says of fault codes. norm: what consumption is
    compared by.
    """

    now: datetime
    zone: str
    car: Car
    features: Features
    quality: Quality
    breaks: tuple[Break, ...] = ()
    peers: Mapping[str, Peer] = field(default_factory=dict)
    services: tuple[Serviced, ...] = ()
    recalls: tuple[Recall, ...] = ()
    plan: tuple[Item, ...] = ()
    code_rules: Mapping[str, CodeRule] = field(default_factory=dict)
    norm: Norm = AS_PUBLISHED

    @property
    def heard(self) -> bool:
        """Whether the car ever sent anything that its present owner may use."""
        return self.quality.last_at is not None


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a chance: evidence by name, its value, and what it adds to the logit (negative: speaks against)."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Chances:
    """Probability (0..1) of the stated harm within 48 h, 7 and 30 days, by which model, and why.

    None where the model's chances within that time did not come true on fault forms it had not learned from.
    reasons: additive on the logit scale, the strongest first, for the horizon that decided.
    """

    in_48_h: float | None
    in_7_days: float | None
    in_30_days: float
    model: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check concluded from enough data.

    strength: 1.0 where the check trips; below 1 nothing is wrong; at or below 0.6 an open warning may clear.
    risk: probability (0..1) of the stated harm within `horizon`. severity: GB/T 32960 alarm level 0..3 now.
    params: values for the check's words (floats in the unit the words name). evidence: what the chance is judged
    by, by name, each scaled so that 1.0 is where the check trips (NaN where unknown); empty for plain measurements.
    chances: filled in by `health.chances` where a model for this check is live. figure: the value it rests on, in the
    unit of its chart. due: the day on which what it asks for is due, where there is one. form: which of the check's titles
    says how grave it is, "" for the plain one.
    """

    check: str
    strength: float
    level: Level
    risk: float
    horizon: timedelta
    severity: int
    kinds: frozenset[Kind]
    params: Mapping[str, object] = field(default_factory=dict)
    evidence: Mapping[str, float] = field(default_factory=dict)
    chances: Chances | None = None
    figure: Figure | None = None
    due: date | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The name of a check and the five sentences of its warnings: English message ids, sentences with {places}.

    The places are filled from `Finding.params`. forms: other titles, by how grave it is. softer: by form that only red
    may bear, the form that stands for it below red ("" for the plain title).
    """

    name: str
    title: str
    seen: str
    matters: str
    action: str
    sure: str
    forms: Mapping[str, str] = field(default_factory=dict)
    softer: Mapping[str, str] = field(default_factory=dict)


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


NO_SEVERITY: Final = 4  # beyond the gravest alarm level of GB/T 32960


@dataclass(frozen=True, slots=True)
class Traits:
    """How the warnings of a check differ from those of the plain kind, which the defaults describe.

    slow: its readings are few, so the last two windows decide, not two of the last three.
    is_chore: nothing recovers by itself: the warning ends once somebody has done the work.
    on_wheels: new wheels begin its series anew, as does any change that names no check and concerns no wheel.
    at_once: yellow and red mean today, however little was measured.
    fact_from: the severity from which the harm has happened already, so that no chance of it is stated.
    stops_from: the severity from which a red warning says not to drive on (or charge) before somebody has seen it.
    advice: by level the phrase code of what to do until the work is done; empty where `check` puts it into the params.
    stop_advice: the phrase code that stands for it in a warning that says stop.
    jobs: the booking job by level, where not every level needs the check's `JOB`.
    is_dated: a measured value comes with the day on which it will be too little, which is an estimate.
    """

    slow: bool = False
    is_chore: bool = False
    on_wheels: bool = False
    at_once: bool = False
    fact_from: int = NO_SEVERITY
    stops_from: int = NO_SEVERITY
    advice: Mapping[Level, str] = field(default_factory=dict)
    stop_advice: str = ""
    jobs: Mapping[Level, str | None] = field(default_factory=dict)
    is_dated: bool = False


def by_level(blue: str, yellow: str, red: str) -> Mapping[Level, str]:
    """Map each level to its phrase code."""
    return {Level.BLUE: blue, Level.YELLOW: yellow, Level.RED: red}


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
    TRAITS: Traits
    INHIBITED_BY: tuple[str, ...]  # checks whose open warning mutes this one
    LOOK_ALIKES: tuple[
        str, ...
    ]  # codes of the simulated stories that look like it, on which it must keep quiet

    def check(self, view: View) -> Finding | None:
        """Judge the view; None where the data do not allow a judgement (never a sign of health)."""

    def chart(self, view: View) -> Chart | None:
        """Draw the evidence: own baseline and limit; the first series ends in what `check` goes by."""
