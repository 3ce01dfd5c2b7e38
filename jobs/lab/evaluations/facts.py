"""What an evaluation answers, and how it finds its data."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from domain.errors import Refusal

SEED = 20261126
P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured, and what that is worth.

    metrics: figures by the names scripts rely on. exercises: which part of the product was put to
    the test; beyond: what this data could not exercise. split: how what was learned from is kept apart from what judges.
    intervals: 90 % of each metric when whole units (cells, cars, recordings) are drawn again, see `resampled`.
    rows: what was said of each line, where a reader may want to work the figures out again.
    """

    metrics: Mapping[str, Any]
    n: Mapping[str, Any]
    exercises: str
    beyond: str
    split: str
    model: Mapping[str, Any]
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    rows: Sequence[Mapping[str, Any]] = ()

    def as_json(self, name: str) -> dict[str, Any]:
        about = {
            "exercises": self.exercises,
            "beyond": self.beyond,
            "split": self.split,
            "intervals_90": dict(self.intervals),
        }
        return {
            "evaluation": name,
            "metrics": dict(self.metrics),
            "model": {**self.model, **about},
            "n": dict(self.n),
            **({"rows": list(self.rows)} if self.rows else {}),
        }


def resampled(
    units: Sequence[T], metric: Callable[[Sequence[T]], float], *, draws: int = 300
) -> tuple[float, float]:
    """The 5 % and 95 % quantiles of a metric over whole units drawn again with replacement (percentile bootstrap).

    Draws in which it is NaN (no unit to take a share of) are left out.
    """
    rng = np.random.default_rng(SEED)
    values = [
        metric([units[place] for place in rng.integers(len(units), size=len(units))]) for _ in range(draws)
    ]
    low, high = np.nanquantile(values, [0.05, 0.95])
    return float(low), float(high)


def spread(one: Callable[[P], T], parts: Sequence[P], *, at_once: bool) -> Iterator[T]:
    """Yield the result of each part in order. at_once: in a process for each core, else here."""
    if not at_once:
        yield from map(one, parts)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(one, parts)


class Evaluation(Protocol):
    """A module of this package."""

    def evaluate(self, train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
        """Judge on `test` what was fitted on `train`; without `test` by grouped cross-validation on `train`.

        Raises Refusal data_missing where a folder lacks a file.
        """


def file(folder: Path, data_set: str, name: str) -> Path:
    """A data set's file: below the folder itself, or below its subfolder named after the set. Raises Refusal data_missing."""
    for place in (folder / name, folder / data_set / name):
        if place.is_file():
            return place
    raise Refusal("data_missing", folder=folder.name, file=f"{data_set}/{name}")


def contents(*columns: NDArray[Any]) -> list[bytes]:
    """What each row holds, whatever its unit, file or folder is called: equal rows are equal in any order of rows."""
    rows = np.column_stack([np.asarray(each, dtype=np.float32) for each in columns])
    return [row.tobytes() for row in np.ascontiguousarray(rows)]


def require_disjoint(
    training: Iterable[bytes], judging: Iterable[bytes], *, by_chance: float = 0.0
) -> frozenset[bytes]:
    """Raises Refusal data_not_apart where a recipe would be judged on what it was fitted to; see `contents`.

    by_chance: share of judged rows that may be among the learnt ones where rows are so coarse that two units can have
    the same; returns those.
    """
    training_rows, rows = frozenset(training), list(judging)
    shared = [row for row in rows if row in training_rows]
    if len(shared) > by_chance * len(rows):
        raise Refusal("data_not_apart")
    return frozenset(shared)


def other_folder(train: Path, test: Path | None) -> None:
    """Raises Refusal data_not_apart for a set whose files have one name in both folders, before anything is read."""
    if test is not None and test.resolve() == train.resolve():
        raise Refusal("data_not_apart")


def needed(folder: Path | None, *, option: str) -> Path:
    """Raises Refusal option_missing where an evaluation cannot do without the folder."""
    if folder is None:
        raise Refusal("option_missing", option=option)
    return folder
