"""What the sections of the owner's page share: the cars between which it switches, and the names of the sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from litestar import Response

from api.areas import Request
from api.pages.render import show
from domain.core import Unit
from domain.errors import Refusal
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle

SECTIONS: Final = ("now", "timeline", "battery", "trips", "warnings", "visits", "value", "papers")
"""What is shown of one car, each at an address below that of the car, with the name my.SECTION."""
PRIVACY: Final = "/my/privacy"


@dataclass(frozen=True, slots=True)
class Scene:
    """Who looks at which of their cars."""

    unit: Unit
    owner: Owner
    cars: Sequence[Vehicle]
    car: Vehicle


def scene(unit: Unit, owner_id: int, vehicle_id: int) -> Scene:
    """Raises Refusal vehicle_not_yours (404) also for a car that is only driven: its owner decides what is seen of it."""
    cars = registry.own_vehicles(unit, owner_id)
    car = next((each for each in cars if each.id == vehicle_id), None)
    if car is None:
        raise Refusal("vehicle_not_yours", status=404)
    return Scene(unit, unit.session.get_one(Owner, owner_id), cars, car)


def navigation(car: Vehicle | None) -> list[tuple[str, str]]:
    """Return address and name of each section: of the car that was looked at, and of one's data, beside which that car stays chosen."""
    of_car = [(f"/my/{car.id}/{each}", f"my.{each}") for each in SECTIONS] if car else []
    return [*of_car, (f"/my/{car.id}/privacy" if car else PRIVACY, "my.privacy")]


def show_of(request: Request, here: Scene, section: str, template: str, **about: Any) -> Response[str]:
    """Return a section of a car's page."""
    return show(
        request,
        f"owner/{template}.html",
        navigation=navigation(here.car),
        car=here.car,
        cars=here.cars,
        section=section,
        **about,
    )
