"""Privacy from the operator's side: what is held about an owner, by kind and count, and what is declared."""

from collections.abc import Iterator
from typing import Annotated

import typer

from domain.privacy import access_log, declared, footprint
from domain.privacy.access_log import MACHINE, What
from domain.privacy.footprint import Part
from domain.telemetry.catalogue import CATALOGUE
from jobs import console
from jobs.console import AsJson, Row

app = typer.Typer(no_args_is_help=True)


@app.callback()
def main() -> None:
    """Show what is held about an owner, and what is declared."""


@app.command("footprint")
def show_footprint(
    *, chat: Annotated[int, typer.Option(help="Id of the owner's Telegram chat.")], as_json: AsJson = False
) -> None:
    """Count what is held about an owner, by kind. Shows no content; the owner sees that it was read."""
    with console.open_core() as core, core.unit() as unit:
        owner = console.owner_of(unit, chat)
        access_log.note(unit, MACHINE, What.COUNTS, [(owner.id, None)])
        console.answer([_row(part) for part in footprint.parts(unit, owner)], as_json=as_json)


@app.command("map")
def show_map(*, as_json: AsJson = False) -> None:
    """List every column and signal with its kind, how long it is kept, and whether it is sealed."""
    console.answer([*_columns(), *_signals()], as_json=as_json)


def _row(part: Part) -> Row:
    return {
        "kind": part.category.value,
        "hours": part.hours,
        "entries": {table.name: count for table, count in part.entries},
        "since": part.since,
    }


def _columns() -> Iterator[Row]:
    for table in declared.tables():
        reach = declared.reach_of(table)
        for column in table.c:
            data = declared.data_of(column)
            yield {
                "place": f"{table.name}.{column.name}",
                "kind": data.category.value,
                "personal": reach.owner is not None,
                "sealed": data.sealed,
                "kept days": None if reach.keep is None else reach.keep.days,
                "lasts": reach.lasts,
                "purpose": None,
            }


def _signals() -> Iterator[Row]:
    collected = (each for each in CATALOGUE.values() if each.is_collected)
    for signal in collected:
        yield {
            "place": signal.path,
            "kind": signal.category.value,
            "personal": True,
            "sealed": True,
            "kept days": signal.keep_days,
            "lasts": "",
            "purpose": signal.purpose.value,
        }
