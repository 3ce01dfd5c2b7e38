"""State of health 50 and 100 full cycles ahead of what is known, by the recipe that cars' histories are fitted with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.battery import fade, learn
from domain.battery.fade import FadeModel
from jobs.lab.evaluations import cells
from jobs.lab.evaluations.cells import SOURCES, Cell
from jobs.lab.evaluations.facts import Outcome, needed, resampled
from jobs.progress import track

HORIZONS = (50.0, 100.0)
EVERY = 20.0  # cycles between the moments from which a forecast is made
_LONGEST = max(HORIZONS)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FadeErrors:
    """A cell the model had never seen. error: SOH points, inside: the truth lay in the interval; (moments, horizons)."""

    error: Floats
    inside: NDArray[np.bool_]


Figure = Callable[[Sequence[FadeErrors]], float]


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge one setting on three laboratories' cells; for each a model is fitted to its cells.

    A forecast is made every 20 cycles from cycle 60 on, wherever 100 further cycles were recorded.
    """
    by_source = {
        source: _judge(needed(train, option="--train"), test, source)
        for source in track(SOURCES, description="laboratories", disable=not progress)
    }
    figures = _figures(by_source)
    return Outcome(
        metrics={name: how(errors) for name, (errors, how) in figures.items()},
        n={
            source: {"cells": len(errors), "moments": _moments(errors)}
            for source, errors in by_source.items()
        },
        exercises="domain/battery/fade and learn.fit_fade: the recipe of `beforehand train battery_fade`",
        beyond="full cycles stand for months, SOH was measured and not estimated, and cells near their end have no "
        "100 further cycles to be judged by: on a car's own estimates errors are larger",
        split="by cell; without a test folder five folds of cells. Intervals: conformal, from folds of learnt cells",
        model={"recipe": "extra trees on the logarithm of the change", "every": EVERY},
        intervals={name: resampled(errors, how) for name, (errors, how) in figures.items()},
    )


def _figures(by_source: Mapping[str, list[FadeErrors]]) -> dict[str, tuple[list[FadeErrors], Figure]]:
    """Each metric's name, with the cells it is over and how it is counted."""
    maes = {
        f"{source}_mae_{horizon:.0f}": (errors, _mae(place))
        for source, errors in by_source.items()
        for place, horizon in enumerate(HORIZONS)
    }
    everywhere = [each for errors in by_source.values() for each in errors]
    covered = {f"{source}_coverage_90_pct": errors for source, errors in by_source.items()}
    return maes | {
        name: (errors, coverage) for name, errors in ({"coverage_90_pct": everywhere} | covered).items()
    }


def _judge(train: Path, test: Path | None, source: str) -> list[FadeErrors]:
    pairs = cells.learnt_and_unseen(train, test, source)
    return [each for training, unseen in pairs for each in _errors(training, unseen)]


def _errors(training: Sequence[Cell], unseen: Sequence[Cell]) -> list[FadeErrors]:
    packs = [(cell.cycles, cell.soh) for cell in training]
    model = learn.fit_fade(packs, horizons=HORIZONS)
    errors = [_against(model, cell) for cell in unseen]
    return [each for each in errors if each is not None]


def _against(model: FadeModel, cell: Cell) -> FadeErrors | None:
    origins = [origin for origin, _ in learn.origins(cell.cycles, ahead=_LONGEST, every=EVERY)]
    if not origins:
        return None
    rows = np.array([fade.inputs(cell.cycles[: origin + 1], cell.soh[: origin + 1]) for origin in origins])
    forecasts = fade.forecast(model, rows)
    later = np.searchsorted(cell.cycles, cell.cycles[origins][:, None] + np.array(HORIZONS))
    truth = cell.soh[later]
    values = np.array([[(each.soh, each.low, each.high) for each in of_one] for of_one in forecasts])
    inside = (values[:, :, 1] <= truth) & (truth <= values[:, :, 2])
    return FadeErrors(np.abs(values[:, :, 0] - truth), inside)


def _mae(place: int) -> Figure:
    def mean(errors: Sequence[FadeErrors]) -> float:
        return float(np.concatenate([each.error[:, place] for each in errors]).mean())

    return mean


def coverage(errors: Sequence[FadeErrors]) -> float:
    """Percent of forecasts, over both horizons, whose interval held the truth."""
    return float(100 * np.concatenate([each.inside for each in errors]).mean())


def _moments(errors: Sequence[FadeErrors]) -> int:
    return sum(len(each.error) for each in errors)
