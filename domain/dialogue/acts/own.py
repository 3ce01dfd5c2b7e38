"""What is answered about one's own car, its warnings and one's data: car by car, each figure with its moment, and what cannot be known."""

from collections.abc import Callable, Iterator, Mapping

from domain.alerts.about import OfAlert
from domain.alerts.facts import Case
from domain.contact.facts import Button
from domain.dialogue.acts import cars, data, long_trip, readings, reasons, stock, upkeep
from domain.dialogue.acts.about import Wish
from domain.dialogue.acts.scene import Inquiry
from domain.dialogue.facts import Intent
from domain.dialogue.own_topics import OF_DATA, OF_WARNING
from domain.dialogue.topics import Topic
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.privacy import access_log, viewers
from domain.registry import service as registry
from domain.registry.tables import Vehicle

Teller = Callable[[Inquiry, Vehicle], Iterator[Phrase]]
_OF_EACH: Mapping[Topic, Teller] = {
    Topic.NEGLECT: reasons.neglect,
    Topic.TRIP: long_trip.lines,
    Topic.CHARGE: readings.charge,
    Topic.BATTERY: readings.battery,
    Topic.TYRES: readings.tyres,
    Topic.DUE: upkeep.due,
    Topic.LAST: upkeep.last,
    Topic.FOUND: upkeep.outcome,
    Topic.PARTS: stock.parts,
    Topic.QUEUE: stock.place,
}
_OF_WARNINGS: Mapping[Topic, Callable[[Inquiry], Iterator[Phrase]]] = {
    Topic.WHY: reasons.why,
    Topic.SURE: reasons.sure,
}


def lines(about: Inquiry) -> Iterator[Phrase]:
    """Yield the answers, those on cars under the name of each. Raises Refusal no_car where a car is asked about and none is linked."""
    topics = about.meaning.topics
    for topic, tell in _OF_WARNINGS.items():
        if topic in topics:
            yield from tell(about)
    of_car = [tell for topic, tell in _OF_EACH.items() if topic in topics]
    for car in _cars(about) if of_car else ():
        yield Phrase("car.heading", {"car": car.name, "model": car.model})
        for tell_of in of_car:
            yield from tell_of(about, car)
    if not OF_DATA.isdisjoint(topics):
        yield from data.lines(about)


def _cars(about: Inquiry) -> Iterator[Vehicle]:
    """Yield the cars that are asked about; that a driver looked is noted."""
    unit, owner = about.scene.unit, about.scene.owner
    every = registry.vehicles_of(unit, owner.id)
    if not every:
        raise Refusal("no_car")
    for car in filter(about.is_about, every):
        access_log.note_driver(unit, registry.holding_of(unit, owner.id, car.id))
        yield car


def rows(about: Inquiry) -> tuple[tuple[Button, ...], ...]:
    """Return what can be done next: open the warning, see its details, say what is meant, look at the footprint."""
    topics = frozenset(about.meaning.topics)
    warnings = reasons.cases(about)[:1] if topics & {*OF_WARNING, Topic.NEGLECT} else []
    links = tuple((cars.open_button(case),) for case in warnings)
    details = tuple((_details(case),) for case in warnings if topics & OF_WARNING)
    asks = Topic.SURE in topics and not warnings and not about.talk.topics
    choices = (_choices(),) if asks else ()
    looks = ((_FOOTPRINT, viewers.BUTTON),) if topics & OF_DATA else ()
    trip = long_trip.rows() if Topic.TRIP in topics else ()
    return (*links, *details, *choices, *looks, *trip)


def _details(case: Case) -> Button:
    return Button(Phrase("alert.button.more"), "alert.more", OfAlert(case.alert_id).params(), once=False)


def _choices() -> tuple[Button, ...]:
    """What a question may be about that fits nothing that was told."""
    return tuple(
        Button(Phrase(f"choice.{intent}"), "say", Wish(intent).params(), once=False)
        for intent in (Intent.CAR_QUESTION, Intent.CHECK_STATUS)
    )


_FOOTPRINT = Button(Phrase("privacy.button.footprint"), "privacy.footprint", once=False)
