"""Who may look at a car from afar, and what of it the owner lets them see.

The operator, and the centre where the car is booked or a warning keeps a slot for it, see what mending it needs.
They see nothing where the owner does not agree to health checks, and in privacy mode only what safety needs.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from domain.alerts import service as alerts
from domain.alerts.facts import Case, State
from domain.battery.facts import Answer
from domain.booking import workshop
from domain.core import Unit
from domain.dossier import condition, diagnosis
from domain.dossier.condition import Sight, Why
from domain.dossier.diagnosis import Diagnosis, Evidence
from domain.errors import Refusal
from domain.health import catalogue
from domain.health import service as health
from domain.health.checks import silent_car
from domain.health.evidence import ageing, usage
from domain.health.facts import Finding, View
from domain.kit.classified import ASKED, Category, Purpose
from domain.learning import service as learning
from domain.privacy import access_log, rules
from domain.privacy.access_log import What
from domain.registry import service as registry
from domain.registry.tables import AccessToken, Owner, Vehicle
from domain.telemetry import paths, shown
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.shown import Doubted

_ALSO_SHOWN: Final = frozenset({paths.ODOMETER})  # of driving a workshop needs the distance, and no more


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a viewer is shown of a car.

    signals: newest value and its time by path. doubtful: values that nothing is judged by. sights: one a check. warnings: those told and open. resting: checks, and
    "consumption", that the owner keeps from others. answers: what models fitted here say of the battery. diagnoses: what a
    technician would ask of each warning, or of the car where none is open.
    """

    vehicle: Vehicle
    owner: Owner
    view: View
    signals: dict[str, tuple[float, datetime]]
    doubtful: tuple[Doubted, ...]
    sights: tuple[Sight, ...]
    warnings: tuple[Case, ...]
    resting: frozenset[str]
    answers: tuple[Answer, ...]
    diagnoses: tuple[Diagnosis, ...]


def look(unit: Unit, who: AccessToken, vehicle_id: int) -> Dossier:
    """Show a car to its owner, the operator or the centre that expects it; what others look at is noted.

    Raises Refusal vehicle_unknown, vehicle_not_yours or look_not_expected (404), look_unlinked or look_withdrawn.
    """
    vehicle, owner = _authorize(unit, who, vehicle_id)
    own = who.owner_id is not None
    if not own:
        by = access_log.viewer(who)
        access_log.note(unit, by, What.CONDITION, [(owner.id, vehicle_id)])
    return _dossier(unit, vehicle, owner, own=own)


def of_own(unit: Unit, vehicle: Vehicle, owner: Owner) -> Dossier:
    """Return all that is known of an owner's own car, for that owner."""
    return _dossier(unit, vehicle, owner, own=True)


def diagnoses(unit: Unit, owner: Owner, vehicle: Vehicle) -> tuple[Diagnosis, ...]:
    """Return what a technician would ask about an owner's own car. Raises Refusal twin_not_agreed (403)."""
    if Purpose.CARE not in registry.consents(unit, owner.id):
        raise Refusal("twin_not_agreed", status=403)
    return of_own(unit, vehicle, owner).diagnoses


def warnings(unit: Unit, who: AccessToken, vehicle_id: int) -> tuple[Case, ...]:
    """Return the open warnings that `look` would show, without all the rest. Raises as `look` does; it is noted alike."""
    _, owner = _authorize(unit, who, vehicle_id)
    access_log.note(unit, access_log.viewer(who), What.CONDITION, [(owner.id, vehicle_id)])
    return _open(
        unit, owner, vehicle_id, _resting(registry.consents(unit, owner.id), mode=owner.privacy_mode)
    )


def _resting(purposes: frozenset[Purpose], *, mode: bool) -> set[str]:
    """Return the checks, and "consumption", that an owner keeps from others. mode: privacy mode."""
    return {
        check.CODE for check in catalogue.ALL if not rules.can_judge(check, purposes=purposes, mode=mode)
    } | ({usage.CODE} if mode else set())


def _authorize(unit: Unit, who: AccessToken, vehicle_id: int) -> tuple[Vehicle, Owner]:
    owner = registry.keeper(unit, vehicle_id)
    if who.owner_id is not None:
        if owner is None or owner.id != who.owner_id:
            raise Refusal("vehicle_not_yours", status=404)
        return registry.vehicle(unit, vehicle_id), owner
    expected = who.centre_id is None or (
        owner is not None and workshop.expects(unit, who.centre_id, vehicle_id, owner_id=owner.id)
    )
    if not expected:
        raise Refusal("look_not_expected", status=404)
    vehicle = registry.vehicle(unit, vehicle_id)
    if owner is None:
        raise Refusal("look_unlinked")
    if Purpose.CARE not in registry.consents(unit, owner.id):
        raise Refusal("look_withdrawn")
    return vehicle, owner


def _dossier(unit: Unit, vehicle: Vehicle, owner: Owner, *, own: bool) -> Dossier:
    purposes = frozenset(ASKED) if own else registry.consents(unit, owner.id)
    mode = owner.privacy_mode and not own
    resting = _resting(purposes, mode=mode)
    latest = telemetry.latest(unit, vehicle.id, owner.id)
    view = health.views(unit, [vehicle])[vehicle.id]
    sights = _sights(unit, view, vehicle.id, sent=latest, resting=resting)
    warnings = _open(unit, owner, vehicle.id, resting)
    return Dossier(
        vehicle=vehicle,
        owner=owner,
        view=view,
        signals={
            path: latest[path] for path in sorted(latest) if _is_shown(path, purposes=purposes, mode=mode)
        },
        doubtful=_doubtful(unit, vehicle.id, owner, purposes=purposes, mode=mode),
        sights=sights,
        warnings=warnings,
        resting=frozenset(resting),
        answers=() if ageing.CODE in resting else health.trained(unit, view),
        diagnoses=_diagnoses(warnings, Evidence(view, sights, _over(unit, owner, vehicle.id, resting))),
    )


def _open(unit: Unit, owner: Owner, vehicle_id: int, resting: Collection[str]) -> tuple[Case, ...]:
    return tuple(case for case in alerts.alerts_of(unit, owner.id, vehicle_id) if case.check not in resting)


def _over(unit: Unit, owner: Owner, vehicle_id: int, resting: Collection[str]) -> tuple[Case, ...]:
    since = registry.holding_of(unit, owner.id, vehicle_id).since
    every = alerts.told_since(unit, owner.id, vehicle_id, since=since)
    return tuple(case for case in every if case.state is State.CLEARED and case.check not in resting)


def _diagnoses(warnings: Collection[Case], evidence: Evidence) -> tuple[Diagnosis, ...]:
    return tuple(diagnosis.of_warning(case, evidence) for case in warnings) or (diagnosis.of_car(evidence),)


def _doubtful(
    unit: Unit, vehicle_id: int, owner: Owner, *, purposes: frozenset[Purpose], mode: bool
) -> tuple[Doubted, ...]:
    doubts = shown.doubtful(unit, vehicle_id, owner.id)
    return tuple(each for each in doubts if _is_shown(each.path, purposes=purposes, mode=mode))


def _sights(
    unit: Unit, view: View, vehicle_id: int, *, sent: Collection[str], resting: Collection[str]
) -> tuple[Sight, ...]:
    """Return what each check concluded. Of a silent car nothing is ruled out: its last readings say nothing of today."""
    sights = condition.sights(view, _findings(unit, view, vehicle_id), sent=sent, resting=resting)
    if not any(sight.check.CODE == silent_car.CODE and sight.tripped for sight in sights):
        return sights
    return tuple(
        replace(sight, finding=None, why=Why.TOO_LITTLE)
        if sight.finding and sight.check.SIGNALS and not sight.tripped
        else sight
        for sight in sights
    )


def _findings(unit: Unit, view: View, vehicle_id: int) -> Mapping[str, Finding | None]:
    """Return the findings of all checks, judged as in the health round, by the models in use for this car."""
    return health.survey(view, partial(learning.live, unit, vehicle_id=vehicle_id)).all


def _is_shown(path: str, *, purposes: frozenset[Purpose], mode: bool) -> bool:
    signal = CATALOGUE[path]
    needed = signal.category is Category.CONDITION or path in _ALSO_SHOWN
    return needed and rules.may_store(signal, purposes=purposes, mode=mode)
