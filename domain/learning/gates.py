"""Figures of a version of a check's chance models on unseen cars, and the bars that it has to pass. Pure numpy."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.explain.facts import Phrase
from domain.kit.arrays import Flags, Floats
from domain.learning import additive, calibration
from domain.learning.facts import HORIZONS_H, RED, YELLOW, Figures, Gate, Models, Rows

PRECISION: Final = 0.85  # of red and yellow warnings; own choice
CALIBRATION: Final = 0.05  # own choice: what is told as 70 % comes true in 65 to 75 of 100
FEWEST: Final = 10  # warnings, and cars that came to harm, below which a share says nothing; own choice
SLACK: Final = 0.02  # of precision and recall: less is the scatter of a few hundred cars; own choice
SAME_H: Final = 14 * 24  # looks further apart are about two warnings; own choice
SPOKEN: Final = (
    0.01  # calibration is judged where at least this chance is told: a fleet of zeros flatters; own choice
)
COMES_TRUE_H: Final = HORIZONS_H[
    -1
]  # a warning is right if the harm comes within a month: the part was failing


@dataclass(frozen=True, slots=True)
class _Car:
    """One car. right, wrong: weight of its warnings by whether harm followed; lead_h: hours before the harm of the first right one."""

    right: float
    wrong: float
    harmed: bool
    lead_h: float


def chances(models: Models, rows: Rows) -> dict[int, Floats]:
    """Return by horizon in hours the chance of each row; that of a longer horizon is never lower."""
    never = np.zeros(rows.cars.size)
    stated = accumulate(
        (additive.chance(models[hours], rows.evidence) for hours in sorted(models)), np.maximum, initial=never
    )
    return dict(zip(sorted(models), islice(stated, 1, None), strict=True))


def warns(models: Models, stated: Mapping[int, Floats], rows: Rows) -> Flags:
    """Return at which looks an owner would be warned in yellow or red, as `health.grading` decides; stated: see `chances`."""
    never = np.zeros(rows.cars.size)  # what is not told warns nobody
    near, week, month = (stated.get(hours, never) for hours in (RED.within_h, YELLOW.within_h, COMES_TRUE_H))
    is_precise = COMES_TRUE_H in models and additive.is_precise(models[COMES_TRUE_H], month)
    urged = False if rows.urged is None else rows.urged
    return trips(rows) & is_precise & ((near > RED.chance) | (week >= YELLOW.chance) | urged)


def trips(rows: Rows) -> Flags:
    """Return at which looks the check trips, so that a chance is stated at all."""
    return np.ones(rows.cars.size, dtype=np.bool_) if rows.tripped is None else rows.tripped


def measure(models: Models, rows: Rows, *, seed: int) -> Figures:
    """Return the figures of models on rows of unseen cars; horizons without a model are left out."""
    stated = chances(models, rows)
    first = begins(warns(models, stated, rows), rows)
    cars = [_car(rows, first, places) for places in _by_car(rows)]
    days = float(rows.weights.sum())
    return Figures(
        precision=_precision(cars),
        recall=_recall(cars),
        lead_h=_lead(cars),
        calibration=max(
            (calibration_error(each, rows, hours) for hours, each in stated.items()), default=math.nan
        ),
        told=sum(car.right + car.wrong > 0 for car in cars),
        harmed=sum(car.harmed for car in cars),
        warnings_per_day=sum(car.right + car.wrong for car in cars) / days if days else 0.0,
        intervals=_intervals(cars, seed=seed),
    )


def reliability(stated: Floats, rows: Rows, hours: int) -> tuple[calibration.Bin, ...]:
    """Return the reliability of the chances stated where the check trips."""
    there = trips(rows) & (stated >= SPOKEN)
    return calibration.reliability(stated[there], rows.harm_in_h[there] <= hours, weights=rows.weights[there])


def calibration_error(stated: Floats, rows: Rows, hours: int) -> float:
    """Return the expected calibration error of the stated chances; 0 where none is stated."""
    there = trips(rows) & (stated >= SPOKEN)
    error = calibration.error(stated[there], rows.harm_in_h[there] <= hours, weights=rows.weights[there])
    return error if there.any() else 0.0


def begins(warnings: Flags, rows: Rows) -> Flags:
    """Return the looks at which a warning begins; consecutive looks of a car that warn are one warning."""
    order = np.lexsort((rows.at_h, rows.cars))
    in_order, cars = warnings[order], rows.cars[order]
    same = (cars[1:] == cars[:-1]) & (np.diff(rows.at_h[order]) <= SAME_H)
    first = np.empty_like(warnings)
    first[order] = in_order & ~np.append(False, in_order[:-1] & same)[: in_order.size]
    return first


def warning_precision(warnings: Flags, rows: Rows) -> float:
    """Return the weighted share of warnings that come true within a month of their beginning; NaN below `FEWEST`."""
    first = begins(warnings, rows)
    weights, right = rows.weights[first], rows.harm_in_h[first] <= COMES_TRUE_H
    return float(weights[right].sum() / weights.sum()) if weights.size >= FEWEST else math.nan


def _by_car(rows: Rows) -> Iterator[NDArray[np.intp]]:
    """Yield the positions of each car's rows."""
    order = np.argsort(rows.cars, kind="stable")
    firsts = np.flatnonzero(np.append(True, rows.cars[order][1:] != rows.cars[order][:-1]))
    yield from np.split(order, firsts[1:]) if order.size else ()


def _car(rows: Rows, first: Flags, places: NDArray[np.intp]) -> _Car:
    """Return the figures of one car; a warning counts as of its first look."""
    begun = places[first[places]]
    right = rows.harm_in_h[begun] <= COMES_TRUE_H
    weights = rows.weights[begun]
    return _Car(
        right=float(weights[right].sum()),
        wrong=float(weights[~right].sum()),
        harmed=bool(np.isfinite(rows.harm_in_h[places]).any()),
        lead_h=float(rows.harm_in_h[begun[right]].max()) if right.any() else float("nan"),
    )


def _precision(cars: list[_Car]) -> float:
    right, total = sum(car.right for car in cars), sum(car.right + car.wrong for car in cars)
    return right / total if total else float("nan")


def _recall(cars: list[_Car]) -> float:
    foreseen = [car.right > 0 for car in cars if car.harmed]
    return sum(foreseen) / len(foreseen) if foreseen else float("nan")


def _lead(cars: list[_Car]) -> float:
    leads = [car.lead_h for car in cars if car.right]
    return float(np.median(leads)) if leads else float("nan")


def _intervals(cars: list[_Car], *, seed: int, draws: int = 200) -> dict[str, tuple[float, float]]:
    rng = np.random.default_rng(seed)
    samples = [[cars[place] for place in rng.integers(len(cars), size=len(cars))] for _ in range(draws)]
    intervals = {}
    for name, metric in (("precision", _precision), ("recall", _recall), ("lead_h", _lead)):
        values = np.array([metric(each) for each in samples])
        finite = values[~np.isnan(values)]
        if finite.size:
            low, high = np.quantile(finite, [0.05, 0.95])
            intervals[name] = (float(low), float(high))
    return intervals


def judge(candidate: Figures, present: Figures | None) -> Gate:
    """Compare a candidate with the bars, and with the version at work, measured on the same rows."""
    reasons = (*_against_bars(candidate), *(_against(candidate, present) if present else ()))
    return Gate(not reasons, reasons)


def _against_bars(candidate: Figures) -> Iterator[Phrase]:
    if candidate.harmed < FEWEST:
        yield Phrase("gate.few_harmed", {"n": candidate.harmed, "needed": FEWEST})
    if candidate.told < FEWEST:
        yield Phrase("gate.few_told", {"n": candidate.told, "needed": FEWEST})
    elif candidate.precision < PRECISION:
        yield Phrase("gate.precision", {"got": candidate.precision, "bar": PRECISION})
    if candidate.calibration > CALIBRATION:
        yield Phrase("gate.calibration", {"got": candidate.calibration, "bar": CALIBRATION})


def _against(candidate: Figures, present: Figures) -> Iterator[Phrase]:
    for name in ("precision", "recall"):
        got, had = getattr(candidate, name), getattr(present, name)
        if got < had - SLACK:
            yield Phrase(f"gate.worse.{name}", {"got": got, "had": had})
