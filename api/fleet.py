"""What state the fleet and the service are in now: counts, and the cars behind each."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import PathParameter, QueryParameter

from api import vehicles
from api.areas import CoreDep, Request, answers, area, viewer
from api.auth import Role
from api.vehicles import After, Limit, VehiclePage
from domain.kpi import fleet
from domain.kpi.fleet import Fleet, Group, Trouble
from domain.privacy.access_log import What
from domain.registry.facts import Source

ANSWER = {
    "cars": 120,
    "groups": {
        "red": 1,
        "yellow": 4,
        "blue": 9,
        "silent": 2,
        "doubtful": 1,
        "failing": 0,
        "unlinked": 3,
        "well": 101,
    },
    "to_phone": 1,
    "urgent": 0,
    "asks": 2,
    "waiting_minutes": 12,
    "parts": {"bot": "waiting"},
    "failed_jobs": 0,
    "cars_failing": 0,
    "outbox": {"length": 0, "oldest_s": 0.0},
    "inbox": {"length": 0, "oldest_s": 0.0},
    "doubts": 1,
}

OfSource = Annotated[Source, QueryParameter(description="Cars whose data come from there.")]
OfGroup = Annotated[Group, PathParameter(description="One of the groups that the counts name.")]


class Queue(msgspec.Struct):
    length: int
    oldest_s: float


class FleetView(msgspec.Struct, kw_only=True):
    """The cars of a source, and what waits for somebody or does not work.

    groups: red, yellow and blue by a car's gravest open warning, silence left out; silent: not heard for far longer than is normal of it;
    doubtful: readings that cannot be right; failing: something of it cannot be judged; unlinked: nobody has linked it; well: none of
    these. A car may stand in several. to_phone: red warnings to phone about now, urgent: those that calling did not help. asks: owners who
    wait for a person, waiting_minutes: the first of them. parts: of the program, that do not run. outbox: messages that should have gone
    out; inbox: those of owners that were not handled.
    """

    cars: int
    groups: dict[Group, int]
    to_phone: int
    urgent: int
    asks: int
    waiting_minutes: int
    parts: dict[str, str]
    failed_jobs: int
    cars_failing: int
    outbox: Queue
    inbox: Queue
    doubts: int


@get("/", summary="State of fleet and service", sync_to_thread=True, opt=answers(ANSWER))
def state(core: CoreDep, source: OfSource = Source.LIVE) -> FleetView:
    """Count cars by what is known of them now, and tell what waits for somebody or does not work."""
    with core.reading() as unit:
        return _view(fleet.fleet(unit, source), fleet.trouble(unit))


def _view(cars: Fleet, trouble: Trouble) -> FleetView:
    return FleetView(
        cars=cars.cars,
        groups={group: len(every) for group, every in cars.groups.items()},
        to_phone=trouble.calls,
        urgent=trouble.urgent,
        asks=trouble.asks,
        waiting_minutes=int(trouble.waiting_s // 60),
        parts={name: life.state.value for name, life in trouble.parts.items()},
        failed_jobs=trouble.jobs,
        cars_failing=trouble.cars_failing,
        outbox=Queue(*trouble.outbox),
        inbox=Queue(*trouble.inbox),
        doubts=trouble.doubts,
    )


@get("/{group:str}", summary="Cars of a group", sync_to_thread=True, opt=answers(vehicles.ANSWER_PAGE))
def listed(
    request: Request,
    core: CoreDep,
    group: OfGroup,
    source: OfSource = Source.LIVE,
    after: After = 0,
    limit: Limit = 50,
) -> VehiclePage:
    """List the cars that stand in a group now, in the order of their numbers. Each owner sees that it was read."""
    with core.unit() as unit:
        cars = fleet.cars(unit, group, source, after=after, limit=limit + 1)
        views = vehicles.read(unit, viewer(request), cars[:limit], what=What.CONDITION)
    return VehiclePage(views, views[-1].id if len(cars) > limit else None)


ROUTES = (area("/v1/fleet", Role.OPERATOR, [state, listed]),)
