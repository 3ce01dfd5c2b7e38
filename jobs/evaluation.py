"""Measure models and checks on data the caller brings."""

from pathlib import Path
from typing import Annotated

import typer

from jobs import console, recordings_check
from jobs.console import AsJson

app = typer.Typer(no_args_is_help=True)

Train = Annotated[
    Path | None,
    typer.Option(help="Data to learn from first, where the evaluation learns.", exists=True),
]
Test = Annotated[Path, typer.Option(help="Data to measure on: a folder or a file.", exists=True)]


@app.callback()
def main() -> None:
    """Measure models and checks on data you bring."""


@app.command(name="false_alarms")
def false_alarms(*, test: Test, train: Train = None, as_json: AsJson = False) -> None:
    """Send recordings of healthy cars through the whole product and count what it wrongly warns of.

    Takes the public recordings named in docs/checks-evidence.md as Parquet files, with their own columns.
    """
    with console.told_plainly():
        found = recordings_check.evaluate(train, test, progress=not as_json)
    console.answer(found, as_json=as_json)
