"""Measure models and checks on data the caller brings."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import Refusal
from jobs import console, files
from jobs.console import AsJson
from jobs.lab import figures
from jobs.lab.evaluations.catalogue import ALL
from jobs.lab.evaluations.facts import Evaluation, Outcome

app = typer.Typer()

Train = Annotated[
    Path | None, typer.Option(help="Data to learn from first, where the evaluation learns.", exists=True)
]
Test = Annotated[
    Path | None,
    typer.Option(help="Data to judge on; without it the training data are cross-validated.", exists=True),
]
Record = Annotated[
    Path | None,
    typer.Option(help="Folder to keep the answer in as NAME.json; docs/models.md is made from docs/figures."),
]


@app.command()
def evaluate(
    name: Annotated[str, typer.Argument(help=f"list, {', '.join(ALL)}.")] = "list",
    *,
    train: Train = None,
    test: Test = None,
    record: Record = None,
    as_json: AsJson = False,
) -> None:
    """Measure a shipped check or recipe on data you bring: a data set's folder, or one that holds several.

    Units (cars, cells, recordings) are never in both halves, seeds are fixed. docs/models.md has the figures.
    """
    if name == "list":
        console.answer([{"name": each, "measures": line} for each, (_, line) in ALL.items()], as_json=as_json)
        return
    with console.plain_refusals():
        outcome = _measured(name, train, test, progress=not as_json)
        if record is not None:
            figures.keep(record, name, outcome, train=train, test=test)
        console.answer(outcome.as_json(name), as_json=as_json)


def _measured(name: str, train: Path | None, test: Path | None, *, progress: bool) -> Outcome:
    """Measure. Raises Refusal data_unreadable where data that were brought have another form than is needed."""
    module = _module(name)
    if train is None and test is None:
        return module.evaluate(None, None, progress=progress)
    try:
        return module.evaluate(train, test, progress=progress)
    except (KeyError, ValueError, TypeError, IndexError) as error:  # of Arrow's, too
        raise Refusal("data_unreadable", name=name, reason=files.line(error)) from error


def _module(name: str) -> Evaluation:
    if name not in ALL:
        raise Refusal("evaluation_unknown", name=name, known=", ".join(ALL))
    module: Evaluation = import_module(ALL[name][0])
    return module
