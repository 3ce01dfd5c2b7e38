"""The month of first registration, statement by the owner: a button that says exactly that puts it on record."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import first_use_forms
from domain.dialogue.acts import own_trips, value
from domain.explain.facts import Phrase, noon
from domain.registry import first_use, rules
from domain.registry.tables import Owner, Vehicle


class FirstUse(Facts, frozen=True):
    vehicle_id: int
    month: date


def answer(unit: Unit, owner: Owner, text: str) -> tuple[Reply, str] | None:
    """Offer to put on record what a sentence says, and return what else it says; None where it says no such thing.

    Raises Refusal as `own_trips.own_cars`, date_in_future or date_long_ago.
    """
    statement = first_use_forms.read(text)
    if statement is None:
        return None
    cars = own_trips.own_cars(unit, owner)
    if statement.month is None:
        return Reply(messages=(Message((Phrase("first_use.month"),)),)), statement.rest
    month = rules.good_day(statement.month, today=unit.now.date())
    unknown = [car for car in cars if car.in_use_since is None]
    messages = (_offer(unknown, month),) if unknown else tuple(_on_record(cars))
    return Reply(messages=messages), statement.rest


def _offer(cars: list[Vehicle], month: date) -> Message:
    rows = tuple(
        (
            Button(
                Phrase("first_use.button", {"car": car.name, "month": noon(month, car.zone)}),
                "first_use.tell",
                FirstUse(car.id, month).params(),
            ),
        )
        for car in cars
    )
    return Message((Phrase("first_use.ask", {"month": noon(month, cars[0].zone)}),), rows=rows)


def _on_record(cars: list[Vehicle]) -> Iterator[Message]:
    for car in cars:
        assert car.in_use_since is not None
        since = {"car": car.name, "since": noon(car.in_use_since, car.zone)}
        yield Message((Phrase("first_use.known", since),))


def _tell(unit: Unit, owner: Owner, about: FirstUse) -> Reply:
    """Put it on record and tell the worth that now follows. Raises Refusal as `registry.first_use.tell`."""
    car = first_use.tell(unit, owner.id, about.vehicle_id, about.month)
    message = Phrase("first_use.noted", {"car": car.name, "month": noon(about.month, car.zone)})
    return Reply(messages=(Message((message,)), value.of_car(unit, owner, car)))


VERBS: Final[dict[str, Verb]] = {"first_use.tell": reads(FirstUse, _tell)}
