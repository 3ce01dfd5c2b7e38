"""Forecast of a pack's life in cycles, from the early change of its curve of charge by voltage.

Severson et al., Nature Energy 4, 383 (2019): the curve changes long before the capacity does. Pure: plain numbers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Floats
from domain.learning import blends
from domain.learning.blends import Blend

EARLY = (5.0, 25.0)  # full cycles between which curves count as early: the first ones still settle
LATE = (85.0, 105.0)
MARKS = 4
_LEAST = 1e-6  # keeps a logarithm finite where nothing has changed
Z90 = 1.645


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves of a pack. cycles: full cycles at each, ascending, shape (n,); amp_hours: taken in by voltage, shape (n, voltages)."""

    cycles: Floats
    amp_hours: Floats


@dataclass(frozen=True, slots=True)
class LifeModel:
    """Answers the decimal logarithm of life in cycles for `inputs` by a line over the marks.

    spread: standard deviation of a normal error whose 90 % interval is as wide as the worst batch left out needs.
    """

    blend: Blend
    spread: Floats


def ready(curves: Curves) -> bool:
    """Return whether there are both early and late curves to compare."""
    return bool(_within(curves, EARLY).any() and _within(curves, LATE).any())


def inputs(curves: Curves) -> Floats:
    """Return marks of the change, then the change in Ah by voltage, shape (MARKS + voltages,).

    Marks are the logarithms of its variance and its depth, the first capacity, and how far that rose at most.
    The curves must be `ready`.
    """
    late, early = (curves.amp_hours[_within(curves, span)].mean(axis=0) for span in (LATE, EARLY))
    change = late - early
    capacity = curves.amp_hours.max(axis=1)
    sizes = np.log10(np.maximum([change.var(), abs(change.min())], _LEAST))
    return np.array([*sizes, capacity[0], capacity.max() - capacity[0], *change])


def expected(model: LifeModel, rows: Floats) -> Floats:
    """Return life in full cycles for rows of `inputs`: likeliest, and both ends of the 90 % interval, shape (n, 3)."""
    middle = blends.predict(model.blend, rows)
    reach = Z90 * model.spread
    lives: Floats = 10.0 ** np.column_stack([middle, middle - reach, middle + reach])
    return lives


def _within(curves: Curves, span: tuple[float, float]) -> NDArray[np.bool_]:
    return (curves.cycles > span[0]) & (curves.cycles <= span[1])
