"""Who drives an owner's cars: the list, letting in and removing by tap, and the word that links a driver."""

from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue.acts.about import OfCar
from domain.dialogue.meaning import naming
from domain.drivers import service as drivers
from domain.drivers.service import Driver
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Show who drives the cars, one message a car. Raises Refusal no_car where none is linked."""
    own = registry.own_vehicles(unit, owner.id)
    driven = [car for car in registry.vehicles_of(unit, owner.id) if car not in own]
    if not own and not driven:
        raise Refusal("no_car")
    messages = [_of_car(unit, owner, car) for car in own]
    messages += [Message((Phrase("drivers.as_driver", {"car": car.name}),)) for car in driven]
    return Reply(messages=tuple(messages))


def shared_car(unit: Unit, owner: Owner, text: str) -> int | None:
    """Return the only one of several cars that somebody else drives too, where a text tells a car by such a person."""
    cars = registry.own_vehicles(unit, owner.id) if naming.is_of_somebody(text) else []
    shared = [
        car.id for car in cars if any(not each.is_waiting for each in drivers.of_car(unit, owner.id, car.id))
    ]
    return shared[0] if len(shared) == 1 < len(cars) else None


def _of_car(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    people = drivers.of_car(unit, owner.id, car.id)
    lines = tuple(_line(each, owner.zone) for each in people) or (Phrase("drivers.nobody"),)
    return Message((Phrase("drivers.heading", {"car": car.name}), *lines), tuple(map(_row, people)))


def _line(driver: Driver, zone: str) -> Phrase:
    about = {"mark": driver.mark, "since": Moment(driver.since, zone)}
    if driver.is_waiting:
        return Phrase("drivers.waits", about)
    if not driver.looks:
        return Phrase("drivers.no_look", about)
    return Phrase("drivers.last_look", about | {"at": Moment(driver.looks[-1], zone)})


def _row(driver: Driver) -> tuple[Button, ...]:
    if driver.is_waiting:
        return drivers.buttons(driver.id, driver.mark)
    about = drivers.OfHolding(driver.id).params()
    return (Button(Phrase("drivers.remove", {"mark": driver.mark}), "driver.remove", about, Style.GRAVE),)


def button(car: Vehicle) -> Button:
    return Button(Phrase("drivers.button"), "driver.list", OfCar(car.id).params(), once=False)


def listed(unit: Unit, owner: Owner, about: OfCar) -> Reply:
    """Show who drives a car. Raises Refusal vehicle_not_yours or driver_reads_only."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    return Reply(messages=(_of_car(unit, owner, car),))


def let_in(unit: Unit, owner: Owner, about: drivers.OfHolding) -> Reply:
    """Let a driver into a car. Raises Refusal driver_unknown."""
    car = drivers.let_in(unit, owner.id, about.holding_id)
    return Reply(edit=_of_car(unit, owner, car), toast=Phrase("drivers.done"))


def remove(unit: Unit, owner: Owner, about: drivers.OfHolding) -> Reply:
    """Remove a driver from a car. Raises Refusal driver_unknown."""
    car = drivers.remove(unit, owner.id, about.holding_id)
    return Reply(edit=_of_car(unit, owner, car), toast=Phrase("drivers.done"))


VERBS: dict[str, Verb] = {
    "driver.list": reads(OfCar, listed),
    "driver.let_in": reads(drivers.OfHolding, let_in),
    "driver.remove": reads(drivers.OfHolding, remove),
}
