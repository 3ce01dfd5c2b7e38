"""Who sees an own car beside its owner: drivers let in, those who ask, and ending it."""

from datetime import datetime

import msgspec
from litestar import delete, get, post
from litestar.di import NamedDependency

from api.areas import OWNER, CoreDep, Id, answers, area
from api.auth import Role
from domain.core import Core, Unit
from domain.drivers import service as drivers
from domain.errors import Refusal
from domain.privacy import access_log
from domain.registry import service as registry

ANSWER = {
    "drivers": [
        {
            "id": 3,
            "mark": "472",
            "waiting": False,
            "since": "2026-11-18T02:00:00Z",
            "looks": 5,
            "last_look": "2026-11-18T08:30:00Z",
        }
    ]
}


class DriverView(msgspec.Struct):
    """A driver, or one who asks to be. mark: the number the driver was shown. since: let in, or asked where waiting.

    looks: how often the driver looked in the last 400 days, several looks within an hour once.
    """

    id: int
    mark: str
    waiting: bool
    since: datetime
    looks: int
    last_look: datetime | None


class Drivers(msgspec.Struct):
    drivers: list[DriverView]


@get("/{vehicle_id:int}/drivers", summary="Drivers of my car", sync_to_thread=True, opt=answers(ANSWER))
def listed(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Drivers:
    """List who sees an own car as a driver, and who waits to be let in."""
    with core.reading() as unit:
        return _listed(unit, owner_id, vehicle_id)


@post(
    "/{vehicle_id:int}/drivers/{driver_id:int}",
    status_code=200,
    summary="Let a driver in",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def let_in(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id, driver_id: Id) -> Drivers:
    """Let one who waits see the car. The driver is told in the chat. The same again changes nothing."""
    with core.unit() as unit:
        _require(unit, owner_id, vehicle_id, driver_id)
        drivers.let_in(unit, owner_id, driver_id)
        return _listed(unit, owner_id, vehicle_id)


@delete(
    "/{vehicle_id:int}/drivers/{driver_id:int}",
    status_code=200,
    summary="Remove a driver",
    sync_to_thread=True,
    opt=answers({"drivers": []}),
)
def remove(core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id, driver_id: Id) -> Drivers:
    """End a driver's access at once, or refuse one who waits. The driver is told in the chat."""
    with core.unit() as unit:
        _require(unit, owner_id, vehicle_id, driver_id)
        drivers.remove(unit, owner_id, driver_id)
        return _listed(unit, owner_id, vehicle_id)


def _require(unit: Unit, owner_id: int, vehicle_id: int, driver_id: int) -> None:
    """Raises Refusal vehicle_not_yours, driver_reads_only, or driver_unknown for a driver of another car."""
    if driver_id not in {each.id for each in drivers.of_car(unit, owner_id, vehicle_id)}:
        raise Refusal("driver_unknown", status=404)


def _listed(unit: Unit, owner_id: int, vehicle_id: int) -> Drivers:
    return Drivers([
        DriverView(
            each.id, each.mark, each.is_waiting, each.since, len(each.looks), max(each.looks, default=None)
        )
        for each in drivers.of_car(unit, owner_id, vehicle_id)
    ])  # fmt: skip


def whose(core: Core, owner_id: int, vehicle_id: int) -> int:
    """Return the id of the owner whose data of a car a person may see: their own, or for a driver the owner's.

    A driver's look is noted in the access log.

    Raises Refusal vehicle_not_yours (404).
    """
    with core.reading() as unit:
        if registry.holding_of(unit, owner_id, vehicle_id).role == "owner":
            return owner_id
    with core.unit() as unit:
        access_log.note_driver(unit, registry.holding_of(unit, owner_id, vehicle_id))
        keeper = registry.keeper(unit, vehicle_id)
        if keeper is None:  # unlinked or deleted at this very moment
            raise Refusal("vehicle_not_yours", status=404)
        return keeper.id


ROUTES = (area("/v1/me/vehicles", Role.OWNER, [listed, let_in, remove], dependencies=OWNER),)
