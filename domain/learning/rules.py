"""States of a version and the steps between them: candidate, trial on some cars, live, retired. Pure."""

import hashlib
import math
from collections.abc import Collection
from datetime import datetime
from typing import Final

from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.learning.facts import Course, State, Trial, Verdict
from domain.learning.gates import PRECISION

PROVED_FROM: Final = 3  # outcomes a trial needs to pass; own choice: rare harm gives no more in a month
NEXT: Final = {
    State.REFUSED: frozenset[State](),
    State.CANDIDATE: frozenset({State.TRIAL, State.RETIRED}),
    State.TRIAL: frozenset({State.PROVED, State.CANDIDATE, State.RETIRED}),
    State.PROVED: frozenset({State.LIVE, State.TRIAL, State.RETIRED}),
    State.LIVE: frozenset({State.RETIRED}),
    State.RETIRED: frozenset({State.LIVE}),
}


def step(state: State, to: State) -> State:
    """Check a step from one state to another. Raises Refusal model_step; live comes only after a trial that was passed."""
    if to not in NEXT[state]:
        raise Refusal("model_step", state=state, to=to)
    return to


def place(digest: str, vehicle_id: int) -> int:
    """Return a car's place in the draw for a version's trial, 0..2**63: random, but the same in every process."""
    digest_of_car = hashlib.sha256(f"{digest}:{vehicle_id}".encode()).digest()
    return int.from_bytes(digest_of_car[:8], "big") >> 1


def draw(digest: str, fleet: Collection[int], cars: int) -> int:
    """Return the last place that takes part when `cars` cars do. Raises Refusal trial_empty."""
    places = sorted(place(digest, vehicle_id) for vehicle_id in fleet)
    if not places or cars < 1:
        raise Refusal("trial_empty", cars=cars, fleet=len(places))
    return places[min(cars, len(places)) - 1]


def takes_part(trial: Trial, digest: str, vehicle_id: int) -> bool:
    """Return whether a car takes part in a trial; cars registered after the draw do not."""
    return vehicle_id <= trial.last_vehicle and place(digest, vehicle_id) <= trial.cut


def course(trial: Trial, *, right: int, wrong: int, open_: int, now: datetime) -> Course:
    """Return the state of a trial by its warnings that were right, wrong, or not known yet (open_).

    It stops at once when the bar is out of reach: even if all that is still expected were right, too many were wrong.
    When its days are over it is passed with enough known outcomes, of which enough were right.
    """
    most = max(trial.expected, right + wrong + open_)
    if most and (most - wrong) / most < PRECISION:
        return Course(Verdict.FAILED, Phrase("trial.failed", {"n": wrong, "told": right + wrong + open_}))
    if now < trial.until:
        return Course(Verdict.RUNNING, Phrase("trial.running", {"n": right + wrong}))
    if right + wrong < PROVED_FROM:
        return Course(Verdict.UNPROVED, Phrase("trial.unproved", {"n": right + wrong, "needed": PROVED_FROM}))
    if right / (right + wrong) < PRECISION:
        return Course(Verdict.FAILED, Phrase("trial.failed", {"n": wrong, "told": right + wrong + open_}))
    return Course(Verdict.PASSED, Phrase("trial.passed", {"n": right + wrong, "right": right}))


def expected(warnings_per_day: float, *, cars: int, days: int) -> int:
    """Return the number of warnings to expect of a trial, by the gate's figures."""
    return math.ceil(warnings_per_day * cars * days)
