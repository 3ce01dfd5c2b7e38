"""What the operator does with versions of models: look, try on some cars, promote to all, take back."""

from typing import Annotated

import typer

from domain import phrases
from domain.errors import Refusal
from domain.health import service as health
from domain.learning import service
from domain.learning.card import card
from domain.learning.facts import Version
from jobs import console
from jobs.console import AsJson, Row

app = typer.Typer(no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Code of the check that the model serves, such as coolant_loop.")]
Number = Annotated[int, typer.Option("--version", help="Number of the version, from `models list`.", min=1)]
Cars = Annotated[int, typer.Option(help="How many cars take part, drawn by lot.", min=1)]
Days = Annotated[int, typer.Option(help="How many days the trial lasts at most.", min=1, max=365)]


@app.callback()
def main() -> None:
    """Versions of the chance models: what is at work, on trial, refused, and the way back."""


@app.command("list")
def every(*, as_json: AsJson = False) -> None:
    """List all versions, the newest of each check first."""
    with console.opened() as core, core.reading() as unit:
        console.answer([row(each) for each in service.versions(unit)], as_json=as_json)


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
    with console.opened() as core, core.reading() as unit:
        found = [each for each in service.versions(unit, name) if number in {None, each.number}]
        if not found:
            raise Refusal("model_unknown", status=404, check=name, number=number or 1)
        if as_json:
            console.answer({**row(found[0]), "manifest": found[0].manifest}, as_json=True)
        else:
            typer.echo(card(found[0], why=_said(found[0])))


@app.command()
def trial(name: Name, *, number: Number, cars: Cars = 100, days: Days = 30, as_json: AsJson = False) -> None:
    """Let a candidate judge some cars for some days. The timetable ends it, early where the bar is out of reach."""
    with console.opened() as core, core.unit() as unit:
        fleet = [vehicle.id for vehicle in health.due_vehicles(unit)]
        begun = service.begin_trial(unit, name, number, cars=cars, days=days, fleet=fleet)
        console.answer(row(begun), as_json=as_json)


@app.command()
def promote(name: Name, *, number: Number, as_json: AsJson = False) -> None:
    """Let a version that passed its trial judge all cars."""
    with console.opened() as core, core.unit() as unit:
        console.answer(row(service.promote(unit, name, number)), as_json=as_json)


@app.command()
def rollback(name: Name, *, as_json: AsJson = False) -> None:
    """Take the newest version at work out of use: it ends its trial, or gives way to the one that was live before."""
    with console.opened() as core, core.unit() as unit:
        console.answer(row(service.rollback(unit, name)), as_json=as_json)


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
        "why": list(_said(version)),
    }


def _said(version: Version) -> tuple[str, ...]:
    speaker = phrases.speaker("en")
    return tuple(speaker.say(each) for each in version.why)
