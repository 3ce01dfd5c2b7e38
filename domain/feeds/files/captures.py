"""Captured frames of GB/T 32960: the bytes as they came over the line, or a frame a line in hexadecimal digits."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from domain.feeds.facts import Key, Why
from domain.feeds.files.facts import Row
from domain.feeds.files.reading import FileRows
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960 import messages, translate
from domain.feeds.gbt32960.facts import Broken, Command, Frame, Report, Version

_STARTS: Final = tuple(version.value for version in Version)
_HEX: Final = re.compile(rb"(?:23 ?23|24 ?24)[0-9a-fA-F ]{40,}")
_REPORTS: Final = frozenset({Command.REPORT, Command.RESENT})


def is_capture(raw: bytes) -> bool:
    """Whether a file begins as a frame does."""
    return raw.startswith(_STARTS) or _HEX.match(raw.lstrip()) is not None


def read(raw: bytes, *, vins: Collection[str]) -> FileRows:
    """Make the reports of one car readable. vins: its names in frames; what other cars say is left out, and counted."""
    columns: dict[str, Key | None] = dict(translate.KEYS)
    return FileRows(translate.NAME, translate.TITLE, columns, _rows(raw, frozenset(vins)))


def _rows(raw: bytes, vins: frozenset[str]) -> Iterator[Row]:
    for number, piece in enumerate(_pieces(raw), start=1):
        if isinstance(piece, Broken):
            yield Row(number, why="row_broken")
        elif piece.command in _REPORTS:
            yield _row(number, piece, vins)


def _pieces(raw: bytes) -> Iterator[Frame | Broken]:
    if raw.startswith(_STARTS):
        yield from frames.split(raw)[0]
        return
    for line in filter(None, map(bytes.strip, raw.splitlines())):
        try:
            yield from frames.split(bytes.fromhex(line.decode()))[0]
        except ValueError:
            yield Broken(len(line))


def _row(number: int, frame: Frame, vins: frozenset[str]) -> Row:
    if frame.vin not in vins:
        return Row(number, why=Why.OTHER_CAR)
    report = messages.report(frame)
    if not isinstance(report, Report):
        return Row(number, why="row_broken")
    translation = translate.translate(frame.vin, report)
    return Row(number, report.at, translation.signals, translation.passed_over)
