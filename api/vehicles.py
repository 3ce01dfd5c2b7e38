"""The operator's cars: registering, listing, keys that cars send with, codes that owners link with."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from litestar import get, post
from litestar.openapi.spec import Example
from litestar.params import Body, QueryParameter
from msgspec import Meta

from api import sheets
from api.areas import MOST_ID, CoreDep, Id, Request, answers, area, viewer
from api.auth import Role
from domain.booking import network
from domain.core import Unit
from domain.privacy import access_log
from domain.privacy.access_log import Viewer, What
from domain.registry import names, register
from domain.registry import service as registry
from domain.registry.entry import NameView, VehicleEntry
from domain.registry.facts import Source
from domain.registry.rules import CODE_LIFE
from domain.registry.tables import Vehicle

MOST = 200

EXAMPLE = {
    "vin": "ZZ9SMCAR4SX900001",
    "name": "Blue 7",
    "model": "Lark 60",
    "zone": "Asia/Shanghai",
    "placard_front_kpa": 250,
    "placard_rear_kpa": 250,
    "capacity_new_kwh": 60,
    "in_use_since": "2025-03-01",
}
EXAMPLE_SHEET = (
    "vin,name,model,placard_front_kpa,placard_rear_kpa,capacity_new_kwh,in_use_since\n"
    "ZZ9SMCAR4SX900001,Blue 7,Lark 60,250,250,60,2025-03-01\n"
)
ANSWER = {
    "id": 1,
    "vin": "*************0001",
    "name": "Blue 7",
    "model": "Lark 60",
    "source": "live",
    "zone": "Asia/Shanghai",
    "placard_front_kpa": 250.0,
    "placard_rear_kpa": 250.0,
    "capacity_new_kwh": 60.0,
    "in_use_since": "2025-03-01",
    "centre_id": None,
}
ANSWER_PAGE = {"vehicles": [ANSWER], "next": None}
ANSWER_SHEET = {
    "added": [{"line": 2, "id": 1}],
    "bad": [
        {
            "line": 3,
            "column": "vin",
            "code": "vin_length",
            "reason": "A VIN has 17 characters; this one has 3. Check it against the vehicle papers.",
        }
    ],
}
ANSWER_KEY = {"vehicle_id": 1, "key": "bvk_0123456789ab_…"}
ANSWER_CODE = {
    "code": "K7M2Q4RT",
    "role": "owner",
    "ends_at": "2026-11-18T02:10:00Z",
}

NewVehicle = Annotated[VehicleEntry, Body(examples=[Example(summary="A car", value=EXAMPLE)])]
After = Annotated[int, QueryParameter(ge=0, le=MOST_ID, description="The `next` of the page before.")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="How many to list.")]


class VehicleView(msgspec.Struct, kw_only=True):
    """A car in the register. Of its VIN only the last four characters are shown; the name is as it was given."""

    id: int
    vin: str
    name: NameView
    model: str
    source: Source
    zone: str
    placard_front_kpa: float | None
    placard_rear_kpa: float | None
    capacity_new_kwh: float | None
    in_use_since: date | None
    centre_id: int | None


class VehiclePage(msgspec.Struct):
    """`next` is null on the last page."""

    vehicles: list[VehicleView]
    next: int | None


class VehicleRow(msgspec.Struct):
    line: int
    id: int


class VehicleSheet(msgspec.Struct):
    """What became of each row: good ones are registered although others are bad."""

    added: list[VehicleRow]
    bad: list[sheets.BadRow]


class VehicleKey(msgspec.Struct):
    """Shown this once. Keys made before it have stopped working."""

    vehicle_id: int
    key: str


class LinkCodeWish(msgspec.Struct, forbid_unknown_fields=True):
    """An owner sees everything and is one person; drivers see the car's state."""

    role: Annotated[Literal["owner", "driver"], Meta(examples=["owner"])] = "owner"


class WantedVin(msgspec.Struct, forbid_unknown_fields=True):
    """A VIN travels in the body, because addresses end up in logs."""

    vin: Annotated[str, Meta(examples=["ZZ9SMCAR0SX000001"])]


class LinkCodeView(msgspec.Struct):
    """Give the code to the person at the car. It links one chat, once, until ends_at."""

    code: str
    role: str
    ends_at: datetime


@post("/", summary="Register a car", sync_to_thread=True, opt=answers(ANSWER, conflict=True))
def add(core: CoreDep, data: NewVehicle) -> VehicleView:
    """Add one car to the register."""
    with core.unit() as unit:
        return view(unit, register.add(unit, data, centres=network.codes(unit)))


@sheets.door("Register cars from a sheet", example=EXAMPLE_SHEET, answer=ANSWER_SHEET)
def add_sheet(core: CoreDep, sheet: sheets.SheetDep) -> VehicleSheet:
    """Judge every row: good ones are registered, bad ones are named by line and column."""
    with core.unit() as unit:
        done = register.add_sheet(unit, sheet.text, centres=network.codes(unit))
    bad = sheet.bad_rows(done.bad)
    return VehicleSheet([VehicleRow(line, vehicle.id) for line, vehicle in done.added], bad)


@get("/", summary="List cars", sync_to_thread=True, opt=answers(ANSWER_PAGE))
def page(request: Request, core: CoreDep, after: After = 0, limit: Limit = 50) -> VehiclePage:
    """List cars in the order of their numbers. Each owner sees that it was read."""
    with core.unit() as unit:
        vehicles = register.page(unit, after=after, limit=limit + 1)
        views = read(unit, viewer(request), vehicles[:limit])
    return VehiclePage(views, views[-1].id if len(vehicles) > limit else None)


@get("/{vehicle_id:int}", summary="Show a car", sync_to_thread=True, opt=answers(ANSWER))
def show(request: Request, core: CoreDep, vehicle_id: Id) -> VehicleView:
    """Show what the register holds of one car. Its owner sees that it was read."""
    with core.unit() as unit:
        (car,) = read(unit, viewer(request), [registry.vehicle(unit, vehicle_id)])
        return car


@post("/find", summary="Find a car by its VIN", status_code=200, sync_to_thread=True, opt=answers(ANSWER))
def find(request: Request, core: CoreDep, data: Annotated[WantedVin, Body()]) -> VehicleView:
    """Find the car with a VIN, by the keyed hash under which it is kept. Its owner sees that it was read."""
    with core.unit() as unit:
        (car,) = read(unit, viewer(request), [registry.vehicle_of_vin(unit, data.vin)])
        return car


@post("/{vehicle_id:int}/key", summary="Make a new key", sync_to_thread=True, opt=answers(ANSWER_KEY))
def new_key(request: Request, core: CoreDep, vehicle_id: Id) -> VehicleKey:
    """Make the key that the car sends with; the old one stops working at once. Its owner sees that one was made."""
    with core.unit() as unit:
        access_log.note_cars(unit, viewer(request), What.KEY, [vehicle_id])
        return VehicleKey(vehicle_id, registry.vehicle_key(unit, vehicle_id))


@post(
    "/{vehicle_id:int}/link-code", summary="Make a link code", sync_to_thread=True, opt=answers(ANSWER_CODE)
)
def new_link_code(
    request: Request,
    core: CoreDep,
    vehicle_id: Id,
    data: Annotated[LinkCodeWish, Body()],
) -> LinkCodeView:
    """Make a code with which a person links the car to a chat. It works once, for ten minutes. Its owner sees that one was made."""
    with core.unit() as unit:
        access_log.note_cars(unit, viewer(request), What.LINK_CODE, [vehicle_id])
        code = registry.link_code(unit, vehicle_id, role=data.role)
        return LinkCodeView(code, data.role, unit.now + CODE_LIFE)


def read(
    unit: Unit, by: Viewer, vehicles: Sequence[Vehicle], *, what: What = What.REGISTER
) -> list[VehicleView]:
    """Return what the register holds of cars. Each owner sees that it was read; what: and what else that tells of the car."""
    access_log.note_cars(unit, by, what, [vehicle.id for vehicle in vehicles])
    return [view(unit, vehicle) for vehicle in vehicles]


def view(unit: Unit, vehicle: Vehicle) -> VehicleView:
    return VehicleView(
        id=vehicle.id,
        vin=register.masked_vin(unit, vehicle),
        name=names.plain(vehicle.name),
        model=vehicle.model,
        source=vehicle.source,
        zone=vehicle.zone,
        placard_front_kpa=vehicle.placard_front_kpa,
        placard_rear_kpa=vehicle.placard_rear_kpa,
        capacity_new_kwh=vehicle.capacity_new_kwh,
        in_use_since=vehicle.in_use_since,
        centre_id=vehicle.centre_id,
    )


ROUTES = (area("/v1/vehicles", Role.OPERATOR, [add, add_sheet, find, page, show, new_key, new_link_code]),)
