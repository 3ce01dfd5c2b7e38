"""Failure within a horizon on SIMULATED engines run to failure (NASA C-MAPSS FD001).

The condition series of each engine go through `learning.series`, and chances of failure within 15 and 30 cycles are
learned by `learning.learn`, exactly as chances of a check's harm are. What is left of an engine's life follows from
the same kind of model at more horizons: it is the sum of the chances to outlive each.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from domain.learning import additive, calibration, learn, series, threshold
from domain.learning.facts import Additive
from domain.learning.threshold import Stated
from jobs.lab.evaluations.facts import SEED, Outcome, contents, file, needed, require_disjoint, resampled
from jobs.progress import track

Floats = NDArray[np.float64]

SET: Final = "engine_rul"
ALARMS: Final = (15, 30)  # cycles; the data set's protocol
WANTED: Final = {
    15: (0.92, 0.87),
    30: (0.95, 0.95),
}  # precision and recall, two points above the bars; own choice
STEP: Final = 15  # cycles between the horizons that remaining life is added up from; own choice
HORIZONS: Final = tuple(range(STEP, 136, STEP))
SENSORS: Final = (
    *(f"s{number}" for number in (2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21)),
)  # others never vary
EVERY: Final = 3  # learned from every third look: neighbours say the same
DRAWS: Final = 100  # cut-offs of each engine
SHORTEST: Final = 31  # looks before the earliest cut-off, as in the published test files


@dataclass(frozen=True, slots=True)
class Looks:
    """Summaries at many looks, shape (looks, inputs), and of each look its engine and the cycles it had left."""

    names: tuple[str, ...]
    x: Floats
    engine: NDArray[np.int64]
    cycles_left: Floats

    def some(self, rows: NDArray[Any]) -> "Looks":
        return replace(self, x=self.x[rows], engine=self.engine[rows], cycles_left=self.cycles_left[rows])


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was told of one engine at one look: chance by horizon, whether that is an alarm, and the cycles it had left."""

    engine: int
    chances: Mapping[int, float]
    alarms: Mapping[int, bool]
    cycles_left: float

    @property
    def life(self) -> float:
        """Cycles left, up to the farthest horizon: the area under the chances to outlive each."""
        outlived = [1.0, *(1 - self.chances[cycles] for cycles in HORIZONS)]
        return float(np.trapezoid(outlived, dx=STEP))


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge chances at the last look of engines not seen; without `test` at random cut-offs by cross-validation.

    Raises Refusal data_missing, option_missing.
    """
    training = _series(needed(train, option="--train"), "fd001_train.parquet")
    others = None if test is None else _others(training, test)
    looks = _looks(training)
    sample = looks.some(np.arange(looks.cycles_left.size) % EVERY == 0)
    fitted = {
        cycles: _fit(sample, cycles)
        for cycles in track(HORIZONS, description="horizons", disable=not progress)
    }
    cut_offs = _cut_offs(sample)
    unseen = {cycles: values[cut_offs] for cycles, (_, values) in fitted.items()}
    if others is None:
        return _outcome(*_by_halves(sample.some(cut_offs), unseen), fitted)
    chances = {cycles: _chance(model, others) for cycles, (model, _) in fitted.items()}
    stated = _thresholds(sample.some(cut_offs), unseen)
    return _outcome(_forecasts(others, chances, stated), [stated], fitted)


def _others(training: Mapping[str, Floats], test: Path) -> Looks:
    """The last look of each engine of a test folder. Raises Refusal data_missing, data_not_apart."""
    series_of = _series(test, "fd001_test.parquet")
    require_disjoint(*(contents(*(each[name] for name in SENSORS)) for each in (training, series_of)))
    return _last(_looks(series_of, _truth(test)))


def _series(folder: Path, name: str) -> dict[str, Floats]:
    table = parquet.read_table(file(folder, SET, name)).sort_by([("id", "ascending"), ("cycle", "ascending")])
    return {each: table.column(each).to_numpy().astype(np.float64) for each in table.column_names}


def _truth(folder: Path) -> dict[int, float]:
    table = parquet.read_table(file(folder, SET, "fd001_truth.parquet"))
    return dict(zip(table.column("id").to_pylist(), table.column("RUL").to_pylist(), strict=True))


def _looks(columns: Mapping[str, Floats], after: Mapping[int, float] | None = None) -> Looks:
    """Summarise each engine's sensors. after: cycles left after its last look, none where it ran to failure."""
    engines = columns["id"].astype(np.int64)
    parts = []
    for engine in np.unique(engines).tolist():
        own = engines == engine
        features = series.summarise({name: columns[name][own] for name in SENSORS})
        cycles_left = np.arange(own.sum() - 1, -1, -1.0) + (after or {}).get(engine, 0.0)
        parts.append(
            Looks(tuple(features), np.stack(list(features.values()), axis=1), engines[own], cycles_left)
        )
    return Looks(
        parts[0].names,
        *(np.concatenate([getattr(each, name) for each in parts]) for name in ("x", "engine", "cycles_left")),
    )


def _last(looks: Looks) -> Looks:
    return looks.some(np.append(np.diff(looks.engine) != 0, True))


def _fit(looks: Looks, cycles: int) -> tuple[Additive, Floats]:
    return learn.fit(
        looks.names,
        looks.x,
        looks.cycles_left <= cycles,
        looks.engine,
        name=f"engine.{cycles}",
        version="evaluation",
        seed=SEED,
    )


def _chance(model: Additive, looks: Looks) -> Floats:
    return additive.chance(model, dict(zip(looks.names, looks.x.T, strict=True)))


def _cut_offs(looks: Looks) -> NDArray[np.intp]:
    """Draw the looks at which each engine is cut off, many times; from the 31st on, as in the published test."""
    rng = np.random.default_rng(SEED)
    number = looks.x[:, looks.names.index(series.LOOKS)]
    could = [
        np.flatnonzero((looks.engine == each) & (number >= SHORTEST)) for each in np.unique(looks.engine)
    ]
    return np.concatenate([rng.choice(places, size=DRAWS) for places in could])


def _thresholds(looks: Looks, unseen: Mapping[int, Floats]) -> dict[int, Stated]:
    """By horizon the chance from which an alarm is told, with the precision and the recall that it states."""
    return {
        cycles: threshold.for_both(
            unseen[cycles], looks.cycles_left <= cycles, precision=precision, recall=recall
        )
        for cycles, (precision, recall) in WANTED.items()
    }


def _by_halves(looks: Looks, unseen: Mapping[int, Floats]) -> tuple[list[Forecast], list[dict[int, Stated]]]:
    """Each half of the engines is judged by thresholds of the other half."""
    even = looks.engine % 2 == 0
    forecasts, stated = [], []
    for half in (even, ~even):
        stated.append(
            _thresholds(looks.some(~half), {cycles: each[~half] for cycles, each in unseen.items()})
        )
        forecasts += _forecasts(
            looks.some(half), {cycles: each[half] for cycles, each in unseen.items()}, stated[-1]
        )
    return forecasts, stated


def _forecasts(
    looks: Looks, chances: Mapping[int, Floats], thresholds: Mapping[int, Stated]
) -> list[Forecast]:
    return [
        Forecast(
            int(looks.engine[place]),
            {cycles: float(each[place]) for cycles, each in chances.items()},
            {cycles: bool(chances[cycles][place] >= each.chance) for cycles, each in thresholds.items()},
            float(looks.cycles_left[place]),
        )
        for place in range(looks.cycles_left.size)
    ]


def _outcome(
    forecasts: list[Forecast],
    stated: Sequence[Mapping[int, Stated]],
    fitted: Mapping[int, tuple[Additive, Floats]],
) -> Outcome:
    units = [
        [each for each in forecasts if each.engine == engine]
        for engine in {each.engine for each in forecasts}
    ]
    metrics: dict[str, Callable[[Sequence[list[Forecast]]], float]] = {"rmse": _rmse}
    for cycles in ALARMS:
        metrics |= {
            f"precision_{cycles}": partial(_share, cycles=cycles, of="told"),
            f"recall_{cycles}": partial(_share, cycles=cycles, of="failing"),
        }
    return Outcome(
        metrics={name: metric(units) for name, metric in metrics.items()} | _stated(stated),
        n={"engines": len(units), "looks": len(forecasts), **_counts(forecasts)},
        exercises="learning.series, learning.learn and learning.threshold: summaries, additive chances, calibration "
        "and alarm threshold as the chance models of checks get theirs",
        beyond="SIMULATED engines: no public data holds failures of car parts with their times; evidence of checks, "
        "base rates of a fleet and labels from owners are not part of it",
        split="whole engines; thresholds from looks of engines that the model had not seen, each for a precision and a recall "
        "that are stated together",
        model=_about(forecasts, fitted),
        intervals={name: resampled(units, metric) for name, metric in metrics.items()},
    )


def _about(forecasts: Sequence[Forecast], fitted: Mapping[int, tuple[Additive, Floats]]) -> dict[str, Any]:
    errors = {
        cycles: calibration.error(
            np.array([each.chances[cycles] for each in forecasts]),
            np.array([each.cycles_left <= cycles for each in forecasts]),
        )
        for cycles in ALARMS
    }
    return {
        "simulated": True,
        "inputs": len(fitted[ALARMS[0]][0].shapes),
        "wanted": {cycles: {"precision": each[0], "recall": each[1]} for cycles, each in WANTED.items()},
        "calibration_error": errors,
    }


def _stated(stated: Sequence[Mapping[int, Stated]]) -> dict[str, float]:
    """Return precision and recall that the thresholds stated beforehand, as the mean of the halves."""
    return {
        f"stated_{what}_{cycles}": float(np.mean([getattr(each[cycles], what) for each in stated]))
        for cycles in ALARMS
        for what in ("precision", "recall")
    }


def _counts(forecasts: Sequence[Forecast]) -> dict[str, int]:
    """By horizon how many would fail within it, how many were told, and how many of both."""
    return {
        f"{what}_{cycles}": sum(_is(each, cycles, what) for each in forecasts)
        for cycles in ALARMS
        for what in ("failing", "told", "right")
    }


def _is(forecast: Forecast, cycles: int, what: str) -> bool:
    failing, alarm = forecast.cycles_left <= cycles, forecast.alarms[cycles]
    return {"failing": failing, "told": alarm, "right": failing and alarm}[what]


def _share(units: Sequence[list[Forecast]], *, cycles: int, of: str) -> float:
    """Share of right alarms among those told (precision) or among the failing (recall)."""
    forecasts = [each for unit in units for each in unit]
    whole = sum(_is(each, cycles, of) for each in forecasts)
    return sum(_is(each, cycles, "right") for each in forecasts) / whole if whole else float("nan")


def _rmse(units: Sequence[list[Forecast]]) -> float:
    """Return the RMSE of remaining life in cycles, both capped at the farthest horizon: more cannot be seen of a healthy engine."""
    return float(
        np.sqrt(
            np.mean(
                [(each.life - min(each.cycles_left, HORIZONS[-1])) ** 2 for unit in units for each in unit]
            )
        )
    )
