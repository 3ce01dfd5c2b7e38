"""Outcomes of warnings: how often each kind and each model was right, and labels to train by."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from domain.alerts import cases, rules, store
from domain.alerts.facts import Label, Record, Verdict
from domain.alerts.store import RecordRow
from domain.alerts.tables import Alert
from domain.core import Unit
from domain.health.facts import Finding, Level
from domain.kit.classified import Purpose
from domain.registry import service as registry

K = TypeVar("K")


def records(unit: Unit, check: str | None = None) -> dict[str, Record]:
    """Count by check, of one check or of all."""
    return _grouped(unit, check, by=lambda row: row.check)


def records_by_model(unit: Unit) -> dict[tuple[str, str], Record]:
    """Count by check and model; the model is "" where fixed rules judged."""
    return _grouped(unit, None, by=lambda row: (row.check, row.model))


def _grouped(unit: Unit, check: str | None, *, by: Callable[[RecordRow], K]) -> dict[K, Record]:
    verdicts = _verdicts(unit, check)
    proofs: dict[K, list[bool | None]] = defaultdict(list)
    for row in store.all_told(unit, check):
        proofs[by(row)].append(rules.proved(Level(row.level), verdicts.get(row.id, {})))
    return {key: rules.record(each) for key, each in proofs.items()}


def _verdicts(unit: Unit, check: str | None) -> Mapping[int, dict[str, Verdict]]:
    """Return by alert id the feedback on it, by who gave it (`owner`, `workshop`)."""
    by_alert: dict[int, dict[str, Verdict]] = defaultdict(dict)
    for one in store.all_feedback(unit, check):
        by_alert[one.alert_id][one.by] = Verdict(one.verdict)
    return by_alert


def labels(unit: Unit) -> tuple[Label, ...]:
    """Return labels from warnings in the order they were told, of owners whose consent to training is in force."""
    verdicts = _verdicts(unit, None)
    agreed: dict[int, bool] = {}
    result = []
    for alert in store.with_verdict(unit):
        if alert.owner_id not in agreed:
            agreed[alert.owner_id] = Purpose.IMPROVE in registry.consents(unit, alert.owner_id)
        taught = rules.label(Level(alert.level), verdicts[alert.id]) if agreed[alert.owner_id] else None
        if taught is not None:
            read = partial(_label, unit, alert, happened=taught[0], weight=taught[1])
            result.append(unit.readable(read, what=f"warning {alert.id}"))
    return tuple(label for label in result if label is not None)


def _label(unit: Unit, alert: Alert, *, happened: bool, weight: float) -> Label:
    assert alert.told is not None
    assert alert.confirmed_at is not None
    finding = cases.unseal(unit, alert.told, Finding)
    return Label(
        check=alert.check,
        vehicle_id=alert.vehicle_id,
        at=alert.confirmed_at,
        level=Level(alert.level),
        horizon=finding.horizon,
        evidence=finding.evidence,
        model=alert.model,
        happened=happened,
        weight=weight,
    )
