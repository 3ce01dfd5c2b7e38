"""Past services put right: one day or odometer of one entry at a time, or the entry deleted; after a yes. Pure."""

from dataclasses import replace

from domain.dialogue import questions
from domain.dialogue.decisions import Correct, Erase
from domain.dialogue.facts import Ask, Asked, Choice, Intent, Meaning, Talk, Task
from domain.dialogue.meaning import agreement
from domain.dialogue.questions import Here
from domain.explain.facts import Phrase, noon
from domain.registry.facts import Serviced
from domain.upkeep.facts import Entry

_LEAVE = Choice(Phrase("choice.leave"), Meaning(Intent.NEGATE, drop=True))


def question(talk: Talk, zone: str) -> Ask:
    """The open question of a correction."""
    task = talk.task
    assert task is not None
    assert task.entry is not None
    params = {"entry": line(task.entry.work, zone)}
    if talk.asked is Asked.ERASING:
        return Ask("ask.erasing", params, _erasing(agreement.terms(talk)))
    if task.becomes is not None:
        choices = _correcting(agreement.terms(talk))
        return Ask("ask.correcting", {**params, "becomes": line(task.becomes, zone)}, choices)
    code = "ask.done_on" if talk.asked is Asked.DONE_ON else "ask.done_km"
    return Ask(code, params, (_LEAVE,))


def _erasing(terms: str) -> tuple[Choice, ...]:
    return (
        Choice(Phrase("choice.erase_it"), Meaning(Intent.AFFIRM, terms=terms), style="danger"),
        Choice(Phrase("choice.keep_entry"), Meaning(Intent.NEGATE)),
    )


def _correcting(terms: str) -> tuple[Choice, ...]:
    return (
        Choice(Phrase("choice.correct_it"), Meaning(Intent.AFFIRM, terms=terms), style="success"),
        Choice(Phrase("choice.not_so"), Meaning(Intent.NEGATE)),
        _LEAVE,
    )


def line(work: Serviced, zone: str) -> Phrase:
    """What was done, on which day, at which odometer."""
    params = {"job": questions.job_name(work.job), "on": noon(work.on, zone)}
    if work.odometer_km is None:
        return Phrase("history.work", params)
    return Phrase("history.work_at", {**params, "km": work.odometer_km})


def informed(talk: Talk, meaning: Meaning, here: Here) -> tuple[Talk, Ask]:
    """Take the day or the odometer that was asked for, and ask whether that is right."""
    task = talk.task
    assert task is not None
    assert task.entry is not None
    if meaning.on is not None and meaning.on > here.now.date():
        return talk, Ask("ask.done_to_come", choices=(_LEAVE,))
    work = task.entry.work
    if talk.asked is Asked.DONE_ON and meaning.on is not None:
        work = replace(work, on=meaning.on)
    elif talk.asked is Asked.DONE_KM and meaning.km is not None:
        work = replace(work, odometer_km=meaning.km)
    else:
        return talk, question(talk, here.zone)
    summed_up = replace(talk, task=replace(task, becomes=work), asked=Asked.CORRECTING)
    summed_up = replace(summed_up, terms=agreement.terms(summed_up))
    return summed_up, question(summed_up, here.zone)


def write(summary: Asked, task: Task, entry: Entry) -> Correct | Erase | None:
    """What a yes to the summary writes."""
    if summary is Asked.ERASING:
        return Erase(entry.id)
    return Correct(entry.id, task.becomes) if task.becomes else None


def refused(talk: Talk, here: Here) -> tuple[Talk, Ask] | None:
    """A no to the summary asks for the value again; None where it ends the correction."""
    task = talk.task
    assert task is not None
    assert task.entry is not None
    if task.becomes is None:
        return None
    value = Asked.DONE_ON if task.becomes.on != task.entry.work.on else Asked.DONE_KM
    again = replace(talk, task=replace(task, becomes=None), asked=value)
    return again, question(again, here.zone)
