"""Visits by tap: take the slot a warning holds, see what is booked, and its calendar file."""

from datetime import UTC, datetime

from domain.alerts.about import OfVisit
from domain.booking import ics, jobs, undoing, warnings, words
from domain.booking import service as booking
from domain.booking.about import OfNumber, Undo
from domain.booking.facts import State, VisitView
from domain.booking.ways import Way
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue.acts import fetching, notes, waits
from domain.dialogue.acts.about import Wish
from domain.dialogue.facts import Intent
from domain.errors import Refusal
from domain.explain.catalogue import locale_for
from domain.explain.facts import Moment, Phrase
from domain.registry.tables import Owner


def show(unit: Unit, owner: Owner, _argument: str = "", *, car_id: int | None = None) -> Reply:
    """One message a booked visit, slot held by a warning or day waited for, each with its buttons; car_id: only of one car."""
    live = [each for each in booking.visits_of(unit, owner.id) if car_id in {None, each.vehicle_id}]
    booked = [each for each in live if each.state == State.BOOKED]
    holds = tuple(hold_message(each) for each in live if _is_held(each) and not booked)
    others = ((Message((Phrase("visit.none"),)), *holds) if holds else ()) + waits.messages(unit, owner)
    if not booked and others:
        return Reply(messages=others)
    if not booked:
        book = Button(Phrase("choice.book"), "say", Wish(Intent.BOOK).params(), once=False)
        return Reply(messages=(Message((Phrase("visit.none"),), rows=((book,),)),))
    return Reply(messages=(*(visit_message(visit, code="visit.line") for visit in booked), *others))


def _is_held(visit: VisitView) -> bool:
    """Whether a warning holds this slot."""
    return visit.state == State.HELD and visit.alert_id is not None


def hold_message(visit: VisitView) -> Message:
    """Tell a slot that a warning holds, to be taken or let go."""
    about = OfVisit(visit.id).params()
    take = Button(Phrase("alert.button.book"), "visit.book", about, Style.GOOD, once=False)
    drop = Button(Phrase("visit.button.let_go"), "visit.let_go", about, once=False)
    return Message((line(visit),), rows=((take, drop),))


def line(visit: VisitView) -> Phrase:
    """Say when a visit is, or until when its slot is held by a warning."""
    about = words.visit_params(visit)
    if not _is_held(visit):
        return Phrase("visit.line", about)
    return Phrase("visit.held", {**about, "until": Moment(visit.held_until or visit.starts_at, visit.zone)})


def let_go(unit: Unit, owner: Owner, about: OfVisit) -> Reply:
    """Let the slot go that a warning holds; the warning stays."""
    visit = booking.visit_of(unit, owner.id, about.visit_id)
    if visit.state == State.HELD:
        visit = booking.cancel(unit, owner.id, visit.id)
    if visit.state == State.BOOKED:
        return Reply(messages=(visit_message(visit, code="visit.line"),))
    show_in_alert(unit, visit)
    return Reply(messages=(Message((Phrase("visit.let_go", words.visit_params(visit)),)),))


def visit_message(visit: VisitView, *, code: str, undo: Undo | None = None) -> Message:
    """Tell a visit, with what can be done about it; undo: how what was just done can be taken back."""
    params = words.visit_params(visit)
    where = (Phrase("visit.where", params),) if visit.address else ()
    is_to_come = visit.state is State.BOOKED and not visit.course.progress
    prepares = (Phrase("visit.prepares"),) if is_to_come else ()
    about = OfNumber(int(visit.number)).params()
    changes = (
        Button(Phrase("choice.reschedule"), "visit.move", about, once=False),
        Button(Phrase("choice.cancel"), "visit.cancel", about, Style.GRAVE, once=False),
    )
    file = Button(Phrase("visit.calendar"), "visit.ics", OfVisit(visit.id).params(), once=False)
    lines = (Phrase(code, params), *where, *words.transport(visit), *_standing(visit), *prepares)
    last = (file, *((_undo(undo),) if undo else ()))
    return Message(lines, rows=(last,) if visit.course.progress else (changes, last))


def _undo(about: Undo) -> Button:
    return Button(Phrase("visit.button.undo"), "visit.undo", about.params())


def with_undo(visit: VisitView, about: Undo, *lines: Phrase, code: str) -> Message:
    """Tell a visit below other lines, with nothing but the button that takes its last change back."""
    return Message((*lines, Phrase(code, words.visit_params(visit))), rows=((_undo(about),),))


def change_message(visit: VisitView, *, code: str, before: VisitView | None = None) -> Message:
    """Tell a visit that was just booked or moved; before: how it stood until then."""
    was = (int(before.starts_at.timestamp()), before.transport, before.centre_id) if before else ()
    return visit_message(visit, code=code, undo=Undo(visit.id, visit.sequence, *was))


def _standing(visit: VisitView) -> tuple[Phrase, ...]:
    """Say how far the centre is with the car, else when it expects it."""
    if visit.course.progress and visit.course.progress_at:
        since = Moment(visit.course.progress_at, visit.zone)
        return (Phrase(f"visit.progress.{visit.course.progress}", {"since": since}),)
    if visit.course.expected_at is None or visit.state is not State.BOOKED:
        return ()
    return (Phrase("visit.expected", {"expected": Moment(visit.course.expected_at, visit.zone)}),)


def cancelled(visit: VisitView, before: VisitView) -> Message:
    """Tell a visit that is off, with the file that takes it out of the owner's calendar; before: how it stood until then."""
    row = (
        Button(Phrase("visit.calendar_off"), "visit.ics", OfVisit(visit.id).params(), once=False),
        _undo(Undo(visit.id, visit.sequence, way=before.transport)),
    )
    return Message((Phrase("visit.cancelled", words.visit_params(visit)),), rows=(row,))


def undo(unit: Unit, owner: Owner, about: Undo) -> Reply:
    """Take back what was just done to a visit, and say how it stands now."""
    back_to = datetime.fromtimestamp(about.back_to, UTC) if about.back_to else None
    before = booking.visit_of(unit, owner.id, about.visit_id)
    visit = undoing.undo(
        unit,
        owner.id,
        about.visit_id,
        sequence=about.sequence,
        back_to=back_to,
        centre_id=about.centre or None,
    )
    if visit.state is State.BOOKED:
        visit, beside = fetching.restored(unit, visit, Way(about.way))
        after = beside_move(unit, owner, before, visit) if back_to else ()
        return Reply(messages=(visit_message(visit, code="visit.restored"), *beside, *after))
    undone = Message((Phrase("visit.undone", words.visit_params(visit)),))
    return Reply(messages=(undone, *fetching.loss(before, visit)))


def booked_for(unit: Unit, owner_id: int, vehicle_id: int, *, job: str) -> VisitView | None:
    """Return the visit that a car has for a job, or for one of two."""
    return next(
        (
            each
            for each in booking.visits_of(unit, owner_id)
            if (each.vehicle_id, each.state) == (vehicle_id, State.BOOKED) and jobs.overlap(job, each.job)
        ),
        None,
    )


def already(refusal: Refusal) -> Message:
    """Say that the job is booked for the car, and offer to move that visit."""
    about = OfNumber(int(str(refusal.params["number"]))).params()
    move = Button(Phrase("choice.reschedule"), "visit.move", about, once=False)
    return Message((Phrase("refusal.already_booked", dict(refusal.params)),), rows=((move,),))


def next_line(unit: Unit, owner: Owner, vehicle_id: int) -> tuple[Phrase, ...]:
    """Say the next booked visit of a car, if any."""
    return tuple(
        Phrase("visit.line", words.visit_params(visit))
        for visit in booking.visits_of(unit, owner.id)
        if visit.vehicle_id == vehicle_id and visit.state == State.BOOKED
    )[:1]


def book(unit: Unit, owner: Owner, about: OfVisit) -> Reply:
    """Take the held slot. The warning that held it shows the booking from now on."""
    visit = booking.book(unit, owner.id, about.visit_id)
    show_in_alert(unit, visit)
    return Reply(messages=(change_message(visit, code="visit.booked"),), toast=Phrase("visit.booked_toast"))


def show_in_alert(unit: Unit, visit: VisitView) -> None:
    """Let the warnings that a visit is for tell how it stands."""
    warnings.refresh(unit, visit)


def calendar(unit: Unit, owner: Owner, about: OfVisit) -> Reply:
    visit = booking.visit_of(unit, owner.id, about.visit_id)
    live = visit.state in {State.HELD, State.BOOKED, State.DONE}
    code = "visit.calendar_sent" if live else "visit.calendar_gone"
    return Reply(messages=(calendar_file(unit, owner, visit, code=code),))


def calendar_file(unit: Unit, owner: Owner, visit: VisitView, *, code: str) -> Message:
    """Hand over the visit as a file for the owner's calendar."""
    say = unit.core.speaker(locale_for(owner.locale)).say
    return Message((Phrase(code),), document=ics.document(visit, say=say))


def beside_move(unit: Unit, owner: Owner, before: VisitView, visit: VisitView) -> tuple[Message, ...]:
    """Tell what goes with a move: what it lost, notes that the new centre lacks, and the file that moves it in the owner's calendar."""
    file = calendar_file(unit, owner, visit, code="visit.calendar_moved")
    return (*fetching.loss(before, visit), *notes.after_move(unit, visit), file)


VERBS: dict[str, Verb] = {
    "visit.book": reads(OfVisit, book),
    "visit.undo": reads(Undo, undo),
    "visit.let_go": reads(OfVisit, let_go),
    "visit.ics": reads(OfVisit, calendar),
}
