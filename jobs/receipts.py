"""What is told of a car's past that was read in, or would be."""

from collections.abc import Mapping

from domain.core import Core
from domain.explain.facts import Phrase
from domain.feeds.facts import Key, Why
from domain.feeds.pasts import Past, Tally
from domain.health import service as health
from domain.registry import service as registry
from jobs import speakers

_TOLD = 5  # reasons, or names, of each sort


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
        enough, lacking = health.enough_for(unit, registry.vehicle(unit, car))
    return {"checks_that_judge": list(enough), "checks_that_cannot": list(lacking)}
