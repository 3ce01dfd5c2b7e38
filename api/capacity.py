"""What a centre can take: its hours, bays and technicians, changed by itself, or by the operator for any centre."""

from datetime import date
from typing import Annotated

import msgspec
from litestar import get, patch, post, put
from litestar.di import NamedDependency, Provide
from litestar.openapi.spec import Example
from litestar.params import Body

from api import workshop as agendas
from api.areas import CENTRE, CoreDep, Id, Request, answers, area, viewer
from api.auth import Role
from domain.booking import resources, store
from domain.booking.entry import (
    BayChange,
    BayEntry,
    HoursChange,
    HoursEntry,
    TechnicianChange,
    TechnicianEntry,
)
from domain.booking.facts import DAYS
from domain.core import Unit

EXAMPLE_HOURS = {"hours": [{"weekday": "mon", "opens": "08:30:00", "closes": "18:00:00"}], "anyway": True}
EXAMPLE_BAY = {"name": "C"}
EXAMPLE_BAY_CHANGE = {"name": "Lift 1", "ends_on": None}
EXAMPLE_TECHNICIAN = {"name": "Zhao", "skills": ["general", "tyres"]}
EXAMPLE_TECHNICIAN_CHANGE = {"skills": ["general", "high_voltage", "tyres"]}
ANSWER = {
    "zone": "Asia/Shanghai",
    "hours": [{"weekday": "mon", "opens": "08:30:00", "closes": "18:00:00"}],
    "bays": [{"id": 1, "name": "A", "ends_on": None}, {"id": 2, "name": "B", "ends_on": "2026-12-01"}],
    "technicians": [{"id": 1, "name": "Li", "skills": ["general", "tyres"], "ends_on": None}],
}

NewHours = Annotated[HoursChange, Body(examples=[Example(summary="A week", value=EXAMPLE_HOURS)])]
NewBay = Annotated[BayEntry, Body(examples=[Example(summary="A third bay", value=EXAMPLE_BAY)])]
OtherBay = Annotated[BayChange, Body(examples=[Example(summary="Another name", value=EXAMPLE_BAY_CHANGE)])]
NewTechnician = Annotated[
    TechnicianEntry, Body(examples=[Example(summary="Somebody new", value=EXAMPLE_TECHNICIAN)])
]
OtherTechnician = Annotated[
    TechnicianChange, Body(examples=[Example(summary="A new skill", value=EXAMPLE_TECHNICIAN_CHANGE)])
]


class BayView(msgspec.Struct):
    id: int
    name: str
    ends_on: date | None


class TechnicianView(msgspec.Struct):
    id: int
    name: str
    skills: list[str]
    ends_on: date | None


class CapacityView(msgspec.Struct, kw_only=True):
    """What a centre can take. ends_on: the first day without it."""

    zone: str
    hours: list[HoursEntry]
    bays: list[BayView]
    technicians: list[TechnicianView]


class Misfits(msgspec.Struct):
    """Booked visits that do not fit the centre any more: ask their owners for another time."""

    visits: list[agendas.VisitView]


@get("/capacity", summary="Read hours, bays and technicians", sync_to_thread=True, opt=answers(ANSWER))
def capacity(core: CoreDep, centre_id: NamedDependency[int]) -> CapacityView:
    """Read what the centre can take."""
    with core.reading() as unit:
        return _view(unit, centre_id)


@get(
    "/misfits",
    summary="List visits that do not fit",
    sync_to_thread=True,
    opt=answers({"visits": [agendas.ANSWER]}),
)
def misfits(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Misfits:
    """List visits ahead outside the hours, in a closed bay, or by somebody who is away or has not the skill. Owners see that it was read."""
    with core.unit() as unit:
        return Misfits(agendas.read_visits(unit, viewer(request), resources.misfits(unit, centre_id)))


@put("/hours", summary="Set the opening hours", sync_to_thread=True, opt=answers(ANSWER, conflict=True))
def set_hours(core: CoreDep, centre_id: NamedDependency[int], data: NewHours) -> CapacityView:
    """Set the hours of a whole week, in the centre's zone. Weekdays that are left out are closed."""
    with core.unit() as unit:
        resources.set_hours(unit, centre_id, data)
        return _view(unit, centre_id)


@post("/bays", status_code=200, summary="Add a bay", sync_to_thread=True, opt=answers(ANSWER))
def add_bay(core: CoreDep, centre_id: NamedDependency[int], data: NewBay) -> CapacityView:
    """Add a bay, or open a closed one again. One that is there stays as it is."""
    with core.unit() as unit:
        resources.add_bay(unit, centre_id, data)
        return _view(unit, centre_id)


@patch(
    "/bays/{bay_id:int}",
    summary="Rename or close a bay",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def change_bay(core: CoreDep, centre_id: NamedDependency[int], bay_id: Id, data: OtherBay) -> CapacityView:
    """Rename a bay, or close it from a day on. Visits that are booked in it stay booked until they are moved."""
    with core.unit() as unit:
        resources.change_bay(unit, centre_id, bay_id, data)
        return _view(unit, centre_id)


@post(
    "/technicians",
    status_code=200,
    summary="Add a technician",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def add_technician(core: CoreDep, centre_id: NamedDependency[int], data: NewTechnician) -> CapacityView:
    """Add a technician, or take back one who left. Who is there with these skills stays."""
    with core.unit() as unit:
        resources.add_technician(unit, centre_id, data)
        return _view(unit, centre_id)


@patch(
    "/technicians/{technician_id:int}",
    summary="Change a technician",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def change_technician(
    core: CoreDep,
    centre_id: NamedDependency[int],
    technician_id: Id,
    data: OtherTechnician,
) -> CapacityView:
    """Change name or skills, or note from which day a technician is away for good. Visits stay booked until they are moved."""
    with core.unit() as unit:
        resources.change_technician(unit, centre_id, technician_id, data)
        return _view(unit, centre_id)


def _view(unit: Unit, centre_id: int) -> CapacityView:
    centre = store.centre(unit, centre_id)
    ordered = sorted(centre.hours, key=lambda each: (each.weekday, each.opens))
    return CapacityView(
        zone=centre.zone,
        hours=[
            HoursEntry(weekday=DAYS[each.weekday], opens=each.opens, closes=each.closes) for each in ordered
        ],
        bays=[BayView(row.id, row.name, row.ends_on) for row in resources.bays(unit, centre_id)],
        technicians=[
            TechnicianView(row.id, row.name, row.skills.split(), row.ends_on)
            for row in resources.technicians(unit, centre_id)
        ],
    )


def of_path(centre: Id) -> int:
    """Return the centre that the operator names."""
    return centre


_HANDLERS = (capacity, misfits, set_hours, add_bay, change_bay, add_technician, change_technician)
ROUTES = (
    area("/v1/centre", Role.CENTRE, _HANDLERS, dependencies=CENTRE),
    area(
        "/v1/centres/{centre:int}",
        Role.OPERATOR,
        _HANDLERS,
        dependencies={"centre_id": Provide(of_path, sync_to_thread=False)},
    ),
)
