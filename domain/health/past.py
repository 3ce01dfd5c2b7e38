"""What an owner handed in of a car's past is learned from, and nobody is warned of it."""

from collections.abc import Mapping

from domain.health import catalogue
from domain.health.facts import Finding, Kind, View


def is_past(view: View) -> bool:
    """Whether the newest that is known of a car was handed in: it never sent, or sent nothing since that day."""
    if not view.features.days:
        return False
    last_at = view.quality.last_at
    return last_at is None or view.features.days[-1].day > last_at.date()


def present(view: View, findings: Mapping[str, Finding | None]) -> dict[str, Finding | None]:
    """Return what may be settled now: of a car whose newest data are the past, only what rests on records."""
    if not is_past(view):
        return dict(findings)
    return {code: finding if _is_of_records(code, finding) else None for code, finding in findings.items()}


def _is_of_records(code: str, finding: Finding | None) -> bool:
    if finding is None or not catalogue.BY_CODE[code].SIGNALS:
        return True
    return finding.kinds == frozenset((Kind.RECORD,))
