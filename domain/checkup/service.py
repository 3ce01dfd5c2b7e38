"""Make the health report of a car from what is on record and held of it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final

from domain.alerts import message
from domain.alerts import rules as verdicts
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.alerts.facts import State as Stage
from domain.battery import service as battery
from domain.battery import words as battery_words
from domain.battery.capacity import Estimate
from domain.checkup import rules
from domain.checkup.facts import Certificate, Checkup, Compared, PartScore, State, System, Warned
from domain.core import Unit
from domain.dossier import service as dossier
from domain.dossier.condition import Sight, local_day
from domain.explain.facts import Phrase
from domain.health import peers
from domain.health import service as health
from domain.health.checks import battery_soh, recall, season, service_due, silent_car
from domain.health.evidence import ageing, due
from domain.health.facts import View
from domain.kit.classified import Purpose
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.trips import rules as trips
from domain.upkeep import recalls, services

YEAR: Final = timedelta(days=365)
_APART: Final = frozenset({each.CODE for each in (battery_soh, recall, season, service_due, silent_car)})
"""Checks of no system: they have parts of their own, or say only whether the car is heard."""


def is_agreed(unit: Unit, owner_id: int) -> bool:
    """Tell whether an owner agrees to health checks, which the report is made of."""
    return Purpose.CARE in registry.consents(unit, owner_id)


def is_offered(unit: Unit, owner_id: int, car: Vehicle) -> bool:
    """Tell whether a report may be offered unasked: the owner agrees, their plan contains it, and the car has sent data."""
    if not is_agreed(unit, owner_id):
        return False
    if plans.denial(unit, owner_id, Entitlement.HEALTH_REPORT, vehicle_id=car.id) is not None:
        return False
    view = health.view_of(unit, car)
    return view is not None and view.has_data


def of(unit: Unit, owner: Owner, car: Vehicle) -> Checkup:
    """Return the report of an owner's own car as of now."""
    whole = dossier.of_own(unit, car, owner)
    view, estimate = whole.view, ageing.estimated(whole.view)
    certificate = None if estimate is None else _certificate(view, estimate)
    systems = tuple(_systems(whole.sights, whole.warnings))
    today = local_day(view.now, view.zone)
    return Checkup(
        at=unit.now,
        zone=owner.zone,
        model=car.model,
        in_use_since=car.in_use_since,
        odometer_km=due.odometer_of(view),
        parts=_parts(unit, view, systems, certificate),
        systems=systems,
        services=services.entries(unit, car.id),
        certificate=certificate,
        workshop=tuple(battery.measurements(unit, owner.id, car.id).values()),
        compared=tuple(_compared(view, owner.id)),
        warned=_warnings(unit, owner.id, car.id, whole.warnings),
        overdue=service_due.ahead(view, until=today - timedelta(days=1)),
        due=service_due.ahead(view, since=today, until=today + YEAR),
        season=_season(whole.sights),
        outlook=None if estimate is None else _outlook(unit, owner.id, car.id, view),
    )


def _parts(
    unit: Unit, view: View, systems: Sequence[System], certificate: Certificate | None
) -> tuple[PartScore, ...]:
    days = [each.at for each in due.all_due(view)]
    return (
        rules.battery(certificate),
        rules.systems(systems),
        rules.services(days, today=local_day(view.now, view.zone)),
        rules.recalls(len(recalls.listed(unit)), len(view.recalls)),
    )


def _warnings(unit: Unit, owner_id: int, vehicle_id: int, standing: Sequence[Case]) -> tuple[Warned, ...]:
    """Return the warnings of the year, and those of `standing`, which are open and may be older."""
    lately = alerts.told_since(unit, owner_id, vehicle_id, since=unit.now - YEAR)
    cases = {case.alert_id: case for case in (*standing, *lately)}
    return tuple(_warned(cases[alert_id]) for alert_id in sorted(cases))


def _outlook(unit: Unit, owner_id: int, vehicle_id: int, view: View) -> Phrase:
    if plans.denial(unit, owner_id, Entitlement.OUTLOOK, vehicle_id=vehicle_id) is not None:
        return Phrase("checkup.outlook.plan")
    return battery_words.ahead(ageing.ahead(view), now=view.now, zone=view.zone)


def _systems(sights: tuple[Sight, ...], warnings: tuple[Case, ...]) -> Iterator[System]:
    levels = {case.check: case.level for case in warnings}
    for sight in sights:
        code = sight.check.CODE
        if code in _APART:
            continue
        last = max((each.last for each in sight.basis if each.last), default=None)
        if code in levels:
            yield System(code, State.WARNED, levels[code], last=last)
        elif sight.finding is None:
            yield System(code, State.UNKNOWN, why=sight.why, last=last)
        else:
            yield System(code, State.SEEN_ONCE if sight.tripped else State.CLEAR, last=last)


def _certificate(view: View, estimate: Estimate) -> Certificate:
    soh, band = min(estimate.soh, 100.0), ageing.BAND
    ends = {each.at for each in estimate.charges}
    charges = [each for each in view.features.charges if each.end in ends]
    warm = [each.temperature_c for each in charges if each.temperature_c is not None]
    return Certificate(
        soh=soh,
        low=soh - band,
        high=min(soh + band, 100.0),
        confidence=estimate.confidence.score,
        new_kwh=view.car.capacity_new_kwh or 0.0,
        charges=len(estimate.charges),
        fast=sum(trips.is_fast(each) for each in charges),
        charges_kept=sum(each.end > view.now - ageing.KEPT for each in view.features.charges),
        first=_day(estimate.charges[0].at, view),
        last=_day(estimate.charges[-1].at, view),
        gained=median(each.gained for each in estimate.charges),
        coldest=min(warm, default=None),
        warmest=max(warm, default=None),
    )


def _day(at: datetime, view: View) -> date:
    return local_day(at, view.zone)


def _compared(view: View, owner_id: int) -> Iterator[Compared]:
    own = peers.tell(view, owner_id=owner_id).measures
    for measure, others in view.peers.items():
        if measure in own:
            yield Compared(measure, own[measure], others)


def _warned(case: Case) -> Warned:
    right = verdicts.proved(case.level, case.verdicts)
    by = "" if right is None else "workshop" if "workshop" in case.verdicts else "owner"
    return Warned(case.opened_at, message.title(case), case.level, case.state is Stage.ACTIVE, right, by)


def _season(sights: tuple[Sight, ...]) -> Phrase | None:
    """Return what the season asks for within its weeks; None where nothing does yet."""
    finding = next((each.finding for each in sights if each.check.CODE == season.CODE and each.tripped), None)
    task = None if finding is None else finding.params["task"]
    return task if isinstance(task, Phrase) else None
