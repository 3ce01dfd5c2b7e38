"""What climate and auxiliaries took of a real car's drives, which their own signals judge and nothing else reads."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from domain.energy.split import fit, rules
from domain.energy.split.facts import Habits, Share
from domain.errors import Refusal
from jobs.lab.evaluations import drives
from jobs.lab.evaluations.facts import Outcome, resampled

NEAR_SHARE, NEAR_KWH = 0.15, 0.05

Guess = tuple[float, Share]  # kWh measured, and what is told


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Tell the share of each drive; no label of the car teaches it, so `train` is judged on only where `test` is left out."""
    del progress
    folder = test or train
    if folder is None:
        raise Refusal("option_missing", option="--test")
    habits = Habits(fit.published(), fit.published(fit.LEVEL))
    guesses = [
        (drive.accessories_kwh, rules.accessories(habits, [drive.standing])) for drive in drives.read(folder)
    ]
    return Outcome(
        metrics={name: metric(guesses) for name, metric in METRICS.items()},
        n={"drives": len(guesses), "measured_kwh": sum(kwh for kwh, _ in guesses)},
        exercises="domain/energy/split/rules.accessories: what a car's split says of climate and auxiliaries where their own signals "
        "are not sent",
        beyond="the other shares: nothing in reach measures them one by one. A warm country: no heater. What judges comes in steps of 100 and "
        "250 W",
        split="nothing is fitted; no signal of climate or auxiliaries and no label of this car is read by what is judged",
        model={
            "recipe": "published power by air temperature, drawn to what the pack gave at rest by how far that can be trusted"
        },
        intervals={name: resampled(guesses, metric) for name, metric in METRICS.items()},
    )


def _percent(guesses: Sequence[Guess], allowance: float) -> float:
    near = [abs(share.kwh - kwh) <= max(NEAR_SHARE * abs(kwh), allowance) for kwh, share in guesses]
    return 100 * float(np.mean(near))


METRICS: Final[Mapping[str, Callable[[Sequence[Guess]], float]]] = {
    "within_pct": lambda guesses: _percent(guesses, NEAR_KWH),
    "within_15_pct": lambda guesses: _percent(guesses, 0.0),
    "mae_kwh": lambda guesses: float(np.mean([abs(share.kwh - kwh) for kwh, share in guesses])),
    "coverage_90_pct": lambda guesses: (
        100 * float(np.mean([share.low <= kwh <= share.high for kwh, share in guesses]))
    ),
}
