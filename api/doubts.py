"""What the operator should look at because readings of a car cannot be right: units, signs, wheels, clocks, devices."""

from datetime import datetime

import msgspec
from litestar import get, post

from api import speakers
from api.areas import CoreDep, Id, Request, answers, area, viewer
from api.auth import Role
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.explain.render import Speaker
from domain.privacy import access_log
from domain.privacy.access_log import Viewer, What
from domain.registry import names
from domain.registry import service as registry
from domain.registry.entry import NameView
from domain.telemetry import questions

ANSWER = {
    "id": 1,
    "vehicle_id": 1,
    "vehicle": "Blue 7",
    "model": "Lark 60",
    "cause": "tyre_psi",
    "signals": ["Vehicle.Chassis.Axle.Row1.Wheel.Left.Tire.Pressure"],
    "since": "2026-11-18T01:00:00Z",
    "last_at": "2026-11-18T05:00:00Z",
    "reason": "The tyre pressures look like psi, not kPa.",
    "cure": "Declare the unit in the source's settings, or convert the values before sending.",
}


class DoubtView(msgspec.Struct, kw_only=True):
    """signals: VSS paths that are not judged meanwhile. reason and cure: what is likely, and what helps."""

    id: int
    vehicle_id: int
    vehicle: NameView
    model: str
    cause: str
    signals: list[str]
    since: datetime
    last_at: datetime
    reason: str
    cure: str


class Doubts(msgspec.Struct):
    doubts: list[DoubtView]


@get(
    "/", summary="List readings that cannot be right", sync_to_thread=True, opt=answers({"doubts": [ANSWER]})
)
def listed(request: Request, core: CoreDep) -> Doubts:
    """List one notice for each car and cause, the oldest first. It goes by itself when the readings are right again."""
    with core.unit() as unit:
        return Doubts(read(unit, viewer(request), speakers.speaker("en")))


@post(
    "/{doubt_id:int}/settle",
    status_code=200,
    summary="Say that a notice is settled",
    sync_to_thread=True,
    opt=answers({"doubts": []}),
)
def settle(request: Request, core: CoreDep, doubt_id: Id) -> Doubts:
    """Take a notice off the list, as for a device that was moved on purpose; it comes back if it is seen again."""
    with core.unit() as unit:
        if not questions.settle(unit, doubt_id):
            raise Refusal("doubt_unknown", status=404)
        return Doubts(read(unit, viewer(request), speakers.speaker("en")))


def read(unit: Unit, by: Viewer, speaker: Speaker) -> list[DoubtView]:
    """Return the open notices, and note in the access log that they were read."""
    standing = questions.standing(unit)
    access_log.note_cars(unit, by, What.CONDITION, [each.vehicle_id for each in standing])
    return [_view(unit, each, speaker) for each in standing]


def _view(unit: Unit, each: questions.Question, speaker: Speaker) -> DoubtView:
    car = registry.vehicle(unit, each.vehicle_id)
    return DoubtView(
        id=each.id,
        vehicle_id=each.vehicle_id,
        vehicle=names.plain(car.name),
        model=car.model,
        cause=each.cause,
        signals=list(each.signals),
        since=each.since,
        last_at=each.last_at,
        reason=speaker.say(Phrase(f"doubt.cause.{each.cause}")),
        cure=speaker.say(Phrase(f"doubt.cure.{_cure(each.cause)}")),
    )


def _cure(cause: str) -> str:
    kinds = {
        "clock_": "clock",
        "moved": "moved",
        "two_sources": "two_sources",
        "wheels": "swapped",
        "cells_swapped": "swapped",
    }
    signs = {"power_sign", "current_sign"}
    if cause in signs:
        return "sign"
    return next((cure for start, cure in kinds.items() if cause.startswith(start)), "unit")


ROUTES = (area("/v1/doubts", Role.OPERATOR, [listed, settle]),)
