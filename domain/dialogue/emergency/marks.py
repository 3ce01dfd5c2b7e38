"""What the recogniser of emergencies looks at in a text: its slots, and its words in pieces; pure."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from string import digits

from domain.dialogue import script
from domain.dialogue.emergency import cues, slips, slips_zh

LONGEST = 4  # characters in a piece
WINDOW = 110  # characters that are judged as one; a longer text is judged in stretches
_WEIGHT = 4  # a slot weighs as much as a few pieces of characters, or the many of those would drown it
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-z]+|#")
_NOT = re.compile(r"n'?t\b")
_CLAUSE = re.compile(r"[^.!?;,\n]+[.!?;,\n]*")
# A link code, a VIN, a plate, a receipt's number; not a road (g1503) and not a number with its unit (120kmh).
_IDENTIFIER = re.compile(
    r"(?<![a-z0-9])(?![a-z]{1,2}\d{1,4}(?![a-z0-9]))(?!\d+[a-z]{1,4}(?![a-z0-9]))"
    r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{5,}"
)


def plain(text: str) -> str:
    """The text in one script, without the slips of the keyboard and without identifiers, whose letters say nothing."""
    wording = _IDENTIFIER.sub(_word_of, script.plain(text))
    return slips.mended(slips_zh.spelled(wording)).strip()


def _word_of(identifier: re.Match[str]) -> str:
    """What stays of an identifier: all of it where it is a word of danger with a number, “sos120”; else nothing."""
    return identifier[0] if cues.of(identifier[0].rstrip(digits)) else ""


def windows(text: str) -> Iterator[str]:
    """The plain text, or of a long one the stretches of whole clauses that begin at each of its clauses."""
    whole = plain(text)
    if len(whole) <= WINDOW:
        yield whole
        return
    clauses = [
        match[0][at : at + WINDOW]
        for match in _CLAUSE.finditer(whole)
        for at in range(0, len(match[0]), WINDOW)
    ]
    for first in range(len(clauses)):
        stretch = clauses[first]
        for clause in clauses[first + 1 :]:
            if len(stretch) + len(clause) > WINDOW:
                break
            stretch += clause
        yield stretch.strip()


def clauses(text: str) -> list[str]:
    """The clauses of a text by themselves: what else is wished beside an emergency must not drown it."""
    return [clause for match in _CLAUSE.finditer(plain(text)) if (clause := match[0].strip())]


def grams(text: str) -> list[str]:
    """Pieces of one to four characters, words, pairs of words, slots and pairs of slots of a plain text."""
    wording = _NUMBER.sub("#", _NOT.sub("nt", text))
    line = f" {wording} "
    pieces = [line[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(line) - size + 1)]
    words = _WORD.findall(wording)
    pieces += [f"={word}" for word in words]
    pieces += [f"={first}={second}" for first, second in pairwise(words)]
    pieces += [f"^{line[1:3]}", f"{line[-3:-1]}$"]
    slots = cues.of(text)
    pieces += [f"@{slot}{copy}" for slot in slots for copy in range(_WEIGHT)]
    pieces += [f"@{first}@{second}" for first, second in combinations(slots, 2)]
    return pieces
