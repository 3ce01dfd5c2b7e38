"""What commands share: opening the core, answers as text or JSON, refusals as one line."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import sleep
from typing import Annotated, Final, TypeVar

import msgspec
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from domain import core as core_module
from domain import tables
from domain.core import Core, Unit
from domain.db import migrate
from domain.db.away import AWAY
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.privacy import erase
from domain.registry import delimited
from domain.registry import service as registry
from domain.registry.sheet import Bad
from domain.registry.tables import Owner
from domain.settings import Settings
from jobs import files, logs, schema, speakers

log = logging.getLogger(__name__)

_PAUSES_S: Final = (0.5, 1.0, 2.0, 4.0)

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON, for scripts.")]
Row = Mapping[str, object]
T = TypeVar("T", bound=msgspec.Struct)

assert tables.METADATA.tables


@contextmanager
def open_core(*, waits: bool = False) -> Iterator[Core]:
    """Open the core for one command; a refusal becomes a line on stderr and exit code 1.

    waits: try for some seconds where the database cannot be reached yet.
    """
    logs.keep_uncaught_discreet()
    with plain_refusals():
        core = core_module.build(settings(), speaker=speakers.speaker)
        try:
            patiently(partial(_ready, core)) if waits else _ready(core)
            patiently(partial(_erase_again, core)) if waits else _erase_again(core)
            yield core
        finally:
            core.engine.dispose()


def patiently(step: Callable[[], None]) -> None:
    """Call a step, again for some seconds while the database cannot be reached. Raises the last error."""
    for pause_s in _PAUSES_S:
        try:
            step()
        except AWAY as error:
            log.debug("the database is away, again in %.1f s: %s", pause_s, type(error).__name__)
            sleep(pause_s)
        else:
            return
    step()


def settings() -> Settings:
    """Read the settings. Raises Refusal settings_wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"BEFOREHAND_{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors()
        )
        raise Refusal("settings_wrong", wrong=wrong) from error


def _ready(core: Core) -> None:
    """Create or upgrade SQLite's schema. Raises Refusal database_old for PostgreSQL, which is upgraded by a command."""
    if schema.is_current(core.engine):
        return
    schema.refuse_strange(core.engine)
    if core.engine.dialect.name != "sqlite":
        raise Refusal("database_old")
    migrate.upgrade(core.engine)


def _erase_again(core: Core) -> None:
    """Erase owners whom a restored backup brought back, before the command does anything."""
    with core.reading() as unit:
        due = erase.is_due(unit)
    if due:
        with core.unit() as unit:
            erase.replay_erasures(unit)


@contextmanager
def plain_refusals() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        say_no(refusal)
        raise typer.Exit(1) from refusal


def say_no(refusal: Refusal) -> None:
    """Write reason, cure and code of a refusal to stderr, on one line."""
    sentence = speakers.speaker("en").say(Phrase(f"refusal.{refusal.code}", refusal.params))
    typer.echo(f"{sentence} [{refusal.code}]", err=True)


def answer(result: object, *, as_json: bool) -> None:
    """Print a list of rows as a table, one row as lines, or either as JSON."""
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(result)))
    elif isinstance(result, Mapping):
        for name, value in result.items():
            typer.echo(f"{name}: {_text(value)}")
    elif isinstance(result, Sequence):
        _print_table(result)


def _print_table(rows: Sequence[Row]) -> None:
    if not rows:
        typer.echo("Nothing.")
        return
    table = Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_text(value) for value in row.values()))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200, markup=False).print(table)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_text(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_text(each) for each in value)
    return "" if value is None else str(value)


def read_entry(file: Path, kind: type[T]) -> T:
    """Read one entry from a TOML or JSON file. Raises Refusal entry_invalid, file_missing, file_is_folder ..."""
    with files.reading(file):
        raw = file.read_bytes()
    try:
        if file.suffix == ".toml":
            return msgspec.toml.decode(raw, type=kind)
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Refusal("entry_invalid", status=422, reason=str(error)) from error


def read_sheet(file: Path) -> str:
    """Read a sheet as text. Raises Refusal sheet_encoding, file_missing, file_is_folder ..."""
    with files.reading(file):
        return delimited.text(file.read_bytes())


def bad_rows(bad: Iterable[Bad]) -> list[Row]:
    """Say of each row of a sheet that was not taken where it stands and why."""
    say = speakers.speaker("en").say
    return [
        {
            "line": each.line,
            "column": each.column,
            "code": each.code,
            "reason": say(Phrase(f"refusal.{each.code}", each.params)),
        }
        for each in bad
    ]


def owner_of(unit: Unit, chat: int) -> Owner:
    """Return the owner whose chat was named. Raises Refusal owner_unknown."""
    owner = registry.owner_of_chat(unit, chat)
    if owner is None:
        raise Refusal("owner_unknown", status=404)
    return owner
