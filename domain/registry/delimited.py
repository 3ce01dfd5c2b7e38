"""Tables of text as people and programs save them: whatever encoding, separator, decimal mark and sign of "no value".

The one reader behind the sheets of cars, centres and recalls, and behind recordings; pure.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.errors import Refusal

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS: Final = ",;\t|"
_QUOTED: Final = re.compile(r'"[^"]*"')
_SAID: Final = re.compile(r"sep=(.)\s*$", re.IGNORECASE)  # the first line that Excel understands
_HIGH_BYTES: Final = (
    0.02  # each digit, blank and separator of UTF-16 has a 0 in one half; a torn block has them in both
)
_PAIR: Final = re.compile(rb"[\x80-\xff]{2}")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
LONGEST_NUMBER: Final = 64  # characters
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_DAY: Final = re.compile(r"(\d{4})([-/.年])(\d{1,2})(?:\2|月)(\d{1,2})日?(?: 0?0:00(?::00)?)?")
_MISSING: Final = frozenset(
    [
        "-",
        "--",
        "---",
        "–",
        "—",
        "/",
        "?",
        "n/a",
        "na",
        "n.a.",
        "nan",
        "null",
        "none",
        "nil",
        "unavailable",
        "unknown",
        "undefined",
        "missing",
        "empty",
        "invalid",
        "无",
        "未知",
        "暂无",
        "空",
        "不可用",
    ]
)
_NO_TEXT: Final = frozenset(("-", "--", "---", "–", "—", "n/a", "#n/a", "null"))
_TRUE: Final = frozenset(
    [
        "1",
        "true",
        "t",
        "yes",
        "y",
        "on",
        "active",
        "connected",
        "plugged",
        "pluggedin",
        "enabled",
        "是",
        "有",
        "开",
        "真",
        "已连接",
        "开启",
    ]
)
_FALSE: Final = frozenset(
    [
        "0",
        "false",
        "f",
        "no",
        "n",
        "off",
        "inactive",
        "disconnected",
        "notconnected",
        "unplugged",
        "notplugged",
        "notpluggedin",
        "disabled",
        "否",
        "没有",
        "关",
        "假",
        "未连接",
        "已断开",
        "关闭",
    ]
)
_MOST_COLUMNS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table of text: its header, its rows with the line each begins on, and whether commas may be decimal marks.

    is_cut_off: the last row has no end of line.
    """

    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    decimal_comma: bool
    is_cut_off: bool


def text(raw: bytes) -> str:
    """Decode UTF-8, UTF-16, GBK, or single bytes as Western programs write them. Raises Refusal sheet_encoding."""
    for encoding in _encodings(raw):
        try:
            return raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise Refusal("sheet_encoding", status=422)


def _encodings(raw: bytes) -> Iterator[str]:
    marked = next((encoding for bom, encoding in _BOMS if raw.startswith(bom)), None)
    if marked is not None:
        yield marked
        return
    even, odd = raw[0:2000:2].count(0), raw[1:2000:2].count(0)
    if max(even, odd) > len(raw[:2000]) * _HIGH_BYTES and min(even, odd) <= max(even, odd) * _HIGH_BYTES:
        yield "utf-16-le" if odd > even else "utf-16-be"
    else:
        yield "utf-8"
        # Chinese characters are two bytes above 127 each; ° and é of Western programs stand alone.
        yield from ("gb18030", "cp1252") if _PAIR.search(raw) else ("cp1252", "gb18030")


def read(sheet: str) -> Delimited | None:
    """Read a table, or return None where there is none. A header that is repeated, and empty rows, are left out.

    Raises Refusal sheet_unreadable while rows are read.
    """
    first, _, rest = sheet.lstrip("\r\n").partition("\n")
    statement = _SAID.fullmatch(first)
    body, skipped = (rest, 1) if statement else (sheet, 0)
    separator = statement[1] if statement else separator_of(sheet)
    rows = _rows(body, separator, skipped)
    first_row = next(rows, None)
    if first_row is None:
        return None
    header = first_row[1]
    return Delimited(
        header=tuple(header),
        rows=((line, cells) for line, cells in rows if cells != header),
        decimal_comma=separator != ",",
        is_cut_off=not sheet.endswith(("\n", "\r")),
    )


def separator_of(sheet: str) -> str:
    """Return what parts the cells of the first row that is not empty."""
    header = _QUOTED.sub("", next((line for line in io.StringIO(sheet) if line.strip()), ""))
    return max(_SEPARATORS, key=header.count)


def _rows(sheet: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(sheet, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if len(cells) > _MOST_COLUMNS:
                raise Refusal("sheet_unreadable", status=422, line=line + skipped)
            if any(cell.strip() for cell in cells):
                yield line + skipped, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refusal("sheet_unreadable", status=422, line=line + skipped) from error


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value; "#N/A" and the like are how spreadsheets say it."""
    return not cell or cell.startswith("#") or cell.casefold() in _MISSING


def is_no_text(cell: str) -> bool:
    """Whether a cell in a column of names says that there is none: fewer signs do, for somebody may be called None."""
    return not cell or cell.casefold() in _NO_TEXT


def number(cell: str, *, decimal_comma: bool) -> float:
    """Read a number. Raises ValueError where it is none, or where a comma may mean two things."""
    if len(cell) > LONGEST_NUMBER:
        raise ValueError(cell[:LONGEST_NUMBER])
    plain = unicodedata.normalize("NFKC", cell).replace("\u2212", "-").replace("'", "")
    plain = "".join(plain.split())
    if "," in plain:
        plain = _without_commas(plain, decimal_comma=decimal_comma)
    if not _NUMBER.fullmatch(plain):
        raise ValueError(cell)
    return float(plain)


def _without_commas(plain: str, *, decimal_comma: bool) -> str:
    if "." in plain and plain.rindex(".") < plain.rindex(","):  # 1.234,5
        plain, decimal_comma = plain.translate(str.maketrans(",.", ".,")), False
        return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else "?"
    is_thousands = _THOUSANDS.fullmatch(plain) is not None
    if is_thousands and ("." in plain or plain.count(",") > 1):
        return plain.replace(",", "")
    if decimal_comma or not is_thousands:
        return plain.replace(",", ".")
    return "?"  # 1,234 between other commas


def day(cell: str) -> date:
    """Read a day, the year first, as spreadsheets write it. Raises ValueError for 1.3.2025, which may mean two days."""
    match = _DAY.fullmatch(cell)
    if match is None:
        raise ValueError(cell)
    return date(int(match[1]), int(match[3]), int(match[4]))


def truth(cell: str) -> bool:
    """Read a yes or no. Raises ValueError for any other word: what is not known is not true."""
    word = re.sub(r"[\s_-]|\.0*$", "", cell.casefold())
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise ValueError(cell)
