"""Models as plain numbers: additive ones that say their reasons, and what is known of how they were made."""

from dataclasses import dataclass


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
