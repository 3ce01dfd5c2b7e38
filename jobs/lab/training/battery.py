"""Fit the battery models to the installation's own cars: what their charges, histories and curves say against measurements.

Only cars teach whose owners agreed to it. Figures are of cars left out of fitting, in five folds by car; a model that is
no better on them than a plain answer is refused.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np
import typer
from numpy.typing import NDArray

from domain.battery import fade, learn, life, peers, rules, service, soh, trained
from domain.battery.facts import Pack
from domain.core import Core
from domain.errors import Refusal
from domain.learning.folds import FOLDS, dealt
from domain.learning.shelf import Fitted, Kind
from jobs import console
from jobs.console import AsJson
from jobs.lab.training.own import LEAST, shelve

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """row: what a car teaches, or None. errors: the model's absolute errors on a car, in `unit`.

    plainly: those of the plain answer that a model has to beat, from the rows it may learn from and the car's own.
    """

    kind: Kind[Any]
    row: Callable[[Pack], Any]
    fit: Callable[[Sequence[Any]], object]
    errors: Callable[[Any, Any], Floats]
    unit: str
    plain: str
    plainly: Callable[[Sequence[Any], Any], Floats]


def _distance(estimate: Floats | float, truth: Floats | float) -> Floats:
    return np.atleast_1d(np.abs(estimate - np.asarray(truth)))


def _soh_errors(model: Any, row: tuple[Floats, Floats]) -> Floats:
    shapes, truth = row
    estimates = soh.estimate(model, shapes)
    return _distance(estimates[np.isfinite(truth)], truth[np.isfinite(truth)])


def _soh_plainly(training: Sequence[tuple[Floats, Floats]], row: tuple[Floats, Floats]) -> Floats:
    every, truth = np.concatenate([each for _, each in training]), row[1]
    return _distance(float(np.nanmedian(every)), truth[np.isfinite(truth)])


def _fade_errors(model: Any, row: tuple[Floats, Floats]) -> Floats:
    cycles, level = row
    origins = learn.origins(cycles, ahead=rules.HORIZONS[-1], every=rules.EVERY)
    rows = np.array([fade.inputs(cycles[: origin + 1], level[: origin + 1]) for origin, _ in origins])
    forecasts = [far.soh for *_, far in fade.forecast(model, rows)]
    return _distance(np.array(forecasts), level[[later for _, later in origins]])


def _fade_plainly(_training: Sequence[tuple[Floats, Floats]], row: tuple[Floats, Floats]) -> Floats:
    cycles, level = row
    origins = learn.origins(cycles, ahead=rules.HORIZONS[-1], every=rules.EVERY)
    now = [fade.inputs(cycles[: origin + 1], level[: origin + 1])[1] for origin, _ in origins]
    return _distance(np.array(now), level[[later for _, later in origins]])


def _life_errors(model: Any, row: tuple[life.Curves, float, str]) -> Floats:
    return _distance(life.expected(model, life.inputs(row[0])[None])[:, 0], row[1])


def _life_plainly(
    training: Sequence[tuple[life.Curves, float, str]], row: tuple[life.Curves, float, str]
) -> Floats:
    return _distance(float(np.median([lasted for _, lasted, _ in training])), row[1])


def _fit_life(rows: Sequence[tuple[life.Curves, float, str]]) -> object:
    return learn.fit_life([(curves, lasted) for curves, lasted, _ in rows], [batch for *_, batch in rows])


def _peers_errors(model: Any, row: tuple[Floats, Floats, Floats]) -> Floats:
    years, km, truth = row
    return _distance(peers.expected(model, years, km)[:, 0], truth)


def _peers_plainly(
    training: Sequence[tuple[Floats, Floats, Floats]], row: tuple[Floats, Floats, Floats]
) -> Floats:
    return _distance(float(np.median(np.concatenate([truth for *_, truth in training]))), row[2])


def _fit_peers(rows: Sequence[tuple[Floats, Floats, Floats]]) -> object:
    years, km, truth = (np.concatenate(each) for each in zip(*rows, strict=True))
    owner = np.repeat(np.arange(len(rows)), [len(each) for each, _, _ in rows])
    return learn.fit_peers(years, km, truth, owner)


def _fit_fade(rows: Sequence[tuple[Floats, Floats]]) -> object:
    return learn.fit_fade(rows, horizons=rules.HORIZONS)


_ALL = "the median of all cars"
RECIPES = {
    each.kind.name: each
    for each in (
        Recipe(
            trained.SOH, rules.charges_told, learn.fit_soh, _soh_errors, "points of SOH", _ALL, _soh_plainly
        ),
        Recipe(
            trained.FADE,
            rules.history,
            _fit_fade,
            _fade_errors,
            "points of SOH after 100 full cycles",
            "the present kept",
            _fade_plainly,
        ),
        Recipe(trained.LIFE, rules.lifetime, _fit_life, _life_errors, "full cycles", _ALL, _life_plainly),
        Recipe(
            trained.PEERS, rules.standing, _fit_peers, _peers_errors, "points of SOH", _ALL, _peers_plainly
        ),
    )
}


def fit(core: Core, name: str, *, car: str) -> Fitted:
    """Fit a recipe to all cars, or to one model of car, and let it judge from now on.

    Raises Refusal too_few_labels, model_no_better.
    """
    with core.reading() as unit:
        packs = [pack for pack in service.packs(unit) if not car or pack.model == car]
    return written(packs, RECIPES[name], of=car, made_at=unit.now, folder=core.settings.models_dir)


def written(packs: Sequence[Pack], recipe: Recipe, *, of: str, made_at: datetime, folder: Path) -> Fitted:
    """Put a recipe's model of these cars on the shelf with its manifest. Raises Refusal too_few_labels, model_no_better."""
    rows = [row for row in map(recipe.row, packs) if row is not None]
    if len(rows) < LEAST:
        raise Refusal("too_few_labels", model=recipe.kind.name, found=len(rows), needed=LEAST)
    return shelve(
        folder,
        recipe.kind,
        recipe.fit(rows),
        _left_out(recipe, rows),
        plain=recipe.plain,
        unit=recipe.unit,
        made_at=made_at,
        of=of,
    )


def _left_out(recipe: Recipe, rows: Sequence[Any]) -> list[tuple[Floats, Floats]]:
    """The errors on each car by a model that was fitted without it, and those of the plain answer."""
    fold = dealt(np.arange(len(rows)))
    training = [[row for row, mine in zip(rows, fold, strict=True) if mine != each] for each in range(FOLDS)]
    models = [recipe.fit(each) for each in training]
    return [
        (recipe.errors(models[mine], row), recipe.plainly(training[mine], row))
        for row, mine in zip(rows, fold, strict=True)
    ]


Car = Annotated[str, typer.Option("--car", help="Only cars of this model, as registered; all without it.")]


def _command(name: str, line: str) -> Callable[..., None]:
    def train(*, car: Car = "", as_json: AsJson = False) -> None:
        with console.open_core() as core:
            console.answer(msgspec.to_builtins(fit(core, name, car=car)), as_json=as_json)

    train.__doc__ = line
    return train


LINES = {
    "battery_soh": "Health from how charges end, against what workshops measured.",
    "battery_fade": "Health 50 and 100 full cycles ahead, from deep charges.",
    "battery_life": "Life in full cycles, from how the curve of slow charges changes early.",
    "battery_peers": "Health to be expected at an age and odometer; name a model with --car.",
}


def register(app: typer.Typer) -> None:
    for name, line in LINES.items():
        app.command(name)(_command(name, line))
