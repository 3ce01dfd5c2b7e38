"""What an owner reads of the access log: who looked at what of theirs, and when."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from api.areas import MOST_ID, OWNER, CoreDep, answers, area
from api.auth import Role
from domain.booking import contacts
from domain.core import Unit
from domain.privacy import access_log
from domain.privacy.access_log import Entry, What
from domain.registry import names
from domain.registry.entry import NameView

MOST = 500

ANSWER = {
    "looks": [
        {
            "id": 7,
            "at": "2026-11-18T02:00:00Z",
            "role": "centre",
            "centre": {"en": "Pudong Service", "zh_Hans": "浦东服务中心"},
            "driver": "",
            "what": "visits",
            "vehicle_id": 1,
        }
    ],
    "next": None,
}

Before = Annotated[int, QueryParameter(ge=1, le=MOST_ID, description="The `next` of the page before.")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="How many to list.")]


class LookView(msgspec.Struct, kw_only=True):
    """A look; what the same viewer reads again within an hour counts once.

    role: operator, centre, driver, owner for a copy that was taken, or reader: who had the link to the page of a report. centre: its name, or "". driver: the number by
    which the owner knows a driver, or "". vehicle_id is null for what is about no single car.
    """

    id: int
    at: datetime
    role: str
    centre: NameView
    driver: str
    what: What
    vehicle_id: int | None


class Looks(msgspec.Struct):
    """`next` is null on the last page."""

    looks: list[LookView]
    next: int | None


@get("/looks", summary="Who looked at my data", sync_to_thread=True, opt=answers(ANSWER))
def listed(
    core: CoreDep, owner_id: NamedDependency[int], before: Before = MOST_ID, limit: Limit = 100
) -> Looks:
    """List who looked at what of one's own data in the last 400 days, the newest first."""
    with core.reading() as unit:
        entries = access_log.newest(unit, owner_id, before=before, limit=limit + 1)
        views = [_view(unit, entry) for entry in entries[:limit]]
    return Looks(views, views[-1].id if len(entries) > limit else None)


def _view(unit: Unit, entry: Entry) -> LookView:
    by = entry.by
    centre = contacts.of_centre(unit, by.centre_id).centre.name if by.centre_id is not None else ""
    return LookView(
        id=entry.id,
        at=entry.at,
        role=by.role,
        centre=names.plain(centre),
        driver=by.mark,
        what=entry.what,
        vehicle_id=entry.vehicle_id,
    )


ROUTES = (area("/v1/me", Role.OWNER, [listed], dependencies=OWNER),)
