"""What the intent model sees of a text: times, jobs and numbers as marks, the rest in pieces; its sentence vector; the stage."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Final

import numpy as np

from domain.dialogue import script
from domain.dialogue.facts import Asked, Talk, TimeExpression
from domain.dialogue.meaning import concepts, jobs
from domain.learning.linear import Floats

TIME, JOB, NUMBER = "†", "‡", "#"
WEIGHT = 3
LONGEST = 4  # characters in a piece
READ = 200  # characters that the model looks at; owners write one line
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_CLAUSE = re.compile(r"[^.!?;,\n]{1,160}[.!?;,\n]*")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[a-z']+|[†‡#]")


class Stage(StrEnum):
    """Where a talk stands, as far as that tells what a message may mean."""

    IDLE = ""
    BOOKED = "booked"  # nothing is open, and a visit is booked
    WARNED = "warned"  # a warning holds a slot
    WHEN = "when"
    SITE = "site"
    SLOT = "slot"
    SUMMARY = "summary"
    CANCELLING = "cancelling"
    OPEN = "open"  # another question


_STAGES: Final = {
    Asked.WHEN: Stage.WHEN,
    Asked.SITE: Stage.SITE,
    Asked.SLOT: Stage.SLOT,
    Asked.READING: Stage.SLOT,
    Asked.BOOKING: Stage.SUMMARY,
    Asked.CANCELLING: Stage.CANCELLING,
}


def stage(talk: Talk) -> Stage:
    """Where a talk stands."""
    if talk.task is None:
        return Stage.WARNED if talk.warned_slot else Stage.BOOKED if talk.visits else Stage.IDLE
    return _STAGES.get(talk.asked, Stage.OPEN)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as the model sees it, at most READ characters of it.

    bare: plain, with marks for its times, jobs and numbers, so that one example stands for many. words: plain, without marks.
    ideas: what it speaks of (`concepts.of`). stage: where the talk stood.
    """

    bare: str
    words: str
    ideas: tuple[str, ...] = ()
    stage: Stage = Stage.IDLE


def marked(text: str, times: tuple[TimeExpression, ...], stage: Stage = Stage.IDLE) -> Marked:
    """The text with its marks; of a long one what is nearest to its times and jobs, or its beginning and end where it has none."""
    plain = script.plain(text)
    spans = [(*expression.span, TIME) for expression in times]
    spans += [(start, end, JOB) for start, end in jobs.spans(plain)]
    spans.sort()
    clauses = _telling(plain, spans)
    out = [part for first, last in clauses for part in _with_marks(plain, spans, first, last)]
    bare = _SPACE.sub(" ", _NUMBER.sub(NUMBER, "".join(out))).strip()
    words = " ".join(plain[first:last] for first, last in clauses)
    return Marked(bare, words, tuple(concepts.of(words)), stage)


def _with_marks(plain: str, spans: list[tuple[int, int, str]], first: int, last: int) -> Iterator[str]:
    place = first
    for start, end, mark in spans:
        if place <= start < last:
            yield from (plain[place:start], f" {mark} ")
            place = end
    yield plain[place:last]


def _telling(plain: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The stretches of a text that are looked at, in its order: those with a time and a job before others."""
    if len(plain) <= READ:
        return [(0, len(plain))]
    clauses = [match.span() for match in _CLAUSE.finditer(plain)]
    last = len(clauses) - 1
    kinds: dict[int, set[str]] = {}
    for start, _, mark in spans:
        kinds.setdefault(bisect_right(clauses, (start, len(plain))) - 1, set()).add(mark)
    near = sorted(kinds) or [0, last]
    by_distance = sorted(
        range(len(clauses)), key=lambda place: (-len(kinds.get(place, "")), _distance(near, place), -place)
    )
    chosen, left = [], READ
    for place in by_distance:
        start, end = clauses[place]
        if end - start <= left:
            chosen.append((start, end))
            left -= end - start
    return sorted(chosen)


def _distance(near: list[int], place: int) -> int:
    after = bisect_left(near, place)
    return min(abs(each - place) for each in near[max(0, after - 1) : after + 1])


def grams(text: Marked) -> list[str]:
    """Pieces of one to four characters, words, pairs of words, ideas and the stage."""
    line = f" {text.bare[:READ]} "
    found = [
        line[start : start + size] for size in range(1, LONGEST + 1) for start in range(len(line) - size + 1)
    ]
    words = _WORD.findall(text.bare[:READ])
    found += [f"={word}" for word in words]
    found += [f"={first}={second}" for first, second in pairwise(words)]
    found += [f"^{line[1:3]}", f"{line[-3:-1]}$"]
    stages = [f"~{text.stage}"] if text.stage else []
    named = [*text.ideas, *stages, *(mark for mark in (TIME, JOB) if mark in text.bare)]
    # an idea weighs as much as a few pieces of characters, or the many of those would drown it
    found += [f"@{idea}{copy}" for idea in named for copy in range(WEIGHT)]
    found += [f"@{first}@{second}" for first, second in combinations(named, 2)]
    return found


def sense(vector: Floats, stage: Stage) -> Floats:
    """What the model sees of a sentence vector: itself, the stage, and itself once more in the place of its stage."""
    stages = np.array([each is stage for each in Stage], dtype=np.float32)
    return np.concatenate([3 * vector, 3 * stages, 2 * np.outer(stages, vector).ravel()])
