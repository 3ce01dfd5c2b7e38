"""Fit models anew from what is shipped. Each writes a manifest with its figures."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from domain.dialogue.emergency import learn as emergency_learn
from domain.dialogue.meaning import learn
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.health import judging
from domain.health.training import learn as chances
from domain.learning.facts import Models, Version
from jobs import console, learning, models, speakers
from jobs.console import AsJson, Row
from jobs.lab.training import battery, energy, valuation

app = typer.Typer(no_args_is_help=True)
battery.register(app)
energy.register(app)
valuation.register(app)

_SHIPPED = Path(str(files("domain.data") / "intents"))
_EMERGENCIES = Path(str(files("domain.data") / "emergencies"))
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
def emergencies(*, folder: Folder = _EMERGENCIES, beside: Folder = _SHIPPED, as_json: AsJson = False) -> None:
    """Fit the recogniser of emergencies; beside: the folder of everyday sentences. Figures are of cross-validation."""
    emergency_learn.train(folder, beside=beside)
    console.answer(json.loads((folder / "manifest.json").read_text())["metrics"], as_json=as_json)


@app.command()
def health(
    *,
    cars: Annotated[int, typer.Option(help="Simulated cars to learn from.", min=1)] = 800,
    judges: Annotated[int, typer.Option(help="Other cars, with other fault forms, that judge.", min=1)] = 400,
    seed: Annotated[int, typer.Option(help="Same seed and same outcomes, same models.")] = _SEED,
    made_for: Annotated[str, typer.Option(help="Whom it is made for, as its card says.")] = "every car",
    ship: Annotated[
        Path | None,
        typer.Option(
            help="Write what ships into this folder instead: no outcomes, no registry.", exists=True
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fit the chances of harm that checks tell, on simulated fleets and on what owners and workshops said.

    Each new version is held against its gate and kept as a candidate, or refused with the reasons. Takes a quarter of an hour or more.
    """
    if ship is not None:
        with console.plain_refusals():
            report = chances.ship(ship, cars=cars, judges=judges, seed=seed, progress=not as_json)
        console.answer(report, as_json=as_json)
        return
    with console.open_core() as core:
        versions = learning.train(
            core,
            chances,
            shipped=_shipped,
            cars=cars,
            judges=judges,
            seed=seed,
            made_for=made_for,
            progress=not as_json,
        )
    console.answer([_row(check, each) for check, each in versions.items()], as_json=as_json)


def _shipped(check: str) -> Models | None:
    shipped = judging.shipped().get(check)
    return shipped.models if shipped else None


def _row(check: str, result: Version | Refusal) -> Row:
    if isinstance(result, Version):
        return models.row(result)
    why = speakers.speaker("en").say(Phrase(f"refusal.{result.code}", result.params))
    return {"check": check, "version": None, "state": "not trained", "why": [why]}
