"""What a finding means within 48 hours, a week and a month: chances by an additive model, with their reasons.

Checks that measure plainly (pads, filter, service) have no model and stay as they are.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import numpy as np

from domain.health import danger, words
from domain.health.facts import Chances, Finding, Level, Reason
from domain.learning import additive, gates
from domain.learning.base_rates import RATES, Rate
from domain.learning.facts import Additive, Models, stamp

NEAR_H, WEEK_H, MONTH_H = 48, 7 * 24, 30 * 24
RED_CHANCE, RED_KINDS = 0.9, 2  # product brief: over 90 % within 48 h, by two kinds of evidence
YELLOW_CHANCE = 0.6  # product brief: 60-90 % within a week
TRIPS = 1.0
MOST = 0.99  # what is told at most: no simulation is surer than that


def told(finding: Finding, models: Models | None, *, rates: Mapping[str, Rate] = RATES) -> Finding:
    """Fill in chances, and risk, horizon and level by them; unchanged where nothing is wrong or no model is live.

    models: by horizon in hours; a horizon without a model is not told, and without one for a month nothing is.
    Where that for a month does not speak (`additive.speaks`) nothing is graver than blue.
    """
    if models is None or finding.strength < TRIPS or not _has_seen(models.get(MONTH_H), finding.evidence):
        return finding
    moved = {
        hours: _at(models[hours], rates.get(finding.check), hours)
        for hours in (NEAR_H, WEEK_H, MONTH_H)
        if hours in models
    }
    found = _found(moved, finding.evidence)
    graver = bool(additive.speaks(moved[MONTH_H], np.array(found[MONTH_H])))
    level = _level(finding, found, graver=graver)
    hours = _decided(level, found)
    told = {each: min(value, MOST) for each, value in found.items()}
    stated = Chances(
        told.get(NEAR_H),
        told.get(WEEK_H),
        told[MONTH_H],
        stamp(finding.check, moved[hours].version),
        _reasons(moved[hours], finding.evidence),
    )
    return _restated(finding, stated, level=level, risk=told[hours], horizon=timedelta(hours=hours))


def _has_seen(model: Additive | None, evidence: Mapping[str, float]) -> bool:
    """Whether it learned from findings like this one: of a sign it never missed it knows nothing where it is missing."""
    return model is not None and not any(
        math.isnan(evidence.get(shape.name, math.nan)) and not shape.missing for shape in model.shapes
    )


def _found(moved: Models, evidence: Mapping[str, float]) -> dict[int, float]:
    """By horizon the chance; a longer one is never safer."""
    inputs = {name: np.array([value]) for name, value in evidence.items()}
    chance = np.maximum.accumulate([float(additive.chance(model, inputs)[0]) for model in moved.values()])
    return dict(zip(moved, chance.tolist(), strict=True))


def _level(finding: Finding, found: Mapping[int, float], *, graver: bool) -> Level:
    """Red and yellow by the product brief's chances; yellow also where the check's own rule says so.

    How soon harm comes differs between forms of a fault more than any model can know, so a rule that found enough to
    act on within a week is not told to wait; it is held back only where too few like it come true at all. What is
    dangerous now was measured: no chance of what may come softens that.
    """
    if finding.severity >= danger.STOP:
        return finding.level
    if not graver:
        return Level.BLUE
    if found.get(NEAR_H, 0.0) > RED_CHANCE and len(finding.kinds) >= RED_KINDS:
        return Level.RED
    soon = found.get(WEEK_H, 0.0) >= YELLOW_CHANCE
    return Level.YELLOW if soon or finding.level >= Level.YELLOW else Level.BLUE


def _decided(level: Level, found: Mapping[int, float]) -> int:
    """The horizon in hours that is told: the shortest that carries the level."""
    if level is Level.RED and NEAR_H in found:
        return NEAR_H
    return WEEK_H if found.get(WEEK_H, 0.0) >= YELLOW_CHANCE else MONTH_H


def _at(model: Additive, rate: Rate | None, hours: int) -> Additive:
    return model if rate is None else additive.at_rate(model, rate.within(hours))


def _reasons(model: Additive, evidence: Mapping[str, float]) -> tuple[Reason, ...]:
    """What each sign adds to the logit, the strongest first, whichever way."""
    inputs = {name: np.array([value]) for name, value in evidence.items()}
    adds = {name: float(part[0]) for name, part in additive.parts(model, inputs).items()}
    return tuple(
        Reason(name, evidence.get(name, float("nan")), adds[name])
        for name in sorted(adds, key=lambda each: -abs(adds[each]))
    )


def _restated(finding: Finding, stated: Chances, *, level: Level, risk: float, horizon: timedelta) -> Finding:
    foretold = words.chance(finding.check, stated, risk=risk, horizon=horizon)
    has_happened = danger.is_fact(finding.check, finding.severity)
    basis = words.MEASURED if has_happened or risk < gates.SPOKEN else foretold
    said = danger.params(finding.check, level, finding.severity, risk=risk, horizon=horizon)
    return replace(
        finding,
        chances=stated,
        level=level,
        risk=risk,
        horizon=horizon,
        params={**finding.params, **said, "basis": basis},
    )
