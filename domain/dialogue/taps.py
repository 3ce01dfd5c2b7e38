"""What a button does, also an old one: what its label says, or it says that its question is over. Pure."""

from dataclasses import replace
from datetime import datetime

from domain.dialogue import rules, tasks
from domain.dialogue.decisions import Over, Step
from domain.dialogue.facts import Intent, Meaning, Offer, Talk, Task
from domain.dialogue.meaning import agreement
from domain.dialogue.questions import Here

_COMMANDED = rules.TASKS | rules.ASIDES


def tap(talk: Talk, meaning: Meaning, *, of: int, now: datetime, zone: str) -> Step:
    """Take a step of the talk by a button that was made for the task with number `of` (0: for none)."""
    here = Here(now=now.replace(tzinfo=None), zone=zone)
    if _is_over(talk, meaning, of=of):
        return talk, Over()
    if meaning.slot is not None:
        return _take(talk, meaning, meaning.slot, here)
    if meaning.intent in _COMMANDED and of != _open(talk):
        meaning = Meaning(meaning.intent, number=meaning.number)
    return rules.step(replace(talk, elsewhere=False), meaning, now=now, zone=zone)


def _open(talk: Talk) -> int:
    return talk.task.no if talk.task else 0


def _is_over(talk: Talk, meaning: Meaning, *, of: int) -> bool:
    """Whether what the button stands for is not there any more: its visit, its summary, or its question."""
    if meaning.number is not None and meaning.number not in {visit.number for visit in talk.visits}:
        return True
    if meaning.terms:
        return meaning.terms != agreement.terms(talk)
    itself = meaning.slot is not None or meaning.intent in _COMMANDED
    return not itself and (talk.task is None or talk.task.no != of)


def _take(talk: Talk, meaning: Meaning, slot: Offer, here: Here) -> Step:
    """The slot on the button, for the job, visit and car that it was offered for."""
    if not _is_for(talk.task, meaning):
        intent = Intent.BOOK if meaning.number is None else Intent.RESCHEDULE
        task = Task(intent, job=meaning.job, visit=meaning.number, car=meaning.car)
        talk = tasks.begin(talk, task, here)
    return rules.choose(talk, slot, job=meaning.job)


def _is_for(task: Task | None, meaning: Meaning) -> bool:
    if task is None or task.entry is not None or task.intent is Intent.CANCEL:
        return False
    moving = task.intent is Intent.RESCHEDULE
    return moving == (meaning.number is not None) and (task.visit, task.car) == (meaning.number, meaning.car)
