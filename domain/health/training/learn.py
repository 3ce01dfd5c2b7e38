"""How the chance models of checks are learned: from simulated fleets in which harm comes more often than in reality.

Forms of faults come in three lists (`simulation.fleet.forms`). A version is learned from one of them, and tells what came
true on its forms left out one after the other; the gate holds it against the second. The third is used by nothing here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from rich.progress import track

from domain.errors import Refusal
from domain.health.chances import MONTH_H
from domain.health.judging import Shipped
from domain.health.training import sampling
from domain.kit.arrays import Floats
from domain.learning import base_rates, gates, learn
from domain.learning.facts import HORIZONS_H, Additive, Models, Rows
from domain.simulation.fleet import forms as listed
from domain.simulation.fleet import run as fleets
from domain.simulation.fleet.run import Fleet

HEALTHY: Final = (
    4  # further cars for each that faults may meet: so many that rare false alarms are met; own choice
)
START, DAYS, TOGETHER = date(2025, 1, 1), 365, 100  # a year whose weather judges nothing
CHECKS: Final = tuple(base_rates.RATES)
_STEPS: Final = np.linspace(0, 1, 201)  # of all chances at once, those that are tried as a threshold


def rows(*, cars: int, seed: int, progress: bool = False, forms: str = "learning") -> Mapping[str, Rows]:
    """Return by check rows of `cars` simulated cars over a year, and of false alarms on `HEALTHY` times as many.

    forms: "learning" may be learned from, "gating" holds against the bars what was.
    """
    sheets = {check: sampling.Sheet() for check in CHECKS}
    for first, fleet in _fleets(cars, seed=seed * 1_000, rate=sampling.OFTEN, forms=forms, progress=progress):
        for car in range(fleet.ground.cars.count):
            sampling.write(sheets, fleet, car, name=first + car)
    further = cars * HEALTHY
    for first, fleet in _fleets(further, seed=seed * 1_000 + 500, rate=0.0, forms=forms, progress=progress):
        sampling.false_alarms(sheets, fleet, first=cars + first, weight=1 / HEALTHY)
    return {check: sheet.rows() for check, sheet in sheets.items()}


def _fleets(cars: int, *, seed: int, rate: float, forms: str, progress: bool) -> Iterator[tuple[int, Fleet]]:
    """Yield fleets with the number of their first car. rate: of each cause per 10,000 cars and year."""
    rates = dict.fromkeys(base_rates.CAUSES, rate)
    for first in track(range(0, cars, TOGETHER), description="fleets", disable=not progress):
        size, own = min(TOGETHER, cars - first), seed + first // TOGETHER
        yield first, fleets.make(size, seed=own, start=START, days=DAYS, forms=forms, rates=rates)


def fit(check: str, rows: Rows, *, version: str, seed: int) -> Models:
    """Fit a model for each horizon in hours, and keep those that are calibrated on fault forms left out.

    Raises Refusal learning_rows where there is too little to learn from, learning_held where the chances within a
    month do not hold: without them nothing is told.
    """
    fitted = _fitted(check, rows, version=version, seed=seed)
    errors = {hours: error_by_form(unseen, rows, hours) for hours, (_, unseen) in fitted.items()}
    if errors[MONTH_H] > gates.CALIBRATION:
        raise Refusal("learning_held", got=errors[MONTH_H], bar=gates.CALIBRATION)
    return {hours: model for hours, (model, _) in fitted.items() if errors[hours] <= gates.CALIBRATION}


def _fitted(check: str, rows: Rows, *, version: str, seed: int) -> dict[int, tuple[Additive, Floats]]:
    """Return by horizon the model, and the chance of each row by folds without its form of fault and without its car."""
    names = list(rows.evidence)
    fitted = {
        hours: learn.fit(
            names,
            np.column_stack(list(rows.evidence.values())),
            rows.harm_in_h <= hours,
            rows.cars if rows.holdout is None else rows.holdout,
            name=check,
            version=version,
            seed=seed,
            monotone=dict.fromkeys(names, 1),
            weights=rows.weights / rows.weights.min(),  # so that the penalty does not drown what is rare
        )
        for hours in HORIZONS_H
    }
    month, unseen = fitted[MONTH_H]
    return fitted | {MONTH_H: (replace(month, speaks_from=speaks_from(unseen, rows)), unseen)}


def error_by_form(unseen: Floats, rows: Rows, hours: int) -> float:
    """Return the calibration error of `_fitted` where the check trips, on a form of fault that was not learned from.

    Each form is judged by itself, as if it came as often as all of them together, beside what never came to harm:
    errors of two forms would cancel out otherwise. The mean of all forms, by how often the check trips on them; all in
    one where forms are not known.
    """
    if rows.holdout is None:
        return gates.calibration_error(unseen, rows, hours)
    form_of, there = rows.holdout, gates.trips(rows)
    forms = np.unique(form_of[there & np.isfinite(rows.harm_in_h)])
    harmless = there & ~np.isin(form_of, forms)
    masses = np.array([rows.weights[there & (form_of == form)].sum() for form in forms])
    errors = []
    for form, share in zip(forms, masses / masses.sum(), strict=True):
        own = there & (form_of == form)
        alone = replace(rows, tripped=own | harmless, weights=np.where(own, 1.0, share) * rows.weights)
        errors.append(gates.calibration_error(unseen, alone, hours))
    return float(np.average(errors, weights=masses)) if errors else float("inf")


def speaks_from(unseen: Floats, rows: Rows) -> float:
    """Return the lowest chance within a month from which warnings reach `gates.PRECISION`.

    On chances out of fold where the check trips and asks for yellow; 1 where none keeps the promise: nothing is yellow.
    """
    asks = gates.trips(rows) & (True if rows.urged is None else rows.urged)
    tried = np.floor(np.quantile(unseen[asks], _STEPS) * 1e4) / 1e4 if asks.any() else np.empty(0)
    for chance in np.unique(tried):
        if gates.warning_precision(asks & (unseen >= chance), rows) >= gates.PRECISION:
            return float(chance)
    return 1.0


def ship(
    folder: Path, *, cars: int, judges: int, seed: int, progress: bool = False
) -> dict[str, dict[str, Any]]:
    """Fit the models that ship, judge them on other cars and fault forms, write a file a check, and return the manifests.

    Raises Refusal learning_rows.
    """
    training = rows(cars=cars, seed=seed, progress=progress)
    unseen = rows(cars=judges, seed=seed + 1, progress=progress, forms="gating")
    manifests = {}
    for check in CHECKS:
        result = shipped(check, training[check], unseen[check], seed=seed)
        text = msgspec.json.format(msgspec.json.encode(result), indent=1)
        (folder / f"{check}.json").write_bytes(text + b"\n")
        manifests[check] = dict(result.manifest)
    return manifests


def shipped(check: str, training: Rows, unseen: Rows, *, seed: int) -> Shipped:
    """Fit the models of a check and measure them on `unseen`; without models where no chance within a month held.

    Only what came true both on forms left out and on forms never learned from is told to anybody.
    Raises Refusal learning_rows.
    """
    fitted = _fitted(check, training, version="1", seed=seed)
    horizons = {
        hours: {"left_out_error": round(error_by_form(left_out, training, hours), 4)}
        | _reliability(model, unseen, hours)
        for hours, (model, left_out) in fitted.items()
    }
    calibrated = {hours: model for hours, (model, _) in fitted.items() if _is_calibrated(horizons[hours])}
    stated = calibrated if MONTH_H in calibrated else {}
    figures = gates.measure(stated, unseen, seed=seed)
    manifest = {
        "learned_from": _counts(training, check, "learning"),
        "gated_by": _counts(unseen, check, "gating"),
        "split": "cars and fault forms that gate are used by nothing that was learned, and are not those that judge fleets",
        "simulated": True,
        "seed": seed,
        "figures": msgspec.to_builtins(figures),
        "horizons": {str(hours): each for hours, each in horizons.items()},
    }
    return Shipped(stated if gates.judge(figures, None).passed else muted(stated), manifest)


def muted(models: Models) -> dict[int, Additive]:
    """Return models that keep every warning blue; their chances stay. For models that the gate would refuse."""
    return {hours: replace(model, speaks_from=1.0) for hours, model in models.items()}


def _is_calibrated(horizon: Mapping[str, Any]) -> bool:
    errors: tuple[float, float] = horizon["left_out_error"], horizon["calibration_error"]
    return max(errors) <= gates.CALIBRATION


def _reliability(model: Additive, unseen: Rows, hours: int) -> dict[str, Any]:
    """Return the calibration error and reliability of the chances stated on fault forms not learned from."""
    stated = gates.chances({hours: model}, unseen)[hours]
    points = gates.reliability(stated, unseen, hours)
    return {
        "calibration_error": round(gates.calibration_error(stated, unseen, hours), 4),
        "reliability": [[round(each.stated, 3), round(each.true, 3)] for each in points],
    }


def _counts(sample: Rows, check: str, use: str) -> dict[str, Any]:
    own = [form for form in listed.BY_USE[use] if base_rates.CAUSES[form.cause].check == check]
    return {
        "cars": int(np.unique(sample.cars).size),
        "looks": sample.cars.size,
        "tripped": int(gates.trips(sample).sum()),
        "cars_harmed": int(np.unique(sample.cars[np.isfinite(sample.harm_in_h)]).size),
        "forms": [f"{form.cause}.{form.code}" for form in own],
    }
