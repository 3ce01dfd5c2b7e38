"""Visits by tap: take the slot a warning holds, see what is booked, and its calendar file."""

from domain.alerts import service as alerts
from domain.booking import holder, ics, words
from domain.booking import service as booking
from domain.booking.facts import State, VisitView
from domain.contact.facts import Button, Document, Message, Reply, Style
from domain.contact.verbs import Params, Verb
from domain.core import Unit
from domain.explain import voices
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.garage.tables import Owner


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """One message a booked visit, each with its buttons."""
    booked = [visit for visit in booking.visits_of(unit, owner.id) if visit.state == State.BOOKED]
    if not booked:
        book = Button(Phrase("choice.book"), "say", {"intent": "book"}, once=False)
        return Reply(messages=(Message((Phrase("visit.none"),), rows=((book,),)),))
    return Reply(messages=tuple(told(visit, code="visit.line") for visit in booked))


def told(visit: VisitView, *, code: str) -> Message:
    """Tell a visit, with what can be done about it."""
    params = words.visit_params(visit)
    lines = [Phrase(code, params)]
    if visit.address:
        lines.append(Phrase("visit.where", params))
    if visit.state is State.BOOKED:
        lines.append(Phrase("visit.prepares"))
    about = {"number": int(visit.number)}
    return Message(
        tuple(lines),
        rows=(
            (
                Button(Phrase("choice.reschedule"), "visit.move", about, once=False),
                Button(Phrase("choice.cancel"), "visit.cancel", about, Style.GRAVE, once=False),
            ),
            (Button(Phrase("visit.calendar"), "visit.ics", {"visit_id": visit.id}, once=False),),
        ),
    )


def next_line(unit: Unit, owner: Owner, vehicle_id: int) -> tuple[Phrase, ...]:
    """Say the next booked visit of a car, if any."""
    return tuple(
        Phrase("visit.line", words.visit_params(visit))
        for visit in booking.visits_of(unit, owner.id)
        if visit.vehicle_id == vehicle_id and visit.state == State.BOOKED
    )[:1]


def book(unit: Unit, owner: Owner, params: Params) -> Reply:
    """Take the held slot. The warning that held it shows the booking from now on."""
    visit = booking.book(unit, owner.id, int(params["visit_id"]))
    show_in_alert(unit, visit)
    return Reply(messages=(told(visit, code="visit.booked"),), toast=Phrase("visit.booked_toast"))


def show_in_alert(unit: Unit, visit: VisitView) -> None:
    """Let the warning behind a visit tell how the visit stands."""
    if visit.alert_id is None:
        return
    live = visit.state in {State.HELD, State.BOOKED}
    alerts.set_slot(unit, visit.alert_id, holder.shown(visit) if live else None)


def calendar(unit: Unit, owner: Owner, params: Params) -> Reply:
    visit = booking.visit_of(unit, owner.id, int(params["visit_id"]))
    say = voices.speaker(locale_for(owner.locale)).say
    about = words.visit_params(visit)
    body = ics.calendar(
        visit, title=say(Phrase("calendar.title", about)), text=say(Phrase("calendar.text", about))
    )
    document = Document("visit.ics", ics.MEDIA_TYPE, body)
    return Reply(messages=(Message((Phrase("visit.calendar_sent"),), document=document),))


VERBS: dict[str, Verb] = {"visit.book": book, "visit.ics": calendar}
