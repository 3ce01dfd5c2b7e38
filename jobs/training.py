"""Fit models anew from what is shipped. Each writes a manifest with its figures."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from domain.dialogue import learn
from domain.health import learn as chances
from jobs import console
from jobs.console import AsJson

app = typer.Typer(no_args_is_help=True)

_SHIPPED = Path(str(files("domain.data"))) / "intents"
_HEALTH = Path(str(files("domain.data"))) / "health"
_SEED = 7

Folder = Annotated[
    Path, typer.Option(help="Folder of zh.jsonl and en.jsonl; the model is written there.", exists=True)
]


@app.callback()
def main() -> None:
    """Fit a model anew."""


@app.command()
def intents(*, folder: Folder = _SHIPPED, as_json: AsJson = False) -> None:
    """Fit the model of what owners mean. Figures are of cross-validation on the same sentences."""
    learn.train(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    console.answer({"terms": manifest["terms"], **manifest["metrics"]}, as_json=as_json)


@app.command()
def health(
    *,
    folder: Annotated[Path, typer.Option(help="Where a file a check is written.", exists=True)] = _HEALTH,
    cars: Annotated[int, typer.Option(help="Simulated cars to learn from.")] = 800,
    judges: Annotated[int, typer.Option(help="Other cars, with other fault forms, that judge.")] = 400,
    seed: Annotated[int, typer.Option(help="Same seed, same models.")] = _SEED,
    as_json: AsJson = False,
) -> None:
    """Fit the chances of harm that checks tell, on simulated fleets. Takes some minutes."""
    with console.told_plainly():
        found = chances.ship(folder, cars=cars, judges=judges, seed=seed, progress=not as_json)
    console.answer(found, as_json=as_json)
