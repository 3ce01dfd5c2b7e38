"""What the rules of a conversation decide is done here, over the slices below."""

from collections.abc import Callable
from dataclasses import replace

from domain.booking import bringing, slots, words
from domain.booking import service as booking
from domain.booking.facts import State, VisitRequest, VisitView
from domain.contact import calls
from domain.contact.facts import Message
from domain.core import Unit
from domain.dialogue import decisions, rules, tasks
from domain.dialogue.acts import (
    answers,
    apart,
    beside,
    cars,
    excluded,
    fetching,
    free,
    history,
    starts,
    usual,
    visits,
    waits,
)
from domain.dialogue.acts.scene import Done, Scene
from domain.dialogue.facts import Intent, Talk, Visit
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.privacy import mode
from domain.registry.tables import Owner
from domain.upkeep import services

_SUBJECTS: dict[decisions.Subject, Callable[[Unit, Owner, int | None], tuple[Message, ...]]] = {
    decisions.Subject.VISITS: lambda unit, owner, car: visits.show(unit, owner, car_id=car).messages,
    decisions.Subject.PRIVACY: lambda unit, owner, _car: (mode.privacy(unit, owner),),
    decisions.Subject.CAR: lambda unit, owner, car: cars.show(unit, owner, car_id=car).messages,
    decisions.Subject.HISTORY: lambda unit, owner, car: history.show(unit, owner, car_id=car).messages,
}


def do(scene: Scene, talk: Talk, act: decisions.Act) -> Done:
    """Execute one act. A slot that has gone is no error: the talk goes on with what is free."""
    match act:
        case decisions.Recall() | decisions.OfferSlots() | decisions.Queue():
            return _seek(scene, talk, act)
        case decisions.Hold():
            return _hold(scene, talk, act)
        case decisions.Release():
            return _release(scene, talk, act)
        case decisions.Over():
            return _over(scene, talk)
        case decisions.Say() | decisions.Answer() | decisions.Show():
            return aside(scene, talk, _messages(scene, talk, act))
        case _:
            return _write(scene, talk, act)


def _seek(scene: Scene, talk: Talk, act: decisions.Recall | decisions.OfferSlots | decisions.Queue) -> Done:
    """Look for a time; which of several cars it is for has to be known for that, but not for a visit that is moved."""
    moves = isinstance(act, decisions.OfferSlots) and act.visit is not None
    if scene.car is None and scene.cars and not moves:
        return Done(talk, which_car=True)
    match act:
        case decisions.Recall():
            return open_question(scene, *usual.recall(scene, talk))
        case decisions.Queue():
            return _queue(scene, talk)
        case decisions.OfferSlots():
            return _offer(scene, talk, act)


def _queue(scene: Scene, talk: Talk) -> Done:
    """Put the wish on the waiting list, and let the slot go that was held in its place."""
    messages = waits.queue(scene, talk)
    if talk.task and talk.task.slot:
        _let_go(scene, talk.task.slot.slot)
    return Done(rules.done(talk), messages)


def _write(scene: Scene, talk: Talk, act: decisions.Write) -> Done:
    match act:
        case decisions.Book():
            return _book(scene, talk, act)
        case decisions.Move():
            return _move(scene, talk, act)
        case decisions.Cancel():
            return _cancel(scene, talk, act)
        case decisions.Correct():
            return _correct(scene, talk, act)
        case decisions.Erase():
            return _erase(scene, talk, act)


def current_visits(scene: Scene, *, car: int | None = None) -> tuple[Visit, ...]:
    """Return the owner's booked visits as the rules see them; car: those of one car."""
    return tuple(
        Visit(int(visit.number), visit.job, visit.starts_at, visit.zone, visit.centre, visit.centre_id)
        for visit in booking.visits_of(scene.unit, scene.owner.id)
        if visit.state == State.BOOKED and car in {None, visit.vehicle_id}
    )


def _messages(scene: Scene, talk: Talk, act: decisions.Aside) -> tuple[Message, ...]:
    match act:
        case decisions.Say():
            return (Message((act.phrase,)),)
        case decisions.Answer():
            return (answers.answer(scene, talk, act.meaning),)
        case decisions.Show():
            return _SUBJECTS[act.subject](scene.unit, scene.owner, act.car)


def aside(scene: Scene, talk: Talk, messages: tuple[Message, ...]) -> Done:
    """Answer what was asked in between; the open question comes anew once, and not after every answer."""
    if talk.reminded:
        return Done(talk, messages)
    return open_question(scene, replace(talk, reminded=talk.task is not None), messages)


def _over(scene: Scene, talk: Talk) -> Done:
    """A button whose question is over changes nothing: show what is open, or else what is booked."""
    if talk.task is not None:
        return open_question(scene, talk, (Message((Phrase("answer.over"),)),))
    remark = Message((Phrase("answer.over_all"),))
    return Done(talk, (remark, *visits.show(scene.unit, scene.owner).messages))


def open_question(scene: Scene, talk: Talk, messages: tuple[Message, ...]) -> Done:
    """Come back to what was asked before an interruption."""
    step = rules.again(talk, now=scene.local_now, zone=scene.zone)
    if step is None:
        return Done(talk, messages)
    talk, reply = step
    if isinstance(reply, decisions.Act):
        after = do(scene, talk, reply)
        return replace(after, messages=(*messages, *after.messages))
    return Done(talk, messages, reply)


def _offer(scene: Scene, talk: Talk, act: decisions.OfferSlots, *, loss: Phrase | None = None) -> Done:
    """Offer what is free, or sum up the very slot that was named; loss: why the slot that was chosen before is not to be had."""
    if act.release:
        _let_go(scene, act.release)
    moved = _by_number(scene, act.visit)
    books = moved is None and talk.task is not None and talk.task.intent is Intent.BOOK
    booked = _booked(scene, talk) if books else None
    rest = _alone(scene, apart.rest(talk, act, booked))
    if rest:
        return rest
    try:
        offer = free.find(scene, act, moved=moved or booked)
    except Refusal as refusal:
        return _alone(scene, apart.first(talk, act)) or _nowhere(scene, talk, refusal)
    why = excluded.why(scene, act, offer, moved=moved or booked) or starts.why(act.when, offer, loss)
    if booked:
        talk = tasks.booked_already(talk, int(booked.number), job=booked.job)
        why = words.booked_already(booked, but=why)
    offers, full = tuple(starts.offer(slot) for slot in offer.slots), offer.full is not None
    talk, reply = rules.offered(talk, offers, why=why, full=full, zone=scene.zone)
    return do(scene, talk, reply) if isinstance(reply, decisions.Act) else Done(talk, ask=reply)


def _alone(scene: Scene, one: apart.Apart | None) -> Done | None:
    """Look for one of two jobs alone, and say why; None where that is nothing to do."""
    if one is None:
        return None
    after = _offer(scene, one.talk, one.act)
    return replace(after, messages=(Message((one.why,)), *after.messages))


def _booked(scene: Scene, talk: Talk) -> VisitView | None:
    """Return the visit that the car has for the work in question, or for some of it."""
    job = talk.task.job if talk.task else None
    return visits.booked_for(scene.unit, scene.owner.id, scene.vehicle_id, job=job or free.ANY_JOB)


def _nowhere(scene: Scene, talk: Talk, refusal: Refusal) -> Done:
    """Say why no centre can do it, and whom to call."""
    if refusal.code not in {"job_nowhere", "part_nowhere"}:
        raise refusal
    talk, ask = rules.nowhere(talk, sentence(refusal))
    home = slots.home_of(scene.unit, scene.vehicle_id)
    settings = scene.unit.core.settings
    numbers = calls.lines(settings, centre=home.name, phone=home.phone) if home else calls.lines(settings)
    return Done(talk, (Message(numbers),) if numbers else (), ask=ask)


def _hold(scene: Scene, talk: Talk, act: decisions.Hold) -> Done:
    """Keep the chosen slot while the owner decides; a visit to be moved keeps its own time until then."""
    if act.release:
        _let_go(scene, act.release)
    try:
        if isinstance(act.plan, decisions.Book):
            before, visit = None, booking.hold(scene.unit, _request(scene, act.plan))
        else:
            centre, at = starts.place(act.plan.slot)
            before = _visit(scene, act.plan)
            booking.check_move(scene.unit, scene.owner.id, before.id, starts_at=at, centre_id=centre)
            visit = bringing.after_move(scene.unit, before, starts_at=at, centre_id=centre)
    except Refusal as refusal:
        return _not_had(scene, talk, refusal)
    talk, why = fetching.possible(scene, talk, visit)
    if fetching.lacks_address(talk):
        return Done(replace(talk, elsewhere=True), (*why, fetching.where(visit.centre)))
    done = beside.summed_up(scene, *rules.summary(talk))
    ask = done.ask and fetching.summary(talk, done.ask, visit, before=before)
    return replace(done, messages=(*why, *beside.past_deadline(scene, visit), *done.messages), ask=ask)


def _not_had(scene: Scene, talk: Talk, refusal: Refusal) -> Done:
    """Say why a slot is not to be had, and what is free instead. Raises the refusals that no other slot cures."""
    if refusal.code == "already_booked":
        booked = _booked(scene, talk)
        rest = _alone(scene, apart.rest(talk, tasks.look(talk.task), booked)) if talk.task else None
        return rest or Done(rules.done(talk), (visits.already(refusal),))
    why = refusal.params.get("why")
    if not isinstance(why, Phrase):
        raise refusal
    return _offer(scene, *rules.look_again(talk), loss=why)


def _request(scene: Scene, act: decisions.Book) -> VisitRequest:
    centre_id, starts_at = starts.place(act.slot)
    return VisitRequest(scene.owner.id, scene.vehicle_id, act.job, centre_id, starts_at)


def _book(scene: Scene, talk: Talk, act: decisions.Book) -> Done:
    try:
        visit = booking.take(scene.unit, _request(scene, act))
    except Refusal as refusal:
        return _not_had(scene, talk, refusal)
    visits.show_in_alert(scene.unit, visit)
    visit, why = fetching.settle(scene, talk, visit)
    return Done(rules.done(talk), (visits.change_message(visit, code="visit.booked"), *why))


def _move(scene: Scene, talk: Talk, act: decisions.Move) -> Done:
    visit = _visit(scene, act)
    centre_id, starts_at = starts.place(act.slot)
    if (visit.centre_id, visit.starts_at) == (centre_id, starts_at):
        return Done(rules.done(talk), (visits.visit_message(visit, code="visit.same"),))
    try:
        moved = booking.move(scene.unit, scene.owner.id, visit.id, starts_at=starts_at, centre_id=centre_id)
    except Refusal as refusal:
        return _not_had(scene, talk, refusal)
    visits.show_in_alert(scene.unit, moved)
    moved, why = fetching.settle(scene, talk, moved)
    change = visits.change_message(moved, code="visit.moved", before=visit)
    after = visits.beside_move(scene.unit, scene.owner, visit, moved)
    return Done(rules.done(talk), (change, *why, *after))


def _cancel(scene: Scene, talk: Talk, act: decisions.Cancel) -> Done:
    before = _visit(scene, act)
    visit = booking.cancel(scene.unit, scene.owner.id, before.id)
    visits.show_in_alert(scene.unit, visit)
    return Done(rules.done(talk), (visits.cancelled(visit, before), *fetching.loss(before, visit)))


def _release(scene: Scene, talk: Talk, act: decisions.Release) -> Done:
    _let_go(scene, act.slot)
    code = "answer.left" if talk.visits else "answer.dropped"
    return open_question(scene, talk, (Message((Phrase(code),)),))


def _let_go(scene: Scene, key: str) -> None:
    centre_id, starts_at = starts.place(key)
    for visit in booking.visits_of(scene.unit, scene.owner.id):
        place = (visit.centre_id, visit.starts_at, visit.alert_id)
        if visit.state == State.HELD and place == (centre_id, starts_at, None):
            booking.cancel(scene.unit, scene.owner.id, visit.id)


def _correct(scene: Scene, talk: Talk, act: decisions.Correct) -> Done:
    on, km = act.becomes.on, act.becomes.odometer_km
    entry = services.correct(scene.unit, scene.owner.id, act.entry, on=on, odometer_km=km)
    confirmation = Message((Phrase("history.corrected"),))
    return Done(rules.done(talk), (confirmation, history.entry_message(scene.unit, scene.owner, entry)))


def _erase(scene: Scene, talk: Talk, act: decisions.Erase) -> Done:
    services.delete_entry(scene.unit, scene.owner.id, act.entry)
    return Done(rules.done(talk), (Message((Phrase("history.erased"),)),))


def _visit(scene: Scene, act: decisions.Move | decisions.Cancel) -> VisitView:
    """Return the visit an act is about. Raises Refusal visit_unknown (404)."""
    visit = _by_number(scene, act.visit)
    if visit is None:
        raise Refusal("visit_unknown", status=404)
    return visit


def _by_number(scene: Scene, number: int | None) -> VisitView | None:
    live = booking.visits_of(scene.unit, scene.owner.id)
    return next((visit for visit in live if visit.number == str(number)), None)
