"""Loss by standing, at one charge or temperature against another: cell types of which the model knows nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from typing import Final, NamedTuple

import numpy as np
from pyarrow import parquet

from domain.twin import calendar, rules
from jobs.lab.evaluations.facts import Outcome, file, needed, other_folder, resampled

_SET: Final = "calendar_ageing"
_YEARS: Final = frozenset({0.5, 1.0, 2.0, 3.0})
_HALF_FULL, _FULL = 50, 100  # percent of charge that the cells were stored at
_EXTRAPOLATED: Final = 0.5  # share of the cells of a condition from which on it is left out


class _Stored(NamedTuple):
    """A condition: type of cell, °C, percent of charge, years."""

    cell_type: str
    celsius: float
    soc: float
    years: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two conditions of one type of cell: the logarithm of the ratio of their losses, as measured and as answered."""

    cell_type: str
    kind: str  # "soc" or "temp"
    celsius: tuple[float, float]
    measured: float
    answered: float
    half: float

    @property
    def error(self) -> float:
        return abs(self.measured - self.answered)

    @property
    def is_tested(self) -> bool:
        """Return whether the product would answer at these temperatures."""
        return min(self.celsius) >= rules.COLDEST and max(self.celsius) <= rules.HOTTEST


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge the ratios on cell types kept aside, else on all of --train: nothing is fitted to either."""
    del progress
    if train and test:
        other_folder(train, test)
    whole = list(pairs(read(needed(test or train, option="--train"))))
    every = [each for each in whole if each.is_tested]
    return Outcome(
        metrics={**{name: metric(every) for name, metric in METRICS.items()}, "pairs": len(every)},
        n={
            "soc": sum(each.kind == "soc" for each in every),
            "temp": sum(each.kind == "temp" for each in every),
            "cell_types": len({each.cell_type for each in every}),
            "refused": len(whole) - len(every),
        },
        exercises="domain/twin/calendar: the contrast of two ways to stand and its interval; `refused` pairs, outside 0 to 60 °C, are answered by nothing and count in no figure",
        beyond="cells that only stood, at one temperature and charge: no car, no driving, no charging, no absolute loss",
        split="by type of cell: no figure is fitted to any of them, so each is left out, here and on types kept aside; "
        "intervals are of types drawn again",
        model={
            "table": "median of thirteen published cell models (BLAST-Lite 1.1.1)",
            "interval": "how far each of them lies from the others' median",
        },
        intervals={name: _resampled(every, metric) for name, metric in METRICS.items()},
    )


def read(folder: Path) -> dict[_Stored, float]:
    """Return the median loss of each condition in percent, without those where half of the cells or more are extrapolated."""
    table = parquet.read_table(file(folder, _SET, "losses.parquet"))
    names = ("cell_type", "temp_c", "soc_pct", "years", "loss_pct", "extrapolated")
    cells: dict[_Stored, list[tuple[float, bool]]] = defaultdict(list)
    for cell_type, celsius, soc, years, loss, extrapolated in zip(
        *(table.column(each).to_pylist() for each in names), strict=True
    ):
        if years in _YEARS:
            cells[_Stored(cell_type, celsius, soc, years)].append((loss, extrapolated))
    return {
        stored: median(loss for loss, _ in each)
        for stored, each in sorted(cells.items())
        if fmean(extrapolated for _, extrapolated in each) < _EXTRAPOLATED
    }


def pairs(losses: Mapping[_Stored, float]) -> Iterator[Pair]:
    """Yield full against half full at one temperature, and each temperature against the next lower one at one charge."""
    for one in losses:
        full = one._replace(soc=_FULL)
        if one.soc == _HALF_FULL and full in losses:
            yield _pair("soc", one, full, losses)
    groups: dict[tuple[str, float, float], list[_Stored]] = defaultdict(list)
    for each in losses:
        groups[each.cell_type, each.soc, each.years].append(each)
    for group in groups.values():
        for colder, warmer in pairwise(sorted(group)):
            yield _pair("temp", colder, warmer, losses)


def _pair(kind: str, one: _Stored, other: _Stored, losses: Mapping[_Stored, float]) -> Pair:
    celsius, soc = (
        (np.array([getattr(one, name)]), np.array([getattr(other, name)])) for name in ("celsius", "soc")
    )
    contrast = calendar.contrast(celsius, soc)
    measured = float(np.log(losses[other] / losses[one]))
    return Pair(one.cell_type, kind, (one.celsius, other.celsius), measured, contrast.middle, contrast.half)


def _error(kind: str = "") -> Callable[[Sequence[Pair]], float]:
    """Return the mean error of the logarithm, of pairs of a kind or of all; NaN of none."""

    def mean(every: Sequence[Pair]) -> float:
        errors = [each.error for each in every if each.kind.startswith(kind)]
        return fmean(errors) if errors else float("nan")

    return mean


def _share(holds: Callable[[Pair], bool]) -> Callable[[Sequence[Pair]], float]:
    """Return the percentage of pairs of which something holds; NaN of none."""
    return lambda every: 100 * fmean(map(holds, every)) if every else float("nan")


METRICS: Final[Mapping[str, Callable[[Sequence[Pair]], float]]] = {
    "sign_right_pct": _share(lambda each: each.measured * each.answered > 0),
    "ln_error": _error(),
    "ln_error_soc": _error("soc"),
    "ln_error_temp": _error("temp"),
    "coverage_90_pct": _share(lambda each: each.error <= each.half),
}


def _resampled(every: Sequence[Pair], metric: Callable[[Sequence[Pair]], float]) -> tuple[float, float]:
    types = [
        [each for each in every if each.cell_type == name]
        for name in sorted({each.cell_type for each in every})
    ]
    return resampled(types, lambda draw: metric([pair for pairs_of in draw for pair in pairs_of]))
