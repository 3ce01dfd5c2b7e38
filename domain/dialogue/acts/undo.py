"""The last change taken back by word: as its Undo button does, so long as that counts, and never any other one."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.booking import service as booking
from domain.booking import undoing
from domain.booking.about import Undo
from domain.booking.facts import State
from domain.contact import buttons
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Pressed, Reply
from domain.contact.verbs import Verb, read
from domain.core import Unit
from domain.dialogue import store, undo_forms
from domain.dialogue.acts import settings, visits, wishes
from domain.dialogue.facts import Asked
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_OF_VISIT: Final = "visit.undo"
_LABELS: Final = (Phrase("visit.button.undo"), Phrase("own.undo"))
_VERBS: Final[dict[str, Verb]] = {**visits.VERBS, **settings.VERBS, **wishes.VERBS}
_CHANGES: Final = frozenset(
    {"visit.booked", "visit.moved", "visit.cancelled", "visit.undone", "visit.restored"}
)  # what the answer to a change of a visit begins with


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Take the latest change back; None where the words wish for something else, as “move it back” does where that was no move.

    Where other buttons were shown since, it is told first and waits for its button or the same words again. Raises the refusals of the undo.
    """
    is_way_back = undo_forms.is_way_back(text)
    if not is_way_back and not undo_forms.is_one(text):
        return None
    if _is_open(unit, owner):
        return None if is_way_back else _say(Phrase("undo.open"))
    every = buttons.latest(unit, owner, _LABELS, within=undoing.WITHIN)
    latest = {token: each for token, each in every if _is_move(each) or not is_way_back}
    if not latest:
        minutes = undoing.WITHIN / timedelta(minutes=1)
        return None if is_way_back else _say(Phrase("undo.nothing", {"minutes": minutes}))
    token, change = max(latest.items(), key=lambda each: int(each[1].params.get("sequence", 0)))
    if len({_subject(each) for each in latest.values()}) > 1 or change not in buttons.newest(unit, owner.id):
        return Reply(messages=(_preview(unit, owner, change),))
    pressed = contact.press(unit, owner.id, token)
    return replace(_VERBS[change.verb](unit, owner, change.params), used=pressed.used)


def _is_open(unit: Unit, owner: Owner) -> bool:
    """Whether something is asked, which has changed nothing yet."""
    memory = store.load(unit, owner.id)
    return memory.pending is not None or bool(memory.talk.task and memory.talk.asked is not Asked.NOTHING)


def _say(phrase: Phrase) -> Reply:
    return Reply(messages=(Message((phrase,)),))


def _is_move(change: Pressed) -> bool:
    return change.verb == _OF_VISIT and read(change.params, Undo).back_to != 0


def _subject(change: Pressed) -> tuple[str, int]:
    """What was changed: of one visit the sequences tell which change was the last."""
    return change.verb, int(change.params.get("visit_id", 0))


def _preview(unit: Unit, owner: Owner, change: Pressed) -> Message:
    """The change in question, with its button."""
    if change.verb != _OF_VISIT:
        undo = Button(Phrase("own.undo"), change.verb, change.params)
        return Message((Phrase(f"undo.latest.{change.verb}"),), rows=((undo,),))
    about = read(change.params, Undo)
    visit = booking.visit_of(unit, owner.id, about.visit_id)
    code = "visit.cancelled" if visit.state is State.CANCELLED else "visit.line"
    return visits.with_undo(visit, about, Phrase("undo.latest"), code=code)


def without_older(unit: Unit, owner: Owner, reply: Reply) -> Reply:
    """The answer to a change, which takes the buttons of the visit's earlier states away: none undoes what it does not say."""
    codes = {line.code for each in (reply.edit, *reply.messages) if each for line in each.lines[:1]}
    if codes.isdisjoint(_CHANGES):
        return reply
    sequences = {each.id: each.sequence for each in booking.visits_of(unit, owner.id, past=True)}
    over = buttons.close_but(unit, owner.id, _OF_VISIT, lambda each: _stands(each, sequences))
    return replace(reply, over=(*reply.over, *over))


def _stands(button: Pressed, sequences: dict[int, int]) -> bool:
    about = read(button.params, Undo)
    return sequences.get(about.visit_id) == about.sequence
