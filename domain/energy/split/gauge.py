"""Energy of a point of the state of charge, where a car tells nothing else: its display does not fall evenly. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from domain.energy.split import fit, rules
from domain.energy.split.facts import Build, Habits, Work
from domain.kit.arrays import Floats

BANDS: Final = np.linspace(0.0, 100.0, 11)  # percent
_UNEVEN: Final = 0.3  # one standard deviation of a band's kWh a point; own choice
_ROUNDS: Final = 6  # the car's needs and its display are found in turn


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a stretch of road asked, and the state of charge in percent before and after it."""

    work: Work
    soc_before: float
    soc_after: float


@dataclass(frozen=True, slots=True)
class Gauge:
    """kWh that left the pack for a point of the display, in each of `BANDS`."""

    kwh: Floats

    def points(self, soc: float, kwh: float) -> float:
        """Return by how many points the display falls from `soc` where so much leaves the pack; it does not go past its ends."""
        store = np.concatenate([[0.0], np.cumsum(self.kwh * np.diff(BANDS))])
        after = np.interp(np.interp(soc, BANDS, store) - kwh, store, BANDS)
        return float(soc - after)


def learn(stretches: Sequence[Stretch], pack_kwh: float, build: Build) -> tuple[Habits, Gauge]:
    """Fit what a car needs, and how much of a pack of `pack_kwh` each point of its display is worth."""
    even = np.full(BANDS.size - 1, pack_kwh / 100)
    points = np.array([_by_band(each) for each in stretches])
    works, kwh = [each.work for each in stretches], even
    for _ in range(_ROUNDS):
        habits = fit.learn(list(zip(works, (points @ kwh).tolist(), strict=True)), build)
        needs = np.array([rules.expected(habits, each).kwh for each in works])
        scatter = habits.hills.scatter * np.sqrt(np.mean([each.km for each in works]))
        prior = (_UNEVEN * even) ** -2
        kwh = np.linalg.solve(
            points.T @ points / scatter**2 + np.diag(prior), points.T @ needs / scatter**2 + prior * even
        )
        kwh = kwh * (points @ even).sum() / (points @ kwh).sum()  # the pack holds what it holds
    return habits, Gauge(kwh)


def _by_band(each: Stretch) -> Floats:
    top, bottom = max(each.soc_before, each.soc_after), min(each.soc_before, each.soc_after)
    within = np.clip(np.minimum(top, BANDS[1:]) - np.maximum(bottom, BANDS[:-1]), 0.0, None)
    points: Floats = np.copysign(within, each.soc_before - each.soc_after)
    return points
