"""What the rules of a conversation decide is done here, over the slices below."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from domain.booking import service as booking
from domain.booking import slots, words
from domain.booking.facts import Slot, State, VisitView, Wanted, Wish
from domain.contact.facts import Message
from domain.core import Unit
from domain.dialogue import rules
from domain.dialogue.acts import cars, history, visits
from domain.dialogue.facts import Act, Ask, Deed, Offer, Talk, TimeExpression, Visit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.garage.tables import Owner, Vehicle
from domain.privacy import mode
from domain.upkeep import services

_OFFERED = 4
_ANY_JOB = "inspection"  # who asks when there is time at all need not say for what
_TELLERS: dict[Deed, Callable[[Unit, Owner], tuple[Message, ...]]] = {
    Deed.SHOW_STATUS: lambda unit, owner: visits.show(unit, owner).messages,
    Deed.SHOW_PRIVACY: lambda unit, owner: (mode.privacy(unit, owner),),
    Deed.ANSWER_CAR: lambda unit, owner: cars.show(unit, owner).messages,
    Deed.SHOW_HISTORY: lambda unit, owner: history.show(unit, owner).messages,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Who talks, about which car, and the wall clock of the zone that times are told in.

    car is None where the owner has none, or several and has not said which; cars are all of them.
    """

    unit: Unit
    owner: Owner
    car: Vehicle | None
    cars: tuple[Vehicle, ...]
    local_now: datetime
    zone: str

    @property
    def vehicle_id(self) -> int:
        """The car that is talked about. Raises Refusal no_car."""
        if self.car is None:
            raise Refusal("no_car")
        return self.car.id


@dataclass(frozen=True, slots=True)
class Done:
    """Where the talk stands after a deed, what was said, and what is asked next (which_car: about which car)."""

    talk: Talk
    messages: tuple[Message, ...] = ()
    ask: Ask | None = None
    which_car: bool = False


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
    return open_question(scene, talk, _TELLERS[deed](scene.unit, scene.owner))


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


def _offer(scene: Scene, talk: Talk, act: Act) -> Done:
    if act.params.get("release"):
        _let_go(scene, str(act.params["release"]))
    when = act.params["when"]
    wish = _wish(when if isinstance(when, TimeExpression) else None, soonest=bool(act.params["soonest"]))
    moved = _by_number(scene, act.params.get("visit"))
    found = slots.slots(
        scene.unit,
        str(act.params["job"] or _ANY_JOB),
        vehicle_id=moved.vehicle_id if moved else scene.vehicle_id,
        centre_id=moved.centre_id if moved else None,
        wish=wish,
        limit=_OFFERED,
    )
    talk, ask = rules.offered(talk, tuple(_as_offer(slot) for slot in found))
    return Done(talk, ask=ask)


def _wish(when: TimeExpression | None, *, soonest: bool) -> Wish:
    if when is None:
        return Wish(soonest=True)
    return Wish(when.date_from, when.date_to, when.time_from, when.time_to, soonest=soonest)


def _as_offer(slot: Slot) -> Offer:
    key = f"{slot.centre_id}|{slot.starts_at.isoformat()}"
    return Offer(key, slot.starts_at, slot.zone, slot.centre)


def _place(key: str) -> tuple[int, datetime]:
    centre, _, start = key.partition("|")
    return int(centre), datetime.fromisoformat(start).astimezone(UTC)


def _hold(scene: Scene, talk: Talk, act: Act) -> Done:
    """Keep the chosen slot while the owner decides; a visit to be moved keeps its own time until then."""
    if act.params.get("visit") is None:
        try:
            booking.hold(scene.unit, _wanted(scene, act))
        except Refusal as refusal:
            if refusal.code not in {"slot_gone", "closed_then", "too_soon"}:
                raise
            talk, ask = rules.lost(talk)
            return Done(talk, ask=ask)
    talk, ask = rules.held(talk)
    return Done(talk, ask=ask)


def _wanted(scene: Scene, act: Act) -> Wanted:
    centre_id, starts_at = _place(str(act.params["slot"]))
    return Wanted(scene.owner.id, scene.vehicle_id, str(act.params["job"]), centre_id, starts_at)


def _confirm(scene: Scene, talk: Talk, act: Act) -> Done:
    visit = booking.take(scene.unit, _wanted(scene, act))
    visits.show_in_alert(scene.unit, visit)
    return Done(rules.done(talk), (visits.told(visit, code="visit.booked"),))


def _move(scene: Scene, talk: Talk, act: Act) -> Done:
    visit = _named(scene, act)
    _, starts_at = _place(str(act.params["slot"]))
    moved = booking.move(scene.unit, scene.owner.id, visit.id, starts_at=starts_at)
    visits.show_in_alert(scene.unit, moved)
    return Done(rules.done(talk), (visits.told(moved, code="visit.moved"),))


def _cancel(scene: Scene, talk: Talk, act: Act) -> Done:
    visit = booking.cancel(scene.unit, scene.owner.id, _named(scene, act).id)
    visits.show_in_alert(scene.unit, visit)
    said = Message((Phrase("visit.cancelled", words.visit_params(visit)),))
    return Done(rules.done(talk), (said,))


def _release(scene: Scene, talk: Talk, act: Act) -> Done:
    _let_go(scene, str(act.params["slot"]))
    return open_question(scene, talk, (Message((Phrase("answer.dropped"),)),))


def _let_go(scene: Scene, key: str) -> None:
    centre_id, starts_at = _place(key)
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
    return Done(rules.done(talk), (noted, history.told(scene.unit, scene.owner, found)))


def _erase(scene: Scene, talk: Talk, act: Act) -> Done:
    services.delete_entry(scene.unit, scene.owner.id, _entry_id(act))
    return Done(rules.done(talk), (Message((Phrase("history.erased"),)),))


def _entry_id(act: Act) -> int:
    return int(str(act.params["entry"]))


def _named(scene: Scene, act: Act) -> VisitView:
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
}
