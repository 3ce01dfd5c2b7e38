"""Try the understanding of sentences, and play scripted conversations, without a chat."""

import logging
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import anyio
import msgspec
import typer

from domain.dialogue.facts import Talk, TimeExpression
from domain.dialogue.meaning import model
from domain.dialogue.meaning import understand as understanding
from domain.dialogue.times import when as times
from domain.errors import Refusal
from domain.kit.clock import RealClock
from jobs import console
from jobs.console import AsJson, Row
from jobs.conversation import scripts
from jobs.conversation.facts import Script

app = typer.Typer()

Text = Annotated[str, typer.Argument(help="What an owner writes, in Chinese or English.")]
Zone = Annotated[str, typer.Option(help="IANA zone of the centre.")]
Now = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%dT%H:%M"], help="Pretend it is this local time, such as 2026-11-18T10:00."),
]


@app.command()
def understand(text: Text, *, zone: Zone = "Asia/Shanghai", now: Now = None, as_json: AsJson = False) -> None:
    """Show what a sentence means at the beginning of a talk: intent, how sure, job and time."""
    meaning = understanding.understand(text, talk=Talk(), now=_local(now, zone), model=model.shipped())
    if as_json:
        console.answer(meaning, as_json=True)
        return
    row = {
        name: value
        for name, value in msgspec.to_builtins(meaning).items()
        if value not in (None, (), [], False, "")
    }
    if meaning.when:
        row["when"] = _row(meaning.when)
    console.answer(row, as_json=False)


@app.command()
def when(text: Text, *, zone: Zone = "Asia/Shanghai", now: Now = None, as_json: AsJson = False) -> None:
    """Show the days and times that a sentence names, with every reading where there are several."""
    expressions = times.find(text, now=_local(now, zone))
    readings = [reading for each in expressions for reading in each.ambiguous or (each,)]
    console.answer(expressions if as_json else [_row(each) for each in readings], as_json=as_json)


@app.command()
def talk(
    script: Annotated[Path, typer.Option(help="JSON file: a script, or a list of scripts.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Play scripted conversations against the real core, in a database that is thrown away.

    One script an answer, each on a line of its own; docs/cli.md describes both.
    """
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)  # what goes wrong stands in the answer
    try:
        with console.plain_refusals():
            anyio.run(partial(_play, scripts.read(script), as_json=as_json))
    finally:
        logging.disable(before)


async def _play(scripts: list[Script], *, as_json: bool) -> None:
    from jobs.conversation import page, play  # noqa: PLC0415 - the bot, which no other command here needs

    played = iter(scripts)
    async for answer in play.play_all(scripts):
        script = next(played)
        typer.echo(msgspec.json.encode(answer).decode() if as_json else page.section(script, answer))


def _local(now: datetime | None, zone: str) -> datetime:
    """Raises Refusal zone_unknown."""
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal("zone_unknown", status=422, zone=zone) from None
    return now.replace(tzinfo=place) if now else RealClock().now().astimezone(place)


def _row(expression: TimeExpression) -> Row:
    return {
        "words": expression.source,
        "grain": expression.grain.value,
        "from day": expression.date_from,
        "to day": expression.date_to,
        "from time": expression.time_from,
        "to time": expression.time_to,
    }
