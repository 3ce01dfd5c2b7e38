"""The kinds of work that can be booked, read once from domain/data/jobs.toml."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from domain.booking.facts import Job
from domain.errors import Refusal
from domain.explain.facts import Money

_FILE: Final = Path(__file__).parents[1] / "data" / "jobs.toml"
CURRENCY: Final = "CNY"
BESIDE: Final = "+"  # between the codes of two jobs in one visit
_MOST: Final = 2


def _read() -> Mapping[str, Job]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        code: Job(
            code, entry["minutes"], entry["skill"], Money(entry["price"], CURRENCY), entry.get("parts", {})
        )
        for code, entry in tables.items()
    }


JOBS: Final = _read()


def job(code: str) -> Job:
    """Return a job by its code, or the two of a bundle as one. Raises Refusal job_unknown (404)."""
    works = [JOBS[each] for each in parts(code) if each in JOBS]
    if len(works) != len(parts(code)) or len(works) > _MOST or len(set(parts(code))) != len(works):
        raise Refusal("job_unknown", status=404, code=code)
    return works[0] if len(works) == 1 else _as_one(code, works)


def bundle(one: str, other: str) -> str:
    """Return the code of two jobs in one visit, whichever was named first."""
    return BESIDE.join(sorted((one, other)))


def parts(code: str) -> tuple[str, ...]:
    """Return the codes of the jobs that a code stands for: itself, or those of a bundle."""
    return tuple(code.split(BESIDE))


def overlap(one: str, other: str) -> bool:
    """Whether two codes have a job in common."""
    return not set(parts(one)).isdisjoint(parts(other))


def _as_one(code: str, works: Sequence[Job]) -> Job:
    """Bay time, skills, price and parts of all; one technician does them one after the other."""
    pieces = Counter[str]()
    for work in works:
        pieces.update(work.parts)
    return Job(
        code,
        sum(work.minutes for work in works),
        " ".join(sorted({work.skill for work in works})),
        Money(sum(work.price.amount for work in works), CURRENCY),
        dict(pieces),
    )
