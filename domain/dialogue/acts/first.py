"""What comes before all other talk: an emergency, a complaint, a wish for a person, and a language that is not understood."""

from dataclasses import replace

from domain.contact import buttons
from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue import languages, pending, store
from domain.dialogue.acts import complaints, emergencies, invited, people, ratings
from domain.dialogue.emergency.recognition import Emergency
from domain.dialogue.memory import Matter
from domain.dialogue.referent import NOTHING, Referent
from domain.explain.facts import Phrase
from domain.handover import service as handover
from domain.registry.tables import Owner


def answer(
    unit: Unit, owner: Owner, text: str, *, danger: Emergency | None, about: Referent = NOTHING
) -> Reply | None:
    """Answer an emergency, a complaint or a wish for a person; None where the text is none of these.

    An open task stays, but a bare yes after this does not count as an answer to its question. A person who talks with
    the owner sees an emergency too.
    """
    if danger is not None:
        handover.hear(unit, owner.id, text)
        invited.note(unit, owner, text)
    if danger is None:
        of_last = complaints.answer(unit, owner, text, about) or ratings.answer(unit, owner, text, about)
        reply = of_last or people.answer(unit, owner, text) or _in_other_words(text)
    elif danger.sure:
        reply = emergencies.answer(unit, owner, danger)
    else:
        reply = emergencies.ask(unit, owner, danger, text)
    if reply:
        leave_question(unit, owner)
    return reply


def leave_question(unit: Unit, owner: Owner) -> None:
    """Leave what was asked: a bare yes does not answer it any more, and an open task stays."""
    memory = store.load(unit, owner.id)
    talk = replace(memory.talk, elsewhere=memory.talk.task is not None)
    store.save(unit, owner.id, replace(memory, talk=talk, pending=None))


def _in_other_words(text: str) -> Reply | None:
    """Say which languages are understood, to somebody who writes in another one."""
    if not languages.is_other(text):
        return None
    return Reply(messages=(Message((Phrase("answer.languages"),), rows=((people.button(),),)),))


def is_reply(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text answers “Are you in danger?”; the answer may itself sound like an emergency."""
    question = store.load(unit, owner.id).pending
    if question is None or question.matter is not Matter.DANGER:
        return False
    return bool(pending.answer(question, text) or buttons.labelled(unit, owner.id, text))
