"""Evaluate additive models: the chance, and what each input adds to it. Pure numpy, nothing is fitted here."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats
from domain.learning.facts import Additive


def parts(model: Additive, inputs: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return by name what each input adds to the logit; an input that is absent or NaN adds its shape's `missing`."""
    by_name = {}
    for shape in model.shapes:
        values = inputs.get(shape.name)
        if values is None:
            by_name[shape.name] = np.full(_size(inputs), shape.missing)
            continue
        along = np.interp(values, shape.edges, shape.adds)
        by_name[shape.name] = np.where(np.isnan(values), shape.missing, along)
    return by_name


def _size(inputs: Mapping[str, Floats]) -> int:
    return next((values.size for values in inputs.values()), 1)


def chance(model: Additive, inputs: Mapping[str, Floats]) -> Floats:
    """Return the probability, 0..1, for each row of inputs."""
    logit = model.intercept + sum(parts(model, inputs).values(), start=np.zeros(_size(inputs)))
    result: Floats = 1.0 / (1.0 + np.exp(-logit))
    return result


def is_precise(model: Additive, chance: Floats) -> NDArray[np.bool_]:
    """Return where a chance by this model is high enough that it comes true as often as a warning promises."""
    return (chance >= model.speaks_from) & (model.speaks_from < 1)


def at_rate(model: Additive, base_rate: float) -> Additive:
    """Return the model for another base rate of positives: only the intercept moves (prior shift).

    What speaks stays the same: the chance from which it does moves along.
    """
    moved = _logit(base_rate) - _logit(model.base_rate)
    more = float(np.exp(moved)) * model.speaks_from
    return replace(
        model,
        intercept=model.intercept + moved,
        base_rate=base_rate,
        speaks_from=more / (more + (1 - model.speaks_from)),
    )


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
