"""Days told from days that were read already, in both languages.

The Friday after Easter, two days before Christmas, the week of the 7th, 国庆前最后一个工作日, 12月下旬. Each form is a pattern of
words right before or right behind other days, and what they make of these (see `composed_en`, `composed_zh`); with its
words a form is days again, so that forms nest.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from domain.dialogue.times import composed_en, composed_zh, pieces
from domain.dialogue.times.pieces import Days, Piece
from domain.dialogue.times.sets import Operation

_LOOK = 60  # characters before days that may tell others from them
_DEPTH = 3  # forms within forms
_BEHIND = (*composed_en.BEHIND, *composed_zh.BEHIND)
_ANCHORS = (*composed_en.ANCHORS, *composed_zh.ANCHORS)


def grown(words: list[Piece], text: str, *, now: datetime) -> Iterator[Piece]:
    """What is told from the days among the pieces, with the words that tell it; `now` is local."""
    today = now.date()
    fresh = [piece for piece in words if piece.days and not (piece.timed or piece.shift or piece.dropped)]
    fresh += pieces.of_forms(_ANCHORS, text, now=now, starts=0)
    for _ in range(_DEPTH):
        fresh = [new for piece in fresh for new in _with_words(piece, text, today)]
        yield from fresh


def _with_words(piece: Piece, text: str, today: date) -> Iterator[Piece]:
    assert piece.days is not None
    begin = max(0, piece.start - _LOOK)
    ahead = text[begin : piece.start]
    for pattern, operation in composed_en.AHEAD if ahead else ():
        match = pattern.search(ahead)
        days = _to_come(operation, match, piece.days, today) if match else None
        if match and days:
            yield Piece(begin + match.start(), piece.end, days=days)
    for pattern, operation in _BEHIND:
        match = pattern.match(text, piece.end)
        days = _to_come(operation, match, piece.days, today) if match else None
        if match and days:
            yield Piece(piece.start, match.end(), days=days)


def _to_come(operation: Operation, match: re.Match[str], days: Days, today: date) -> Days | None:
    """What the operation makes of the days, of each of their readings."""
    singles = [replace(days, readings=(reading,)) for reading in days.readings]
    each = [result for one in singles if (result := _one_to_come(operation, match, one, today))]
    if not each:
        return None
    readings = dict.fromkeys(reading for result in each for reading in result.readings)
    return replace(each[0], readings=tuple(readings))


def _one_to_come(operation: Operation, match: re.Match[str], days: Days, today: date) -> Days | None:
    """Of one reading; where that is over and a bare day of a month will come again, of that one."""
    result = operation(match, days, today)
    if result is None or result.readings[0][1] >= today:
        return result
    if days.monthday is None:
        return replace(result, past=True)
    later = pieces.later_month(days.readings[0][0], 1)
    return operation(match, replace(days, readings=((later, later),)), today)
