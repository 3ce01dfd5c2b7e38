"""What a car is worth and how long its battery lasts, told to its owner: by command or sentence."""

from collections.abc import Callable, Iterator

from domain.battery import words as battery
from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue import value_forms
from domain.dialogue.acts import own_trips
from domain.dialogue.value_forms import Kind
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.registry.tables import Owner, Vehicle
from domain.valuation import service, words
from domain.valuation.facts import Value


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Tell the worth of each car of one's own, and how long its battery lasts. Raises Refusal as `own_trips.own_cars`."""
    return _reply(unit, owner, (_worth, _lasting))


def of_car(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    """Tell the worth of one car of one's own, and how long its battery lasts."""
    return _message(unit, owner, car, (_worth, _lasting))


def answer(unit: Unit, owner: Owner, text: str) -> tuple[Reply, str] | None:
    """Answer what a sentence asks of worth or of the battery's life, and return what else it says; None where it asks neither."""
    question = value_forms.read(text)
    if question is None:
        return None
    telling = _worth if question.kind is Kind.WORTH else _lasting
    return _reply(unit, owner, (telling,)), question.rest


Telling = Callable[[Unit, Owner, Vehicle, Value], Iterator[Phrase]]


def _reply(unit: Unit, owner: Owner, parts: tuple[Telling, ...]) -> Reply:
    return Reply(messages=tuple(_message(unit, owner, car, parts) for car in own_trips.own_cars(unit, owner)))


def _message(unit: Unit, owner: Owner, car: Vehicle, parts: tuple[Telling, ...]) -> Message:
    heading = Phrase("car.heading", {"car": car.name, "model": car.model})
    try:
        value = service.of(unit, owner.id, car.id)
    except Refusal as refusal:  # of one car; the others are told all the same
        return Message((heading, sentence(refusal)))
    source = (Phrase(f"alert.source.{car.source}"),) if car.source != "live" else ()
    lines = (line for part in parts for line in part(unit, owner, car, value))
    return Message((heading, *source, *lines))


def _worth(_unit: Unit, owner: Owner, _car: Vehicle, value: Value) -> Iterator[Phrase]:
    yield from words.worth(value, owner.zone)


def _lasting(unit: Unit, owner: Owner, car: Vehicle, value: Value) -> Iterator[Phrase]:
    """Say when the battery falls to its marks, where the owner's plan contains the outlook."""
    denial = plans.denial(unit, owner.id, Entitlement.OUTLOOK, vehicle_id=car.id)
    if denial is not None:
        yield denial
        return
    yield from battery.lasting(value.falls, charges=value.charges, more=value.more_charges, zone=owner.zone)
