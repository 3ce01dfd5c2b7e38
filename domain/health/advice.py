"""What of a finding's params follows from how grave it is: what it rests on, what to do until the work is done, the job."""

from datetime import timedelta

from domain.explain.facts import Phrase
from domain.health import grading, words
from domain.health.facts import Level, Traits


def params(
    traits: Traits, level: Level, severity: int, *, risk: float, horizon: timedelta
) -> dict[str, object]:
    """Return `basis` as it is without a model's chances, and by the check's traits `advice` and `job_code`."""
    result: dict[str, object] = {"basis": _basis(traits, level, severity, risk=risk, horizon=horizon)}
    if traits.advice:
        stops = grading.stops(traits, level, severity)
        result["advice"] = Phrase(traits.stop_advice if stops else traits.advice[level])
    if traits.jobs:
        result["job_code"] = traits.jobs[level]
    return result


def _basis(traits: Traits, level: Level, severity: int, *, risk: float, horizon: timedelta) -> Phrase:
    is_fact = grading.is_fact(traits, severity)
    basis = words.MEASURED if is_fact else words.basis(level, risk, horizon)
    return words.ESTIMATED if traits.is_dated and basis == words.MEASURED else basis
