"""The learning loop: versions are trained and gated, and trials go on until they are decided."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from domain.alerts import labels, outcomes
from domain.alerts.facts import Label, Record
from domain.core import Core
from domain.errors import Refusal, error_id
from domain.learning import gates, rules, service
from domain.learning.facts import HORIZONS_H, Manifest, Models, Recipe, Rows, Version, stamp

log = logging.getLogger(__name__)

_SPLIT: Final = (
    "cars and fault forms that gate are used by nothing that was learned; what owners said only teaches"
)
Shipped = Callable[[str], Models | None]


def train(
    core: Core,
    recipe: Recipe,
    *,
    shipped: Shipped,
    cars: int,
    judges: int,
    seed: int,
    made_for: str,
    progress: bool = False,
) -> dict[str, Version | Refusal]:
    """Draw rows, add what owners and workshops said, fit and judge; by check the new version, or why there is none.

    cars: simulated ones to learn from; judges: others, with other fault forms. shipped: what is at work without a version.

    Each version is kept as soon as it is judged, so a kill loses at most the one in hand.
    """
    training = recipe.rows(cars=cars, seed=seed, progress=progress, forms="learning")
    unseen = recipe.rows(cars=judges, seed=seed + 1, progress=progress, forms="gating")
    with core.reading() as unit:
        outcome_labels = outcomes.labels(unit)
    versions: dict[str, Version | Refusal] = {}
    for check, rows in training.items():
        own = [label for label in outcome_labels if label.check == check]
        try:
            models = recipe.fit(check, labels.mixed(rows, own), version=_next(core, check), seed=seed)
        except Refusal as refusal:
            versions[check] = refusal
            continue
        versions[check] = _gate(
            core,
            check,
            models,
            shipped=shipped,
            data=_data(rows, unseen[check], own),
            unseen=unseen[check],
            seed=seed,
            made_for=made_for,
        )
    return versions


def _next(core: Core, check: str) -> str:
    with core.reading() as unit:
        return str(service.next_number(unit, check))


def _gate(
    core: Core,
    check: str,
    models: Models,
    *,
    shipped: Shipped,
    data: Mapping[str, int],
    unseen: Rows,
    seed: int,
    made_for: str,
) -> Version:
    with core.reading() as unit:
        before = service.live(unit, check) or shipped(check)
    present = gates.measure(before, unseen, seed=seed) if before else None
    figures = gates.measure(models, unseen, seed=seed)
    manifest = Manifest(
        check=check,
        version=models[HORIZONS_H[-1]].version,
        made_for=made_for,
        data=data,
        split=_SPLIT,
        seed=seed,
        figures=figures,
        present=present,
        reliability=_reliability(models, unseen),
    )
    with core.unit() as unit:
        return service.add(unit, models, manifest, gates.judge(figures, present))


def _reliability(models: Models, unseen: Rows) -> dict[int, tuple[tuple[float, float], ...]]:
    return {
        hours: tuple((each.stated, each.true) for each in gates.reliability(chances, unseen, hours))
        for hours, chances in gates.chances(models, unseen).items()
    }


def _data(training: Rows, unseen: Rows, own: Sequence[Label]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, rows in (("learned from", training), ("judged by", unseen)):
        harmed = np.unique(rows.cars[np.isfinite(rows.harm_in_h)]).size
        counts |= {
            f"looks {name}": rows.cars.size,
            f"cars {name}": np.unique(rows.cars).size,
            f"of them with harm, {name}": harmed,
        }
    return counts | {"outcomes told by owners and workshops": len(own)}


def advance(core: Core) -> str:
    """Hold every trial against its stop rule; return what became of them, for the record.

    An error in one trial does not stop the others; it is raised after them.
    """
    with core.reading() as unit:
        running = service.in_trial(unit)
    lines, failed = [], []
    for check, number in running:
        try:
            lines.append(_advance(core, check, number))
        except Exception as error:
            log.exception("error %s: the trial of %s %d could not be decided", error_id(), check, number)
            failed.append(error)
    if failed:
        raise failed[0]
    return ", ".join(lines) or "no trials"


def _advance(core: Core, check: str, number: int) -> str:
    with core.unit() as unit:
        trial = service.version(unit, check, number).trial
        assert trial is not None
        record = outcomes.records_by_model(unit).get((check, stamp(check, str(number))), Record())
        course = rules.course(
            trial,
            right=record.right,
            wrong=record.wrong,
            open_=record.told - record.right - record.wrong,
            now=unit.now,
        )
        service.conclude(unit, check, number, course)
    return f"{check} {number}: {course.verdict}"
