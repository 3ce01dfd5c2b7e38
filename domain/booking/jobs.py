"""The kinds of work that can be booked, read once from domain/data/jobs.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from domain.booking.facts import Job
from domain.errors import Refusal
from domain.explain.facts import Money

_FILE: Final = Path(__file__).parents[1] / "data" / "jobs.toml"
CURRENCY: Final = "CNY"


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
    if code not in JOBS:
        raise Refusal("job_unknown", status=404, code=code)
    return JOBS[code]
