"""Fit the battery models to the installation's own cars: what their charges, histories and curves say against measurements.

Only cars teach whose owners agreed to it. Figures are of cars left out of fitting, in five folds by car.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from domain.battery import fade, learn, life, peers, rules, service, soh
from domain.battery.facts import Pack
from domain.core import Core
from domain.errors import Refusal
from domain.learning import plain
from jobs import console
from jobs.console import AsJson
from jobs.evaluations.facts import resampled

LEAST = 25  # cars: five folds of five; own choice

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """row: what a car teaches, or None. errors: the model's absolute errors on a car, in `unit`."""

    row: Callable[[Pack], Any]
    fit: Callable[[Sequence[Any]], object]
    errors: Callable[[Any, Any], Floats]
    unit: str


def _soh_errors(model: Any, row: tuple[Floats, Floats]) -> Floats:
    shapes, known = row
    told = soh.estimate(model, shapes)
    there = np.isfinite(known)
    return np.abs(told - known)[there]


def _fade_errors(model: Any, row: tuple[Floats, Floats]) -> Floats:
    cycles, level = row
    cuts = learn.origins(cycles, ahead=rules.HORIZONS[-1], every=rules.EVERY)
    rows = np.array([fade.inputs(cycles[: cut + 1], level[: cut + 1]) for cut, _ in cuts])
    told = [far.soh for *_, far in fade.forecast(model, rows)]
    return np.abs(np.array(told) - level[[later for _, later in cuts]])


def _life_errors(model: Any, row: tuple[life.Curves, float]) -> Floats:
    return np.abs(life.expected(model, life.inputs(row[0])[None])[:, 0] - row[1])


def _peers_errors(model: Any, row: tuple[Floats, Floats, Floats]) -> Floats:
    years, km, known = row
    return np.abs(peers.expected(model, years, km)[:, 0] - known)


def _fit_peers(rows: Sequence[tuple[Floats, Floats, Floats]]) -> object:
    years, km, known = (np.concatenate(each) for each in zip(*rows, strict=True))
    owner = np.repeat(np.arange(len(rows)), [len(each) for each, _, _ in rows])
    return learn.fit_peers(years, km, known, owner)


def _fit_fade(rows: Sequence[tuple[Floats, Floats]]) -> object:
    return learn.fit_fade(rows, horizons=rules.HORIZONS, every=rules.EVERY)


RECIPES = {
    "battery_soh": Recipe(rules.charges_told, learn.fit_soh, _soh_errors, "points of SOH"),
    "battery_fade": Recipe(rules.history, _fit_fade, _fade_errors, "points of SOH after 100 full cycles"),
    "battery_life": Recipe(rules.lifetime, learn.fit_life, _life_errors, "full cycles"),
    "battery_peers": Recipe(rules.standing, _fit_peers, _peers_errors, "points of SOH"),
}


def trained(core: Core, name: str, *, car: str) -> dict[str, Any]:
    """Fit a recipe to all cars, or to one model of car, and write it to the data folder.

    Raises Refusal too_few_labels.
    """
    with core.reading() as unit:
        packs = [pack for pack in service.packs(unit) if not car or pack.model == car]
        about = {"model": name, "made_at": unit.now.isoformat(), "of": car or "all models of car"}
    return written(packs, about, folder=core.settings.data_dir / "models")


def written(packs: Sequence[Pack], about: Mapping[str, str], *, folder: Path) -> dict[str, Any]:
    """Fit the recipe that `about` names and write `<model>.npz` and its manifest. Raises Refusal too_few_labels."""
    name = about["model"]
    recipe = RECIPES[name]
    rows = [row for row in map(recipe.row, packs) if row is not None]
    if len(rows) < LEAST:
        raise Refusal("too_few_labels", model=name, found=len(rows), needed=LEAST)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.npz"
    plain.save(recipe.fit(rows), file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest = {**about, "cars": len(rows), **_figures(recipe, rows), "sha256": digest}
    file.with_suffix(".json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return {**manifest, "file": str(file)}


def _figures(recipe: Recipe, rows: Sequence[Any]) -> dict[str, Any]:
    errors = _left_out(recipe, rows)
    return {
        "labels": sum(each.size for each in errors),
        "split": f"{learn.FOLDS} folds by car",
        "mean_error": _mean(errors),
        "interval_90": resampled(errors, _mean),
        "unit": recipe.unit,
    }


def _left_out(recipe: Recipe, rows: Sequence[Any]) -> list[Floats]:
    """The errors on each car by a model that was fitted without it."""
    fold = learn.folds(np.arange(len(rows)))
    models = [
        recipe.fit([row for row, mine in zip(rows, fold.tolist(), strict=True) if mine != each])
        for each in range(learn.FOLDS)
    ]
    return [recipe.errors(models[mine], row) for row, mine in zip(rows, fold.tolist(), strict=True)]


def _mean(errors: Sequence[Floats]) -> float:
    return float(np.concatenate(errors).mean())


Car = Annotated[str, typer.Option("--car", help="Only cars of this model, as registered; all without it.")]


def _command(name: str, line: str) -> Callable[..., None]:
    def train(*, car: Car = "", as_json: AsJson = False) -> None:
        with console.opened() as core:
            console.answer(trained(core, name, car=car), as_json=as_json)

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
