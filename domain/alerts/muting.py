"""Which open warning makes another one unnecessary, and what else around a finding keeps it quiet."""

from collections.abc import Iterable, Mapping

from domain.alerts import cases, rules
from domain.alerts.facts import Around, State
from domain.alerts.tables import Alert, AlertPause
from domain.core import Unit
from domain.health import catalogue, grading
from domain.health.facts import Finding


def parent(unit: Unit, finding: Finding, live: Mapping[str, Alert]) -> str:
    """Return the check whose warning explains this finding, be it only a candidate so far, or asks for its work; or ""."""
    parents = catalogue.BY_CODE[finding.check].INHIBITED_BY
    explains = next((one for one in parents if one in live and live[one].state != State.CLEARED), "")
    return explains or next((one for one, alert in live.items() if _asks_already(unit, alert, finding)), "")


def _asks_already(unit: Unit, alert: Alert, finding: Finding) -> bool:
    """A part for which a service comes due has a check of its own too: one of them is enough, unless it is graver."""
    if finding.strength < rules.TRIPS or alert.check == finding.check or alert.state != State.ACTIVE:
        return False
    if not any(
        catalogue.traits(code).is_chore for code in (finding.check, alert.check)
    ) or alert.level < grading.level(finding):
        return False
    asked = cases.job(cases.unseal(unit, alert.finding, Finding))
    return asked is not None and asked == cases.job(finding)


def parents_first(findings: Iterable[str]) -> list[str]:
    """A cause must be known before its consequences are judged."""
    return sorted(findings, key=lambda code: bool(catalogue.BY_CODE[code].INHIBITED_BY))


def around(
    unit: Unit,
    code: str,
    finding: Finding | None,
    *,
    live: Mapping[str, Alert],
    pauses: Iterable[AlertPause],
) -> Around:
    reasons = {pause.reason for pause in pauses if pause.check in {"", code}}
    return Around(
        every=catalogue.BY_CODE[code].EVERY,
        slow=catalogue.traits(code).slow,
        inhibited_by="" if finding is None else parent(unit, finding, live),
        hushed="wrong" in reasons,
        in_maintenance="visit" in reasons,
        asked=cases.current_task(unit, live.get(code)) if finding and rules.TASK in finding.params else None,
    )
