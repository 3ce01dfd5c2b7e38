"""A second, weak opinion on hard driving: recordings of a phone that somebody called slow, normal or aggressive."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pyarrow import parquet

from domain.kit.arrays import Floats
from domain.telemetry.features import manoeuvres
from jobs.lab.evaluations.facts import Outcome, file, needed, other_folder, resampled

_SET: Final = "phone_motion"
_AXES: Final = ("acc_x", "acc_y", "acc_z")
_STEPS: Final = 30  # of the source's clock, about half a minute: what is judged together
_LABELS: Final = ("slow", "normal", "aggressive")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half a minute of one recording, and its highest acceleration of means over a second, m/s²."""

    label: str
    peak: float


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge the product's limit by stretches of time; nothing is fitted."""
    del progress
    if train and test:
        other_folder(train, test)
    stretches = read(needed(test or train, option="--test"))
    return Outcome(
        metrics={name: metric(stretches) for name, metric in METRICS.items()},
        n={label: sum(each.label == label for each in stretches) for label in _LABELS},
        exercises="domain/telemetry/features/manoeuvres: the limits of a start and (`_braking`) of a braking",
        beyond="cars and their speed: a phone in no known position, about two samples a second, one drive a label, so road and "
        "driver go with the label and a good figure may be the road's",
        split="nothing is learned; stretches of half a minute, as neighbouring samples are one drive",
        model={
            "rule": "mean of a second's samples, all three axes together",
            "start_m_s2": manoeuvres.START,
            "braking_m_s2": manoeuvres.BRAKING,
        },
        intervals={name: resampled(stretches, metric) for name, metric in METRICS.items()},
    )


def read(folder: Path) -> list[Stretch]:
    """The stretches of what a folder keeps aside, else of what it lets learn. Raises Refusal data_missing."""
    aside = any((place / "test.parquet").is_file() for place in (folder, folder / _SET))
    name = "test.parquet" if aside else "train.parquet"
    table = parquet.read_table(file(folder, _SET, name))
    step = table.column("t_step").to_numpy()
    label = np.array(table.column("label").to_pylist())
    axes = np.stack([table.column(axis).to_numpy().astype(np.float64) for axis in _AXES])
    return [
        _stretch(each, step[here], axes[:, here])
        for each in _LABELS
        for part in np.unique(step[label == each] // _STEPS)
        for here in [np.flatnonzero((label == each) & (step // _STEPS == part))]
    ]


def _stretch(label: str, step: Floats, axes: Floats) -> Stretch:
    _, second = np.unique(step, return_inverse=True)
    means = np.stack([np.bincount(second, weights=axis) for axis in axes]) / np.bincount(second)
    return Stretch(label, float(np.linalg.norm(means, axis=0).max()))


def _flagged(limit: float, *labels: str) -> Callable[[Sequence[Stretch]], float]:
    """Return the percent of stretches so labelled that reach a limit."""

    def share(stretches: Sequence[Stretch]) -> float:
        hits = [each.peak >= limit for each in stretches if each.label in labels]
        return 100 * sum(hits) / len(hits) if hits else float("nan")

    return share


def _accuracy(limit: float) -> Callable[[Sequence[Stretch]], float]:
    """Return the percent of stretches that reach a limit just where they are labelled aggressive."""
    return lambda stretches: (
        100 * float(np.mean([(each.peak >= limit) == (each.label == "aggressive") for each in stretches]))
    )


METRICS: Final[Mapping[str, Callable[[Sequence[Stretch]], float]]] = {
    f"{name}{suffix}": metric
    for suffix, limit in (("", manoeuvres.START), ("_braking", manoeuvres.BRAKING))
    for name, metric in (
        ("accuracy_pct", _accuracy(limit)),
        ("aggressive_found_pct", _flagged(limit, "aggressive")),
        ("false_alarm_pct", _flagged(limit, "slow", "normal")),
    )
}
