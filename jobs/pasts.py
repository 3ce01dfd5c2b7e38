"""A car's past on its way in: what was read of it, what became of each row, and what is told of that."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from domain.core import Core
from domain.explain.facts import Phrase
from domain.feeds.facts import Key, Why
from domain.feeds.files.reading import FileRows
from domain.feeds.files.samples import Samples
from domain.health import catalogue
from domain.health import service as health
from domain.registry import service as registry
from domain.telemetry.history import Outcome
from jobs import speakers

_TOLD = 5  # reasons, or names, of each sort
_LONGEST_NAME = 200  # characters shown


@dataclass(slots=True)
class Tally:
    """What became of files. rows_refused: by reason how many, with the first line of each."""

    other_files: list[str] = field(default_factory=list)  # of no kind that is known
    rows: int = 0
    rows_refused: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, str] = field(default_factory=dict)
    passed_over: Counter[tuple[str, Why]] = field(default_factory=Counter)
    days: int = 0
    days_before: int = 0
    days_left: int = 0
    values: int = 0
    repeated: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def take_day(self, outcome: Outcome) -> None:
        receipt = outcome.receipt
        self.days, self.days_left = self.days + 1, self.days_left + outcome.is_left
        self.values, self.repeated = self.values + receipt.kept, self.repeated + receipt.repeated
        self.refused += receipt.refused_total
        self.reasons += Counter(f"{each.signal or 'record'}: {each.code}" for each in receipt.refused)
        self.reasons += Counter(
            {f"{path}: {each.why}": each.count for path, each in receipt.unwanted.items()}
        )


@dataclass(slots=True)
class Past:
    """The files of one run, read. mark: a hash of all that decides what is taken in."""

    kinds: list[str] = field(default_factory=list)
    columns: dict[str, Key | None] = field(default_factory=dict)
    samples: Samples = field(default_factory=Samples)
    tally: Tally = field(default_factory=Tally)
    mark: str = ""


def printable(name: str) -> str:
    """Return a name of a file or a column as it can be shown: whole characters, and not too many."""
    plain = name.encode("utf-8", errors="replace").decode()
    return "".join(each if each.isprintable() else "?" for each in plain[:_LONGEST_NAME])


def gather(past: Past, source: FileRows, name: str) -> None:
    """Take the rows of one file in, and count those that cannot be used."""
    if source.title not in past.kinds:
        past.kinds.append(source.title)
    past.columns |= {printable(name): key for name, key in source.columns.items()}
    tally = past.tally
    for row in source.rows:
        tally.rows += 1
        tally.passed_over.update((printable(name), why) for name, why in row.passed_over.items())
        if row.why or row.at is None:
            tally.rows_refused[row.why] += 1
            tally.first_lines.setdefault(row.why, f"{name}, line {row.line}")
        elif row.signals:
            past.samples.add(row.at, row.signals)


def summary(core: Core, car: int, past: Past, *, dry_run: bool) -> dict[str, object]:
    """Return what became of a past, and which checks can judge the car now; of a dry run only what would be taken."""
    tally = past.tally
    answer: dict[str, object] = {
        "kind": past.kinds,
        "files_not_read": tally.other_files,
        "rows": tally.rows,
        "rows_refused": {
            f"{_why(why)} (first: {tally.first_lines[why]})": count
            for why, count in tally.rows_refused.items()
        },
        "taken": {
            name: list(key.paths) for name, key in past.columns.items() if key is not None and not key.why
        },
        "not_taken": _not_taken(past.columns),
        "cells_without_value": {
            f"{name}: {_why(why)}": count for (name, why), count in tally.passed_over.most_common(_TOLD)
        },
    }
    return answer if dry_run else answer | _stored(tally) | _checks(core, car)


def _stored(tally: Tally) -> dict[str, object]:
    return {
        "days": tally.days,
        "days_done_before": tally.days_before,
        "days_left_as_they_were": tally.days_left,
        "values_kept": tally.values,
        "values_there_before": tally.repeated,
        "values_refused": tally.refused,
        "reasons": dict(tally.reasons.most_common(_TOLD)),
    }


def _not_taken(columns: Mapping[str, Key | None]) -> dict[str, list[str]]:
    """Name by reason the columns that become nothing."""
    names: dict[str, list[str]] = {}
    for name, key in columns.items():
        why = Why.UNKNOWN_KEY if key is None else key.why
        if why is not None:
            names.setdefault(_why(why), []).append(name)
    return names


def _why(code: str) -> str:
    return speakers.speaker("en").say(Phrase(f"feed.why.{code}"))


def _checks(core: Core, car: int) -> dict[str, object]:
    """Which checks can judge the car as it was on the last day that is known, and what the others lack."""
    with core.reading() as unit:
        view = health.view_of(unit, registry.vehicle(unit, car))
    if view is None or not view.features.days:
        return {"checks_that_judge": [], "checks_that_cannot": [check.CODE for check in catalogue.ALL]}
    last = datetime.combine(view.features.days[-1].day, datetime.max.time(), tzinfo=UTC)
    findings = health.judge(replace(view, now=min(view.now, last)))
    return {
        "checks_that_judge": [code for code, finding in findings.items() if finding is not None],
        "checks_that_cannot": [code for code, finding in findings.items() if finding is None],
    }
