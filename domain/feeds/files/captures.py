"""Captured frames of GB/T 32960: the bytes as they came over the line, or a frame a line in hexadecimal digits."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from domain.feeds.facts import Key, Why
from domain.feeds.files.facts import Row
from domain.feeds.files.reading import FileRows
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960 import messages, translate
from domain.feeds.gbt32960.facts import Broken, Command, Frame, Report

_HEX: Final = re.compile(rb"(?:23 ?23|24 ?24)(?: ?[0-9a-fA-F]{2}){22}")  # a head, as digits
_REPORTS: Final = frozenset({Command.REPORT, Command.RESENT})


def is_capture(raw: bytes) -> bool:
    """Whether a file begins as a frame does, up to its data."""
    digits = _HEX.match(raw.lstrip())
    return frames.is_head(raw if digits is None else bytes.fromhex(digits.group().decode()))


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
    if frames.is_head(raw):
        yield from frames.join(_every(raw))
        return
    for line in filter(None, map(bytes.strip, raw.splitlines())):
        try:
            yield from frames.join(_every(bytes.fromhex(line.decode())))
        except ValueError:
            yield Broken(len(line))


def _every(raw: bytes) -> Iterator[Frame | Broken]:
    """Nothing more comes of a file: a frame that is not whole is broken, and what stands behind its head is read."""
    at = 0
    while at < len(raw):
        for piece, end in frames.pieces(raw, at):
            yield piece
            at = end
        if at < len(raw):
            yield Broken(1)
            at += 1


def _row(number: int, frame: Frame, vins: frozenset[str]) -> Row:
    if frame.vin not in vins:
        return Row(number, why=Why.OTHER_CAR)
    report = messages.report(frame)
    if not isinstance(report, Report):
        return Row(number, why="row_broken")
    translation = translate.translate(frame.vin, report)
    return Row(number, report.at, translation.signals, translation.passed_over)
