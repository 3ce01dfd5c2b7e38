"""What the rules of a conversation decide is done here, over the slices below."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from domain.booking import service as booking
from domain.booking import slots, words
from domain.booking.facts import Offered, State, VisitRequest, VisitView
from domain.contact import calls
from domain.contact.facts import Message
from domain.core import Unit
from domain.dialogue import rules
from domain.dialogue.acts import answers, cars, history, starts, visits
from domain.dialogue.acts.scene import Done, Scene
from domain.dialogue.facts import Act, Deed, Intent, Meaning, Talk, TimeExpression, Visit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.privacy import mode
from domain.registry.tables import Owner
from domain.upkeep import services

_OFFERED = 4
_ANY_JOB = "inspection"  # who asks when there is time at all need not say for what
_TELLERS: dict[Deed, Callable[[Unit, Owner], tuple[Message, ...]]] = {
    Deed.SHOW_STATUS: lambda unit, owner: visits.show(unit, owner).messages,
    Deed.SHOW_PRIVACY: lambda unit, owner: (mode.privacy(unit, owner),),
    Deed.ANSWER_CAR: lambda unit, owner: cars.show(unit, owner).messages,
    Deed.SHOW_HISTORY: lambda unit, owner: history.show(unit, owner).messages,
}


def do(scene: Scene, talk: Talk, act: Act) -> Done:
    """Execute one act. A slot that has gone is no error: the talk goes on with what is free."""
    if act.deed in _TELLERS:
        return _inform(scene, talk, act.deed)
    if act.deed is Deed.OFFER_SLOTS and scene.car is None and scene.cars and act.params["visit"] is None:
        return Done(talk, which_car=True)
    return _DEEDS[act.deed](scene, talk, act)


def current_visits(scene: Scene) -> tuple[Visit, ...]:
    """Return the owner's booked visits as the rules see them."""
    return tuple(
        Visit(int(visit.number), visit.job, visit.starts_at, visit.zone, visit.centre)
        for visit in booking.visits_of(scene.unit, scene.owner.id)
        if visit.state == State.BOOKED
    )


def _inform(scene: Scene, talk: Talk, deed: Deed) -> Done:
    return aside(scene, talk, _TELLERS[deed](scene.unit, scene.owner))


def _say(scene: Scene, talk: Talk, act: Act) -> Done:
    about = {name: value for name, value in act.params.items() if name != "code"}
    return aside(scene, talk, (Message((Phrase(str(act.params["code"]), about),)),))


def _answer(scene: Scene, talk: Talk, act: Act) -> Done:
    meaning = act.params["meaning"]
    assert isinstance(meaning, Meaning)
    return aside(scene, talk, (answers.answer(scene, talk, meaning),))


def aside(scene: Scene, talk: Talk, messages: tuple[Message, ...]) -> Done:
    """Answer what was asked in between; the open question comes anew once, and not after every answer."""
    if talk.reminded:
        return Done(talk, messages)
    return open_question(scene, replace(talk, reminded=talk.task is not None), messages)


def _over(scene: Scene, talk: Talk, _act: Act) -> Done:
    """A button whose question is over changes nothing: show what is open, or else what is booked."""
    if talk.task is not None:
        return open_question(scene, talk, (Message((Phrase("answer.over"),)),))
    closed = Message((Phrase("answer.over_all"),))
    return Done(talk, (closed, *visits.show(scene.unit, scene.owner).messages))


def open_question(scene: Scene, talk: Talk, messages: tuple[Message, ...]) -> Done:
    """Come back to what was asked before an interruption."""
    step = rules.again(talk, now=scene.local_now, zone=scene.zone)
    if step is None:
        return Done(talk, messages)
    talk, reply = step
    if isinstance(reply, Act):
        after = do(scene, talk, reply)
        return replace(after, messages=(*messages, *after.messages))
    return Done(talk, messages, reply)


def _offer(scene: Scene, talk: Talk, act: Act, *, gone: Phrase | None = None) -> Done:
    """Offer what is free, or sum up the very slot that was named; gone: why the slot that was chosen before is not to be had."""
    if act.params.get("release"):
        _let_go(scene, str(act.params["release"]))
    when = act.params["when"]
    wished = when if isinstance(when, TimeExpression) else None
    moved = _by_number(scene, act.params.get("visit"))
    booked = None if moved else _booked_already(scene, talk)
    try:
        found = _find(scene, act, wished, moved=moved or booked)
    except Refusal as refusal:
        return _nowhere(scene, talk, refusal)
    why = (
        found.why or gone or (starts.heeded(wished, found.slots[0].zone) if wished and found.slots else None)
    )
    if booked:
        talk = rules.booked_already(talk, int(booked.number))
        why = words.booked_already(booked, but=why)
    talk, reply = rules.offered(talk, tuple(starts.offer(slot) for slot in found.slots), why=why)
    return do(scene, talk, reply) if isinstance(reply, Act) else Done(talk, ask=reply)


def _find(scene: Scene, act: Act, when: TimeExpression | None, *, moved: VisitView | None) -> Offered:
    """What is free then; where nothing is, what is free at what was meant to come next."""
    found = _look(scene, act, when, moved=moved)
    if when and when.beyond and found.why:
        after = _look(scene, act, replace(when.beyond[0], never=when.never), moved=moved)
        return after if after.slots and not after.why else found
    return found


def _look(scene: Scene, act: Act, when: TimeExpression | None, *, moved: VisitView | None) -> Offered:
    return slots.offer(
        scene.unit,
        moved.job if moved else str(act.params["job"] or _ANY_JOB),
        vehicle_id=moved.vehicle_id if moved else scene.vehicle_id,
        wish=starts.wish(when, soonest=bool(act.params["soonest"])),
        moved=moved,
        centre_id=None if moved else _site(act),
        limit=_OFFERED,
    )


def _site(act: Act) -> int | None:
    site = act.params.get("site")
    return site if isinstance(site, int) else None


def _booked_already(scene: Scene, talk: Talk) -> VisitView | None:
    """Return the visit that the car has for the job that is to be booked."""
    if talk.task is None or talk.task.intent is not Intent.BOOK:
        return None
    mine = (scene.vehicle_id, talk.task.job, State.BOOKED)
    live = booking.visits_of(scene.unit, scene.owner.id)
    return next((each for each in live if (each.vehicle_id, each.job, each.state) == mine), None)


def _nowhere(scene: Scene, talk: Talk, refusal: Refusal) -> Done:
    """Say why no centre can do it, and whom to call."""
    if refusal.code not in {"job_nowhere", "part_nowhere"}:
        raise refusal
    talk, ask = rules.nowhere(talk, Phrase(f"refusal.{refusal.code}", refusal.params))
    home = slots.home_of(scene.unit, scene.vehicle_id)
    settings = scene.unit.core.settings
    numbers = calls.lines(settings, centre=home.name, phone=home.phone) if home else calls.lines(settings)
    return Done(talk, (Message(numbers),) if numbers else (), ask=ask)


def _hold(scene: Scene, talk: Talk, act: Act) -> Done:
    """Keep the chosen slot while the owner decides; a visit to be moved keeps its own time until then."""
    if act.params.get("release"):
        _let_go(scene, str(act.params["release"]))
    try:
        if act.params.get("visit") is None:
            booking.hold(scene.unit, _request(scene, act))
        else:
            _, starts_at = starts.place(str(act.params["slot"]))
            booking.check_move(scene.unit, scene.owner.id, _visit(scene, act).id, starts_at=starts_at)
    except Refusal as refusal:
        return _not_had(scene, talk, refusal)
    talk, ask = rules.summary(talk)
    return Done(talk, ask=ask)


def _not_had(scene: Scene, talk: Talk, refusal: Refusal) -> Done:
    """Say why a slot is not to be had, and what is free instead. Raises the refusals that no other slot cures."""
    if refusal.code == "already_booked":
        return Done(rules.done(talk), (visits.already(refusal),))
    why = refusal.params.get("why")
    if not isinstance(why, Phrase):
        raise refusal
    talk, reply = rules.look_again(talk)
    assert isinstance(reply, Act)
    return _offer(scene, talk, reply, gone=why)


def _request(scene: Scene, act: Act) -> VisitRequest:
    centre_id, starts_at = starts.place(str(act.params["slot"]))
    return VisitRequest(scene.owner.id, scene.vehicle_id, str(act.params["job"]), centre_id, starts_at)


def _confirm(scene: Scene, talk: Talk, act: Act) -> Done:
    try:
        visit = booking.take(scene.unit, _request(scene, act))
    except Refusal as refusal:
        return _not_had(scene, talk, refusal)
    visits.show_in_alert(scene.unit, visit)
    return Done(rules.done(talk), (visits.visit_message(visit, code="visit.booked"),))


def _move(scene: Scene, talk: Talk, act: Act) -> Done:
    visit = _visit(scene, act)
    _, starts_at = starts.place(str(act.params["slot"]))
    if visit.starts_at == starts_at:
        return Done(rules.done(talk), (visits.visit_message(visit, code="visit.same"),))
    try:
        moved = booking.move(scene.unit, scene.owner.id, visit.id, starts_at=starts_at)
    except Refusal as refusal:
        return _not_had(scene, talk, refusal)
    visits.show_in_alert(scene.unit, moved)
    file = visits.calendar_file(scene.unit, scene.owner, moved, code="visit.calendar_moved")
    return Done(rules.done(talk), (visits.visit_message(moved, code="visit.moved"), file))


def _cancel(scene: Scene, talk: Talk, act: Act) -> Done:
    visit = booking.cancel(scene.unit, scene.owner.id, _visit(scene, act).id)
    visits.show_in_alert(scene.unit, visit)
    return Done(rules.done(talk), (visits.cancelled(visit),))


def _release(scene: Scene, talk: Talk, act: Act) -> Done:
    _let_go(scene, str(act.params["slot"]))
    return open_question(scene, talk, (Message((Phrase("answer.dropped"),)),))


def _let_go(scene: Scene, key: str) -> None:
    centre_id, starts_at = starts.place(key)
    for visit in booking.visits_of(scene.unit, scene.owner.id):
        place = (visit.centre_id, visit.starts_at, visit.alert_id)
        if visit.state == State.HELD and place == (centre_id, starts_at, None):
            booking.cancel(scene.unit, scene.owner.id, visit.id)


def _correct(scene: Scene, talk: Talk, act: Act) -> Done:
    on, km = act.params["on"], act.params["odometer_km"]
    assert isinstance(on, date)
    assert km is None or isinstance(km, float)
    found = services.correct(scene.unit, scene.owner.id, _entry_id(act), on=on, odometer_km=km)
    noted = Message((Phrase("history.corrected"),))
    return Done(rules.done(talk), (noted, history.entry_message(scene.unit, scene.owner, found)))


def _erase(scene: Scene, talk: Talk, act: Act) -> Done:
    services.delete_entry(scene.unit, scene.owner.id, _entry_id(act))
    return Done(rules.done(talk), (Message((Phrase("history.erased"),)),))


def _entry_id(act: Act) -> int:
    return int(str(act.params["entry"]))


def _visit(scene: Scene, act: Act) -> VisitView:
    """Return the visit an act is about. Raises Refusal visit_unknown (404)."""
    found = _by_number(scene, act.params["visit"])
    if found is None:
        raise Refusal("visit_unknown", status=404)
    return found


def _by_number(scene: Scene, number: object) -> VisitView | None:
    live = booking.visits_of(scene.unit, scene.owner.id)
    return next((visit for visit in live if visit.number == str(number)), None)


_DEEDS = {
    Deed.OFFER_SLOTS: _offer,
    Deed.HOLD: _hold,
    Deed.RELEASE: _release,
    Deed.CONFIRM_BOOK: _confirm,
    Deed.RESCHEDULE: _move,
    Deed.CANCEL: _cancel,
    Deed.CORRECT: _correct,
    Deed.ERASE: _erase,
    Deed.SAY: _say,
    Deed.OVER: _over,
    Deed.ANSWER: _answer,
}
