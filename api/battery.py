"""What a centre measured of a traction battery at a visit."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import Body
from msgspec import Meta

from api.areas import CENTRE, CoreDep, answers, area
from api.auth import Role
from api.workshop import Number
from domain.battery import service as battery
from domain.battery.facts import Method
from domain.booking import workshop

EXAMPLE = {"soh_pct": 91.5, "method": "capacity"}
ANSWER = {
    "visit": "1234567",
    "at": "2026-11-19T02:30:00Z",
    "soh_pct": 91.5,
    "method": "capacity",
}

Reading = Annotated["NewMeasurement", Body(examples=[Example(summary="A capacity test", value=EXAMPLE)])]


class NewMeasurement(msgspec.Struct, forbid_unknown_fields=True):
    soh_pct: Annotated[
        float, Meta(ge=20, le=110, description="What the pack holds now, percent of what it held when new.")
    ]
    method: Annotated[
        Method,
        Meta(
            description="capacity: counted over a full charge; certificate: a tester's; car: the car's own."
        ),
    ]


class MeasurementView(msgspec.Struct, kw_only=True):
    """A measurement as it is kept. at is UTC."""

    visit: str
    at: datetime
    soh_pct: float
    method: Method


@post(
    "/visits/{number:str}/battery",
    status_code=200,
    summary="Report a battery measurement",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def measure(core: CoreDep, centre_id: NamedDependency[int], number: Number, data: Reading) -> MeasurementView:
    """Keep what was measured of the battery at a visit, once a visit; estimates of battery health learn from it."""
    with core.unit() as unit:
        visit = workshop.visit(unit, centre_id, number)
        entry = battery.record(
            unit,
            vehicle_id=visit.vehicle_id,
            owner_id=visit.owner_id,
            visit=visit.number,
            soh_pct=data.soh_pct,
            method=data.method,
        )
        return MeasurementView(visit=visit.number, at=entry.at, soh_pct=entry.soh_pct, method=entry.method)


ROUTES = (area("/v1/centre", Role.CENTRE, [measure], dependencies=CENTRE),)
