"""What the cold takes of the range: the hint of a season's first cold days against the range that was told last."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from domain.energy.facts import Drive
from domain.hints import rules
from jobs.lab.evaluations import consumption
from jobs.lab.evaluations.facts import Outcome, needed, other_folder, resampled

_OTHERS_C: Final = (5.0, 9.0)  # limits of cold that were not chosen


@dataclass(frozen=True, slots=True)
class Winter:
    """One season of one car: errors of a told range in percent. is_told: whether the product would have said it."""

    hint_pct: float
    last_pct: float
    is_held: bool
    is_told: bool


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Foretell each winter of each diary by its days before, as the product does; nothing is learned from other cars."""
    del progress
    folder = needed(train, option="--train")
    other_folder(folder, test)
    cars = list(consumption.read(test or folder).values())
    winters = _all(cars, rules.COLD_C)
    due = [each for each in winters if each.is_told]
    return Outcome(
        metrics=_errors(due, "") | _others(cars) | {"held_pct": 100 * _mean(_covers)(due)},
        n={
            "cars": len(cars),
            "winters": sum(len(rules.onsets(car)) for car in cars),
            "foretold": len(winters),
            "told": len(due),
        },
        exercises="domain/hints/rules: when a hint is due, what it says, and its interval",
        beyond="air is the mean of the month in Germany, so single cold days are not there; the pack's usable energy, by which a share becomes km",
        split="by time: each winter by the same car's days before its first cold one; true is what the cold days of the three months after it needed",
        model={
            "recipe": "energy by degree up to 15 °C with a drift over time, of the car's own days; from its last thirty days on"
        },
        intervals={name: resampled(due, _mean(of)) for name, of in _ERRORS.items()},
    )


def _others(cars: Sequence[Sequence[Drive]]) -> dict[str, float]:
    """Return the errors of all winters that are foretold, by limits of cold that were not chosen."""
    each = [_errors(_all(cars, limit), f"_at_{limit:.0f}c") for limit in _OTHERS_C]
    return {name: value for figures in each for name, value in figures.items()}


def _errors(winters: Sequence[Winter], suffix: str) -> dict[str, float]:
    return {f"{name}{suffix}": _mean(of)(winters) for name, of in _ERRORS.items()}


def _all(cars: Sequence[Sequence[Drive]], cold_c: float) -> list[Winter]:
    return [each for car in cars for each in _winters(car, cold_c)]


def _winters(car: Sequence[Drive], cold_c: float) -> Iterator[Winter]:
    for onset in rules.onsets(car, cold_c):
        hint, true = rules.foretold(car, onset, cold_c), rules.turned_out(car, onset, cold_c)
        if hint is None or true is None:
            continue
        today = onset + timedelta(days=7)
        due = rules.due([each for each in car if each.day <= today], today=today)
        share = 1 - hint.lately / true  # of the range before that was really gone
        yield Winter(
            hint_pct=100 * abs(true / hint.cold - 1),
            last_pct=100 * abs(true / hint.lately - 1),
            is_held=hint.least <= share <= hint.most,
            is_told=due is not None and due.onset == onset,
        )


def _covers(winter: Winter) -> float:
    return float(winter.is_held)


def _hint(winter: Winter) -> float:
    return winter.hint_pct


def _last(winter: Winter) -> float:
    return winter.last_pct


def _mean(of: Callable[[Winter], float]) -> Callable[[Sequence[Winter]], float]:
    return lambda winters: float(np.mean([of(each) for each in winters])) if winters else float("nan")


_ERRORS: Final = {"hint_mae_pct": _hint, "last_mae_pct": _last}
