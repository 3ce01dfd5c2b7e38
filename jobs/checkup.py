"""Health reports: offer each car's once a year, and check the file of one against its signatures."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

import typer

from domain.checkup import signature, yearly
from domain.core import Core, Unit
from domain.errors import Refusal
from domain.logbook.facts import FaultError
from domain.registry import service as registry
from jobs import cars, console, files
from jobs.console import AsJson, Row
from jobs.dossier import anchor_of
from jobs.due import Report

app = typer.Typer(no_args_is_help=True)

MOST_BYTES: Final = 50_000_000  # own choice, as for dossiers: a report has some hundred thousand


@app.callback()
def main() -> None:
    """Health reports that owners hand on: check one against its signatures."""


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The report (PDF).", show_default=False)],
    *,
    signed_by: Annotated[
        Path | None,
        typer.Option("--signature", help="Its signature beside it; FILE.sig where none is named."),
    ] = None,
    key: Annotated[
        str | None, typer.Option(help="Number of a key that you know to be the operator's.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that a report is the one that was signed, inside and beside it, and tell by which key and when.

    Needs no database. Exit code 1 where it does not hold.
    """
    with console.plain_refusals():
        anchor = None if key is None else anchor_of(key)
        beside = signed_by or file.with_name(f"{file.name}.sig")
        text = _bytes(beside) if signed_by or beside.exists() else None
        console.answer(_check(_bytes(file), text, anchor), as_json=as_json)
    if key is None:
        typer.echo(
            "Compare the key with the one that the operator publishes, or name that by --key.", err=True
        )


def _bytes(path: Path) -> bytes:
    """Raises Refusal checkup_other_form (422) for a file that is far too large."""
    with files.reading(path):
        if path.stat().st_size > MOST_BYTES:
            raise Refusal("checkup_other_form", status=422)
        return path.read_bytes()


def _check(body: bytes, text: bytes | None, anchor: str | None) -> Row:
    """Raises Refusal checkup_unsigned, or checkup_ and the fault (422). text: the signature beside the report, if any."""
    from domain.checkup import seal  # noqa: PLC0415 - half a second of importing that only this pays

    try:
        beside = None if text is None else signature.check(body, text, anchor=anchor)
        inside = seal.check(body, anchor=anchor)
    except FaultError as error:
        raise Refusal(f"checkup_{error.fault}", status=422) from error
    one = beside or inside
    if one is None:
        raise Refusal("checkup_unsigned", status=422)
    if inside is not None and inside.key != one.key:
        raise Refusal("checkup_bad_keys", status=422)
    return {
        "key": one.key,
        "holds": True,
        "signed_at": one.at,
        "sha256": sha256(body).hexdigest(),
        "beside": beside is not None,
        "inside": inside is not None,
        "certificate": "" if inside is None else inside.certificate,
    }


def offer(core: Core) -> Report:
    """Offer each car's report in its month to the owner; one car in a unit."""
    with core.reading() as unit:
        due = [car.id for car, owner in registry.cars_with_owners(unit) if car.in_use_since and owner.notes]
    counts: list[int] = []

    def consider(unit: Unit, part: Sequence[int]) -> None:
        counts.append(yearly.consider(unit, part))

    tally = cars.each(core, "checkups", due, consider)
    return Report(
        f"{sum(counts)} health reports offered for {tally.done} cars, {tally.failed} failed",
        tally.done,
        tally.failed,
    )
