"""Rules of the operator for fault codes, and the warnings that they end."""

from collections.abc import Set as AbstractSet
from functools import partial

from domain.alerts import cases, store, telling
from domain.alerts.tables import Alert
from domain.core import Unit
from domain.health.checks import fault_codes
from domain.health.facts import Finding
from domain.upkeep import codes
from domain.upkeep.entry import CodeEntry
from domain.upkeep.facts import Verdict


def say(unit: Unit, code: str, entry: CodeEntry) -> None:
    """Set the operator's rule for a code. If ignored, warnings that rest on ignored codes only are ended."""
    codes.put(unit, code, entry)
    if entry.verdict is not Verdict.IGNORE:
        return
    ignored = {each for each, rule in codes.rules(unit).items() if rule.verdict is Verdict.IGNORE}
    for alert in store.live_of(unit, fault_codes.CODE):
        unit.readable(partial(_end_if_within, unit, alert, ignored), what=f"warning {alert.id}")


def _end_if_within(unit: Unit, alert: Alert, ignored: AbstractSet[str]) -> None:
    if fault_codes.codes_of(cases.unseal(unit, alert.finding, Finding)) <= ignored:
        telling.clear(unit, alert, "ignored")
