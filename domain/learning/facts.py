"""Additive models as plain numbers, their training rows, and the manifest of how a version was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from domain.explain.facts import Phrase
from domain.kit.arrays import Floats

HORIZONS_H: Final = (48, 7 * 24, 30 * 24)  # hours: two days, a week, a month; own choice


@dataclass(frozen=True, slots=True)
class Promise:
    """What a warning's level promises: the harm within so many hours by this chance, from so many kinds of evidence."""

    chance: float
    within_h: int
    kinds: int


RED: Final = Promise(
    chance=0.9, within_h=HORIZONS_H[0], kinds=2
)  # more than the chance; own choice, docs/alerts.md
YELLOW: Final = Promise(chance=0.6, within_h=HORIZONS_H[1], kinds=1)  # at least the chance; own choice


@dataclass(frozen=True, slots=True)
class Shape:
    """What one input adds to the logit: a line through (edges, adds), constant beyond both ends; `missing` where unknown."""

    name: str
    edges: tuple[float, ...]
    adds: tuple[float, ...]
    missing: float = 0.0


@dataclass(frozen=True, slots=True)
class Additive:
    """A model of a chance: its logit is the intercept plus what each input adds, so each part can be shown by itself.

    base_rate: share of positives in what the intercept was set for; `additive.at_rate` moves it to another.
    speaks_from: the chance from which what it tells comes true as often as is promised (`additive.is_precise`); 1 where
    no chance keeps the promise, 0 where none was asked for.
    """

    name: str
    version: str
    intercept: float
    base_rate: float
    shapes: tuple[Shape, ...]
    speaks_from: float = 0.0


Models = Mapping[int, Additive]
"""One model for each horizon in hours: what a check's chances are told by, and what a version of them holds."""


def stamp(check: str, version: str) -> str:
    """Return the name of a version as warnings store it (`Chances.model`, `Alert.model`), such as `coolant_loop 3`."""
    return f"{check} {version}"


@dataclass(frozen=True, slots=True)
class Rows:
    """Evidence of one check at many looks, with the outcome; every array has shape (rows,).

    evidence: by name as in `Finding.evidence`, NaN where unknown. cars: whose row it is. at_h: hours since that car's
    series began. harm_in_h: hours until the stated harm, inf where none came. weights: how many looks of a real fleet
    the row stands for: rare harm is drawn more often than it happens, and weighted down. holdout: the holdout
    group, whose rows are learned from or judged by together: the form of the fault, or the car; None: the car. tripped: where the
    check trips, for only there a chance is told; None where that is everywhere. urged: where its own rule asks for
    yellow or red; None where it never does.
    """

    evidence: Mapping[str, Floats]
    cars: NDArray[Any]
    at_h: Floats
    harm_in_h: Floats
    weights: Floats
    holdout: NDArray[Any] | None = None
    tripped: NDArray[np.bool_] | None = None
    urged: NDArray[np.bool_] | None = None


class Recipe(Protocol):
    """A recipe for the chance models of checks: a module with these functions."""

    def rows(
        self, *, cars: int, seed: int, progress: bool = False, forms: str = "learning"
    ) -> Mapping[str, Rows]:
        """Return rows by check, drawn from simulated cars; another seed gives other cars.

        forms: which fault forms: "learning", or "gating" for those that nothing is learned from.
        """

    def fit(self, check: str, rows: Rows, *, version: str, seed: int) -> Models:
        """Fit a version's models by horizon in hours. Raises Refusal learning_rows where rows are too few."""


class State(StrEnum):
    """The state of a version. refused: by the gate; it is stored with the reasons and never used."""

    REFUSED = "refused"
    CANDIDATE = "candidate"
    TRIAL = "trial"
    PROVED = "proved"  # its trial was passed
    LIVE = "live"
    RETIRED = "retired"


class Verdict(StrEnum):
    """The state of a trial."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    UNPROVED = "unproved"  # over, with too few outcomes to tell


@dataclass(frozen=True, slots=True)
class Trial:
    """The cars and days of a trial. cut, last_vehicle: see `rules.takes_part`; expected: number of warnings in all."""

    cars: int
    days: int
    since: datetime
    until: datetime
    cut: int
    last_vehicle: int
    expected: int


@dataclass(frozen=True, slots=True)
class Course:
    """The state of a trial, and the sentence that says why."""

    verdict: Verdict
    why: Phrase


@dataclass(frozen=True, slots=True)
class Figures:
    """How good red and yellow warnings were on unseen cars.

    precision and calibration count every row by its weight, so they hold at the base rate that the rows stand for.
    told and harmed count cars; warnings_per_day: told, by weight, for each car-day looked at; lead_h: median hours
    from the first warning to the harm. NaN where there was nothing to take a share of. intervals: 90 %, by car.
    """

    precision: float
    recall: float
    lead_h: float
    calibration: float
    told: int
    harmed: int
    warnings_per_day: float
    intervals: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a version passed the gate, and why not: each reason names what is wrong and what to do about it."""

    passed: bool
    reasons: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a version was made, for which cars, and its figures on unseen cars.

    data: counts of what was learned from and of what judged (rows, cars, cars that came to harm, rows from owners).
    present: the same figures of what was at work before. reliability: chance told and share that came true, for each
    horizon in hours.
    """

    check: str
    version: str
    made_for: str
    data: Mapping[str, int]
    split: str
    seed: int
    figures: Figures
    present: Figures | None
    reliability: Mapping[int, tuple[tuple[float, float], ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """A version as the registry lists it. why: the reasons for its state."""

    check: str
    number: int
    state: State
    why: tuple[Phrase, ...]
    manifest: Manifest
    trial: Trial | None
    made_at: datetime
    changed_at: datetime
