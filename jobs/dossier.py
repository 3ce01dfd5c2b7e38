"""Dossiers from the outside: check one without a database, and see to the keys that sign them."""

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from domain.errors import Refusal
from domain.explain.catalogue import LANGUAGES
from domain.logbook import keys, page, rules, stamps
from domain.logbook.facts import Dossier, FaultError, PublicKey
from jobs import console, files, speakers
from jobs.console import AsJson, Row

app = typer.Typer(no_args_is_help=True)
_keys = typer.Typer(no_args_is_help=True, help="The keys that sign dossiers.")
app.add_typer(_keys, name="keys")

MOST_BYTES: Final = 50_000_000  # own choice: a dossier of 10,000 entries has four million


@app.callback()
def main() -> None:
    """Dossiers that owners hand to buyers: check one, list the keys, replace them."""


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The page, or the JSON in it.", show_default=False)],
    *,
    key: Annotated[
        str | None, typer.Option(help="Number of a key that you know to be the operator's.")
    ] = None,
    timestamp_ca: Annotated[
        Path | None, typer.Option(help="PEM file of the roots to check the time stamp by.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a dossier and tell what it says: every hash, the tree, the signature, the time stamp. Needs no database.

    Exit code 1 where it does not hold. What a page around it shows is not gone by.
    """
    with console.plain_refusals():
        with files.reading(file):
            if file.stat().st_size > MOST_BYTES:
                raise Refusal("dossier_not_dossier", status=422, position="")
            raw = file.read_bytes()
        text = raw.decode("utf-8-sig", errors="replace")
        dossier = _check(text, key)
        _tell(dossier, _stamp(text, dossier, timestamp_ca), as_json=as_json)
    _warn(text, dossier, key=key, is_stamp_checked=timestamp_ca is not None)


def _warn(text: str, dossier: Dossier, *, key: str | None, is_stamp_checked: bool) -> None:
    """Say what was not checked."""
    stamp = stamps.text_in(text)
    if rules.BEGIN in text and text.strip() not in _pages(dossier, stamp):
        typer.echo(
            "The file is a page that differs from what this version makes: what the page shows was not checked. Go by what stands here.",
            err=True,
        )
    if key is None:
        typer.echo(
            "Compare the key with the one that the operator publishes, or name that by --key.", err=True
        )
    if stamp not in {"", stamps.NONE} and not is_stamp_checked:
        typer.echo(
            "The time stamp in the file was not checked: name the authority's roots by --timestamp-ca.",
            err=True,
        )


@_keys.command("list")
def every(*, as_json: AsJson = False) -> None:
    """List the public keys, the first of all first; the last one signs."""
    with console.open_core() as core, core.reading() as unit:
        console.answer([_row(key) for key in keys.listed(unit)], as_json=as_json)


@_keys.command()
def rotate(*, as_json: AsJson = False) -> None:
    """Replace the key that signs. The old one vouches for the new one, and its private half is destroyed."""
    with console.open_core() as core, core.unit() as unit:
        console.answer(_row(keys.rotate(unit)), as_json=as_json)


def anchor_of(key: str) -> str:
    """Return the id of a key as it was typed. Raises Refusal dossier_key_form (422)."""
    anchor = key.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{32}", anchor):
        raise Refusal("dossier_key_form", status=422)
    return anchor


def _check(text: str, key: str | None) -> Dossier:
    """Raises Refusal dossier_key_form, or dossier_ and the fault (422)."""
    anchor = None if key is None else anchor_of(key)
    try:
        return rules.check(text, anchor=anchor)
    except FaultError as error:
        raise _refusal(error) from error


def _refusal(error: FaultError) -> Refusal:
    position = "" if error.position is None else str(error.position)
    return Refusal(f"dossier_{error.fault}", status=422, position=position)


def _stamp(text: str, dossier: Dossier, roots: Path | None) -> Row:
    """Return what the time stamp proves; nothing without roots. Raises Refusal dossier_timestamp_ and the fault (422)."""
    if roots is None:
        return {}
    with files.reading(roots):
        pem = roots.read_bytes()
    try:
        stamp = stamps.check(stamps.answer_in(text), stamps.head(dossier), roots=pem)
    except FaultError as error:
        raise _refusal(error) from error
    return {"stamped_at": f"{stamp.at:%Y-%m-%dT%H:%M:%SZ}", "stamped_by": stamp.authority}


def _summary(dossier: Dossier) -> Row:
    statement = dossier.statement
    return {
        "key": statement.key,
        "holds": True,
        "vin": statement.car.vin,
        "model": statement.car.model,
        "signed_at": statement.at,
        "sections": ", ".join(statement.sections),
        "entries": statement.size,
        "not_shown": statement.size - len(statement.open),
        "root": statement.root,
    }


def _tell(dossier: Dossier, stamp: Row, *, as_json: bool) -> None:
    entries = [_entry(dossier, position) for position in dossier.statement.open]
    if as_json:
        console.answer({**_summary(dossier), **stamp, "shown": entries}, as_json=True)
        return
    console.answer({**_summary(dossier), **stamp}, as_json=False)
    typer.echo()
    console.answer(entries, as_json=False)


def _entry(dossier: Dossier, position: int) -> Row:
    entry = dossier.leaves[position - 1].entry
    assert entry is not None, "what is open was checked"
    return {
        "entry": position,
        "on": entry.on,
        "section": entry.section.value,
        "from": entry.origin.value,
        "about": dossier.statement.words.get("en", {}).get(entry.about, entry.about),
        "facts": ", ".join(f"{name} {value}" for name, value in entry.facts.items()),
        "entered": entry.entered,
    }


def _pages(dossier: Dossier, stamp: str) -> set[str]:
    """Return the page that this version makes of a dossier, by the language in which it opens; what is no stamp stands in none."""
    own = stamp if stamps.is_spelled(stamp) else ""
    return {page.render(dossier, speakers.speaker, language=each, stamp=own).strip() for each in LANGUAGES}


def _row(key: PublicKey) -> Row:
    return {"key": key.id, "public": key.public, "since": key.since}
