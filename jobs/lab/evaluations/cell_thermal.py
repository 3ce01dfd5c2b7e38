"""Temperature of a cell under random load, simulated from its current alone, on a cell that was not learned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pyarrow import parquet

from domain.kit.arrays import Floats
from jobs.lab.evaluations.facts import Outcome, file, needed, other_folder, resampled

_SET: Final = "cell_electrothermal"
_RANDOM: Final = "rw_"  # how runs of random load are named
_STEPS: Final = 60  # ten minutes: a change over less is mostly the thermometer's step of 0.1 °C


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a cell: seconds, amperes out of it, and its measured temperature in °C."""

    cell: str
    seconds: Floats
    amperes: Floats
    celsius: Floats


@dataclass(frozen=True, slots=True)
class _Errors:
    """What a simulation missed, in °C, of one run: by the heat model, and by keeping the first temperature."""

    model: Floats
    first: Floats


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Fit on the cells of --train, judge open loop on those of --test; without it each cell by the others."""
    del progress
    folder = needed(train, option="--train")
    other_folder(folder, test)
    training = read(folder)
    errors = _by_others(training) if test is None else _against(training, read(test))
    return Outcome(
        metrics={"rmse_c": rmse(errors), "rmse_kept_c": _rms([each.first for each in errors])},
        n={"runs": len(errors), "readings": sum(each.model.size for each in errors)},
        exercises="nothing that ships: whether a cell's temperature can be simulated at all from its current",
        beyond="single cells in still air of 25 °C: no pack, no cooling, no ageing, and no car sends what it takes",
        split="by cell; without a test folder each cell by the others",
        model={
            "recipe": "heat by resistance, by the charge taken out (reversible) and to the air, by least squares"
        },
        intervals={"rmse_c": resampled(errors, rmse)},
    )


def _by_others(runs: Sequence[Run]) -> list[_Errors]:
    """Judge each cell by what the others teach."""
    return [
        error
        for cell in sorted({each.cell for each in runs})
        for error in _against(
            [each for each in runs if each.cell != cell], [each for each in runs if each.cell == cell]
        )
    ]


def read(folder: Path) -> list[Run]:
    """Return the runs of random load. Raises Refusal data_missing."""
    table = parquet.read_table(file(folder, _SET, "runs.parquet")).sort_by(
        [("cell", "ascending"), ("run", "ascending"), ("t_s", "ascending")]
    )
    names = np.array(
        [
            f"{cell}/{run}"
            for cell, run in zip(*(table.column(each).to_pylist() for each in ("cell", "run")), strict=True)
        ]
    )
    columns = [table.column(each).to_numpy().astype(np.float64) for each in ("t_s", "i_a", "temp_c")]
    starts = np.flatnonzero(np.append(True, names[1:] != names[:-1]))
    parts = zip(names[starts], *(np.split(each, starts[1:]) for each in columns), strict=True)
    return [Run(str(name).split("/")[0], *values) for name, *values in parts if f"/{_RANDOM}" in name]


def _against(training: Sequence[Run], unseen: Sequence[Run]) -> list[_Errors]:
    terms = fit(training)
    return [_Errors(simulated(each, terms) - each.celsius, each.celsius[0] - each.celsius) for each in unseen]


def _heat(run: Run) -> Floats:
    """Return what warms a cell at each moment: resistance, and what grows with the charge taken out, which may cool it too."""
    ah = np.cumsum(run.amperes * np.diff(run.seconds, prepend=run.seconds[0])) / 3600
    current = run.amperes
    return np.column_stack([current**2, current * ah, current * ah**2, np.ones_like(current)])


def fit(runs: Sequence[Run]) -> Floats:
    """Return the terms by least squares: what temperature gained over ten minutes, against heat and warmth of that time."""
    rows, gains = [], []
    for run in runs:
        if run.seconds.size <= _STEPS:
            continue
        steps = np.diff(run.seconds)[:, None]
        warmth = (run.celsius[1:] + run.celsius[:-1])[:, None] / 2
        sums = np.cumsum(np.hstack([_heat(run)[1:], -warmth]) * steps, axis=0)
        rows.append(sums[_STEPS - 1 :] - np.vstack([np.zeros(sums.shape[1]), sums[:-_STEPS]]))
        gains.append(run.celsius[_STEPS:] - run.celsius[:-_STEPS])
    terms: Floats = np.linalg.lstsq(np.vstack(rows), np.concatenate(gains))[0]
    return terms


def simulated(run: Run, terms: Floats) -> Floats:
    """Return a run's temperature from its first reading and its current alone."""
    *heats, loss = terms
    towards = _heat(run) @ np.array(heats) / loss
    shares = np.exp(-loss * np.diff(run.seconds))
    celsius: Floats = np.empty_like(towards)
    celsius[0] = run.celsius[0]
    for place, share in enumerate(shares, 1):
        celsius[place] = towards[place] + (celsius[place - 1] - towards[place]) * share
    return celsius


def rmse(errors: Sequence[_Errors]) -> float:
    """Root of the mean square error over all readings, °C."""
    return _rms([each.model for each in errors])


def _rms(errors: Sequence[Floats]) -> float:
    return float(np.sqrt((np.concatenate(errors) ** 2).mean()))
