"""What an owner has just told or asked of the car is what a visit that they then wish for is about."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.contact import buttons
from domain.core import Unit
from domain.dialogue import facts, script, store
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.meaning import symptoms
from domain.dialogue.memory import Symptom
from domain.dialogue.topics import Topic
from domain.registry.tables import Owner

_FRESH: Final = timedelta(hours=1)  # own choice: so long it is still what is talked about
_VAGUE: Final = frozenset({Intent.AFFIRM, Intent.INFORM, Intent.OOS, Intent.RESCHEDULE})
_TOLD: Final = frozenset({Intent.CAR_QUESTION, Intent.QUESTION, Intent.OOS})
_WISHES: Final = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY})


def with_work(unit: Unit, owner: Owner, meaning: Meaning, text: str) -> Meaning:
    """The wish for a visit that names no work, with that for what was told of in it or just before; else as it is."""
    plain, before = script.plain(text), _latest(unit, owner)
    vague = meaning.sure < facts.DO or meaning.intent in _VAGUE
    brings = symptoms.brings_in(plain) if before else symptoms.asks_for_look(plain)
    if vague and brings:
        meaning = replace(meaning, intent=Intent.BOOK, sure=facts.DO)
    safety = tuple(each for each in meaning.topics if each is Topic.SAFE)
    if meaning.intent in _TOLD and symptoms.of(plain) and symptoms.asks_look(plain):
        meaning = replace(meaning, intent=Intent.BOOK, sure=facts.DO, topics=safety)
    if meaning.job and symptoms.is_well(meaning.job, plain):
        meaning = replace(meaning, job=None)
    if before and not meaning.job and meaning.intent is Intent.QUESTION and Topic.DISCOUNT in meaning.topics:
        return replace(meaning, job=before.job)
    work = meaning.job or meaning.more
    if meaning.intent not in _WISHES or work or meaning.usual or meaning.sure < facts.DO:
        return meaning
    job = symptoms.of(plain) or (before.job if before else None)
    if job is None and meaning.intent is Intent.BOOK and symptoms.wants_look(plain):
        job = symptoms.LOOK
    return replace(meaning, job=job)


def note(unit: Unit, owner: Owner, text: str, before: Symptom | None) -> None:
    """Remember what the owner told or asked of the car, until a booking is begun.

    before: what was remembered ahead of the answer to the text, which may have dropped it.
    """
    if unit.session.get(Owner, owner.id) is None:
        return  # erased
    memory = store.load(unit, owner.id)
    symptom = None if memory.talk.task else _new(unit, owner, text) or before
    if symptom != memory.symptom:
        store.save(unit, owner.id, replace(memory, symptom=symptom))


def _new(unit: Unit, owner: Owner, text: str) -> Symptom | None:
    """What a text tells or asks of the car; the label of a button that was shown tells nothing."""
    job = symptoms.of(script.plain(text))
    return Symptom(job, unit.now) if job and not buttons.labelled(unit, owner.id, text) else None


def _latest(unit: Unit, owner: Owner) -> Symptom | None:
    symptom = store.load(unit, owner.id).symptom
    return symptom if symptom and unit.now - symptom.at < _FRESH else None
