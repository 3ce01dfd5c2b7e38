"""How an owner likes to be spoken to: quiet hours, and cars that are no longer theirs."""

from collections.abc import Callable
from datetime import time

from domain.booking import leaving, words
from domain.booking import service as booking
from domain.booking.facts import State, VisitView
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue import purpose_forms
from domain.dialogue.acts.about import Night, OfCar
from domain.dialogue.times import nights
from domain.explain.facts import Moment, Phrase
from domain.feeds import links
from domain.kit.classified import Purpose
from domain.privacy import mode
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle

_NIGHTS = ((time(22), time(8)), (time(23), time(7)), (time(20), time(9)))


def quiet(unit: Unit, owner: Owner, argument: str) -> Reply:
    """Set the quiet hours that follow the command, or show the present ones; others stand on buttons."""
    night = nights.find(argument)
    if night is not None:
        preferences.set_quiet_hours(unit, owner.id, quiet_from=night[0], quiet_to=night[1])
    choices = tuple((_night(start, end),) for start, end in _NIGHTS)
    never = Button(Phrase("quiet.choose_never"), "quiet.set", Night(*nights.NEVER).params(), once=False)
    unread = (Phrase("quiet.unread"),) if argument and night is None else ()
    return Reply(messages=(Message((*unread, _now(owner)), rows=(*choices, (never,))),))


def _now(owner: Owner) -> Phrase:
    if owner.quiet_from == owner.quiet_to:
        return Phrase("quiet.never")
    return Phrase("quiet.now", {"start": f"{owner.quiet_from:%H:%M}", "end": f"{owner.quiet_to:%H:%M}"})


def _night(start: time, end: time) -> Button:
    label = Phrase("quiet.choose", {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"})
    return Button(label, "quiet.set", Night(start, end).params(), once=False)


def set_quiet(unit: Unit, owner: Owner, about: Night) -> Reply:
    preferences.set_quiet_hours(unit, owner.id, quiet_from=about.start, quiet_to=about.end)
    return Reply(edit=Message((_now(owner),)))


def purpose(*, on: bool) -> Callable[[Unit, Owner, str], Reply | None]:
    """Return what asks for the tap that allows or stops the purpose a text names; None where only the report is asked for."""

    def ask(unit: Unit, owner: Owner, text: str) -> Reply | None:
        wish = purpose_forms.purpose_of(text)
        is_report = on and wish is Purpose.DRIVING and wish in registry.consents(unit, owner.id)
        return None if is_report else Reply(messages=(mode.ask_switch(unit, owner, wish, on=on),))

    return ask


def ask_unlink(unit: Unit, owner: Owner, about: OfCar) -> Reply:
    """Say what unlinking means before it is done. Raises Refusal vehicle_not_yours."""
    car = registry.vehicle_for(unit, owner.id, about.vehicle_id)
    yes = Button(Phrase("unlink.yes"), "car.unlink", OfCar(car.id).params(), Style.GRAVE)
    lines = (Phrase("unlink.ask", {"car": car.name}), *_to_cancel(unit, owner, car))
    return Reply(messages=(Message(lines, rows=((yes,),)),))


def unlink(unit: Unit, owner: Owner, about: OfCar) -> Reply:
    """Unlink the car, and say which visits are cancelled with it. Raises Refusal vehicle_not_yours."""
    car = registry.vehicle_for(unit, owner.id, about.vehicle_id)
    links.end_all(unit, owner.id, vehicle_id=car.id)
    cancelled = tuple(_cancelled(each) for each in leaving.unlink(unit, owner.id, car.id))
    return Reply(edit=Message((Phrase("unlink.done", {"car": car.name}), *cancelled)))


def _cancelled(visit: VisitView) -> Phrase:
    about = {"job": words.job(visit.job), "at": Moment(visit.starts_at, visit.zone), "centre": visit.centre}
    return Phrase("unlink.cancelled", about | {"number": visit.number})


def _to_cancel(unit: Unit, owner: Owner, car: Vehicle) -> tuple[Phrase, ...]:
    visits = booking.visits_of(unit, owner.id)
    booked = [each for each in visits if each.vehicle_id == car.id and each.state == State.BOOKED]
    return (Phrase("unlink.visits", {"n": len(booked)}),) if booked else ()


VERBS: dict[str, Verb] = {
    "quiet.set": reads(Night, set_quiet),
    "car.ask_unlink": reads(OfCar, ask_unlink),
    "car.unlink": reads(OfCar, unlink),
}
