"""What the intent model sees of a text: its times, jobs and numbers as marks, the rest as pieces of characters and words."""

import re
from itertools import combinations, pairwise

from domain.dialogue import concepts, jobs, script
from domain.dialogue.facts import TimeExpression

TIME, JOB, NUMBER = "†", "‡", "#"
IDEAS = "\x1f"  # parts the text from the ideas in it
WEIGHT = 3
LONGEST = 4  # characters in a piece
READ = 200  # characters of a message that are looked at; owners write one line
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[a-z']+|[†‡#]")


def marked(text: str, times: tuple[TimeExpression, ...]) -> str:
    """The text with marks for its times, job and numbers, so that one example stands for many; then its ideas."""
    plain = script.plain(text)
    spans = [(*expression.span, TIME) for expression in times]
    spans += [(start, end, JOB) for start, end in jobs.spans(plain)]
    out, place = [], 0
    for start, end, mark in sorted(spans):
        if start >= place:
            out += [plain[place:start], f" {mark} "]
            place = end
    out.append(plain[place:])
    said = _SPACE.sub(" ", _NUMBER.sub(NUMBER, "".join(out))).strip()
    return f"{said}{IDEAS}{' '.join(concepts.of(plain))}"


def grams(text: str) -> list[str]:
    """Pieces of one to four characters, words and pairs of words, of a marked text."""
    text, _, ideas = text.partition(IDEAS)
    line = f" {text[:READ]} "
    found = [
        line[start : start + size] for size in range(1, LONGEST + 1) for start in range(len(line) - size + 1)
    ]
    words = _WORD.findall(text[:READ])
    found += [f"={word}" for word in words]
    found += [f"={first}={second}" for first, second in pairwise(words)]
    found += [f"^{line[1:3]}", f"{line[-3:-1]}$"]
    named = [*ideas.split(), *(mark for mark in (TIME, JOB) if mark in text)]
    # an idea weighs as much as a few pieces of characters, or the many of those would drown it
    found += [f"@{idea}{copy}" for idea in named for copy in range(WEIGHT)]
    found += [f"@{first}@{second}" for first, second in combinations(named, 2)]
    return found
