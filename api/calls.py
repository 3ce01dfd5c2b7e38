"""Red warnings that nobody took note of: the operator phones these owners."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.openapi.spec import Example
from litestar.params import Body
from msgspec import Meta

from api import speakers
from api.areas import CoreDep, Id, Request, answers, area, viewer
from api.auth import Role
from domain.alerts import phoning
from domain.alerts.facts import CallOutcome, CallStep, Unheeded
from domain.core import Unit
from domain.explain.catalogue import locale_for
from domain.explain.facts import Language, Phrase
from domain.privacy import access_log
from domain.privacy.access_log import Viewer, What
from domain.registry import names
from domain.registry import service as registry
from domain.registry.entry import NameView

EXAMPLE = {"outcome": "not_reached", "again_in_minutes": 15}
ANSWER = {
    "calls": [
        {
            "alert_id": 1,
            "vehicle_id": 1,
            "vehicle": "Blue 7",
            "check": "coolant_loop",
            "title": "Battery cooling",
            "told_at": "2026-11-18T02:00:00Z",
            "step": "wait",
            "tries": 1,
            "called_at": "2026-11-18T02:40:00Z",
            "again_at": "2026-11-18T02:55:00Z",
            "centre": "Pudong Service",
            "centre_phone": "+86 21 5550 0100",
        }
    ]
}


class Call(msgspec.Struct, kw_only=True):
    """One car to call about. Whom to call stands in the operator's own customer records: none are kept here.

    step: what is next: escalate (calls alone have not helped, tell the centre that looks after the car), call, wait (until again_at) or
    finish (the owner knows; say done once the car is looked after). tries: calls that reached nobody. called_at: of the newest call.
    centre and centre_phone: "" where none is known.
    """

    alert_id: int
    vehicle_id: int
    vehicle: str
    check: str
    title: str
    told_at: datetime
    step: CallStep
    tries: int
    called_at: datetime | None
    again_at: datetime | None
    centre: NameView
    centre_phone: str


class Calls(msgspec.Struct):
    calls: list[Call]


class NewCall(msgspec.Struct, forbid_unknown_fields=True):
    """outcome: reached, not_reached (it comes back after again_in_minutes) or done (it leaves the list)."""

    outcome: CallOutcome
    again_in_minutes: Annotated[int, Meta(ge=5, le=720)] = 15


CallNote = Annotated[NewCall, Body(examples=[Example(summary="Nobody answered", value=EXAMPLE)])]


@get("/", summary="List cars to call about", sync_to_thread=True, opt=answers(ANSWER))
def listed(request: Request, core: CoreDep) -> Calls:
    """List red warnings that were told over 30 minutes ago and that nobody has taken note of, the most urgent first. Each owner sees that it was read."""
    with core.unit() as unit:
        return _all(unit, viewer(request), locale_for(request.headers.get("accept-language")))


@post("/{alert_id:int}", status_code=200, summary="Note a call", sync_to_thread=True, opt=answers(ANSWER))
def note(request: Request, core: CoreDep, alert_id: Id, data: CallNote) -> Calls:
    """Note how a call went, and list what is to be called about now."""
    with core.unit() as unit:
        phoning.note(unit, alert_id, data.outcome, again_in=timedelta(minutes=data.again_in_minutes))
        return _all(unit, viewer(request), locale_for(request.headers.get("accept-language")))


def _all(unit: Unit, by: Viewer, language: Language) -> Calls:
    return Calls([_call(unit, each, language) for each in read(unit, by)])


def read(unit: Unit, by: Viewer) -> tuple[Unheeded, ...]:
    """Return whom to call about. That it was read is noted for each owner."""
    unheeded = phoning.to_phone(unit)
    access_log.note(unit, by, What.WARNINGS, [(each.owner_id, each.vehicle_id) for each in unheeded])
    return unheeded


def _call(unit: Unit, warning: Unheeded, language: Language) -> Call:
    say = speakers.speaker(language).say
    vehicle = registry.vehicle(unit, warning.vehicle_id)
    place = warning.place
    return Call(
        alert_id=warning.alert_id,
        vehicle_id=vehicle.id,
        vehicle=say(Phrase("name", {"name": vehicle.name})),
        check=warning.check,
        title=say(warning.title),
        told_at=warning.told_at,
        step=warning.step,
        tries=warning.tries,
        called_at=warning.called_at,
        again_at=warning.again_at,
        centre=names.plain(place.name) if place else "",
        centre_phone=place.phone if place else "",
    )


ROUTES = (area("/v1/calls", Role.OPERATOR, [listed, note]),)
