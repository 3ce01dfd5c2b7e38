"""What comes next in a conversation: what is understood is acted on, what is doubtful is asked about, nothing is guessed.

Only what is missing is asked for; a correction changes one thing and keeps the rest; an interruption keeps the
open task; nothing is written but after a summary with its date and weekday and a yes.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.dialogue import asides, corrections, facts, proposals, questions, tasks
from domain.dialogue.decisions import OfferSlots, Queue, Recall, Release, Say, Step
from domain.dialogue.facts import Ask, Asked, Intent, Meaning, Offer, Talk, Task
from domain.dialogue.meaning import agreement
from domain.dialogue.questions import Here
from domain.dialogue.times import anchors, wishes
from domain.explain.facts import Phrase
from domain.upkeep.facts import Entry

TASKS = {Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.ASK_AVAILABILITY}


def step(talk: Talk, meaning: Meaning, *, now: datetime, zone: str) -> Step:
    """Return where the talk stands after a message, and what to say or do. now: the wall clock in `zone`."""
    here = Here(now=now.replace(tzinfo=None), zone=zone)
    if meaning.drop:
        return _drop(talk)
    if meaning.put_off:
        return asides.answer(talk, "answer.put_off" if agreement.matter(talk) else "answer.no_hurry")
    if meaning.sure < facts.DO or meaning.intent is Intent.OOS:
        return _unclear(talk, meaning)
    if meaning.intent in ASIDES:
        return _HANDLERS[meaning.intent](talk, meaning, here)
    is_bare = meaning.intent in {Intent.AFFIRM, Intent.NEGATE} and not tasks.names_something(meaning)
    if talk.elsewhere and is_bare:
        return again(talk, now=here.now, zone=zone) or (talk, questions.unsure(meaning, talk))
    return _HANDLERS[meaning.intent](replace(talk, reminded=False, elsewhere=False), meaning, here)


def _unclear(talk: Talk, meaning: Meaning) -> Step:
    """Answer what cannot be acted upon; where a summary waits for its yes, say that nothing has been done yet."""
    if agreement.matter(talk) and not (meaning.intent is Intent.OOS and meaning.sure >= facts.PLAINLY):
        return talk, Say(Phrase("answer.not_yes"))
    if meaning.intent is Intent.OOS or meaning.sure < facts.ASK:
        return asides.answer(talk, "answer.cannot")
    return replace(talk, elsewhere=talk.task is not None), questions.unsure(meaning, talk)


def offered(
    talk: Talk, offers: tuple[Offer, ...], *, why: Phrase | None = None, full: bool = False, zone: str = ""
) -> Step:
    """Ask which of the free slots is wanted, or hold the one that was named or the earliest of those wished, to sum it up.

    why: the reason where these are not the times that were wished. full: others have these; zone: of the centre.
    """
    assert talk.task is not None
    wait = questions.wait(talk.task, zone) if full and tasks.may_wait(talk.task) else ()
    if not offers:
        return _asking(talk, Asked.WHEN), questions.none_free(why, wait)
    asking = replace(_asking(talk, Asked.SLOT), offered=offers)
    if why is None and tasks.is_decided(talk.task, offers):
        return choose(asking, offers[0], job=None)
    return asking, questions.slots(offers, talk.task, why=why, wait=wait)


def _asking(talk: Talk, question: Asked) -> Talk:
    """Put a question of the open task; what its yes would agree to is noted."""
    put = replace(talk, asked=question, offered=(), sites=(), elsewhere=False)
    return replace(put, terms=agreement.terms(put))


def summary(talk: Talk) -> tuple[Talk, Ask]:
    """Sum up the booking whose slot is held, and ask for a yes."""
    assert talk.task is not None
    summed_up = replace(_asking(talk, Asked.BOOKING), offered=talk.offered)
    others = proposals.others(summed_up)
    return summed_up, questions.booking(talk.task, tasks.visit_of(talk), terms=summed_up.terms, others=others)


def look_again(talk: Talk) -> tuple[Talk, OfferSlots]:
    """Look for other free slots after the chosen one was taken meanwhile."""
    assert talk.task is not None
    return _look(replace(talk, task=replace(talk.task, slot=None), offered=()))


def nowhere(talk: Talk, why: Phrase) -> tuple[Talk, Ask]:
    """Say that no centre can do the job at any time, and ask what to change."""
    return _asking(talk, Asked.CHANGE), questions.nowhere(why)


def done(talk: Talk) -> Talk:
    """End the open task; the one that it interrupted comes back."""
    task = talk.waiting[-1] if talk.waiting else None
    return tasks.over(talk, task)


def again(talk: Talk, *, now: datetime, zone: str) -> Step | None:
    """Put the open question again, with choices as they are now; None where nothing is open."""
    if talk.task is None:
        return None
    talk = replace(talk, elsewhere=False)
    if talk.task is not None and talk.task.entry is not None:
        return talk, corrections.question(talk, zone)
    if talk.asked is Asked.BOOKING and talk.task and talk.task.slot:
        return talk, tasks.hold(talk)
    if talk.asked is Asked.SITE:
        return talk, questions.site(talk.sites)
    return _advance(talk, Here(now=now.replace(tzinfo=None), zone=zone))


def correct(
    talk: Talk, entry: Entry, question: Asked, *, car: int, now: datetime, zone: str
) -> tuple[Talk, Ask]:
    """Begin to correct the day or the odometer of an entry of the past services, or to delete it."""
    here = Here(now=now.replace(tzinfo=None), zone=zone)
    begun = _asking(tasks.begin(talk, Task(Intent.HISTORY, entry=entry, car=car), here), question)
    return replace(begun, reminded=False), corrections.question(begun, zone)


def _drop(talk: Talk) -> Step:
    if talk.task is None:
        return talk, questions.menu("answer.kept" if talk.visits else "answer.all_right")
    slot = talk.task.slot
    after = done(talk)
    return after, Release(slot.slot) if slot else Ask("answer.left" if talk.visits else "answer.dropped")


def _begin(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """A task that was asked for: the open one goes on, another one waits."""
    task = talk.task
    if task and tasks.goes_on(talk, task, meaning):
        vague = meaning.intent is Intent.RESCHEDULE and tasks.books(task)
        detail = tasks.names_something(meaning) or meaning.sites
        return _no(talk, meaning, here) if vague and not detail else _inform(talk, meaning, here)
    if task and task.intent is not Intent.CANCEL and meaning.intent is Intent.CANCEL and not meaning.number:
        return _stop_or_cancel(talk)
    fresh = tasks.fresh(meaning)
    begun = tasks.begin(talk, tasks.with_visit(fresh, meaning, talk), here)
    if not meaning.sites:
        return _advance(begun, here)
    return _sited(begun, meaning, here)


def _stop_or_cancel(talk: Talk) -> Step:
    if not talk.visits:
        return _drop(talk)
    return replace(talk, elsewhere=True), questions.stop_or_cancel(talk)


def _advance(talk: Talk, here: Here) -> Step:
    """Ask for the first thing that is missing, or act."""
    task = talk.task
    assert task is not None
    if task.intent in {Intent.RESCHEDULE, Intent.CANCEL}:
        visit = tasks.visit_of(talk)
        if not talk.visits:
            return done(talk), questions.menu("answer.no_visits")
        if visit is None:
            return _asking(talk, Asked.VISIT), questions.visit(talk)
        if task.intent is Intent.CANCEL:
            asking = _asking(talk, Asked.CANCELLING)
            return asking, questions.cancelling(visit, terms=asking.terms)
        talk = replace(talk, task=tasks.of_visit(task, visit))
    return _timed(talk, here)


def _timed(talk: Talk, here: Here) -> Step:
    talk = anchors.resolve(talk)
    task = talk.task
    assert task is not None
    if task.usual and tasks.books(task):
        return talk, Recall()
    if task.job is None and task.intent is not Intent.ASK_AVAILABILITY:
        return _asking(talk, Asked.JOB), questions.job(task.works)
    if task.when is None and not task.soonest and task.intent is Intent.RESCHEDULE:
        return _asking(talk, Asked.WHEN), questions.day(task)
    if task.when and task.when.ambiguous:
        return _asking(talk, Asked.READING), questions.reading(task.when, here)
    looking, act = _look(talk)
    if looking.task and task.when and wishes.over(task.when, here.now):
        # Nothing later is meant of that day.
        looking = replace(looking, task=replace(looking.task, when=None))
    return looking, act


def _look(talk: Talk) -> tuple[Talk, OfferSlots]:
    task = talk.task
    assert task is not None
    return _asking(replace(talk, task=replace(task, slot=None)), Asked.SLOT), tasks.look(task)


def _inform(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """A time, a job or a choice: it fills or changes its one place in the open task."""
    if talk.task is None:
        return talk, questions.unsure(meaning, talk)
    if talk.task.entry is not None:
        return corrections.informed(talk, meaning, here)
    if tasks.chooses(talk, meaning):
        return _choose_among(talk, meaning, here)
    anew = replace(meaning, intent=Intent.RESCHEDULE) if tasks.moves_instead(talk, meaning) else None
    if talk.task.intent is Intent.CANCEL and meaning.number is None and (anew or meaning.when is None):
        return _begin(talk, anew, here) if anew else _advance(talk, here)
    if not tasks.fills(meaning):
        return _nothing_new(talk, here)
    return _advance(replace(talk, task=tasks.filled(talk.task, meaning, talk)), here)


def _sited(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """The centre that is wished for, asked about where it is not known which; of a visit to be cancelled only its name."""
    assert talk.task is not None
    task = tasks.filled(talk.task, meaning, talk)
    talk = replace(talk, task=task)
    if task.intent is Intent.CANCEL:
        return _advance(talk, here)
    sites = tasks.elsewhere(talk, meaning.sites) if len(meaning.sites) > 1 else meaning.sites
    if meaning.unknown or len(sites) > 1:
        asking = replace(_asking(talk, Asked.SITE), sites=sites)
        return asking, questions.site(sites, meaning.unknown)
    return _advance(tasks.at_site(talk, sites), here)


def _choose_among(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """A centre, one of the offers, a few of them of which one is meant, or the waiting list."""
    if waiting := tasks.waits(talk, meaning):
        return waiting, Queue()
    if meaning.sites or meaning.anywhere:
        return _sited(talk, meaning, here)
    if meaning.pick is not None:
        return choose(talk, talk.offered[meaning.pick], job=meaning.job)
    return offered(talk, tuple(offer for offer in talk.offered if offer.slot in meaning.among))


def _nothing_new(talk: Talk, here: Here) -> Step:
    if talk.asked is Asked.CHANGE:
        return _asking(talk, Asked.JOB), questions.job()
    return again(talk, now=here.now, zone=here.zone) or (talk, questions.menu("answer.cannot"))


def choose(talk: Talk, slot: Offer, *, job: str | None) -> Step:
    """Take a slot into the open task, and hold it once the job is known."""
    assert talk.task is not None
    before = talk.task.slot
    talk = replace(talk, task=replace(talk.task, slot=slot, job=job or talk.task.job))
    if talk.task is not None and talk.task.job is None:
        return _asking(talk, Asked.JOB), questions.job(talk.task.works)
    return replace(talk, asked=Asked.BOOKING), tasks.hold(talk, instead_of=before)


def _yes(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """Only a plain yes to the summary that was shown, or the button of that very summary, writes."""
    task = talk.task
    if task is None:
        return talk, questions.unsure(meaning, talk)
    if not meaning.plain and not meaning.terms:
        return _not_yes(talk, meaning, here)
    if talk.asked is Asked.READING and task.when and len(task.when.ambiguous) == 1:
        return _inform(talk, replace(meaning, when=task.when.ambiguous[0]), here)
    if talk.asked is Asked.SLOT and len(talk.offered) == 1:
        return choose(talk, talk.offered[0], job=meaning.job)
    if talk.asked is Asked.SLOT and talk.offered:
        return talk, questions.slots(talk.offered, task, code="ask.slot_which")
    write = tasks.write(talk, task) if (meaning.terms or talk.terms) == agreement.terms(talk) else None
    return (talk, write) if write else _nothing_new(talk, here)


def _not_yes(talk: Talk, meaning: Meaning, here: Here) -> Step:
    """A yes with something beside it: that is what counts, and the summary stays open."""
    if talk.task and talk.task.entry is None and (meaning.when or meaning.job or meaning.soonest):
        return _inform(talk, meaning, here)
    if agreement.matter(talk):
        return talk, Say(Phrase("answer.not_yes"))
    return _nothing_new(talk, here)


def _no(talk: Talk, meaning: Meaning, here: Here) -> Step:
    if talk.task is None:
        return talk, questions.menu("answer.all_right")
    if talk.task.entry is not None:
        return corrections.refused(talk, here) or _drop(talk)
    if talk.task.intent is Intent.CANCEL and talk.asked is Asked.CANCELLING:
        return done(talk), Ask("answer.kept")
    if meaning.when or meaning.job or meaning.number or meaning.sites or meaning.pick is not None:
        return _inform(talk, meaning, here)
    if talk.asked is Asked.VISIT:
        return _drop(talk)
    by_choice = replace(talk, task=replace(talk.task, soonest=False, by_choice=True))
    was_first = proposals.others(talk) or (talk.task.soonest and talk.task.slot)
    return _look(by_choice) if was_first else (replace(talk, asked=Asked.CHANGE), questions.change())


ASIDES = frozenset(asides.ANSWERS)
_HANDLERS: dict[Intent, Callable[[Talk, Meaning, Here], Step]] = {
    **dict.fromkeys(TASKS, _begin),
    Intent.AFFIRM: _yes,
    Intent.NEGATE: _no,
    Intent.INFORM: _inform,
    **asides.ANSWERS,
}
