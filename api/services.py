"""Services: what was done to a car, told by its owner or the operator, and a model's own service plan."""

from datetime import date
from typing import Annotated

import msgspec
from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import Body, PathParameter
from msgspec import Meta

from api.areas import OWNER, CoreDep, Id, Request, answers, area, viewer
from api.auth import Role
from api.drivers import whose
from domain.booking import elsewhere
from domain.privacy import access_log
from domain.privacy.access_log import What
from domain.registry import service as registry
from domain.upkeep import services
from domain.upkeep.entry import CorrectedEntry, IntervalEntry, ServicedEntry
from domain.upkeep.facts import Entry

EXAMPLE = {"job": "yearly_service", "on": "2026-05-01", "odometer_km": 18250}
EXAMPLE_CORRECTED = {"on": "2026-05-02", "odometer_km": 18300}
EXAMPLE_PLAN = {"items": {"yearly_service": {"months": 24, "km": 30000}, "brake_fluid": {"months": 36}}}
ANSWER = {
    "services": [
        {"id": 1, "job": "yearly_service", "on": "2026-05-01", "odometer_km": 18250.0, "elsewhere": True}
    ]
}
ANSWER_PLAN = {
    "model": "Lark 60",
    "items": [
        {"item": "yearly_service", "job": "yearly_service", "months": 24, "km": 30000.0, "of_model": True}
    ],
}

Work = Annotated[ServicedEntry, Body(examples=[Example(summary="A yearly service", value=EXAMPLE)])]
Corrected = Annotated[
    CorrectedEntry, Body(examples=[Example(summary="A day later", value=EXAMPLE_CORRECTED)])
]
Model = Annotated[str, PathParameter(min_length=1, max_length=80, description="As in the register.")]


class NewPlan(msgspec.Struct, forbid_unknown_fields=True):
    """The model's own intervals by item, in place of those set before; items left out stay general."""

    items: Annotated[dict[str, IntervalEntry], Meta(max_length=20)]


class PlanItemView(msgspec.Struct, kw_only=True):
    """of_model: set by the operator, not the general plan's."""

    item: str
    job: str
    months: int | None
    km: float | None
    of_model: bool


class PlanView(msgspec.Struct):
    model: str
    items: list[PlanItemView]


class ServicedView(msgspec.Struct):
    """elsewhere: by the word of owner or operator, not a visit here."""

    id: int
    job: str
    on: date
    odometer_km: float | None
    elsewhere: bool


class ServicedList(msgspec.Struct):
    """What was done while the car was its present owner's, in the order of days."""

    services: list[ServicedView]


@put("/{model:str}", summary="Set a model's service plan", sync_to_thread=True, opt=answers(ANSWER_PLAN))
def set_plan(
    core: CoreDep,
    model: Model,
    data: Annotated[NewPlan, Body(examples=[Example(summary="Longer intervals", value=EXAMPLE_PLAN)])],
) -> PlanView:
    """Set how often the tasks of the service plan are due for cars of a model."""
    with core.unit() as unit:
        plan = services.set_plan(unit, model, data.items)
    items = [
        PlanItemView(item=each.code, job=each.job, months=each.months, km=each.km, of_model=each.of_model)
        for each in plan.values()
    ]
    return PlanView(model, items)


@post(
    "/{vehicle_id:int}/services",
    status_code=200,
    summary="Record work done",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def record(request: Request, core: CoreDep, vehicle_id: Id, data: Work) -> ServicedList:
    """Put work on record that was done elsewhere; the interval begins anew. The same again changes nothing."""
    with core.unit() as unit:
        access_log.note_cars(unit, viewer(request), What.SERVICES, [vehicle_id])
        return _listed(elsewhere.record_for(unit, vehicle_id, data))


@get("/{vehicle_id:int}/services", summary="Own car's services", sync_to_thread=True, opt=answers(ANSWER))
def own(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> ServicedList:
    """List what was done to an own car."""
    whose(core, owner_id, vehicle_id)
    with core.reading() as unit:
        return _listed(services.entries(unit, vehicle_id))


@post(
    "/{vehicle_id:int}/services",
    status_code=200,
    summary="Record own work",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def record_own(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id, data: Work) -> ServicedList:
    """Put on record what was done to an own car elsewhere."""
    with core.unit() as unit:
        vehicle = registry.own_vehicle(unit, owner_id, vehicle_id)
        return _listed(elsewhere.record_for(unit, vehicle.id, data))


@put(
    "/services/{service_id:int}",
    summary="Correct own work",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def correct_own(
    core: CoreDep, owner_id: NamedDependency[int], service_id: Id, data: Corrected
) -> ServicedList:
    """Set day and odometer of work on record anew, and list what was done to that car."""
    with core.unit() as unit:
        entry = services.correct(unit, owner_id, service_id, on=data.on, odometer_km=data.odometer_km)
        return _listed(services.entries(unit, entry.vehicle_id))


@delete(
    "/services/{service_id:int}",
    status_code=200,
    summary="Delete own work",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def delete_own(core: CoreDep, owner_id: NamedDependency[int], service_id: Id) -> ServicedList:
    """Take work off the record, and list what remains of that car."""
    with core.unit() as unit:
        entry = services.delete_entry(unit, owner_id, service_id)
        return _listed(services.entries(unit, entry.vehicle_id))


def _listed(entries: tuple[Entry, ...]) -> ServicedList:
    return ServicedList(
        [
            ServicedView(each.id, each.work.job, each.work.on, each.work.odometer_km, each.work.elsewhere)
            for each in entries
        ]
    )


ROUTES = (
    area("/v1/service-plans", Role.OPERATOR, [set_plan]),
    area("/v1/vehicles", Role.OPERATOR, [record]),
    area("/v1/me/vehicles", Role.OWNER, [own, record_own], dependencies=OWNER),
    area("/v1/me", Role.OWNER, [correct_own, delete_own], dependencies=OWNER),
)
