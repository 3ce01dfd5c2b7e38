"""Whether it may be said that all is well with a car: only where something was judged, by readings that still arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from domain.alerts.rules import TRIPS
from domain.core import Unit
from domain.explain.facts import Moment, Phrase
from domain.health import catalogue
from domain.health import service as health
from domain.health.checks import silent_car
from domain.health.facts import Finding
from domain.kit.classified import Purpose
from domain.learning import service as learning
from domain.privacy import rules
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.running import service as running
from domain.telemetry import service as telemetry


class State(StrEnum):
    """off: not agreed to. unheard: never sent. files: known from files alone. failed: judging it failed. partly: in privacy mode. on: as far as it can be."""

    OFF = "off"
    UNHEARD = "unheard"
    FILES = "files"
    SILENT = "silent"
    UNJUDGED = "unjudged"
    FAILED = "failed"
    PARTLY = "partly"
    ON = "on"


KNOWS: frozenset[State] = frozenset({State.PARTLY, State.ON})  # that no warning is open says something


@dataclass(frozen=True, slots=True)
class Watch:
    """How a car is watched over: which of the checks that read signals could judge, and when it was last heard."""

    state: State
    at_work: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    last_at: datetime | None = None


def watch(unit: Unit, vehicle: Vehicle, keeper: Owner | None) -> Watch:
    """Return how a car is watched over for its present owner; None where it has no owner."""
    purposes = registry.consents(unit, keeper.id) if keeper else frozenset()
    if keeper is None or Purpose.CARE not in purposes:
        return Watch(State.OFF)
    failing = running.failing_steps(unit, vehicle.id)
    view = None if failing else health.view_of(unit, vehicle)
    if view is None:
        return Watch(State.FAILED)
    last_at = view.quality.last_at or telemetry.newest_at(unit, vehicle.id, keeper.id)
    if last_at is None:
        return Watch(State.FILES if view.features.days else State.UNHEARD)
    survey = health.survey(view, partial(learning.live, unit, vehicle_id=vehicle.id))
    if survey.errors:
        return Watch(State.FAILED, last_at=last_at)
    silent = survey.findings[silent_car.CODE]
    if silent is not None and silent.strength >= TRIPS:
        return Watch(State.SILENT, last_at=last_at)
    at_work = _at_work(survey.findings, keeper=keeper, purposes=purposes)
    idle = tuple(code for code in catalogue.MEASURING if code not in at_work)
    awake = State.PARTLY if keeper.privacy_mode else State.ON
    return Watch(awake if at_work else State.UNJUDGED, at_work, idle, last_at)


def _at_work(
    findings: Mapping[str, Finding | None], *, keeper: Owner, purposes: frozenset[Purpose]
) -> tuple[str, ...]:
    return tuple(
        code
        for code in catalogue.MEASURING
        if findings[code] is not None
        and rules.can_judge(catalogue.BY_CODE[code], purposes=purposes, mode=keeper.privacy_mode)
    )


def line(watched: Watch, *, zone: str, own: bool = True) -> Phrase:
    """Say how a car is watched over while no warning is open. own: whether the reader is its owner."""
    if watched.state is State.OFF and not own:
        return Phrase("watch.off_for_driver")
    params: dict[str, object] = {"judged": len(watched.at_work), "checks": len(catalogue.MEASURING)}
    if watched.last_at is not None:
        params["at"] = Moment(watched.last_at, zone)
    if watched.state is State.OFF:
        params["purpose"] = Phrase(f"privacy.purpose.{Purpose.CARE}")
    return Phrase(f"watch.{watched.state}", params)
