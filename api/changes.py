"""What was changed on a car: new wheels, software, a sensor or a part. The readings before it no longer count."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import post
from litestar.openapi.spec import Example
from litestar.params import Body
from msgspec import Meta

from api.areas import CoreDep, Id, Request, access, answers, area
from api.auth import Role
from domain.booking import changes
from domain.registry.facts import ChangeKind

EXAMPLE = {"kind": "wheels", "at": "2026-11-17T09:00:00Z", "check": ""}
ANSWER = {"vehicle_id": 1, **EXAMPLE, "new": True}


class NewChange(msgspec.Struct, forbid_unknown_fields=True):
    """check: the health check whose readings it concerns (for a sensor or a part), or "" for all that it may touch."""

    kind: ChangeKind
    at: Annotated[datetime, Meta(tz=True)]
    check: str = ""


class ChangeView(msgspec.Struct):
    """new is false where the same change was noted before."""

    vehicle_id: int
    kind: ChangeKind
    at: datetime
    check: str
    new: bool


ChangeBody = Annotated[NewChange, Body(examples=[Example(summary="Winter wheels", value=EXAMPLE)])]


@post(
    "/{vehicle_id:int}/changes",
    summary="Say that something was changed",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def add(request: Request, core: CoreDep, vehicle_id: Id, data: ChangeBody) -> ChangeView:
    """Let checks learn a car anew after new wheels, software, a sensor or a part."""
    with core.unit() as unit:
        who = access(request)
        new = changes.declare(unit, who, vehicle_id, kind=data.kind, at=data.at, check=data.check)
    return ChangeView(vehicle_id, data.kind, data.at, data.check, new)


ROUTES = (area("/v1/vehicles", Role.ANY, [add]),)
