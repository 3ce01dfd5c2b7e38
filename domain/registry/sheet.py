"""CSV sheets of an operator: every row is judged by itself, and a bad one is named by line and column; pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Generic, TypeVar, get_type_hints

import msgspec

from domain.errors import Refusal
from domain.registry import delimited

T = TypeVar("T", bound=msgspec.Struct)
Row = TypeVar("Row")

MOST_ROWS = 5_000
_AT = re.compile(r" - at `\$\.?(\w+).*`$")
_NAMED = re.compile(r"`(\w+)`$")
_DAY = "YYYY-MM-DD"


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a row was not taken. line counts from 1, the header included; column is "" where the whole row is meant."""

    line: int
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported(Generic[Row]):
    """What became of a sheet: what was added, by line, and the rows that were not taken."""

    added: tuple[tuple[int, Row], ...]
    bad: tuple[Bad, ...]


def take(sheet: str, kind: type[T], *, add: Callable[[T], Row], columns: Mapping[str, str]) -> Imported[Row]:
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


def read(sheet: str, kind: type[T], *, most: int = MOST_ROWS) -> Iterator[tuple[int, T | Bad]]:
    """Yield each row as an entry, or as what is wrong with it; cells that say "no value" count as not given.

    Raises Refusal sheet_empty, sheet_columns, sheet_unreadable or sheet_long before the first row.
    """
    table = delimited.read(sheet)
    if table is None:
        raise Refusal("sheet_empty", status=422)
    header = [name.lower() for name in table.header]
    _check_header(header, kind)
    rows = list(islice(table.rows, most + 1))
    if len(rows) > most:
        raise Refusal("sheet_long", status=422, most=most)
    form = _Form(header, kind, table.decimal_comma)
    return ((line, form.entry(line, cells)) for line, cells in rows)


def _check_header(header: list[str], kind: type[msgspec.Struct]) -> None:
    fields = msgspec.structs.fields(kind)
    strange = [name for name in header if name not in {each.name for each in fields}]
    missing = [each.name for each in fields if each.required and each.name not in header]
    twice = [name for name in dict.fromkeys(header) if header.count(name) > 1]
    if strange or missing or twice:
        columns = ", ".join(each.name for each in fields)
        raise Refusal(
            "sheet_columns", status=422, wrong=", ".join(strange or missing or twice), known=columns
        )


@dataclass(frozen=True, slots=True)
class _Form(Generic[T]):
    """How the rows of one sheet become entries."""

    header: list[str]
    kind: type[T]
    decimal_comma: bool

    def entry(self, line: int, cells: list[str]) -> T | Bad:
        while len(cells) > len(self.header) and not cells[-1]:
            cells.pop()  # separators that spreadsheets add
        if len(cells) != len(self.header):
            return Bad(line, "", "row_length", {"found": len(cells), "wanted": len(self.header)})
        pairs = zip(self.header, cells, strict=True)
        values = {name: self._cell(name, cell) for name, cell in pairs if not self._is_missing(name, cell)}
        try:
            return msgspec.convert(values, self.kind, strict=False)
        except msgspec.ValidationError as error:
            bad = _bad_cell(line, str(error))
            is_day = "date" in _types(self.kind).get(bad.column, "")
            return replace(bad, params={**bad.params, "reason": _DAY}) if is_day else bad

    def _is_missing(self, name: str, cell: str) -> bool:
        is_value = any(kind in _types(self.kind)[name] for kind in ("float", "int", "bool", "date"))
        return delimited.is_missing(cell) if is_value else delimited.is_no_text(cell)

    def _cell(self, name: str, cell: str) -> str | float | bool | date:
        """Numbers, truths and days as people write them; what is none is left for the form to refuse."""
        types = _types(self.kind)[name]
        with suppress(ValueError):
            if "bool" in types:
                return delimited.truth(cell)
            if "float" in types:
                return delimited.number(cell, decimal_comma=self.decimal_comma)
            if "date" in types:
                return delimited.day(cell)
        return cell


@cache
def _types(kind: type[msgspec.Struct]) -> dict[str, str]:
    return {name: str(type_) for name, type_ in get_type_hints(kind).items()}


def _bad_cell(line: int, problem: str) -> Bad:
    """Turn what msgspec says of a value into the cell it stands in."""
    match = _AT.search(problem) or _NAMED.search(problem)
    column = match.group(1) if match else ""
    return Bad(line, column, "cell_invalid", {"column": column, "reason": _AT.sub("", problem)})
