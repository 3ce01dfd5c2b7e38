"""The next three months of a car in the chat: what comes, how likely and at what price, each bookable by one tap."""

from collections.abc import Iterator
from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.core import Unit
from domain.dialogue.acts import own_trips
from domain.dialogue.acts.about import Wish
from domain.dialogue.facts import Intent
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase, sentence
from domain.health import service as health
from domain.health.words import SUREST
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.registry.tables import Owner, Vehicle
from domain.twin import service
from domain.twin.ahead import Ahead, Task

_CERTAIN: Final = 0.995  # told as 100 %: no chance is named then
_MOST: Final = 6  # buttons; what comes later is still listed


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """One message for each car of one's own. Raises Refusal as `own_trips.own_cars`."""
    cars = own_trips.own_cars(unit, owner)
    return Reply(messages=tuple(_message(unit, owner, car) for car in cars))


def _message(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    try:
        ahead = service.ahead(unit, owner.id, car.id)
    except Refusal as refusal:  # of one car; the others are told all the same
        heading = Phrase("car.heading", {"car": car.name, "model": car.model})
        return Message((heading, sentence(refusal)))
    heading = Phrase("twin.ahead", {"car": car.name, "until": Moment(ahead.until, owner.zone)})
    denial = plans.denial(unit, owner.id, Entitlement.OUTLOOK, vehicle_id=car.id)
    lines = _lines(ahead, is_planned=bool(health.next_services(unit, car)), denial=denial)
    return Message((heading, *lines), rows=tuple((each,) for each in _buttons(car, ahead)))


def _lines(ahead: Ahead, *, is_planned: bool, denial: Phrase | None) -> Iterator[Phrase]:
    if ahead.tasks:
        yield Phrase("twin.lines", {"entries": tuple(line(each) for each in ahead.tasks)})
    yield from sums(ahead, is_planned=is_planned, denial=denial)


def sums(ahead: Ahead, *, is_planned: bool, denial: Phrase | None) -> Iterator[Phrase]:
    """Say what is to be said below the tasks.

    is_planned: something on record says from when services count. denial: what stands in place of the battery's forecast.
    """
    if ahead.expected is not None:
        yield Phrase("twin.ahead.cost", {"cost": ahead.expected})
        if any(each.price and each.soon is not None for each in ahead.tasks):
            yield Phrase("twin.ahead.cost.soon")
    if not ahead.tasks and is_planned:
        yield Phrase("twin.ahead.nothing")
    if not is_planned:
        yield Phrase("own.due.unknown")
    if ahead.battery is not None:
        yield denial or Phrase("twin.ahead.battery", ahead.battery._asdict())
    yield Phrase("twin.ahead.unseen")


def line(task: Task) -> Phrase:
    """Say why work may come, how likely, and at what price."""
    params = {"why": task.why, "chance": task.chance, "price": task.price}
    has_no_price = task.price is None
    if task.booked:
        return Phrase("twin.task.booked", params)
    if task.soon is not None:
        params |= {"soon": _soon(task.soon)}
        return Phrase("twin.task.soon" if has_no_price else "twin.task.soon.price", params)
    if task.chance is not None and task.chance < _CERTAIN:
        return Phrase("twin.task.likely" if has_no_price else "twin.task.chance", params)
    return Phrase("twin.task.plain" if has_no_price else "twin.task", params)


def _soon(chance: float) -> Phrase:
    """Say a chance (0..1) no surer than the warning does."""
    code = "twin.soon.over" if chance > SUREST else "twin.soon"
    return Phrase(code, {"chance": min(chance, SUREST)})


def _buttons(car: Vehicle, ahead: Ahead) -> Iterator[Button]:
    for task in [each for each in ahead.tasks if each.job and not each.booked][:_MOST]:
        wish = Wish(Intent.BOOK, vehicle_id=car.id, job=task.job).params()
        yield Button(Phrase("twin.button.book", {"job": Phrase(f"job.{task.job}")}), "say", wish, once=False)
