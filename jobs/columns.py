"""A recording as columns: CSV as programs write it, or Parquet; each bad value is named by its line and column."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from domain.errors import Refusal
from domain.registry import delimited
from domain.telemetry import paths
from jobs import files

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# What some sources say in place of yes and no, where a signal asks for it: a charge that is complete is none.
_WORDS: Final[dict[str, dict[str, bool]]] = {
    paths.IS_CHARGING: {"charging": True}
    | dict.fromkeys(
        ("not_charging", "complete", "completed", "stopped", "nopower", "idle", "充电完成", "未充电"), False
    )
    | {"充电中": True},
    paths.CABLE_CONNECTED: {"charging": True, "充电中": True, "已插枪": True, "未插枪": False},
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Values by column. lines: the line of the file on which each row begins; in Parquet the number of the row."""

    file: str
    values: dict[str, Sequence[Any] | pa.ChunkedArray]
    lines: Sequence[int]
    decimal_comma: bool = False

    def numbers(self, name: str) -> list[float | None]:
        """Return a column of numbers. Raises Refusal recording_values."""
        column = self.values[name]
        if isinstance(column, pa.ChunkedArray):
            return _numbers(column)
        return [self._read(self._number, name, row, cell) for row, cell in enumerate(column)]

    def truths(self, name: str, path: str) -> list[bool | None]:
        """Return a column of booleans; for some signals by words of their own. Raises Refusal recording_values."""
        words = _WORDS.get(path, {})

        def truth(cell: object) -> bool:
            word = str(cell).casefold()
            return words[word] if word in words else delimited.truth(word)

        column = self.values[name]
        cells = column.to_pylist() if isinstance(column, pa.ChunkedArray) else column
        return [self._read(truth, name, row, cell) for row, cell in enumerate(cells)]

    def times(self, name: str) -> list[datetime]:
        """Return a column of times with a zone, or of counts since 1970 where its name ends in _s or _ms.

        Raises Refusal recording_zone.
        """
        column = self.values[name]
        cells = column.to_pylist() if isinstance(column, pa.ChunkedArray) else column
        count = timedelta(milliseconds=1) if name.endswith("_ms") else timedelta(seconds=1)
        return [
            self._time(name, row, cell, count=count if name.endswith(("_s", "_ms")) else None)
            for row, cell in enumerate(cells)
        ]

    def _time(self, name: str, row: int, cell: object, *, count: timedelta | None) -> datetime:
        try:
            if count is not None and not isinstance(cell, datetime):
                return _EPOCH + self._number(cell) * count
            at = datetime.fromisoformat(cell) if isinstance(cell, str) else cell
        except (ValueError, OverflowError):
            at = None
        if not isinstance(at, datetime) or at.utcoffset() is None:
            raise self._refusal("recording_zone", name, row, cell)
        return at

    def _read(self, how: Any, name: str, row: int, cell: object) -> Any:
        if cell is None or (isinstance(cell, str) and delimited.is_missing(cell)) or cell != cell:  # noqa: PLR0124 - NaN
            return None
        try:
            return how(cell)
        except ValueError:
            raise self._refusal("recording_values", name, row, cell) from None

    def _number(self, cell: object) -> float:
        return delimited.number(str(cell), decimal_comma=self.decimal_comma)

    def _refusal(self, code: str, name: str, row: int, cell: object) -> Refusal:
        return Refusal(code, file=self.file, line=self.lines[row], column=name, found=str(cell)[:40])


def read(file: Path) -> Columns:
    """Read a CSV or Parquet file. Raises Refusal recording_kind, recording_empty, recording_columns or file_*."""
    kind = file.suffix.lower()
    if file.is_dir():
        raise Refusal("file_is_folder", file=str(file))
    if kind not in (".csv", ".parquet"):
        raise Refusal("recording_kind", file=file.name)
    with files.reading(file):
        return _of_csv(file) if kind == ".csv" else _of_parquet(file)


def _of_parquet(file: Path) -> Columns:
    with file.open("rb") as source:  # Arrow alone does not always say that a file is missing
        table = parquet.read_table(source)
    _refuse_twice(file, table.column_names)
    values = {name: _plain(table.column(name)) for name in table.column_names}
    return Columns(file.name, values, range(1, table.num_rows + 1))


def _plain(column: pa.ChunkedArray) -> Sequence[Any] | pa.ChunkedArray:
    is_number = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    return column if is_number else column.to_pylist()


def _of_csv(file: Path) -> Columns:
    table = delimited.read(delimited.text(file.read_bytes()))
    if table is None:
        raise Refusal("file_unreadable", file=str(file), reason="it is empty")
    _refuse_twice(file, table.header)
    rows = list(_whole(table, file))
    cells = zip(*(cells for _, cells in rows), strict=True) if rows else ([] for _ in table.header)
    values: dict[str, Sequence[Any] | pa.ChunkedArray] = dict(zip(table.header, cells, strict=True))
    return Columns(file.name, values, [line for line, _ in rows], table.decimal_comma)


def _whole(table: delimited.Delimited, file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with a cell for each column; an incomplete last row is left out. Raises Refusal recording_values."""
    width = len(table.header)
    short: tuple[int, int] | None = None
    for line, cells in table.rows:
        if short is not None:
            break
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) > width:
            raise _ragged(file, line, f"holds {len(cells)} cells, and the header {width}")
        if len(cells) < width:
            short = line, len(cells)
        else:
            yield line, cells
    else:
        if short is None or table.is_cut_off:
            return
    line, count = short
    raise _ragged(file, line, f"ends before column {count + 1} ({table.header[count]})")


def _ragged(file: Path, line: int, reason: str) -> Refusal:
    return Refusal("file_unreadable", file=str(file), reason=f"line {line} {reason}")


def _refuse_twice(file: Path, names: Iterable[str]) -> None:
    names_so_far: set[str] = set()
    for name in names:
        if name and name in names_so_far:
            raise Refusal("file_unreadable", file=str(file), reason=f"column {name} is there twice")
        names_so_far.add(name)


def _numbers(column: pa.ChunkedArray) -> list[float | None]:
    numbers: NDArray[np.float64] = column.to_numpy()
    if numbers.dtype == np.float32:
        numbers = numbers.astype(np.str_).astype(np.float64)  # 44.17, not 44.16999816894531
    return [None if np.isnan(each) else each for each in numbers.astype(np.float64).tolist()]
