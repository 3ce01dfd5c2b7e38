"""What comes next in a conversation: strict first, then a question, never a guess that acts.

Only what is missing is asked for; a correction changes one thing and keeps the rest; an interruption keeps the
open task; nothing is written but after a summary with its date and weekday and a yes.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.dialogue import corrections, facts, questions, wishes
from domain.dialogue.facts import Act, Ask, Asked, Deed, Intent, Meaning, Offer, Talk, Task, Visit
from domain.dialogue.questions import Here

Reply = Ask | Act
Step = tuple[Talk, Reply]
TASKS = {Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.ASK_AVAILABILITY}


def step(talk: Talk, meaning: Meaning, *, now: datetime, zone: str) -> Step:
    """`now` is the wall clock in `zone`, the zone that dates are told in."""
    here = Here(now=now.replace(tzinfo=None), zone=zone)
    if meaning.drop:
        return _drop(talk)
    if meaning.sure < facts.ASK or meaning.intent is Intent.OOS:
        return talk, questions.menu("answer.cannot")
    if meaning.sure < facts.DO:
        return talk, questions.unsure(meaning)
    return _HANDLERS[meaning.intent](talk, meaning, here)


def offered(talk: Talk, offers: tuple[Offer, ...]) -> tuple[Talk, Ask]:
    """The free slots that OFFER_SLOTS found, likeliest first; asks which one."""
    assert talk.task is not None
    if not offers:
        return replace(talk, asked=Asked.WHEN, offered=()), questions.none_free()
    return replace(talk, asked=Asked.SLOT, offered=offers), questions.slots(offers, talk.task)


def held(talk: Talk) -> tuple[Talk, Ask]:
    """The slot is held: the summary that asks for a yes."""
    assert talk.task is not None
    return replace(talk, asked=Asked.BOOKING), questions.booking(talk.task, _visit(talk))


def lost(talk: Talk) -> tuple[Talk, Ask]:
    """The slot has gone to somebody else: what remains of the offer."""
    assert talk.task is not None
    left = tuple(offer for offer in talk.offered if offer != talk.task.slot)
    return offered(replace(talk, task=replace(talk.task, slot=None)), left)


def done(talk: Talk) -> Talk:
    """The task is finished; an interrupted one comes back."""
    task = talk.waiting[-1] if talk.waiting else None
    return replace(talk, task=task, waiting=talk.waiting[:-1], asked=Asked.NOTHING, offered=())


def again(talk: Talk, *, now: datetime, zone: str) -> Step | None:
    """The open question once more, after an interruption; None where nothing is open."""
    if talk.task is None:
        return None
    if talk.task.entry is not None:
        return talk, corrections.question(talk, zone)
    if talk.asked is Asked.BOOKING and talk.task.slot:
        return talk, questions.booking(talk.task, _visit(talk))
    if talk.asked is Asked.SLOT and talk.offered:
        return talk, questions.slots(talk.offered, talk.task)
    return _advance(talk, Here(now=now.replace(tzinfo=None), zone=zone))


def _drop(talk: Talk) -> Step:
    if talk.task is None:
        return talk, questions.menu("answer.all_right")
    slot = talk.task.slot
    after = done(talk)
    return after, Act(Deed.RELEASE, {"slot": slot.slot}) if slot else Ask("answer.dropped")


def _begin(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """A task that was asked for: the open one goes on, another one waits."""
    task = talk.task
    if task and _goes_on(task.intent, meaning.intent):
        return _inform(talk, meaning, here)
    if (
        task
        and meaning.intent is Intent.CANCEL
        and meaning.number is None
        and task.intent is not Intent.CANCEL
    ):
        return (talk, questions.stop_or_cancel(talk)) if talk.visits else _drop(talk)
    fresh = Task(meaning.intent, job=meaning.job, when=meaning.when, soonest=meaning.soonest)
    waits = task is not None and task.entry is None  # a correction is given up: it is one tap away
    waiting = (*talk.waiting, replace(task, slot=None)) if task and waits else talk.waiting
    begun = replace(
        talk, task=_with_visit(fresh, meaning, talk), waiting=waiting, asked=Asked.NOTHING, offered=()
    )
    return _advance(begun, here)


def _goes_on(running: Intent, said: Intent) -> bool:
    looking = {Intent.BOOK, Intent.ASK_AVAILABILITY}
    if said is Intent.ASK_AVAILABILITY and running is Intent.RESCHEDULE:
        return True
    return running is said or (running in looking and said in looking)


def _with_visit(task: Task, meaning: Meaning, talk: Talk) -> Task:
    """Which visit it is about: its number, the only one there is, or the only one on the day that was named."""
    if task.intent not in {Intent.RESCHEDULE, Intent.CANCEL}:
        return task
    named = meaning.when if task.intent is Intent.CANCEL else meaning.old
    fits = [visit for visit in talk.visits if meaning.number in {None, visit.number}]
    if named and meaning.number is None:
        fits = [
            visit for visit in fits if wishes.holds(named, visit.start.astimezone(ZoneInfo(visit.zone)))
        ] or fits
    if len(fits) > 1 and meaning.job:
        fits = [visit for visit in fits if visit.job == meaning.job] or fits
    when = None if task.intent is Intent.CANCEL else task.when
    return replace(task, when=when, visit=fits[0].number if len(fits) == 1 else None)


def _visit(talk: Talk) -> Visit | None:
    number = talk.task.visit if talk.task else None
    return next((visit for visit in talk.visits if visit.number == number), None)


def _advance(talk: Talk, here: Here) -> Step:
    """Ask for the first thing that is missing, or act."""
    task = talk.task
    assert task is not None
    if task.intent in {Intent.RESCHEDULE, Intent.CANCEL}:
        visit = _visit(talk)
        if not talk.visits:
            return done(talk), questions.menu("answer.no_visits")
        if visit is None:
            return replace(talk, asked=Asked.VISIT), questions.visit(talk)
        if task.intent is Intent.CANCEL:
            return replace(talk, asked=Asked.CANCELLING), questions.cancelling(visit)
        talk = replace(talk, task=replace(task, job=visit.job))
    return _timed(talk, here)


def _timed(talk: Talk, here: Here) -> Step:
    task = talk.task
    assert task is not None
    if task.job is None and task.intent is not Intent.ASK_AVAILABILITY:
        return replace(talk, asked=Asked.JOB), questions.job()
    if task.when is None and not task.soonest and task.intent is not Intent.ASK_AVAILABILITY:
        return replace(talk, asked=Asked.WHEN), questions.day(task)
    if task.when and task.when.ambiguous:
        return replace(talk, asked=Asked.READING), questions.reading(task.when, here)
    if task.when and wishes.over(task.when, here.now):
        return replace(talk, task=replace(task, when=None), asked=Asked.WHEN), Ask(
            "ask.past", choices=(questions.SOONEST, questions.DROP)
        )
    return _look(talk)


def _look(talk: Talk) -> Step:
    task = talk.task
    assert task is not None
    params = {
        "job": task.job,
        "when": task.when,
        "soonest": task.soonest or task.when is None,
        "visit": task.visit,
        "release": task.slot.slot if task.slot else None,
    }
    return replace(talk, task=replace(task, slot=None), asked=Asked.SLOT, offered=()), Act(
        Deed.OFFER_SLOTS, params
    )


def _inform(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """A time, a job or a choice: it fills or changes its one place in the open task."""
    if talk.task is None:
        return talk, questions.unsure(meaning)
    if talk.task.entry is not None:
        return corrections.informed(talk, meaning, here)
    if meaning.pick is not None and meaning.pick < len(talk.offered):
        return _pick(talk, meaning.pick, meaning)
    if talk.task.intent is Intent.CANCEL and meaning.number is None and meaning.when is None:
        return _advance(talk, here)
    if not (meaning.when or meaning.job or meaning.soonest or meaning.number):
        return _nothing_new(talk, here)
    return _advance(replace(talk, task=_filled(talk.task, meaning, talk)), here)


def _filled(task: Task, meaning: Meaning, talk: Talk) -> Task:
    if task.visit is None and task.intent in {Intent.RESCHEDULE, Intent.CANCEL}:
        task = _with_visit(task, replace(meaning, old=meaning.old or meaning.when), talk)
        if talk.asked is Asked.VISIT:
            return task
    when = meaning.when if talk.asked is Asked.READING else wishes.merged(task.when, meaning.when)
    soonest = meaning.soonest or (task.soonest and meaning.when is None)
    return replace(
        task,
        job=meaning.job or task.job,
        when=None if meaning.soonest and not meaning.when else when,
        soonest=soonest,
    )


def _nothing_new(talk: Talk, here: Here) -> Step:
    if talk.asked is Asked.CHANGE:
        return replace(talk, asked=Asked.JOB), questions.job()
    return again(talk, now=here.now, zone=here.zone) or (talk, questions.menu("answer.cannot"))


def _pick(talk: Talk, place: int, meaning: Meaning) -> Step:
    assert talk.task is not None
    task = replace(talk.task, slot=talk.offered[place], job=meaning.job or talk.task.job)
    talk = replace(talk, task=task)
    if task.job is None:
        return replace(talk, asked=Asked.JOB), questions.job()
    assert task.slot is not None
    return replace(talk, asked=Asked.BOOKING), Act(
        Deed.HOLD, {"job": task.job, "slot": task.slot.slot, "visit": task.visit}
    )


def _yes(talk: Talk, meaning: Meaning, here: Here) -> Step:
    task = talk.task
    if task is None:
        return talk, questions.unsure(meaning)
    if task.entry is not None:
        return corrections.agreed(talk, meaning, here)
    if meaning.when or meaning.job or meaning.soonest:
        return _inform(talk, meaning, here)
    if talk.asked is Asked.SLOT and len(talk.offered) == 1:
        return _pick(talk, 0, meaning)
    write = _write(talk.asked, task) if meaning.sure >= facts.WRITE else None
    return (talk, write) if write else _nothing_new(talk, here)


def _write(asked: Asked, task: Task) -> Act | None:
    """What a yes to a summary writes; None where no summary is open."""
    if asked is Asked.CANCELLING and task.visit is not None:
        return Act(Deed.CANCEL, {"visit": task.visit})
    if asked is not Asked.BOOKING or task.slot is None:
        return None
    if task.visit is not None:
        return Act(Deed.RESCHEDULE, {"visit": task.visit, "slot": task.slot.slot})
    return Act(Deed.CONFIRM_BOOK, {"job": task.job, "slot": task.slot.slot})


def _no(talk: Talk, meaning: Meaning, here: Here) -> Step:
    if talk.task is None:
        return talk, questions.menu("answer.all_right")
    if talk.task.entry is not None:
        return corrections.refused(talk, here) or _drop(talk)
    if talk.task.intent is Intent.CANCEL and talk.asked is Asked.CANCELLING:
        return done(talk), Ask("answer.kept")
    if meaning.when or meaning.job or meaning.number or meaning.pick is not None:
        return _inform(talk, meaning, here)
    if talk.asked is Asked.VISIT:
        return _drop(talk)
    return replace(talk, asked=Asked.CHANGE), questions.change()


def _say(code: str) -> Callable[[Talk, Meaning, Here], Step]:
    return lambda talk, _meaning, _here: (talk, questions.menu(code))


def _tell(deed: Deed) -> Callable[[Talk, Meaning, Here], Step]:
    return lambda talk, _meaning, _here: (talk, Act(deed))


_HANDLERS: dict[Intent, Callable[[Talk, Meaning, Here], Step]] = {
    **dict.fromkeys(TASKS, _begin),
    Intent.AFFIRM: _yes,
    Intent.NEGATE: _no,
    Intent.INFORM: _inform,
    Intent.THANK: lambda talk, _meaning, _here: (talk, Ask("answer.welcome")),
    Intent.GREET: _say("answer.hello"),
    Intent.HELP: _say("answer.help"),
    Intent.CHECK_STATUS: _tell(Deed.SHOW_STATUS),
    Intent.PRIVACY: _tell(Deed.SHOW_PRIVACY),
    Intent.CAR_QUESTION: _tell(Deed.ANSWER_CAR),
    Intent.HISTORY: _tell(Deed.SHOW_HISTORY),
}
