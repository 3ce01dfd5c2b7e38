"""Fit models anew from what is shipped. Each writes a manifest with its figures."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from domain.dialogue import learn
from jobs import console
from jobs.console import AsJson

app = typer.Typer(no_args_is_help=True)

_SHIPPED = Path(str(files("domain.data"))) / "intents"

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
