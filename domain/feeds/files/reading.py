"""From the text of a file to rows of readings. What is wrong with a row stays with that row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from domain.errors import Refusal
from domain.feeds import values
from domain.feeds.facts import Key, Signals, Why
from domain.feeds.files import documents, obd, presets
from domain.feeds.files.facts import ROW_BROKEN, TIME_UNREADABLE, Combined, Preset, Row
from domain.feeds.files.lines import Lines
from domain.registry import delimited
from domain.telemetry.catalogue import CATALOGUE

_STARTED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[ _T](\d{2})-(\d{2})-(\d{2})")
_COMMA: Final = re.compile(r"([+-]?\d+),(\d+)")
_REMEMBERED: Final = 2_000  # different cells of one column
_LONGEST_S: Final = 1e8  # three years: no log is as long
_NEAR_S: Final = 300.0  # between the time in a name and the first row


@dataclass(frozen=True, slots=True)
class FileRows:
    """A file whose kind is known. columns: each with its key, None where it has none. rows: to be read once."""

    kind: str
    title: str
    columns: dict[str, Key | None]
    rows: Iterator[Row]


def open_text(
    text: str,
    *,
    file: str,
    zone: tzinfo,
    preset: Preset | None = None,
    kind: str = "",
    vss: int | None = None,
) -> FileRows:
    """Recognise a file and make its rows readable. zone: of times that name none. file: its name, which some need.

    preset: a mapping of one's own; kind: a name of a preset, where it is not to be recognised. vss: the version of the
    names in a VSS file, without which a distance has no unit. Raises Refusal import_kind or import_start.
    """
    if preset is None and text.lstrip()[:1] in {"{", "["}:
        return _document(text, file=file, kind=kind, vss=vss)
    separator = delimited.separator_of(text)
    table = _numbered(Lines(text, separator), with_points=separator != ",")
    header = [cell.strip() for cell in next(table, (0, []))[1]]
    preset = preset or _recognised(header, file=file, kind=kind)
    if preset.clock.column not in {column.casefold() for column in header}:
        raise Refusal("import_mapping", reason=f"{file} has no column {preset.clock.column[:40]}")
    if preset is obd.CAR_SCANNER:
        return _long(table, header, file=file, zone=zone)
    keys = {
        column: _sources_of(preset, column) or _key(preset, column)
        for column in header
        if column and column.casefold() != preset.clock.column
    }
    return FileRows(preset.name, preset.title, keys, _rows(table, header, preset, zone=zone))


def _document(text: str, *, file: str, kind: str, vss: int | None) -> FileRows:
    entries = documents.entries(text)
    name = kind or documents.kind_of(each for _, each in entries)
    if name not in documents.TITLES:
        raise Refusal("import_kind", file=file, known=", ".join((*presets.BY_NAME, *documents.TITLES)))
    return FileRows(
        name, documents.TITLES[name], documents.columns(name, entries), documents.rows(name, entries, vss=vss)
    )


def _recognised(header: Sequence[str], *, file: str, kind: str) -> Preset:
    """Return the preset of most columns that are all there. Raises Refusal import_kind."""
    columns = {column.casefold() for column in header}
    fitting = [each for each in presets.ALL if _fits(each, columns, kind=kind)]
    if not fitting or fitting[0].clock.column not in columns:
        raise Refusal("import_kind", file=file, known=", ".join((*presets.BY_NAME, *documents.TITLES)))
    return max(fitting, key=lambda each: len(each.needs))


def _fits(preset: Preset, columns: set[str], *, kind: str) -> bool:
    """Whether a table may be of a preset. Who names the kind may have fewer columns, but none goes without its own form."""
    has_all = preset.needs <= columns
    return preset.name == kind and (has_all or preset is not obd.CAR_SCANNER) if kind else has_all


def _sources_of(preset: Preset, column: str) -> Key | None:
    """Return the key of a column that signals are made of together with others."""
    paths = tuple(each.path for each in preset.combined if column.casefold() in each.columns)
    return Key(paths) if paths else None


def _key(preset: Preset, column: str) -> Key | None:
    """Return the key of a column; what is not collected is passed over where it stands."""
    key = preset.key(column)
    if key is None or key.why or any(CATALOGUE[path].is_collected for path in key.paths):
        return key
    return Key(why=Why.NO_SIGNAL)


def _rows(
    table: Iterator[tuple[int, list[str]]], header: Sequence[str], preset: Preset, *, zone: tzinfo
) -> Iterator[Row]:
    places = {column.casefold(): place for place, column in enumerate(header)}
    time = places[preset.clock.column]
    readers = [
        (place, _Cells(column, key))
        for place, column in enumerate(header)
        if column and (key := _key(preset, column)) is not None and key.why is None
    ]
    combined = [
        (each, [places[column] for column in each.columns if column in places]) for each in preset.combined
    ]
    for line, row in table:
        cells = _whole(row, width=len(header), time=time if preset.any_width else None)
        if cells is None:
            yield Row(line, why=ROW_BROKEN)
            continue
        at = preset.clock.read(cells[time].strip(), zone=zone)
        yield Row(line, why=TIME_UNREADABLE) if at is None else _row(line, at, cells, readers, combined)


def _whole(cells: list[str], *, width: int, time: int | None) -> list[str] | None:
    """Return a row with at least as many cells as the heading, None where its cells may be others than their places say.

    One cell more has no name. time: where that of a row stands whose width is free. Such a row may have been cut off, so
    the last cell of a short one does not count; two in one line show by their time, unless the first has one of its own.
    """
    if time is None:
        return cells if width <= len(cells) <= width + 1 else None
    if not time + 1 < len(cells) < width + time:
        return None
    return cells if len(cells) >= width else [*cells[:-1], *[""] * (width + 1 - len(cells))]


def _with_points(cells: list[str]) -> list[str]:
    """Write decimal commas as points: they can be nothing else where commas do not part cells."""
    return [f"{match[1]}.{match[2]}" if (match := _COMMA.fullmatch(cell)) else cell for cell in cells]


def _numbered(lines: Lines, *, with_points: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield rows that are not empty with the lines they begin on."""
    for cells in lines:
        yield lines.number, _with_points(cells) if with_points else cells


class _Cells:
    """The cells of one column: many are the same as one before, and are not read again."""

    def __init__(self, column: str, key: Key) -> None:
        self._column, self._key = column, key
        self._before: dict[str, tuple[Signals, dict[str, Why]]] = {}

    def read(self, cell: str) -> tuple[Signals, dict[str, Why]]:
        result = self._before.get(cell)
        if result is None:
            result = values.by_key(self._key, self._column, cell)
            if len(self._before) < _REMEMBERED:
                self._before[cell] = result
        return result


def _row(
    line: int,
    at: datetime,
    cells: Sequence[str],
    readers: Iterable[tuple[int, _Cells]],
    combined: Iterable[tuple[Combined, list[int]]],
) -> Row:
    signals: Signals = {}
    passed_over: dict[str, Why] = {}
    for place, reader in readers:
        more, reasons = reader.read(cells[place])
        signals.update(more)
        if reasons:
            passed_over.update(reasons)
    for each, places in combined:
        there = [number for place in places if (number := values.number(cells[place])) is not None]
        if there:
            signals[each.path] = each.how(there)
    return Row(line, at, signals, passed_over)


def _long(
    table: Iterator[tuple[int, list[str]]], header: Sequence[str], *, file: str, zone: tzinfo
) -> FileRows:
    """Read Car Scanner: a row a value; SECONDS count from midnight or from the start that the name of the file tells."""
    cells_at = [
        next(place for place, name in enumerate(header) if name.casefold() == column)
        for column in ("seconds", "pid", "value", "units")
    ]
    started = _start(file).replace(tzinfo=zone)
    rows = list(_of_values(table, cells_at))
    first = next((second for _, second, *_ in rows if second is not None), 0.0)
    midnight = started.replace(hour=0, minute=0, second=0)
    begin = midnight if abs(first - (started - midnight).total_seconds()) < _NEAR_S else started
    columns = {name: obd.key(name, unit) for _, _, name, _, unit in rows if name}
    return FileRows(obd.CAR_SCANNER.name, obd.CAR_SCANNER.title, columns, _by_second(rows, begin))


def _start(file: str) -> datetime:
    """Return the local time in a name. Raises Refusal import_start."""
    match = _STARTED.search(file)
    try:
        if match is not None and match[1] < "2100":
            return datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}:{match[4]}")
    except ValueError:
        pass
    raise Refusal("import_start", file=file)


_Value = tuple[int, float | None, str, str, str]  # line, second, name, value, unit


def _of_values(table: Iterator[tuple[int, list[str]]], places: Sequence[int]) -> Iterator[_Value]:
    for line, cells in table:
        if len(cells) <= max(places):
            yield line, None, "", "", ""
        else:
            second, name, value, unit = (cells[place].strip() for place in places)
            yield line, values.number(second), name, value, unit


def _by_second(rows: Iterable[_Value], begin: datetime) -> Iterator[Row]:
    """Put the values of one second into one row."""
    row: Row | None = None
    for line, second, name, value, unit in rows:
        if second is None or abs(second) > _LONGEST_S:
            yield Row(line, why=ROW_BROKEN)
            continue
        at = begin + timedelta(seconds=int(second))
        key = obd.key(name, unit)
        more, reasons = ({}, {}) if key is None or key.why else values.by_key(key, name, value)
        if row is not None and row.at == at:
            row = replace(row, signals=row.signals | more, passed_over={**row.passed_over, **reasons})
        else:
            yield from () if row is None else (row,)
            row = Row(line, at, more, reasons)
    yield from () if row is None else (row,)
