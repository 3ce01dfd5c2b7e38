"""Consumption of another car's drives by what one car's diary teaches, and by what its own earlier entries add."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from domain.errors import Refusal
from domain.kit.arrays import Flags, Floats
from jobs.lab.evaluations import diaries
from jobs.lab.evaluations.diaries import Diary
from jobs.lab.evaluations.facts import (
    SEED,
    Outcome,
    contents,
    needed,
    other_folder,
    require_disjoint,
    resampled,
)

_BLOCKS: Final = 5
_ANEW: Final = 100  # own entries after which the trees are grown again with them
_LEVEL, _PRIOR = 40, 5.0  # own entries that tell the level, and how many "as foretold" counts for
_TOGETHER: Final = 7  # entries that are drawn again together, for the intervals
_NAMES: Final = {"golf": "egolf", "miev": "imiev"}


@dataclass(frozen=True, slots=True)
class Missed:
    """One car: errors in kWh per 100 km by what it told before each entry, and by nothing of its own."""

    name: str
    errors: Floats
    unseen: Floats


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Foretell each entry of other cars; without `test` each of five blocks of consecutive entries by the others."""
    del progress
    folder = needed(train, option="--train")
    other_folder(folder, test)
    every = diaries.read(folder)
    cars = list(_on_holdout(every, diaries.read(test)) if test else _by_blocks(every))
    names = dict.fromkeys(each.name for each in cars)
    errors = {
        f"mae_{name}{suffix}": np.concatenate([getattr(each, field) for each in cars if each.name == name])
        for name in names
        for suffix, field in (("", "errors"), ("_unseen", "unseen"))
    }
    return Outcome(
        metrics={name: float(values.mean()) for name, values in errors.items()},
        n={name: errors[f"mae_{name}"].size for name in names},
        exercises="nothing that ships: how far the diary of one car tells what another needs",
        beyond="weather but by the day of the year; who drives, and where",
        split="by car; without a test folder by blocks of one car's entries, which is another task and a harder one. `_unseen`: nothing of "
        "the judged car is known; else its earlier entries are",
        model={
            "recipe": "boosted trees on the median, grown again with a car's own entries each hundred of them; level from the last forty",
            "inputs": ["season", "length", "speed", "tyres", "heating", "road", "style"],
        },
        intervals={name: resampled(_parts(values), _mean) for name, values in errors.items()},
    )


def _mean(parts: Sequence[Floats]) -> float:
    return float(np.concatenate(parts).mean())


def _parts(values: Floats) -> list[Floats]:
    return np.array_split(values, max(1, values.size // _TOGETHER))


def _on_holdout(training: Sequence[Diary], judging: Sequence[Diary]) -> Iterator[Missed]:
    rows = [contents(each.days, each.km, each.rate) for each in (*training, *judging)]
    training_rows = [row for part in rows[: len(training)] for row in part]
    require_disjoint(training_rows, [row for part in rows[len(training) :] for row in part], by_chance=0.01)
    for diary in judging:
        yield _judge(_together(training), diary)


def _by_blocks(every: Sequence[Diary]) -> Iterator[Missed]:
    for diary in every:
        block = np.arange(diary.days.size) * _BLOCKS // diary.days.size
        if block.size < _BLOCKS:
            raise Refusal("data_unreadable", name=diaries.SET, reason=f"{block.size} entries")
        for place in range(_BLOCKS):
            yield _judge(_rows(diary, block != place), _rows(diary, block == place))


def _rows(diary: Diary, rows: Flags) -> Diary:
    columns = (diary.days, diary.km, diary.rate, diary.terms, diary.style)
    return Diary(diary.car, diary.model, *(column[rows] for column in columns))


def _together(every: Sequence[Diary]) -> Diary:
    columns = zip(*((each.days, each.km, each.rate, each.terms, each.style) for each in every), strict=True)
    return Diary(every[0].car, every[0].model, *(np.concatenate(column) for column in columns))


def _judge(training: Diary, diary: Diary) -> Missed:
    taught = _rows(training, training.plausible)
    unseen = _grown(_inputs(taught), taught.rate)(_inputs(diary))
    foretold = _levelled(_with_own(taught, diary, unseen), diary)
    name = next((name for part, name in _NAMES.items() if part in diary.model.lower()), diary.car)
    return Missed(name, np.abs(foretold - diary.rate), np.abs(unseen - diary.rate))


def _with_own(taught: Diary, diary: Diary, unseen: Floats) -> Floats:
    """Foretell each hundred entries by trees that have also seen those before; the other car counts at this one's level."""
    foretold = unseen.copy()
    for first in range(_ANEW, diary.days.size, _ANEW):
        own = (np.arange(diary.days.size) < first) & diary.plausible
        level = float(np.median(diary.rate[own] / unseen[own]))
        inputs = np.vstack([_inputs(taught), _inputs(diary)[own]])
        expect = _grown(inputs, np.concatenate([taught.rate * level, diary.rate[own]]))
        foretold[first : first + _ANEW] = expect(_inputs(diary)[first : first + _ANEW])
    return foretold


def _levelled(foretold: Floats, diary: Diary) -> Floats:
    """Draw each forecast to how the car's latest entries before it lay against theirs."""
    ratios, result = diary.rate / foretold, foretold.copy()
    for place in range(1, ratios.size):
        latest = ratios[max(0, place - _LEVEL) : place]
        result[place] *= (latest.size * np.median(latest) + _PRIOR) / (latest.size + _PRIOR)
    return result


def _inputs(diary: Diary) -> Floats:
    return np.column_stack([diary.terms, diary.style, diary.km])


def _grown(inputs: Floats, rate: Floats) -> Callable[[Floats], Floats]:
    trees = HistGradientBoostingRegressor(
        loss="absolute_error", learning_rate=0.05, max_iter=200, random_state=SEED
    )
    with threadpool_limits(1):  # on small tables threads only wait for each other
        predict: Callable[[Floats], Floats] = trees.fit(inputs, rate).predict
    return predict
