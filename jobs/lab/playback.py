"""Recordings and stories: what a real car sent, and what the checks say of a simulated one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import Refusal
from domain.registry import service as registry
from domain.simulation import stories
from jobs import console, speakers
from jobs.console import AsJson
from jobs.lab import replay as replaying
from jobs.lab.storytelling import report

app = typer.Typer()


@app.command()
def replay(
    file: Annotated[
        Path, typer.Argument(help="CSV or Parquet: a time column, and columns named by VSS path.")
    ],
    *,
    vehicle: Annotated[int | None, typer.Option(help="Number of the car; a new key is made for it.")] = None,
    key: Annotated[str | None, typer.Option(help="Key of the car, instead of --vehicle.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the API; ours unless given.")] = None,
    start: Annotated[datetime | None, typer.Option(help="Place the first record here (UTC).")] = None,
    as_json: AsJson = False,
) -> None:
    """Send a recording through the API, as its car would. The API has to run.

    With --vehicle the key the car had stops working: meant for cars whose source is recorded. Where nothing was
    taken the commonest reasons are told and the exit code is 1.
    """
    if (vehicle is None) == (key is None):
        raise typer.BadParameter("give either --vehicle or --key")
    with console.plain_refusals():
        settings = console.settings()
        address = url or f"http://{settings.api_host}:{settings.api_port}"
        sent = replaying.replay(
            file,
            key=key or _fresh_key(vehicle),
            url=address,
            start=start and start.replace(tzinfo=UTC),
            progress=not as_json,
        )
        console.answer(sent.as_dict(), as_json=as_json)
        if sent.is_in_vain:
            raise Refusal("replay_in_vain", reason="; ".join(sent.commonest))


def _fresh_key(vehicle: int | None) -> str:
    assert vehicle is not None
    with console.open_core() as core, core.unit() as unit:
        return registry.vehicle_key(unit, vehicle)


@app.command()
def simulate(
    story: Annotated[str, typer.Argument(help="Code of a story, or `list`.")], *, as_json: AsJson = False
) -> None:
    """Tell, evening by evening, which checks trip in a simulated story."""
    if story == "list":
        rows = [
            {"story": each.code, "title": speakers.speaker("en").say(each.title), "expects": each.expect}
            for each in stories.STORIES.values()
        ]
        console.answer(rows, as_json=as_json)
        return
    with console.plain_refusals():
        if story not in stories.STORIES:
            raise Refusal("story_unknown", story=story, known=", ".join(stories.STORIES))
        console.answer(report(stories.STORIES[story], progress=not as_json), as_json=as_json)
