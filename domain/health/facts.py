"""What a check is given (`View`), what it returns (`Finding`), and what its file declares (`Check`)."""

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
    """How soon a finding matters; a higher one is more urgent. What carries each is in `grading`."""

    BLUE = 1  # due within a month
    YELLOW = 2  # 60-90 % within a week
    RED = 3  # over 90 % within 48 h


class Kind(StrEnum):
    """Kinds of evidence that do not depend on each other; a red warning needs two (`grading`)."""

    LEVEL = "level"  # a value beyond a limit
    TREND = "trend"  # a value moving away from the car's own normal
    RELATION = "relation"  # two signals that contradict a healthy part together
    COUNT = "count"  # how often something happens
    REPORT = "report"  # the car itself says so
    RECORD = "record"  # dates, distances and lists on record, whatever the signals say


class BreakKind(StrEnum):
    """What was changed in a car, so that readings from before and after it do not compare."""

    WHEELS = "wheels"
    FIRMWARE = "firmware"
    SENSOR = "sensor"
    PART = "part"  # a part was changed
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Break:
    """A moment from which readings have to be judged by themselves. check: the one it concerns, or "" for all."""

    at: datetime
    kind: BreakKind
    check: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """How a measure spreads over `cars` of the same model, age and climate: its 10 %, 50 % and 90 % quantiles."""

    cars: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class View:
    """All that a check may read of a car, at the moment `now`.

    breaks ascend in time. peers: fleet baselines by measure, only where enough cars stand behind them.
    services: work done on the car, ascending in time. recalls: open campaigns that name this car. plan: its model's
    service plan; empty means the general one. code_rules: by fault code, what the operator set for it. norm: the
    shape that consumption is compared by.
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
    def has_data(self) -> bool:
        """Whether the car has ever sent data that its present owner may use."""
        return self.quality.last_at is not None


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence by name, its value, and how much it adds to the logit of the chance (negative: lowers it)."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Chances:
    """Probability (0..1) of the stated harm within 48 h, 7 and 30 days, by which model, and why.

    None for a horizon in which the model was not calibrated on fault forms that it had not learned from. reasons: for
    the horizon that decided the level, the strongest first.
    """

    in_48_h: float | None
    in_7_days: float | None
    in_30_days: float
    model: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check concluded, where the data allowed a conclusion.

    strength: from 1.0 on the check trips; below it nothing is wrong; at or below 0.6 an open warning may clear.
    risk: probability (0..1) of the stated harm within `horizon`. severity: GB/T 32960 alarm level 0..3 now.
    params: values for the places in the check's words, in the units that these name. evidence: inputs of the chance
    model, by name, each scaled so that the check trips at 1.0 (NaN where unknown); empty where there is no model.
    chances: set by `health.chances` where a model judges this check. figure: the measured value that decided, in the
    unit of the chart. due: the day by which the work has to be done, where the check knows it. form: key of
    `Words.forms` for the title, "" for the plain one.
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
    """What the repair costs now, and what it costs later if nothing is done; list prices of the operator's region."""

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
    """What a file of `health/checks` has to define at module level."""

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
        """Return what the view shows; None where the data do not allow a judgement, which does not mean that all is well."""

    def chart(self, view: View) -> Chart | None:
        """Return the evidence with the car's baseline and the limit, or None. The first series ends in the value that decides."""
