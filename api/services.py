"""Services: what was done to a car, told by its owner or the operator, and a model's own service plan."""

from datetime import date
from typing import Annotated

import msgspec
from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import Body, PathParameter
from msgspec import Meta

from api.areas import OWNER, CoreDep, Id, area
from api.auth import Role
from domain.booking import elsewhere
from domain.garage import service as garage
from domain.garage.facts import Serviced
from domain.upkeep import services
from domain.upkeep.entry import IntervalEntry, ServicedEntry

EXAMPLE = {"job": "yearly_service", "on": "2026-05-01", "odometer_km": 18250}
EXAMPLE_PLAN = {"items": {"yearly_service": {"months": 24, "km": 30000}, "brake_fluid": {"months": 36}}}

Work = Annotated[ServicedEntry, Body(examples=[Example(summary="A yearly service", value=EXAMPLE)])]
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

    job: str
    on: date
    odometer_km: float | None
    elsewhere: bool


class ServicedList(msgspec.Struct):
    """What was done while the car was its present owner's, in the order of days."""

    services: list[ServicedView]


@put("/{model:str}", summary="Set a model's service plan", sync_to_thread=True)
def set_plan(
    core: CoreDep,
    model: Model,
    data: Annotated[NewPlan, Body(examples=[Example(summary="Longer intervals", value=EXAMPLE_PLAN)])],
) -> PlanView:
    """Set how often the tasks of the service plan are due for cars of a model."""
    with core.unit() as unit:
        found = services.set_plan(unit, model, data.items)
    items = [
        PlanItemView(item=each.code, job=each.job, months=each.months, km=each.km, of_model=each.of_model)
        for each in found.values()
    ]
    return PlanView(model, items)


@post("/{vehicle_id:int}/services", status_code=200, summary="Record work done", sync_to_thread=True)
def record(core: CoreDep, vehicle_id: Id, data: Work) -> ServicedList:
    """Put work on record that was done elsewhere; the interval begins anew. The same again changes nothing."""
    with core.unit() as unit:
        return _listed(elsewhere.record_for(unit, vehicle_id, data))


@get("/{vehicle_id:int}/services", summary="Own car's services", sync_to_thread=True)
def own(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> ServicedList:
    """List what was done to an own car."""
    with core.reading() as unit:
        vehicle = garage.vehicle_for(unit, owner_id, vehicle_id)
        return _listed(services.of_cars(unit, [vehicle.id]).get(vehicle.id, ()))


@post("/{vehicle_id:int}/services", status_code=200, summary="Record own work", sync_to_thread=True)
def record_own(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id, data: Work) -> ServicedList:
    """Put on record what was done to an own car elsewhere."""
    with core.unit() as unit:
        vehicle = garage.vehicle_for(unit, owner_id, vehicle_id)
        return _listed(elsewhere.record_for(unit, vehicle.id, data))


def _listed(found: tuple[Serviced, ...]) -> ServicedList:
    return ServicedList([ServicedView(each.job, each.on, each.odometer_km, each.elsewhere) for each in found])


ROUTES = (
    area("/v1/service-plans", Role.OPERATOR, [set_plan]),
    area("/v1/vehicles", Role.OPERATOR, [record]),
    area("/v1/me/vehicles", Role.OWNER, [own, record_own], dependencies=OWNER),
)
