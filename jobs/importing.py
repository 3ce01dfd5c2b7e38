"""`beforehand import`: files that other programs wrote, taken in as a car's past."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from domain.core import Core
from domain.errors import Refusal
from domain.feeds import imports, links, pasts
from domain.feeds.files import captures, mapping, reading
from domain.feeds.files.facts import Preset
from domain.feeds.gbt32960 import translate as gbt32960
from domain.feeds.pasts import Past
from domain.privacy import access_log
from domain.registry import service as registry
from domain.telemetry import history
from domain.telemetry.intake import Batch
from domain.telemetry.storage import blocks
from jobs import console, files, progress, receipts, teslamate
from jobs.console import AsJson

app = typer.Typer()

_NOT_OURS = frozenset(("import_kind", "sheet_encoding"))


Days = Callable[[Past, date | None], Iterable[tuple[date, Batch]]]


@app.command("import")
def import_files(
    sources: Annotated[list[str], typer.Argument(help="Files, or folders of them, read in as one; or postgresql://… of TeslaMate.")],
    *,
    car: Annotated[int, typer.Option(help="Number of the car, from `admin vehicle list`.", min=1, max=2**31 - 1)],
    kind: Annotated[str, typer.Option(help="Kind of the files, where it is not recognised.")] = "",
    mapping_file: Annotated[Path | None, typer.Option("--mapping", help="TOML file that says what the columns are.")] = None,
    zone: Annotated[str, typer.Option(help="Time zone of times that name none; else the car's.")] = "",
    source_car: Annotated[int | None, typer.Option(help="Number of the car in TeslaMate's database.", min=1, max=2**31 - 1)] = None,
    vss: Annotated[int | None, typer.Option(help="Version of VSS, for distances in VSS files.", min=1, max=99)] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day since when the car is its owner's.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be taken, and from what.")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Read in files of a car's past, of any age. Checks and baselines learn from it; nobody is warned of it.

    A run that was stopped goes on where it was; the same files again change nothing.
    """
    with console.open_core() as core:
        with core.reading() as unit:
            history.keeper(unit, car)
            vehicle = registry.vehicle(unit, car)
            own_zone = vehicle.zone
            vins = {registry.vin_of(unit, vehicle), *links.names(unit, vehicle, feed=gbt32960.NAME)}
        begin = since and since.replace(tzinfo=_zone(own_zone))
        if teslamate.is_address(sources):
            past = _of_database(core, car, sources, source_car=source_car, since=begin, dry_run=dry_run)
        else:
            preset = None if mapping_file is None else mapping.read(console.read_sheet(mapping_file))
            paths = [Path(each) for each in sources]
            past = read(paths, preset=preset, kind=kind, zone=_zone(zone or own_zone), vss=vss, vins=vins)
            past.mark = sha256(f"{past.mark}{car}{kind}{zone}{vss}{since}{preset}".encode()).hexdigest()
            if not dry_run:
                take_in(core, car, past, since=begin)
        console.answer(receipts.summary(core, car, past, dry_run=dry_run), as_json=as_json)


def _of_database(
    core: Core,
    car: int,
    sources: Sequence[str],
    *,
    source_car: int | None,
    since: datetime | None,
    dry_run: bool,
) -> Past:
    """Take in the whole days that TeslaMate's database tells of a car, or only read them.

    Raises Refusal import_database_* or import_empty.
    """
    with teslamate.opening(sources, car=source_car, now=core.clock.now()) as database:
        past = Past(kinds=[teslamate.TITLE], mark=sha256(f"{database.mark}{car}{since}".encode()).hexdigest())
        if dry_run:
            for _ in database.days(past, None):
                pass
        else:
            take_in(core, car, past, since=since, days=database.days)
    return past


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise Refusal("import_zone", zone=name[:60]) from error


def read(
    sources: Sequence[Path],
    *,
    preset: Preset | None,
    kind: str,
    zone: ZoneInfo,
    vss: int | None,
    vins: Collection[str] = (),
) -> Past:
    """Read files into memory; what a folder holds besides is passed over and named. vins: names of the car in captured frames.

    Raises Refusal import_kind, import_start, import_empty, file_* or sheet_encoding.
    """
    past, marks = Past(), []
    open_text = partial(reading.open_text, zone=zone, preset=preset, kind=kind, vss=vss)
    for file, is_chosen in _files(sources):
        name = pasts.printable(file.name)
        with files.reading(file):
            raw = file.read_bytes()
        try:
            source = (
                captures.read(raw, vins=vins)
                if captures.is_capture(raw)
                else open_text(pasts.text(raw), file=name)
            )
        except Refusal as refusal:
            if is_chosen or refusal.code not in _NOT_OURS:
                raise
            past.tally.other_files.append(name)
            continue
        marks.append(sha256(raw).hexdigest())
        rows = progress.track(source.rows, f"Reading {name}", disable=False)
        pasts.gather(past, replace(source, rows=iter(rows)), name)
    if not len(past.samples):
        names = pasts.printable(", ".join(each.name for each in sources))
        raise Refusal("import_empty", file=names, rows=past.tally.rows)
    past.mark = "".join(sorted(marks))
    return past


def _files(sources: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield files, and whether each was chosen by its name: a folder may hold others besides."""
    for source in sources:
        if source.is_dir():
            yield from ((each, False) for each in sorted(source.iterdir()) if each.is_file())
        else:
            yield source, True


def _of_files(past: Past, _after: date | None) -> Iterable[tuple[date, Batch]]:
    days = list(past.samples.days())
    return progress.track(days, "Taking in", disable=False, total=len(days))


def take_in(core: Core, car: int, past: Past, *, since: datetime | None, days: Days = _of_files) -> None:
    """Store a past, a day a transaction; days that an earlier run did are passed over.

    days: yields the days, in order; those before the last that is done may be left out.
    """
    with core.unit() as unit:
        vehicle = registry.vehicle(unit, car)
        before = imports.progress(unit, vehicle, mark=past.mark, kind=past.kinds[0][:80])
        access_log.note_cars(unit, access_log.MACHINE, access_log.What.IMPORT, [car])
    evening = blocks.EMPTY
    for day, batch in days(past, before):
        with core.unit() as unit:
            evening = imports.take_day(
                unit, vehicle, past, day, batch, before=before, evening=evening, since=since
            )
    with core.unit() as unit:
        imports.note_end(unit, vehicle, mark=past.mark)
