"""Red warnings that nobody took note of: the operator phones these owners."""

from datetime import datetime

import msgspec
from litestar import Request, get

from api.areas import area
from api.auth import Role
from api.health import CoreDep
from domain import phrases
from domain.alerts import message
from domain.alerts import service as alerts
from domain.explain.catalogue import locale_for
from domain.garage import service as garage


class Call(msgspec.Struct):
    """One car to call about. Whom to call stands in the operator's own customer records: none are kept here."""

    vehicle_id: int
    vehicle: str
    check: str
    title: str
    told_at: datetime


class Calls(msgspec.Struct):
    calls: list[Call]


@get("/", summary="List cars to call about", sync_to_thread=True)
def listed(request: Request, core: CoreDep) -> Calls:  # type: ignore[type-arg] # any state
    """List red warnings that were told over 30 minutes ago and that nobody has taken note of."""
    say = phrases.speaker(locale_for(request.headers.get("accept-language"))).say
    with core.reading() as unit:
        return Calls(
            [
                Call(
                    case.vehicle_id,
                    garage.vehicle(unit, case.vehicle_id).name,
                    case.check,
                    say(message.title(case)),
                    case.told_at,
                )
                for case in alerts.to_phone(unit)
            ]
        )


ROUTES = (area("/v1/calls", Role.OPERATOR, [listed]),)
