"""A change of owner in the chat: the seller gets a code after a yes, the buyer takes the car over after a yes."""

from typing import Final

from domain.booking import service as booking
from domain.booking.facts import State
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue.acts import own_trips, welcome
from domain.dialogue.acts.about import OfCar
from domain.dialogue.meaning import naming
from domain.explain.facts import Moment, Phrase
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.transfer import service
from domain.transfer.rules import LIFE


class OfTransfer(Facts, frozen=True):
    """A change of owner that somebody with its code may agree to."""

    transfer_id: int


def show(unit: Unit, owner: Owner, text: str = "") -> Reply:
    """Ask whether to hand on the car that a text names, or the only one; of several, which. Raises as `own_trips.own_cars`."""
    cars = own_trips.own_cars(unit, owner)
    mentions = set(naming.find_cars(text, cars).cars)
    cars = [car for car in cars if car.id in mentions] or cars
    if len(cars) == 1:
        return Reply(messages=(_question(unit, owner, cars[0]),))
    rows = tuple(
        (
            Button(
                Phrase("transfer.of", {"car": car.name}), "transfer.ask", OfCar(car.id).params(), once=False
            ),
        )
        for car in cars
    )
    return Reply(messages=(Message((Phrase("transfer.which"),), rows=rows),))


def _ask(unit: Unit, owner: Owner, about: OfCar) -> Reply:
    """Ask whether to hand a car on. Raises Refusal vehicle_not_yours or driver_reads_only."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    return Reply(messages=(_question(unit, owner, car),))


def _question(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    visits = booking.visits_of(unit, owner.id)
    booked = sum(each.vehicle_id == car.id and each.state == State.BOOKED for each in visits)
    is_open = service.is_open(unit, owner.id, car.id)
    lines = [
        Phrase("transfer.ask", {"car": car.name}),
        *(Phrase(f"transfer.ask.{part}") for part in ("goes", "stays", "ends")),
        *([Phrase("transfer.ask.visits", {"n": booked})] if booked else []),
        Phrase("transfer.ask.until", {"n": LIFE.days}),
        *([Phrase("transfer.ask.again")] if is_open else []),
    ]
    yes = Button(Phrase("transfer.yes"), "transfer.start", OfCar(car.id).params(), Style.GRAVE)
    return Message(tuple(lines), rows=((yes,), *([(_withdrawal(car),)] if is_open else [])))


def _withdrawal(car: Vehicle) -> Button:
    return Button(Phrase("transfer.withdraw"), "transfer.withdraw", OfCar(car.id).params(), once=False)


def _start(unit: Unit, owner: Owner, about: OfCar) -> Reply:
    """Make the code. Raises Refusal vehicle_not_yours or driver_reads_only."""
    code = service.start(unit, owner.id, about.vehicle_id)
    car = registry.vehicle(unit, about.vehicle_id)
    of_code = {"car": car.name, "code": code.text, "until": Moment(code.until, owner.zone)}
    link = (Phrase("transfer.link", {"link": code.link}),) if code.link else ()
    message = Message((Phrase("transfer.code", of_code), *link), rows=((_withdrawal(car),),))
    return Reply(messages=(message,))


def _withdraw(unit: Unit, owner: Owner, about: OfCar) -> Reply:
    """End the code. Raises Refusal vehicle_not_yours, driver_reads_only or transfer_none."""
    car = service.withdraw(unit, owner.id, about.vehicle_id)
    return Reply(edit=Message((Phrase("transfer.withdrawn", {"car": car.name}),)))


def offer(unit: Unit, owner: Owner, code: str) -> Reply | None:
    """Ask whether to take over the car that a code hands on; None for another code. Raises the refusals of `service.look`."""
    of = service.look(unit, owner.id, code)
    if of is None:
        return None
    lines = (
        Phrase("transfer.offer", {"car": of.car.name, "model": of.car.model}),
        Phrase("transfer.offer.record", {"n": of.services}),
        Phrase("transfer.offer.consent"),
    )
    take = Button(Phrase("transfer.take"), "transfer.take", OfTransfer(of.id).params(), Style.GOOD)
    return Reply(messages=(Message(lines, rows=((take,),)),))


def _take(unit: Unit, owner: Owner, about: OfTransfer) -> Reply:
    """Take the car over, and ask for the new owner's own consent. Raises the refusals of `service.take`."""
    car = service.take(unit, owner.id, about.transfer_id)
    return Reply(messages=(welcome.message(unit, owner, car, Phrase("transfer.record")),))


VERBS: Final[dict[str, Verb]] = {
    "transfer.ask": reads(OfCar, _ask),
    "transfer.start": reads(OfCar, _start),
    "transfer.withdraw": reads(OfCar, _withdraw),
    "transfer.take": reads(OfTransfer, _take),
}
