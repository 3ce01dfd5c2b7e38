"""What a version of a check's chance models must show on cars it has never seen. Pure numpy."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.explain.facts import Phrase
from domain.learning import additive, calibration
from domain.learning.facts import HORIZONS_H, Figures, Floats, Gate, Models, Rows

RED_CHANCE, YELLOW_CHANCE = 0.9, 0.6  # product brief: over 90 % within 48 h, 60-90 % within a week
PRECISION: Final = 0.85  # product brief: red and yellow warnings, never under 0.80 in use
CALIBRATION: Final = 0.05  # own choice: what is told as 70 % comes true in 65 to 75 of 100
FEWEST: Final = 10  # warnings, and cars that came to harm, below which a share says nothing; own choice
SLACK: Final = 0.02  # of precision and recall: less is the scatter of a few hundred cars; own choice
SPOKEN: Final = (
    0.01  # calibration is judged where at least this chance is told: a fleet of zeros flatters; own choice
)
A_BIN: Final = (
    50  # looks at least in a bin of the calibration: fewer differ from any chance by luck; own choice
)
COMES_TRUE_H: Final = HORIZONS_H[
    -1
]  # a warning is right if the harm comes within a month: the part was failing


@dataclass(frozen=True, slots=True)
class _Car:
    """told: weights of its warnings, by whether harm followed; lead_h: hours before the harm of the first right one."""

    right: float
    wrong: float
    harmed: bool
    lead_h: float


def chances(models: Models, rows: Rows) -> dict[int, Floats]:
    """By horizon in hours the chance of each row."""
    return {hours: additive.chance(model, rows.evidence) for hours, model in models.items()}


def measure(told: dict[int, Floats], rows: Rows, *, seed: int) -> Figures:
    """Judge chances by horizon (see `chances`) on rows of cars that no model has seen."""
    never = np.zeros(rows.cars.size)  # what is not told warns nobody
    warned = (told.get(HORIZONS_H[0], never) > RED_CHANCE) | (told.get(HORIZONS_H[1], never) >= YELLOW_CHANCE)
    cars = [_car(rows, warned, places) for places in _by_car(rows)]
    days = float(rows.weights.sum())
    return Figures(
        precision=_precision(cars),
        recall=_recall(cars),
        lead_h=_lead(cars),
        calibration=max(_calibration(each, rows, hours) for hours, each in told.items()),
        told=sum(car.right + car.wrong > 0 for car in cars),
        harmed=sum(car.harmed for car in cars),
        warnings_per_day=sum(car.right + car.wrong for car in cars) / days if days else 0.0,
        intervals=_intervals(cars, seed=seed),
    )


def _by_car(rows: Rows) -> Iterator[NDArray[np.intp]]:
    """Places of each car's rows in order of time."""
    order = np.lexsort((rows.at_h, rows.cars))
    firsts = np.flatnonzero(np.append(True, rows.cars[order][1:] != rows.cars[order][:-1]))
    yield from np.split(order, firsts[1:]) if order.size else ()


def _car(rows: Rows, warned: NDArray[np.bool_], places: NDArray[np.intp]) -> _Car:
    """Neighbouring looks that warn are one warning, judged as of its first look."""
    begins = places[warned[places] & ~np.append(False, warned[places][:-1])]
    right = rows.harm_in_h[begins] <= COMES_TRUE_H
    weights = rows.weights[begins]
    return _Car(
        right=float(weights[right].sum()),
        wrong=float(weights[~right].sum()),
        harmed=bool(np.isfinite(rows.harm_in_h[places]).any()),
        lead_h=float(rows.harm_in_h[begins[right]].max()) if right.any() else float("nan"),
    )


def _precision(cars: list[_Car]) -> float:
    right, told = sum(car.right for car in cars), sum(car.right + car.wrong for car in cars)
    return right / told if told else float("nan")


def _recall(cars: list[_Car]) -> float:
    found = [car.right > 0 for car in cars if car.harmed]
    return sum(found) / len(found) if found else float("nan")


def _lead(cars: list[_Car]) -> float:
    found = [car.lead_h for car in cars if car.right]
    return float(np.median(found)) if found else float("nan")


def _calibration(told: Floats, rows: Rows, hours: int) -> float:
    spoken = told >= SPOKEN
    if not spoken.any():
        return 0.0
    return calibration.error(told[spoken], rows.harm_in_h[spoken] <= hours, weights=rows.weights[spoken])


def _intervals(cars: list[_Car], *, seed: int, draws: int = 200) -> dict[str, tuple[float, float]]:
    rng = np.random.default_rng(seed)
    drawn = [[cars[place] for place in rng.integers(len(cars), size=len(cars))] for _ in range(draws)]
    found = {}
    for name, metric in (("precision", _precision), ("recall", _recall), ("lead_h", _lead)):
        values = np.array([metric(each) for each in drawn])
        known = values[~np.isnan(values)]
        if known.size:
            low, high = np.quantile(known, [0.05, 0.95])
            found[name] = (float(low), float(high))
    return found


def judge(candidate: Figures, present: Figures | None) -> Gate:
    """Hold a candidate against the bars, and against what is at work, measured on the same rows."""
    reasons = (*_against_bars(candidate), *(_against(candidate, present) if present else ()))
    return Gate(not reasons, reasons)


def _against_bars(found: Figures) -> Iterator[Phrase]:
    if found.harmed < FEWEST:
        yield Phrase("gate.few_harmed", {"n": found.harmed, "needed": FEWEST})
    if found.told < FEWEST:
        yield Phrase("gate.few_told", {"n": found.told, "needed": FEWEST})
    elif found.precision < PRECISION:
        yield Phrase("gate.precision", {"got": found.precision, "bar": PRECISION})
    if found.calibration > CALIBRATION:
        yield Phrase("gate.calibration", {"got": found.calibration, "bar": CALIBRATION})


def _against(found: Figures, present: Figures) -> Iterator[Phrase]:
    for name in ("precision", "recall"):
        got, had = getattr(found, name), getattr(present, name)
        if got < had - SLACK:
            yield Phrase(f"gate.worse.{name}", {"got": got, "had": had})
