"""Asking the owner about a driver, letting in, removing, and who drives a car."""

from dataclasses import dataclass
from datetime import datetime

from domain.contact import service as contact
from domain.contact.facts import Button, Message, Style
from domain.contact.verbs import Facts
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.privacy import access_log
from domain.registry import driving
from domain.registry import service as registry
from domain.registry.tables import Holding, Vehicle


class OfHolding(Facts, frozen=True):
    """The access to a car that a button lets in or removes."""

    holding_id: int


@dataclass(frozen=True, slots=True)
class Driver:
    """Somebody who sees a car beside its owner, or asks to.

    mark: the number that the driver was shown. since: when let in, or asked where is_waiting. looks: when they looked at
    the car, ascending, several within an hour once.
    """

    id: int
    mark: str
    is_waiting: bool
    since: datetime
    looks: tuple[datetime, ...]


def ask(unit: Unit, holding: Holding) -> None:
    """Ask the car's owner whether a driver may be let in; the same request asks once."""
    owner = registry.keeper(unit, holding.vehicle_id)
    if owner is None:
        return
    about = {"car": registry.vehicle(unit, holding.vehicle_id).name, "mark": holding.mark}
    message = Message(
        (Phrase("drivers.asks", about), Phrase("drivers.would_see")), (buttons(holding.id, holding.mark),)
    )
    contact.queue(unit, owner.id, key=f"driver:{holding.id}", message=message)


def buttons(holding_id: int, mark: str) -> tuple[Button, ...]:
    """Let in or refuse one who waits."""
    about = OfHolding(holding_id).params()
    return (
        Button(Phrase("drivers.let_in", {"mark": mark}), "driver.let_in", about, Style.GOOD),
        Button(Phrase("drivers.refuse", {"mark": mark}), "driver.remove", about),
    )


def of_car(unit: Unit, owner_id: int, vehicle_id: int) -> tuple[Driver, ...]:
    """Return who drives an own car and who waits to. Raises vehicle_not_yours (404) or driver_reads_only (403)."""
    registry.own_vehicle(unit, owner_id, vehicle_id)
    times = access_log.of_drivers(unit, owner_id, vehicle_id)
    return tuple(
        Driver(each.id, each.mark, each.is_waiting, each.since, tuple(times.get(each.mark, ())))
        for each in driving.drivers_of(unit, vehicle_id)
    )


def let_in(unit: Unit, owner_id: int, holding_id: int) -> Vehicle:
    """Let a driver see an own car from now on, and tell them. Raises Refusal driver_unknown (404)."""
    holding = driving.driver(unit, owner_id, holding_id)
    if holding.is_waiting:
        holding.is_waiting, holding.since = False, unit.now
        _tell(unit, holding, "drivers.you_may")
    return registry.vehicle(unit, holding.vehicle_id)


def remove(unit: Unit, owner_id: int, holding_id: int) -> Vehicle:
    """End a driver's access to an own car, or refuse it, and tell them. Raises Refusal driver_unknown (404)."""
    holding = driving.driver(unit, owner_id, holding_id)
    holding.until = unit.now
    _tell(unit, holding, "drivers.you_may_not" if holding.is_waiting else "drivers.you_no_longer")
    return registry.vehicle(unit, holding.vehicle_id)


def _tell(unit: Unit, holding: Holding, code: str) -> None:
    name = registry.vehicle(unit, holding.vehicle_id).name
    message = Message((Phrase(code, {"car": name}),))
    contact.queue(unit, holding.owner_id, key=f"{code}:{holding.id}", message=message)
