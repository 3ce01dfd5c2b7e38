"""Which open warning mutes another one, and what else about a car keeps a finding quiet."""

from collections.abc import Iterable, Mapping

from domain.alerts import cases, rules
from domain.alerts.facts import Around, State
from domain.alerts.tables import Alert, AlertPause
from domain.core import Unit
from domain.health import catalogue, grading
from domain.health.facts import Finding


def parent(unit: Unit, finding: Finding, live: Mapping[str, Alert]) -> str:
    """Return the check whose open alert explains this finding or asks for the same job already; "" where there is none."""
    parents = catalogue.BY_CODE[finding.check].INHIBITED_BY
    explains = next((one for one in parents if one in live and live[one].state != State.CLEARED), "")
    return explains or next((one for one, alert in live.items() if _asks_already(unit, alert, finding)), "")


def _asks_already(unit: Unit, alert: Alert, finding: Finding) -> bool:
    """Whether an active warning of at least this level asks for the same job: a service that is due and a worn part do."""
    if finding.strength < rules.TRIPS or alert.check == finding.check or alert.state != State.ACTIVE:
        return False
    if not any(
        catalogue.traits(code).is_chore for code in (finding.check, alert.check)
    ) or alert.level < grading.level(finding):
        return False
    job = cases.job(cases.unseal(unit, alert.finding, Finding))
    return job is not None and job == cases.job(finding)


def parents_first(findings: Iterable[str]) -> list[str]:
    """Return check codes with those first that are muted by none, so that a cause is settled before its consequences."""
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
        task=cases.current_task(unit, live.get(code)) if finding and rules.TASK in finding.params else None,
    )
