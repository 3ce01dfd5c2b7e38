"""Models as plain numbers: additive ones that say their reasons, and what is known of how they were made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HORIZONS_H: Final = (48, 7 * 24, 30 * 24)  # product brief: 48 hours, a week, a month


@dataclass(frozen=True, slots=True)
class Shape:
    """What one input adds to the logit: a line through (edges, adds), level beyond both ends; missing where unknown."""

    name: str
    edges: tuple[float, ...]
    adds: tuple[float, ...]
    missing: float = 0.0


@dataclass(frozen=True, slots=True)
class Additive:
    """logit of the chance = intercept + the sum of what each input adds: every part can be told on its own.

    base_rate: share of positives in what the intercept was set for; `additive.at_rate` moves it to another.
    """

    name: str
    version: str
    intercept: float
    base_rate: float
    shapes: tuple[Shape, ...]


Models = Mapping[int, Additive]
"""One model for each horizon in hours: what a check's chances are told by, and what a version of them holds."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Evidence of one check at many looks and what came of it; every array has shape (rows,).

    evidence: by name as in `Finding.evidence`, NaN where unknown. cars: whose row it is. at_h: hours since that car's
    series began. harm_in_h: hours until the stated harm, inf where none came. weights: how many looks of a real fleet
    the row stands for: rare harm is drawn more often than it happens, and weighted down.
    """

    evidence: Mapping[str, Floats]
    cars: NDArray[Any]
    at_h: Floats
    harm_in_h: Floats
    weights: Floats


class Recipe(Protocol):
    """How the chance models of checks are learned: a module with these names."""

    def rows(self, *, cars: int, seed: int, progress: bool = False) -> Mapping[str, Rows]:
        """By check what was drawn from simulated cars; another seed gives other cars."""

    def fit(self, check: str, rows: Rows, *, version: str, seed: int) -> Models:
        """Raises Refusal learning_rows where there is too little to learn from."""
