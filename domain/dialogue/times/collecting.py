"""When the car is fetched again, which is no time for the visit: “晚上来取”, “I'll pick it up in the evening”. Pure."""

import re
from dataclasses import replace

from domain.dialogue.times.pieces import Piece

_LOOK = 60  # characters beside a time that may tell of it
_NEXT_TO = re.compile(r"[\s的]*(?:(?:at|in|on|around|about)\s+)?")
_FETCHED_THEN = re.compile(
    r"[\s的]*(?:我|我们|再|就|能|可以|要|会|想|得|过来|过去|回来|来|去|之前|以前|前|左右|下班|下班后)*"
    r"(?:取(?![消得号])|提车|拿车|接车|(?<=来)拿(?!着)|开回去?)"
)
_FETCHING = re.compile(
    r"\b(?:i|we)\b(?:['’]?(?:ll|d)\b| will| can| could| would| want to| need to| have to| plan to|['’]?m going to| like to|\s)*"
    r"(?:pick|collect|fetch|get|have)\b (?:it|her|the car|my car|the vehicle)?(?: ?(?:up|back|again|it|the car))*\s*"
    r"(?:(?:at|in|on|by|before|around|about|after|sometime|the|later)\s*)*$"
)
_HAS_OBJECT = re.compile(r"\b(?:up|back|collect|fetch)\b")


def without(pieces: list[Piece], plain: str) -> list[Piece]:
    """The pieces, with those marked as no wish at which the car is fetched; all as they are where no other names a time."""
    ends = [0, *(piece.end for piece in pieces)]
    before = [plain[end : piece.start] for end, piece in zip(ends, pieces, strict=False)]
    fetched = {place for place, piece in enumerate(pieces) if _is_fetched(piece, plain, before[place])}
    for place in (*range(len(pieces) - 1, 0, -1), *range(1, len(pieces))):
        if _NEXT_TO.fullmatch(before[place]) and fetched.intersection({place - 1, place}):
            fetched |= {place - 1, place}  # “Friday at five” is one time
    wished = any(not piece.dropped and place not in fetched for place, piece in enumerate(pieces))
    if not wished:
        return pieces
    return [replace(piece, dropped=piece.dropped or place in fetched) for place, piece in enumerate(pieces)]


def _is_fetched(piece: Piece, plain: str, before: str) -> bool:
    if _FETCHED_THEN.match(plain, piece.end):
        return True
    match = _FETCHING.search(before[-_LOOK:])
    return match is not None and _HAS_OBJECT.search(match[0]) is not None
