"""What the operator does with versions of models: look, try on some cars, promote to all, take back."""

from typing import Annotated

import typer

from domain.core import Unit
from domain.errors import Refusal
from domain.health import service as health
from domain.kpi import fitted
from domain.learning import card, service
from domain.learning.facts import Version
from domain.learning.shelf import Fitted
from jobs import console, speakers
from jobs.console import AsJson, Row

app = typer.Typer(no_args_is_help=True)

Name = Annotated[
    str,
    typer.Argument(
        help="Check that the model serves, such as coolant_loop, or what was fitted: battery_fade."
    ),
]
Number = Annotated[int, typer.Option("--version", help="Number of the version, from `models list`.", min=1)]
Cars = Annotated[int, typer.Option(help="How many cars take part, drawn by lot.", min=1)]
Days = Annotated[int, typer.Option(help="How many days the trial lasts at most.", min=1, max=365)]


@app.callback()
def main() -> None:
    """Versions of models: what is at work, on trial, refused, and the way back."""


@app.command("list")
def every(*, as_json: AsJson = False) -> None:
    """List all versions, the newest of each check first, then those fitted to the installation's own cars."""
    with console.open_core() as core, core.reading() as unit:
        rows = [*map(row, service.versions(unit)), *(_fitted_row(*each) for each in fitted.every(unit))]
        console.answer(rows, as_json=as_json)


@app.command()
def show(
    name: Name,
    *,
    number: Annotated[
        int | None, typer.Option("--version", help="Number of the version; the newest without it.", min=1)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the model card of a version; --json answers with its manifest."""
    with console.open_core() as core, core.reading() as unit:
        content, text = (_fitted if name in fitted.NAMES else _chances)(unit, name, number)
        if as_json:
            console.answer(content, as_json=True)
        else:
            typer.echo(text)


def _chances(unit: Unit, name: str, number: int | None) -> tuple[Row, str]:
    for each in service.versions(unit, name):
        if number in {None, each.number}:
            return {**row(each), "manifest": each.manifest}, card.card(each, why=_reasons(each))
    raise Refusal("model_unknown", status=404, check=name, number=number or 1)


def _fitted(unit: Unit, name: str, number: int | None) -> tuple[Row, str]:
    version, standing = fitted.version(unit, name, number)
    return {**_fitted_row(version, standing), "manifest": version}, card.fitted(version, state=standing)


@app.command()
def trial(name: Name, *, number: Number, cars: Cars = 100, days: Days = 30, as_json: AsJson = False) -> None:
    """Let a candidate judge some cars for some days. The timetable ends it, early where the bar is out of reach."""
    with console.open_core() as core, core.unit() as unit:
        fleet = [vehicle.id for vehicle in health.due_vehicles(unit)]
        begun = service.begin_trial(unit, name, number, cars=cars, days=days, fleet=fleet)
        console.answer(row(begun), as_json=as_json)


@app.command()
def promote(name: Name, *, number: Number, as_json: AsJson = False) -> None:
    """Let a version that passed its trial judge all cars."""
    with console.open_core() as core, core.unit() as unit:
        console.answer(row(service.promote(unit, name, number)), as_json=as_json)


@app.command()
def rollback(name: Name, *, as_json: AsJson = False) -> None:
    """Take the newest version at work out of use: it ends its trial, or gives way to the one that was live before."""
    with console.open_core() as core, core.unit() as unit:
        if name in fitted.NAMES:
            former = _fitted_row(fitted.rollback(unit, name), fitted.Standing.TAKEN_BACK)
        else:
            former = row(service.rollback(unit, name))
        console.answer(former, as_json=as_json)


def row(version: Version) -> Row:
    """One line about a version."""
    return {
        "check": version.check,
        "version": version.number,
        "state": version.state,
        "changed": version.changed_at,
        "precision": version.manifest.figures.precision,
        "recall": version.manifest.figures.recall,
        "calibration_error": version.manifest.figures.calibration,
        "why": list(_reasons(version)),
    }


def _fitted_row(version: Fitted, standing: fitted.Standing) -> Row:
    """The same columns for a model that was fitted here: it tells no chances, and its error stands under why."""
    error = f"off by {version.mean_error:.3g} {version.unit} on cars left out; {version.plain}: {version.plain_error:.3g}"
    return {
        "check": version.name,
        "version": version.number,
        "state": standing.replace("_", " "),
        "changed": version.made_at,
        "precision": None,
        "recall": None,
        "calibration_error": None,
        "why": [f"{error}; {version.cars} cars of {version.of or 'all models'}"],
    }


def _reasons(version: Version) -> tuple[str, ...]:
    speaker = speakers.speaker("en")
    return tuple(speaker.say(each) for each in version.why)
