"""How the chance models of checks are learned: from simulated fleets in which harm comes more often than in reality.

A row is a look of a check at a car at the end of a day, weighted by how many looks of a real fleet it stands for, so
that chances are true at real rates. Fault forms that judge are not learned from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from domain.health import catalogue, chances
from domain.health.facts import Finding, View
from domain.health.judging import Shipped
from domain.learning import additive, calibration, gates, learn, threshold
from domain.learning.facts import HORIZONS_H, Additive, Models, Rows
from domain.simulation.fleet import causes
from domain.simulation.fleet import run as fleets
from domain.simulation.fleet.facts import FaultTruth
from domain.simulation.fleet.rows import Past
from domain.simulation.fleet.run import BEFORE_DAYS, Fleet
from domain.telemetry.facts import Quality

OFTEN: Final = 2_000.0  # per 10,000 cars and year: how often each fault and failing sensor is drawn
EVERY: Final = 14  # days between looks at a car where nothing is wrong
HEALED: Final = timedelta(
    days=10
)  # after a repair, readings from before it still count: such looks are left out
START, DAYS, TOGETHER = date(2025, 1, 1), 365, 100  # a year whose weather judges nothing
ZONE = "Asia/Shanghai"
HOUR = timedelta(hours=1)
FAILING: Mapping[str, str] = {
    "flow_sensor": "coolant_loop",
    "loop_thermometer": "coolant_loop",
    "tyre_sensor_stuck": "tyre_pressure",
    "tyre_sensor_noise": "tyre_pressure",
    "voltmeter": "twelve_volt",
}
CHECKS: Final = tuple(
    dict.fromkeys(cause.check for cause in causes.CAUSES.values() if cause.check in chances.RATES)
)


@dataclass(slots=True)
class _Sheet:
    """Rows of one check while they are being written."""

    evidence: dict[str, list[float]] = field(default_factory=dict)
    cars: list[int] = field(default_factory=list)
    at_h: list[float] = field(default_factory=list)
    harm_in_h: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    tripped: list[bool] = field(default_factory=list)

    def add(
        self, finding: Finding, *, car: int, form: str, at: datetime, harms: list[datetime], weight: float
    ) -> None:
        for name, value in finding.evidence.items():
            self.evidence.setdefault(name, []).append(value)
        ahead = [(harm - at) / HOUR for harm in harms if harm >= at]
        self.cars.append(car)
        self.at_h.append(at.timestamp() / 3600)
        self.harm_in_h.append(min(ahead, default=float("inf")))
        self.weights.append(weight)
        self.apart.append(form or str(car))
        self.tripped.append(finding.strength >= chances.TRIPS)

    def rows(self) -> Rows:
        return Rows(
            evidence={name: np.array(values) for name, values in self.evidence.items()},
            cars=np.array(self.cars),
            at_h=np.array(self.at_h),
            harm_in_h=np.array(self.harm_in_h),
            weights=np.array(self.weights),
            apart=np.array(self.apart),
            tripped=np.array(self.tripped),
        )


def rows(*, cars: int, seed: int, progress: bool = False, forms: str = "training") -> Mapping[str, Rows]:
    """By check the looks at `cars` simulated cars of a year.

    forms: "training" may be learned from, "evaluation" only judges.
    """
    sheets = {check: _Sheet() for check in CHECKS}
    rates = dict.fromkeys(causes.CAUSES, OFTEN)
    groups = range(-(-cars // TOGETHER))
    for number in track(groups, description="fleets", disable=not progress):
        size = min(TOGETHER, cars - number * TOGETHER)
        own = seed * 1_000 + number
        fleet = fleets.make(size, seed=own, start=START, days=DAYS, forms=forms, rates=rates)
        for car in range(size):
            _write(sheets, fleet, car, name=number * TOGETHER + car)
    return {check: sheet.rows() for check, sheet in sheets.items()}


def _write(sheets: Mapping[str, _Sheet], fleet: Fleet, car: int, *, name: int) -> None:
    past, wrong = fleet.past(car), [fault for fault in fleet.ground.faults if fault.car == car]
    for check, sheet in sheets.items():
        own = [fault for fault in wrong if check in fault.checks or FAILING.get(fault.cause) == check]
        harms = [fault.harm_at for fault in own if fault.harm_at is not None]
        form = next((fault.form for fault in own if fault.harm_at is not None), "")
        for day, weight in _days(fleet, own, offset=car):
            finding = _look(fleet, past, day, check=check)
            if finding is not None:
                sheet.add(finding, car=name, form=form, at=fleet.now(day), harms=harms, weight=weight)


def _days(fleet: Fleet, wrong: list[FaultTruth], *, offset: int) -> Iterator[tuple[int, float]]:
    """Days looked at, and how many looks of a real fleet each stands for: every one while something is wrong.

    A car whose harm is still to come is as rare in a real fleet before its onset as after it.
    """
    for day in range(fleet.days):
        now = fleet.now(day)
        if any(fault.harm_at and fault.harm_at < now < fault.mended_at + HEALED for fault in wrong):
            continue
        present = [fault.cause for fault in wrong if fault.present(now)]
        if present:
            yield day, _rarity(present)
        elif day % EVERY == offset % EVERY:
            coming = [fault.cause for fault in wrong if fault.harm_at and fault.harm_at > now]
            yield day, float(EVERY) * _rarity(coming)


def _rarity(drawn: list[str]) -> float:
    """How much rarer the rarest of these causes is in a real fleet than here; 1 where there is none."""
    return min((causes.CAUSES[cause].per_10k_car_years / OFTEN for cause in drawn), default=1.0)


def _look(fleet: Fleet, past: Past, day: int, *, check: str) -> Finding | None:
    judging, now = catalogue.BY_CODE[check], fleet.now(day)
    features = past.features(day + BEFORE_DAYS, judging.PARTS)
    heard = Quality(1_000, 1.0, 0.0, 0.0, now, 0.0, None)
    return judging.check(View(now, ZONE, fleet.car(past.car), features, heard))


def fit(check: str, rows: Rows, *, version: str, seed: int) -> Models:
    """One model a horizon. Raises Refusal learning_rows where there is too little to learn from."""
    return {hours: model for hours, (model, _) in _fitted(check, rows, version=version, seed=seed).items()}


def _fitted(check: str, rows: Rows, *, version: str, seed: int) -> dict[int, tuple[Additive, learn.Floats]]:
    """By horizon the model, and the chance of each row by folds that had not seen its form of fault, nor its car."""
    names = list(rows.evidence)
    return {
        hours: learn.fit_judged(
            names,
            np.column_stack(list(rows.evidence.values())),
            rows.harm_in_h <= hours,
            rows.cars if rows.apart is None else rows.apart,
            name=check,
            version=version,
            seed=seed,
            monotone=dict.fromkeys(names, 1),
            weights=rows.weights / rows.weights.min(),  # so that the penalty does not drown what is rare
        )
        for hours in HORIZONS_H
    }


def ship(
    folder: Path, *, cars: int, judges: int, seed: int, progress: bool = False
) -> dict[str, dict[str, Any]]:
    """Fit what ships, judge it on other cars with other fault forms, and write a file a check; returns the manifests.

    Raises Refusal learning_rows.
    """
    learned = rows(cars=cars, seed=seed, progress=progress)
    unseen = rows(cars=judges, seed=seed + 1, progress=progress, forms="evaluation")
    found = {}
    for check in CHECKS:
        told = shipped(check, learned[check], unseen[check], seed=seed)
        text = msgspec.json.format(msgspec.json.encode(told), indent=1)
        (folder / f"{check}.json").write_bytes(text + b"\n")
        found[check] = told.manifest | {"speaks_from": told.speaks_from}
    return found


def shipped(check: str, learned: Rows, unseen: Rows, *, seed: int) -> Shipped:
    """Fit the models of a check and measure them on `unseen`. Raises Refusal learning_rows."""
    fitted = _fitted(check, learned, version="1", seed=seed)
    models = {hours: model for hours, (model, _) in fitted.items()}
    figures = gates.measure(gates.chances(models, unseen), unseen, seed=seed)
    manifest = {
        "learned_from": _counts(learned, check, "training"),
        "judged_by": _counts(unseen, check, "evaluation"),
        "split": "cars and fault forms that judge are used by nothing that was learned",
        "simulated": True,
        "seed": seed,
        "figures": msgspec.to_builtins(figures),
        "horizons": {str(hours): _calibrated(models[hours], unseen, hours) for hours in HORIZONS_H},
    }
    held = {hours: model for hours, model in models.items() if _held(manifest, hours)}
    return Shipped(held, _speaks_from(fitted[HORIZONS_H[2]][1], learned), manifest)


def _held(manifest: Mapping[str, Any], hours: int) -> bool:
    """Only a horizon whose chances came true on forms of fault not learned from is told to anybody."""
    return float(manifest["horizons"][str(hours)]["calibration_error"]) <= gates.CALIBRATION


def _speaks_from(month: learn.Floats, learned: Rows) -> float:
    """Lowest chance within a month from which what is told comes true within it as often as is promised.

    On chances out of fold where the check trips, rows weighted; 1 where none keeps the promise: nothing is yellow.
    """
    there = _tripped(learned)
    come = learned.harm_in_h[there] <= gates.COMES_TRUE_H
    found = threshold.at_precision(
        month[there], come, precision=gates.PRECISION, weights=learned.weights[there]
    )
    return 1.0 if found is None else round(found, 4)


def _tripped(rows: Rows) -> NDArray[np.bool_]:
    return np.ones(rows.cars.size, dtype=np.bool_) if rows.tripped is None else rows.tripped


def _counts(drawn: Rows, check: str, use: str) -> dict[str, Any]:
    own = [form for form in causes.FORMS if causes.CAUSES[form.cause].check == check and form.use == use]
    return {
        "cars": int(np.unique(drawn.cars).size),
        "looks": drawn.cars.size,
        "tripped": int(_tripped(drawn).sum()),
        "cars_harmed": int(np.unique(drawn.cars[np.isfinite(drawn.harm_in_h)]).size),
        "forms": [f"{form.cause}.{form.code}" for form in own],
    }


def _calibrated(model: Additive, unseen: Rows, hours: int) -> dict[str, Any]:
    """How true chances are where they are told: at looks at which the check trips."""
    there = _tripped(unseen)
    told = additive.chance(model, unseen.evidence)[there]
    came, weights = unseen.harm_in_h[there] <= hours, unseen.weights[there]
    points = calibration.reliability(told, came, weights=weights)
    return {
        "calibration_error": round(calibration.error(told, came, weights=weights), 4),
        "reliability": [[round(each.told, 3), round(each.true, 3)] for each in points],
    }
