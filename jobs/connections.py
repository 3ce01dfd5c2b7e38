"""Connecting cars to what other programs say of them."""

from typing import Annotated

import typer

from domain.feeds import links
from domain.feeds.links import Link
from domain.privacy import access_log
from domain.privacy.access_log import MACHINE, What
from domain.registry import service as registry
from jobs import console
from jobs.console import AsJson, Row

app = typer.Typer(no_args_is_help=True, help="Other programs that tell of cars.")

Car = Annotated[int, typer.Option(help="Number of the car, from `vehicle list`.", min=1, max=2**31 - 1)]


@app.command("link")
def link(
    *,
    car: Car,
    feed: Annotated[str, typer.Option(help="teslamate, fleet_telemetry, ovms, home_assistant or gbt32960.")],
    name: Annotated[str, typer.Option(help="The car's name there, such as cars/1, or its VIN.")],
    as_json: AsJson = False,
) -> None:
    """Let a car's readings come from a source, at its owner's request. A name that was another car's is now this one's."""
    with console.open_core() as core, core.unit() as unit:
        connected = links.connect(unit, registry.vehicle(unit, car), feed=feed, name=name)
        access_log.note_cars(unit, MACHINE, What.KEY, [car])
        console.answer(_row(connected), as_json=as_json)


@app.command("list")
def list_links(*, as_json: AsJson = False) -> None:
    """List which name of which source is which car."""
    with console.open_core() as core, core.unit() as unit:
        rows = links.every(unit)
        access_log.note_cars(unit, MACHINE, What.REGISTER, sorted({each.vehicle_id for each in rows}))
        console.answer([_row(each) for each in rows], as_json=as_json)


@app.command("unlink")
def unlink(
    number: Annotated[
        int, typer.Argument(help="Number of the connection, from `feed list`.", min=1, max=2**31 - 1)
    ],
) -> None:
    """End a connection: what the source says of the car is not stored any more."""
    with console.open_core() as core, core.unit() as unit:
        links.disconnect(unit, number)
    typer.echo("Ended.")


def _row(link: Link) -> Row:
    return {"number": link.id, "feed": link.feed, "name": link.name, "car": link.vehicle_id}
