"""What would have been claimed as saved where nobody had advised anything, and what of a planted saving is found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final

import numpy as np

from domain.errors import Refusal
from domain.kit.arrays import Floats
from domain.savings import rules, terms
from domain.savings.facts import Code, Comparison, Run
from jobs.lab.evaluations import diaries, drives
from jobs.lab.evaluations.facts import Outcome, other_folder, resampled

# The protocol: pairs of spans, the moments between them a step apart from the first on, and what each span holds at least.
_DRIVES, _DRIVES_STEP, _HISTORY = 20, 5, 60
_DAYS, _DAYS_STEP, _FIRST_DAY = 60.0, 15.0, 365.0
_FEWEST, _FEWEST_KM = 8, 200.0
PLANTED: Final = (0.05, 0.08, 0.12)
_TOGETHER: Final = 8  # pairs that share drives are drawn again together


@dataclass(frozen=True, slots=True)
class Pair:
    """One moment: what was said where nothing was changed, and where each of PLANTED was."""

    placebo: Comparison
    planted: tuple[Comparison, ...]


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Compare spans without advice. Nothing but a car's own earlier drives teaches; `train` holds those of the Leaf before `test`."""
    del progress
    if train is None and test is None:
        raise Refusal("option_missing", option="--train")
    if train is not None:
        other_folder(train, test)
    sets = _sets(train, test)
    metrics = {name: {key: metric(pairs) for key, metric in METRICS.items()} for name, pairs in sets.items()}
    return Outcome(
        metrics={name: _or_none(figures) | {"pairs": len(sets[name])} for name, figures in metrics.items()},
        n={f"{name}_unanswered": _reasons(pairs) for name, pairs in sets.items()},
        exercises="domain/savings: what an owner who tried an advice is told; of the Leaf's drives what the product keeps of a trip",
        beyond="a saving that somebody really made; the drives have no dates, so their spans are counted in drives",
        split="by time: only earlier entries and drives of the same car are fitted, and only they say how far a comparison goes astray",
        model={
            "recipe": "robust ridge on weather, route and speed; after over before, each over what was to be expected; interval from the "
            "same comparison at the car's earlier moments without advice",
        },
        intervals={
            f"{name}.{key}": _interval(pairs, METRICS[key])
            for name, pairs in sets.items()
            for key, value in metrics[name].items()
            if np.isfinite(value)
        },
    )


def _sets(train: Path | None, test: Path | None) -> dict[str, list[Pair]]:
    """Return the pairs of each set that is there. Raises Refusal data_missing where neither is."""
    sets: dict[str, list[Pair]] = {}
    missing: Refusal | None = None
    for name, pairs in (("drives", _of_drives), ("diary", _of_diaries)):
        try:
            sets[name] = pairs(train, test)
        except Refusal as refusal:
            if refusal.code != "data_missing":
                raise
            missing = refusal
    if missing is not None and not sets:
        raise missing
    return sets


def _interval(pairs: Sequence[Pair], metric: Callable[[Sequence[Pair]], float]) -> tuple[float, float]:
    parts = [pairs[place : place + _TOGETHER] for place in range(0, len(pairs), _TOGETHER)]
    return resampled(parts, lambda some: metric([pair for part in some for pair in part]))


def _or_none(figures: Mapping[str, float]) -> dict[str, float | None]:
    """Return the figures with None where no pair could be answered."""
    return {key: value if np.isfinite(value) else None for key, value in figures.items()}


def _reasons(pairs: Sequence[Pair]) -> dict[str, int]:
    whys = [str(pair.placebo.why) for pair in pairs if pair.placebo.saved is None]
    return {why: whys.count(why) for why in sorted(set(whys))}


def _of_drives(train: Path | None, test: Path | None) -> list[Pair]:
    earlier = drives.read(train) if train else []
    later = drives.read(test) if test else []
    if earlier and later:
        drives.parts(earlier, later)  # apart from each other
    runs = [
        replace(run, at=float(place))
        for place, drive in enumerate([*earlier, *later])
        for run in terms.runs([drive.trip], Code.TYRES)
    ]
    first = max(_HISTORY, len(earlier) + _DRIVES if later else 0)
    moments = range(first, len(earlier) + len(later) - _DRIVES + 1, _DRIVES_STEP)
    return [_pair(runs, begun=float(moment), span=float(_DRIVES)) for moment in moments]


def _of_diaries(train: Path | None, test: Path | None) -> list[Pair]:
    """Return the pairs of each car whose diary judges: a diary of another car teaches nothing."""
    folder = test or train
    every = diaries.read(folder) if folder else []
    return [_pair(diary.runs, begun=moment, span=_DAYS) for diary in every for moment in _moments(diary.runs)]


def _moments(runs: Sequence[Run]) -> Iterator[float]:
    """Yield the moments with enough entries in the span before and after."""
    days, km = np.array([run.at for run in runs]), np.array([run.km for run in runs])
    for place in count():
        moment = days[0] + _FIRST_DAY + place * _DAYS_STEP
        if moment + _DAYS > days[-1] + 1:
            return
        if all(_holds(km[(days >= since) & (days < since + _DAYS)]) for since in (moment - _DAYS, moment)):
            yield float(moment)


def _holds(km: Floats) -> bool:
    return km.size >= _FEWEST and km.sum() >= _FEWEST_KM


def _pair(runs: Sequence[Run], *, begun: float, span: float) -> Pair:
    placebo, *planted = (
        rules.compare([_saving(run, share, begun) for run in runs], begun=begun, span=span)
        for share in (0.0, *PLANTED)
    )
    return Pair(placebo, tuple(planted))


def _saving(run: Run, share: float, begun: float) -> Run:
    return run if run.at < begun else replace(run, kwh=run.kwh * (1 - share))


def _claims(pairs: Sequence[Pair]) -> Floats:
    return np.array([100 * pair.placebo.saved.share for pair in pairs if pair.placebo.saved is not None])


def p95(pairs: Sequence[Pair]) -> float:
    """Return the 95 % quantile of what is claimed where nothing was saved, percent without its sign."""
    claims = np.abs(_claims(pairs))
    return float(np.quantile(claims, 0.95)) if claims.size else float("nan")


def recovery(pairs: Sequence[Pair]) -> float:
    """Return the mean error of planted savings, in points."""
    errors = [
        abs(100 * (comparison.saved.share - share))
        for pair in pairs
        for share, comparison in zip(PLANTED, pair.planted, strict=True)
        if comparison.saved is not None
    ]
    return float(np.mean(errors)) if errors else float("nan")


def _percent(flags: Sequence[bool]) -> float:
    return 100 * float(np.mean(flags)) if flags else float("nan")


METRICS: Final[Mapping[str, Callable[[Sequence[Pair]], float]]] = {
    "p95_abs_pct": p95,
    "recovery_mae_points": recovery,
    "answered_pct": lambda pairs: _percent([pair.placebo.saved is not None for pair in pairs]),
    "false_claim_pct": lambda pairs: _percent(
        [rules.is_saving(pair.placebo) for pair in pairs if pair.placebo.saved is not None]
    ),
    "told_12_pct": lambda pairs: _percent([rules.is_saving(pair.planted[-1]) for pair in pairs]),
    "coverage_90_pct": lambda pairs: _percent(
        [
            pair.placebo.saved.low <= 0 <= pair.placebo.saved.high
            for pair in pairs
            if pair.placebo.saved is not None
        ]
    ),
}
