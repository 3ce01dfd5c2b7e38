"""`beforehand import`: files that other programs wrote, taken in as a car's past."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from domain.core import Core
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.feeds import imports, links
from domain.feeds.facts import Key, Why
from domain.feeds.files import captures, mapping, reading
from domain.feeds.files.facts import Preset
from domain.feeds.files.reading import FileRows
from domain.feeds.files.samples import Samples
from domain.feeds.gbt32960 import translate as gbt32960
from domain.health import catalogue
from domain.health import service as health
from domain.privacy import access_log
from domain.registry import delimited
from domain.registry import service as registry
from domain.telemetry import history
from domain.telemetry.history import Outcome
from domain.telemetry.intake import Batch, Block
from domain.telemetry.storage import blocks
from jobs import console, files, progress, speakers
from jobs.console import AsJson

app = typer.Typer()

_TOLD = 5  # reasons, or names, of each sort


@dataclass(slots=True)
class Tally:
    """What became of files. rows_refused: by reason how many, with the first line of each."""

    rows: int = 0
    rows_refused: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, str] = field(default_factory=dict)
    passed_over: Counter[tuple[str, Why]] = field(default_factory=Counter)
    days: int = 0
    days_before: int = 0
    days_left: int = 0
    values: int = 0
    repeated: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def take_day(self, outcome: Outcome) -> None:
        receipt = outcome.receipt
        self.days, self.days_left = self.days + 1, self.days_left + outcome.is_left
        self.values, self.repeated = self.values + receipt.kept, self.repeated + receipt.repeated
        self.refused += receipt.refused_total
        self.reasons += Counter(f"{each.signal or 'record'}: {each.code}" for each in receipt.refused)
        self.reasons += Counter(
            {f"{path}: {each.why}": each.count for path, each in receipt.unwanted.items()}
        )


@dataclass(slots=True)
class Past:
    """The files of one run, read. mark: a hash of all that decides what is taken in."""

    kinds: list[str] = field(default_factory=list)
    columns: dict[str, Key | None] = field(default_factory=dict)
    samples: Samples = field(default_factory=Samples)
    tally: Tally = field(default_factory=Tally)
    mark: str = ""


@app.command("import")
def import_files(
    sources: Annotated[list[Path], typer.Argument(help="Files, or folders of them; read in as one.")],
    *,
    car: Annotated[int, typer.Option(help="Number of the car, from `admin vehicle list`.", min=1, max=2**31 - 1)],
    kind: Annotated[str, typer.Option(help="Kind of the files, where it is not recognised.")] = "",
    mapping_file: Annotated[Path | None, typer.Option("--mapping", help="TOML file that says what the columns are.")] = None,
    zone: Annotated[str, typer.Option(help="Time zone of times that name none; else the car's.")] = "",
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
        preset = None if mapping_file is None else mapping.read(console.read_sheet(mapping_file))
        past = read(sources, preset=preset, kind=kind, zone=_zone(zone or own_zone), vss=vss, vins=vins)
        past.mark = sha256(f"{past.mark}{car}{kind}{zone}{vss}{since}{preset}".encode()).hexdigest()
        if not dry_run:
            take_in(core, car, past, since=since and since.replace(tzinfo=_zone(own_zone)))
        console.answer(_summary(core, car, past, dry_run=dry_run), as_json=as_json)


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
    """Read files into memory. vins: names of the car in captured frames. Raises Refusal import_kind, import_start, import_empty, file_* or sheet_encoding."""
    past, marks = Past(), []
    for file in _files(sources):
        with files.reading(file):
            raw = file.read_bytes()
        marks.append(sha256(raw).hexdigest())
        if captures.is_capture(raw):
            source = captures.read(raw, vins=vins)
        else:
            text = delimited.text(raw)
            source = reading.open_text(text, file=file.name, zone=zone, preset=preset, kind=kind, vss=vss)
        _gather(past, source, file.name)
    if not len(past.samples):
        raise Refusal(
            "import_empty", file=", ".join(each.name for each in sources)[:200], rows=past.tally.rows
        )
    past.mark = "".join(sorted(marks))
    return past


def _files(sources: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        yield from (
            sorted(each for each in source.iterdir() if each.is_file()) if source.is_dir() else (source,)
        )


def _gather(past: Past, source: FileRows, name: str) -> None:
    if source.title not in past.kinds:
        past.kinds.append(source.title)
    past.columns |= source.columns
    tally = past.tally
    for row in progress.track(source.rows, f"Reading {name}", disable=False):
        tally.rows += 1
        tally.passed_over.update(row.passed_over.items())
        if row.why or row.at is None:
            tally.rows_refused[row.why] += 1
            tally.first_lines.setdefault(row.why, f"{name}, line {row.line}")
        elif row.signals:
            past.samples.add(row.at, row.signals)


def take_in(core: Core, car: int, past: Past, *, since: datetime | None) -> None:
    """Store what was read, a day a transaction; days that an earlier run of the same files did are passed over."""
    with core.unit() as unit:
        vehicle = registry.vehicle(unit, car)
        before = imports.progress(unit, vehicle, mark=past.mark, kind=past.kinds[0][:80])
        access_log.note_cars(unit, access_log.MACHINE, access_log.What.IMPORT, [car])
    evening = blocks.EMPTY
    days = list(past.samples.days())
    past.tally.days_before = sum(before.day is not None and day <= before.day for day, _ in days)
    for day, batch in progress.track(days, "Taking in", disable=False, total=len(days)):
        if before.day is None or day > before.day:
            evening = _take_day(core, car, past, day, batch, evening=evening, since=since)
        elif day == before.day and not before.is_over:
            with core.reading() as unit:
                evening = history.evening_of(unit, vehicle, batch, day=day, since=since)
    with core.unit() as unit:
        imports.note_end(unit, registry.vehicle(unit, car), mark=past.mark)


def _take_day(
    core: Core,
    car: int,
    past: Past,
    day: date,
    batch: Batch,
    *,
    evening: Block,
    since: datetime | None,
) -> Block:
    with core.unit() as unit:
        vehicle = registry.vehicle(unit, car)
        outcome = history.learn(unit, vehicle, batch, day=day, evening=evening, since=since)
        imports.note_day(unit, vehicle, mark=past.mark, day=day, outcome=outcome)
    past.tally.take_day(outcome)
    return outcome.evening


def _summary(core: Core, car: int, past: Past, *, dry_run: bool) -> dict[str, object]:
    tally = past.tally
    answer: dict[str, object] = {
        "kind": past.kinds,
        "rows": tally.rows,
        "rows_refused": {
            f"{_why(why)} (first: {tally.first_lines[why]})": count
            for why, count in tally.rows_refused.items()
        },
        "taken": {
            name: list(key.paths) for name, key in past.columns.items() if key is not None and not key.why
        },
        "not_taken": _not_taken(past.columns),
        "cells_without_value": {
            f"{name}: {_why(why)}": count for (name, why), count in tally.passed_over.most_common(_TOLD)
        },
    }
    return answer if dry_run else answer | _stored(tally) | _checks(core, car)


def _stored(tally: Tally) -> dict[str, object]:
    return {
        "days": tally.days,
        "days_done_before": tally.days_before,
        "days_left_as_they_were": tally.days_left,
        "values_kept": tally.values,
        "values_there_before": tally.repeated,
        "values_refused": tally.refused,
        "reasons": dict(tally.reasons.most_common(_TOLD)),
    }


def _not_taken(columns: Mapping[str, Key | None]) -> dict[str, list[str]]:
    """Name by reason the columns that become nothing."""
    names: dict[str, list[str]] = {}
    for name, key in columns.items():
        why = Why.UNKNOWN_KEY if key is None else key.why
        if why is not None:
            names.setdefault(_why(why), []).append(name)
    return names


def _why(code: str) -> str:
    return speakers.speaker("en").say(Phrase(f"feed.why.{code}"))


def _checks(core: Core, car: int) -> dict[str, object]:
    """Which checks can judge the car as it was on the last day that is known, and what the others lack."""
    with core.reading() as unit:
        view = health.view_of(unit, registry.vehicle(unit, car))
    if view is None or not view.features.days:
        return {"checks_that_judge": [], "checks_that_cannot": [check.CODE for check in catalogue.ALL]}
    last = datetime.combine(view.features.days[-1].day, datetime.max.time(), tzinfo=UTC)
    findings = health.judge(replace(view, now=min(view.now, last)))
    return {
        "checks_that_judge": [code for code, finding in findings.items() if finding is not None],
        "checks_that_cannot": [code for code, finding in findings.items() if finding is None],
    }
