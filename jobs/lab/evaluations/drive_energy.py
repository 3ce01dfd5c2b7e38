"""Energy of a real car's drives before they are measured: from speed and air alone, and with the road's height."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from domain.energy.split import fit, rules
from domain.energy.split.facts import Habits, Share, Work
from jobs.lab.evaluations import drives
from jobs.lab.evaluations.drives import Driven
from jobs.lab.evaluations.facts import Outcome, needed, other_folder, resampled

# Of one drive: kWh measured, its distance in km, and what was foretold.
Guess = tuple[float, float, Share]
Pair = tuple[Guess, Guess]  # without the road's height and with it


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Fit the car on some of its drives and foretell the others."""
    del progress
    folder = needed(train, option="--train")
    other_folder(folder, test)
    parts = drives.parts(drives.read(folder), drives.read(test) if test else None)
    pairs = [guess for training, judging in parts for guess in _guesses(training, judging)]
    return Outcome(
        metrics={name: metric(pairs) for name, metric in METRICS.items()},
        n={
            "drives": len(pairs),
            "km": sum(km for (_, km, _), _ in pairs),
            "kwh": sum(kwh for (kwh, _, _), _ in pairs),
            "without_height": sum(drive.hilly.climb is None for _, judging in parts for drive in judging),
        },
        exercises="domain/energy/split: work, fit.learn and rules.expected, by which a car's own drives teach what it needs",
        beyond="one old car in a warm and hilly country: no frost, no heater; samples are five seconds apart",
        split="by blocks of consecutive drives; without a test folder five. Drives whose height was never read are foretold without it in "
        "both lines",
        model={
            "recipe": "robust regression with bounds on forces times way, drawn to published figures",
            "inputs": ["speed", "air temperature", "height in the second line"],
        },
        intervals={name: resampled(pairs, metric) for name, metric in METRICS.items()},
    )


def learn(training: Sequence[Driven]) -> Habits:
    """Fit with the height of the drives that have one, and without it of all."""
    hilly: list[tuple[Work, float]] = [
        (drive.hilly, drive.kwh) for drive in training if drive.hilly.climb is not None
    ]
    return fit.learn([*hilly, *((drive.level, drive.kwh) for drive in training)])


def _guesses(training: Sequence[Driven], judging: Sequence[Driven]) -> list[Pair]:
    habits = learn(training)
    return [
        (
            (drive.kwh, drive.hilly.km, rules.expected(habits, drive.level)),
            (drive.kwh, drive.hilly.km, rules.expected(habits, drive.hilly)),
        )
        for drive in judging
    ]


def error_share(guesses: Sequence[Guess]) -> float:
    """Return the sum of errors in percent of the sum of energies, both without their signs."""
    total = sum(abs(kwh) for kwh, _, _ in guesses)
    return 100 * sum(abs(share.kwh - kwh) for kwh, _, share in guesses) / total


def mae(guesses: Sequence[Guess]) -> float:
    """Return the mean error of a drive, kWh per 100 km."""
    return float(np.mean([100 * abs(share.kwh - kwh) / km for kwh, km, share in guesses]))


def coverage(guesses: Sequence[Guess]) -> float:
    """Return the percent of drives whose energy lies in its 90 % interval."""
    return 100 * float(np.mean([share.low <= kwh <= share.high for kwh, _, share in guesses]))


def _of(place: int, metric: Callable[[Sequence[Guess]], float]) -> Callable[[Sequence[Pair]], float]:
    return lambda pairs: metric([pair[place] for pair in pairs])


METRICS: Final[Mapping[str, Callable[[Sequence[Pair]], float]]] = {
    f"{name}{suffix}": _of(place, metric)
    for place, suffix in enumerate(("", "_height"))
    for name, metric in (
        ("energy_error_share", error_share),
        ("mae_kwh_100km", mae),
        ("coverage_90_pct", coverage),
    )
}
