"""Builds the answer about a car's condition from its dossier, in the reader's language."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from math import isfinite
from typing import Final

from api.technician import outlook
from api.technician.form import (
    Active,
    Arriving,
    Concluded,
    Doubtful,
    Papers,
    Part,
    Technician,
    Unjudged,
    Value,
    Warned,
)
from api.technician.interview import interview
from api.technician.series import residual
from domain.alerts import message
from domain.alerts.facts import Case
from domain.core import Unit
from domain.dossier import condition
from domain.dossier.condition import History, Sight, Why
from domain.dossier.service import Dossier
from domain.explain.facts import Chart, Phrase
from domain.health import grading, story_words
from domain.health.checks import recall, season, service_due
from domain.health.facts import Check, Finding
from domain.registry import register
from domain.telemetry import codes
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Quality
from domain.telemetry.shown import Doubted

Say = Callable[[Phrase], str]
_HOUR_S = 3600
_BY_CALENDAR: Final = frozenset({recall.CODE, season.CODE, service_due.CODE})


def dossier(unit: Unit, look: Dossier, drawings: Mapping[str, Chart], *, say: Say) -> Technician:
    """Return the dossier in the form of the answer. look: what the dossier holds; drawings: charts by name (BATTERY, CONSUMPTION)."""
    view, sights = look.view, look.sights
    return Technician(
        vehicle=_papers(unit, look, say),
        at=unit.now,
        privacy_mode=look.owner.privacy_mode,
        withheld=say(Phrase("remote.withheld")),
        quality=_arriving(view.quality) if view.has_data else None,
        signals=[_value(path, value, at, now=unit.now) for path, (value, at) in look.signals.items()],
        doubtful=[_doubtful(each, say, now=unit.now) for each in look.doubtful],
        active=[_active(each, each.finding, say) for each in sights if each.finding and each.tripped],
        warnings=[_warned(case, say) for case in look.warnings],
        interviews=[interview(each, say=say) for each in look.diagnoses],
        ruled_out=[
            _concluded(each, each.finding, say) for each in sights if each.finding and not each.tripped
        ],
        unjudged=[_unjudged(each, each.why, say) for each in sights if each.why],
        residuals=[residual(each.check.CODE, each.chart, say) for each in sights if each.chart is not None],
        battery=outlook.battery(look, drawings, say=say),
        consumption=outlook.consumption(look, drawings, say=say),
        history=[_part(each) for each in condition.histories(view, sights=sights)],
        weeks=list(condition.weeks(view)),
        services=list(view.services),
        recalls=list(view.recalls),
        breaks=list(view.breaks),
    )


def _papers(unit: Unit, look: Dossier, say: Say) -> Papers:
    vehicle = look.vehicle
    return Papers(
        id=vehicle.id,
        name=say(Phrase("name", {"name": vehicle.name})),
        model=vehicle.model,
        vin=register.masked_vin(unit, vehicle),
        source=vehicle.source,
        zone=look.owner.zone,
        placard_front_kpa=vehicle.placard_front_kpa,
        placard_rear_kpa=vehicle.placard_rear_kpa,
        capacity_new_kwh=vehicle.capacity_new_kwh,
        in_use_since=vehicle.in_use_since,
    )


def _part(history: History) -> Part:
    basis = history.basis
    rows = [dict(row) for row in history.rows]
    return Part(part=basis.part, count=basis.count, first=basis.first, last=basis.last, rows=rows)


def _arriving(quality: Quality) -> Arriving:
    return Arriving(
        quality.received,
        quality.completeness,
        quality.late_share,
        quality.implausible_share,
        _hours(quality.silent_s),
        _hours(quality.usual_gap_s),
    )


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / _HOUR_S


def _value(path: str, value: float, at: datetime, *, now: datetime) -> Value:
    return Value(
        path, codes.display_value(path, value), CATALOGUE[path].unit, (now - at).total_seconds() / _HOUR_S
    )


def _doubtful(each: Doubted, say: Say, *, now: datetime) -> Doubtful:
    plain = _value(each.path, each.value, each.at, now=now)
    return Doubtful(
        plain.signal, plain.value, plain.unit, plain.age_h, each.why, say(Phrase(f"doubt.{each.why}"))
    )


def alike(check: Check) -> Iterator[Phrase]:
    """Yield what a technician can mistake for what a check warns of; nothing looks like what a list or the calendar says."""
    if check.CODE not in _BY_CALENDAR:
        yield from (
            Phrase(f"alike.{code}") for code in check.LOOK_ALIKES if f"alike.{code}" in story_words.WORDS
        )


def _name(code: str, say: Say) -> str:
    return say(Phrase(f"check.{code}"))


def _active(sight: Sight, finding: Finding, say: Say) -> Active:
    code = sight.check.CODE
    return Active(
        check=code,
        level=grading.level(finding),
        risk=finding.risk,
        horizon_hours=finding.horizon.total_seconds() / _HOUR_S,
        severity=finding.severity,
        kinds=[say(Phrase(f"alert.kind.{kind}")) for kind in sorted(finding.kinds)],
        chances=finding.chances,
        evidence={name: value if isfinite(value) else None for name, value in finding.evidence.items()},
        based_on=list(sight.basis),
        title=_sentence(code, "title", finding, say),
        seen=_sentence(code, "seen", finding, say),
        matters=_sentence(code, "matters", finding, say),
        action=_sentence(code, "action", finding, say),
        sure=_sentence(code, "sure", finding, say),
    )


def _sentence(code: str, part: str, finding: Finding, say: Say) -> str:
    return say(Phrase(f"check.{code}.{part}", finding.params))


def _warned(case: Case, say: Say) -> Warned:
    return Warned(
        check=case.check,
        level=case.level,
        title=say(message.title(case)),
        since=case.opened_at,
        told_at=case.told_at,
        acknowledged=case.acknowledged,
        chances=case.finding.chances,
    )


def _concluded(sight: Sight, finding: Finding, say: Say) -> Concluded:
    check = sight.check
    return Concluded(
        check=check.CODE,
        name=_name(check.CODE, say),
        strength=finding.strength,
        based_on=list(sight.basis),
        not_received=list(sight.missing),
        look_alikes=list(check.LOOK_ALIKES),
        cannot_see=say(Phrase(f"check.{check.CODE}.cannot_see")),
    )


def _unjudged(sight: Sight, why: Why, say: Say) -> Unjudged:
    code = sight.check.CODE
    return Unjudged(
        check=code,
        name=_name(code, say),
        why=why,
        reason=say(
            Phrase(
                f"remote.why.{why}", {"cause": Phrase(f"doubt.cause.{sight.cause}")} if sight.cause else {}
            )
        ),
        based_on=list(sight.basis),
        not_received=list(sight.missing),
    )
