"""Chances of harm within 48 hours, a week and a month for a finding, by an additive model, with their reasons.

Checks without a model (pads, filter, service) keep the risk that they state themselves.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import numpy as np

from domain.health import advice, grading, words
from domain.health.facts import Chances, Finding, Level, Reason, Traits
from domain.learning import additive, gates
from domain.learning.base_rates import RATES, Rate
from domain.learning.facts import HORIZONS_H, YELLOW, Additive, Models, stamp

NEAR_H, WEEK_H, MONTH_H = HORIZONS_H
TRIPS = 1.0
MOST = 0.99  # the highest chance that is stated: no simulation is surer than that; own choice


def with_chances(
    finding: Finding, models: Models | None, *, traits: Traits, rates: Mapping[str, Rate] = RATES
) -> Finding:
    """Return the finding with chances, and risk, horizon and level by them; unchanged where nothing is wrong.

    models: by horizon in hours; the chance within a horizon without a model is not stated, and without one for a
    month the finding stays unchanged, as it does where a sign is missing that the model never missed. traits: of the
    finding's check. rates: the real rates of harm by check, to which chances are scaled.
    """
    if models is None or finding.strength < TRIPS or not _has_learned(models.get(MONTH_H), finding.evidence):
        return finding
    scaled = {
        hours: _at(models[hours], rates.get(finding.check), hours) for hours in HORIZONS_H if hours in models
    }
    chances = _chances(scaled, finding.evidence)
    is_precise = bool(additive.is_precise(scaled[MONTH_H], np.array(chances[MONTH_H])))
    level = grading.by_chances(finding, chances, is_precise=is_precise)
    hours = _horizon_h(level, chances)
    stated = {each: min(value, MOST) for each, value in chances.items()}
    filled = Chances(
        stated.get(NEAR_H),
        stated.get(WEEK_H),
        stated[MONTH_H],
        stamp(finding.check, scaled[hours].version),
        _reasons(scaled[hours], finding.evidence),
    )
    return _restated(finding, filled, traits, level=level, risk=stated[hours], horizon=timedelta(hours=hours))


def _has_learned(model: Additive | None, evidence: Mapping[str, float]) -> bool:
    """Whether the model's training rows missed every sign that is missing here, so that it can judge without it."""
    return model is not None and not any(
        math.isnan(evidence.get(shape.name, math.nan)) and not shape.missing for shape in model.shapes
    )


def _chances(models: Models, evidence: Mapping[str, float]) -> dict[int, float]:
    """Return the chance by horizon in hours; that of a longer one is never lower."""
    inputs = {name: np.array([value]) for name, value in evidence.items()}
    values = np.maximum.accumulate([float(additive.chance(model, inputs)[0]) for model in models.values()])
    return dict(zip(models, values.tolist(), strict=True))


def _horizon_h(level: Level, chances: Mapping[int, float]) -> int:
    """Return the horizon in hours whose chance is stated: the shortest that carries the level."""
    if level is Level.RED and NEAR_H in chances:
        return NEAR_H
    return WEEK_H if chances.get(WEEK_H, 0.0) >= YELLOW.chance else MONTH_H


def _at(model: Additive, rate: Rate | None, hours: int) -> Additive:
    return model if rate is None else additive.at_rate(model, rate.within(hours))


def _reasons(model: Additive, evidence: Mapping[str, float]) -> tuple[Reason, ...]:
    """Return what each sign adds to the logit, for or against, ordered by its size."""
    inputs = {name: np.array([value]) for name, value in evidence.items()}
    adds = {name: float(part[0]) for name, part in additive.parts(model, inputs).items()}
    return tuple(
        Reason(name, evidence.get(name, float("nan")), adds[name])
        for name in sorted(adds, key=lambda each: -abs(adds[each]))
    )


def _restated(
    finding: Finding, chances: Chances, traits: Traits, *, level: Level, risk: float, horizon: timedelta
) -> Finding:
    """Return the finding at another level, with the params that follow from it."""
    is_measured = grading.is_fact(traits, finding.severity) or risk < gates.SPOKEN
    basis = (
        words.MEASURED if is_measured else words.chance(finding.check, chances, risk=risk, horizon=horizon)
    )
    derived = advice.params(traits, level, finding.severity, risk=risk, horizon=horizon)
    return replace(
        finding,
        chances=chances,
        level=level,
        risk=risk,
        horizon=horizon,
        params={**finding.params, **derived, "basis": basis},
    )
