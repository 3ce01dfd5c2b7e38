"""CSV sheets of an operator: every row is judged by itself, and a bad one is named by line and column; pure."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import msgspec

from domain.errors import Refusal

T = TypeVar("T", bound=msgspec.Struct)
Made = TypeVar("Made")

MOST_ROWS = 5_000
_AT = re.compile(r" - at `\$\.?(\w+).*`$")
_NAMED = re.compile(r"`(\w+)`$")


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a row was not taken. line counts from 1, the header included; column is "" where the whole row is meant."""

    line: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported(Generic[Made]):
    """What became of a sheet: what was added, by line, and the rows that were not taken."""

    added: tuple[tuple[int, Made], ...]
    bad: tuple[Bad, ...]


def text(raw: bytes) -> str:
    """Decode a sheet, with or without the mark that spreadsheets put first. Raises Refusal sheet_encoding."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("sheet_encoding", status=422) from error


def take(
    sheet: str, kind: type[T], *, add: Callable[[T], Made], columns: Mapping[str, str]
) -> Imported[Made]:
    """Add the good rows and name the bad ones. columns: the column that each refusal of `add` is about.

    Raises Refusal sheet_* where the sheet itself cannot be read.
    """
    added, bad = [], []
    for line, row in read(sheet, kind):
        if isinstance(row, Bad):
            bad.append(row)
            continue
        try:
            added.append((line, add(row)))
        except Refusal as refusal:
            column = str(refusal.params.get("column", columns.get(refusal.code, "")))
            bad.append(Bad(line, column, refusal.code, refusal.params))
        except msgspec.ValidationError as error:
            bad.append(_bad_cell(line, str(error)))
    return Imported(tuple(added), tuple(bad))


def read(sheet: str, kind: type[T]) -> Iterator[tuple[int, T | Bad]]:
    """Yield each row as an entry, or as what is wrong with it; empty cells count as not given.

    Raises Refusal sheet_empty, sheet_columns or sheet_long before the first row.
    """
    rows = list(_rows(sheet))
    if not rows:
        raise Refusal("sheet_empty", status=422)
    if len(rows) - 1 > MOST_ROWS:
        raise Refusal("sheet_long", status=422, most=MOST_ROWS)
    header = [name.strip().lower() for name in rows[0][1]]
    _check_header(header, kind)
    return ((line, _entry(line, cells, header=header, kind=kind)) for line, cells in rows[1:])


def _rows(sheet: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(sheet.splitlines(keepends=True), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refusal("sheet_unreadable", status=422, line=line) from error


def _check_header(header: list[str], kind: type[msgspec.Struct]) -> None:
    fields = msgspec.structs.fields(kind)
    strange = [name for name in header if name not in {each.name for each in fields}]
    missing = [each.name for each in fields if each.required and each.name not in header]
    if strange or missing or len(set(header)) < len(header):
        known = ", ".join(each.name for each in fields)
        raise Refusal("sheet_columns", status=422, wrong=", ".join(strange or missing or header), known=known)


def _entry(line: int, cells: list[str], *, header: list[str], kind: type[T]) -> T | Bad:
    if len(cells) != len(header):
        return Bad(line, "", "row_length", {"found": len(cells), "wanted": len(header)})
    given = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        return _bad_cell(line, str(error))


def _bad_cell(line: int, told: str) -> Bad:
    """Turn what msgspec says of a value into the cell it stands in."""
    found = _AT.search(told) or _NAMED.search(told)
    column = found.group(1) if found else ""
    return Bad(line, column, "cell_invalid", {"column": column, "reason": _AT.sub("", told)})
