"""Red warnings that nobody took note of: the operator phones these owners."""

from datetime import datetime

import msgspec
from litestar import get

from api import speakers
from api.areas import CoreDep, Request, answers, area, viewer
from api.auth import Role
from domain.alerts import phoning
from domain.alerts.facts import Unheeded
from domain.core import Unit
from domain.explain.catalogue import locale_for
from domain.explain.facts import Language, Phrase
from domain.privacy import access_log
from domain.privacy.access_log import What
from domain.registry import service as registry

ANSWER = {
    "calls": [
        {
            "vehicle_id": 1,
            "vehicle": "Blue 7",
            "check": "coolant_loop",
            "title": "Battery cooling",
            "told_at": "2026-11-18T02:00:00Z",
        }
    ]
}


class Call(msgspec.Struct):
    """One car to call about. Whom to call stands in the operator's own customer records: none are kept here."""

    vehicle_id: int
    vehicle: str
    check: str
    title: str
    told_at: datetime


class Calls(msgspec.Struct):
    calls: list[Call]


@get("/", summary="List cars to call about", sync_to_thread=True, opt=answers(ANSWER))
def listed(request: Request, core: CoreDep) -> Calls:
    """List red warnings that were told over 30 minutes ago and that nobody has taken note of. Each owner sees that it was read."""
    language = locale_for(request.headers.get("accept-language"))
    with core.unit() as unit:
        unheeded = phoning.to_phone(unit)
        about = [(each.owner_id, each.vehicle_id) for each in unheeded]
        access_log.note(unit, viewer(request), What.WARNINGS, about)
        return Calls([_call(unit, each, language) for each in unheeded])


def _call(unit: Unit, warning: Unheeded, language: Language) -> Call:
    say = speakers.speaker(language).say
    vehicle = registry.vehicle(unit, warning.vehicle_id)
    name = say(Phrase("name", {"name": vehicle.name}))
    return Call(vehicle.id, name, warning.check, say(warning.title), warning.told_at)


ROUTES = (area("/v1/calls", Role.OPERATOR, [listed]),)
