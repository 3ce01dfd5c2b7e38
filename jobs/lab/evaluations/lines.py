"""The labelled lines that evaluations of the conversation read: JSON lines, in a file or in the files of a folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from domain.errors import Refusal

Line = Mapping[str, Any]


def read(place: Path) -> Iterator[Line]:
    """Yield each line of a file, or of the *.jsonl of a folder. Raises Refusal line_unreadable with its place."""
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    for file in files:
        for number, line in enumerate(file.read_bytes().splitlines(), start=1):
            if line.strip():
                yield _line(line, file.name, number)


def _line(line: bytes, file: str, number: int) -> Line:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal("line_unreadable", status=422, file=file, line=number, reason=str(error)) from error


def share(part: int, whole: int) -> float:
    """Percent, with one digit; 0 of nothing."""
    return round(100 * part / max(1, whole), 1)
