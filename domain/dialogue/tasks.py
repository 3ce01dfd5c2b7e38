"""The open task of a conversation: how one begins, which visit it is about, and what fills it. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.booking import jobs
from domain.booking.ways import Way
from domain.dialogue import corrections, proposals
from domain.dialogue.decisions import Book, Cancel, Hold, Move, OfferSlots, Write
from domain.dialogue.facts import (
    Asked,
    Grain,
    Intent,
    Meaning,
    Offer,
    Shift,
    Talk,
    Task,
    TimeExpression,
    Visit,
)
from domain.dialogue.questions import Here
from domain.dialogue.times import anchors, changes, wishes
from domain.dialogue.topics import Site

_NUMBERS_FROM = datetime(2020, 1, 1)  # noqa: DTZ001 - a wall clock, as `Here.now`


def begin(talk: Talk, task: Task, here: Here) -> Talk:
    """Turn to a new task, under a number of its own. The open one waits, unless this one takes its place, as of the same visit."""
    no = max(talk.last + 1, (here.now - _NUMBERS_FROM) // timedelta(seconds=1))
    old = talk.task
    same = old is not None and task.visit is not None and task.visit == old.visit
    waits = old is not None and old.entry is None and old.intent is not Intent.CANCEL and not same
    resting = (
        replace(old, slot=None, transport=talk.transport, address=talk.address) if old and waits else None
    )
    waiting = (*talk.waiting, resting) if resting else talk.waiting
    task = replace(task, no=no)
    begun = replace(talk, task=task, waiting=waiting, asked=Asked.NOTHING, offered=(), terms="", last=no)
    return _own(begun) if old else begun


def _own(talk: Talk) -> Talk:
    return replace(talk, transport=Way.OWN, address="")


def over(talk: Talk, task: Task | None) -> Talk:
    """The talk when the open task is done with; task: the one that comes back."""
    after = replace(talk, task=task, waiting=talk.waiting[:-1], asked=Asked.NOTHING, offered=(), terms="")
    return replace(after, transport=task.transport, address=task.address) if task else _own(after)


def fresh(meaning: Meaning) -> Task:
    """The task that a wish asks for."""
    return Task(
        meaning.intent,
        job=meaning.job,
        works=() if meaning.job else meaning.more,
        when=meaning.when,
        soonest=meaning.soonest,
        car=meaning.car,
        usual=meaning.usual,
        anywhere=meaning.anywhere,
    )


def goes_on(talk: Talk, task: Task, meaning: Meaning) -> bool:
    """Whether what is asked for is the open task, or a change of it."""
    if meaning.number not in {None, task.visit} or meaning.car not in {None, task.car}:
        return False
    running, intent = task.intent, meaning.intent
    looking = {Intent.BOOK, Intent.ASK_AVAILABILITY}
    if intent is Intent.ASK_AVAILABILITY and (
        running is Intent.RESCHEDULE or not (names_something(meaning) or meaning.sites)
    ):
        return True
    if intent is Intent.RESCHEDULE and running in looking and not talk.visits:
        return True  # nothing else is there to be changed
    on_table = (
        talk.asked in {Asked.SLOT, Asked.BOOKING, Asked.SITE}
        and meaning.number is None
        and meaning.old is None
    )
    if intent is Intent.RESCHEDULE and running in looking and on_table and (meaning.when or meaning.sites):
        return True  # "move it to Friday" of the slot on the table
    return running is intent or (running in looking and intent in looking)


def moves_instead(talk: Talk, meaning: Meaning) -> bool:
    """Whether another time is named for the visit that is asked about: rather move it than cancel it."""
    visit = visit_of(talk) if talk.asked is Asked.CANCELLING else None
    if visit is None or meaning.when is None or meaning.number not in {None, visit.number}:
        return False
    return not wishes.holds(meaning.when, visit.start.astimezone(ZoneInfo(visit.zone)))


def is_decided(task: Task, offers: Sequence[Offer]) -> bool:
    """Whether the first of the free slots is the one that is wished: the very time that was named, or the earliest."""
    is_named = len(offers) == 1 and wishes.is_exact(task.when)
    return (
        proposals.is_made(task, offers)
        or is_named
        or (task.soonest and task.intent is not Intent.ASK_AVAILABILITY)
    )


def books(task: Task | None) -> bool:
    """Whether a task looks for a new visit, whose car may still be asked for or changed."""
    return task is not None and task.intent in {Intent.BOOK, Intent.ASK_AVAILABILITY}


def with_visit(task: Task, meaning: Meaning, talk: Talk) -> Task:
    """Which visit it is about: its number, the only one there is, or the only one on the day that was named."""
    if task.intent not in {Intent.RESCHEDULE, Intent.CANCEL}:
        return task
    mention = meaning.old or (meaning.when if task.intent is Intent.CANCEL else None)
    fits = [visit for visit in talk.visits if meaning.number in {None, visit.number}]
    if mention and meaning.number is None:
        fits = [visit for visit in fits if _is_on(mention, visit)] or fits
    if len(fits) > 1 and meaning.job:
        fits = [visit for visit in fits if jobs.overlap(visit.job, meaning.job)] or fits
    if len(fits) > 1 and meaning.sites:
        centres = {site.id for site in meaning.sites}
        goes = task.intent is Intent.RESCHEDULE and meaning.when is None  # else nothing would be changed
        fits = [visit for visit in fits if (visit.site in centres) is not goes] or fits
    if meaning.number is None and talk.task and talk.asked is Asked.CANCELLING:
        fits = [
            visit for visit in talk.visits if visit.number == talk.task.visit
        ]  # rather move it than cancel
    when = None if task.intent is Intent.CANCEL else task.when
    return replace(task, when=when, visit=fits[0].number if len(fits) == 1 else None)


def _is_on(mention: TimeExpression, visit: Visit) -> bool:
    """Whether a visit begins then, in any reading of the words."""
    start = visit.start.astimezone(ZoneInfo(visit.zone))
    return any(wishes.holds(each, start) for each in mention.ambiguous or (mention,))


def booked_already(talk: Talk, number: int, *, job: str) -> Talk:
    """Turn a booking into a move of the visit that the car has already; job: what that visit is for, which may be more."""
    assert talk.task is not None
    return replace(talk, task=replace(talk.task, intent=Intent.RESCHEDULE, visit=number, job=job))


def for_job(talk: Talk, job: str) -> Talk:
    """The open task for another job, with no slot of the one before."""
    assert talk.task is not None
    return replace(talk, task=replace(talk.task, job=job, slot=None), offered=())


def visit_of(talk: Talk) -> Visit | None:
    number = talk.task.visit if talk.task else None
    return next((visit for visit in talk.visits if visit.number == number), None)


def filled(task: Task, meaning: Meaning, talk: Talk) -> Task:
    if task.visit is None and task.intent in {Intent.RESCHEDULE, Intent.CANCEL}:
        task = with_visit(task, replace(meaning, old=meaning.old or meaning.when), talk)
        if talk.asked is Asked.VISIT:
            return task
    is_reading = task.when is not None and meaning.when in task.when.ambiguous
    when = meaning.when if is_reading else changes.merged(task.when, meaning.when)
    soonest = meaning.soonest or (task.soonest and meaning.when is None)
    return replace(
        task,
        usual=meaning.usual or task.usual,
        anywhere=meaning.anywhere or task.anywhere,
        site=None if meaning.anywhere else task.site,
        job=meaning.job or task.job,
        when=None if meaning.soonest and not meaning.when else when,
        soonest=soonest,
    )


def hold(talk: Talk, *, instead_of: Offer | None = None) -> Hold:
    """Hold the chosen slot, and let the one go that was held before."""
    task = talk.task
    assert task is not None
    assert task.slot is not None
    release = instead_of.slot if instead_of and instead_of.slot != task.slot.slot else None
    return Hold(_plan(task, task.slot), release)


def _plan(task: Task, slot: Offer) -> Book | Move:
    if task.visit is not None:
        return Move(task.visit, slot.slot)
    assert task.job is not None
    return Book(task.job, slot.slot)


def look(task: Task) -> OfferSlots:
    """Look for what is free of the wish, and let the slot go that was held before."""
    return OfferSlots(
        job=task.job,
        when=task.when,
        soonest=task.soonest or (task.when is None and task.intent is not Intent.BOOK),
        visit=task.visit,
        site=task.site,
        anywhere=task.anywhere,
        release=task.slot.slot if task.slot else None,
    )


def write(talk: Talk, task: Task) -> Write | None:
    """What a yes to a summary writes; None where no summary is open."""
    if task.entry is not None:
        return corrections.write(talk.asked, task, task.entry)
    if talk.asked is Asked.CANCELLING and task.visit is not None:
        return Cancel(task.visit)
    if talk.asked is not Asked.BOOKING or task.slot is None:
        return None
    return _plan(task, task.slot)


def names_something(meaning: Meaning) -> bool:
    """Whether a yes or no says by itself what it is about; a bare one answers the question that came last."""
    return (meaning.when, meaning.job, meaning.number, meaning.pick, meaning.soonest) != (*(None,) * 4, False)


def fills(meaning: Meaning) -> bool:
    """Whether a message fills or changes anything of a task."""
    names = meaning.when or meaning.job or meaning.soonest or meaning.number
    return bool(names or meaning.usual or meaning.anywhere)


def may_wait(task: Task | None) -> bool:
    """Whether a task wishes for days at a centre, so that it can be put on the waiting list."""
    if task is None or not books(task) or task.anywhere or task.job is None or task.when is None:
        return False
    when = task.when
    plain = not (when.others or when.weekdays or when.never or when.ambiguous or when.done_by)
    return plain and task.when.date_from is not None and task.when.date_to is not None


def waits(talk: Talk, meaning: Meaning) -> Talk | None:
    """The talk with the wish that is to be put on the waiting list, with the day and centre named beside it; None where it cannot be."""
    if not meaning.wait or not books(talk.task) or talk.task is None or meaning.unknown:
        return None
    wished = replace(talk, task=filled(talk.task, meaning, talk))
    if meaning.sites:
        wished = at_site(wished, meaning.sites)
    wished = anchors.resolve(wished)
    return wished if may_wait(wished.task) and len(meaning.sites) < 2 else None  # noqa: PLR2004 - one centre


def chooses(talk: Talk, meaning: Meaning) -> bool:
    """Whether a message names a centre, one of the offers, or the waiting list."""
    picks = bool(meaning.among) or (meaning.pick is not None and meaning.pick < len(talk.offered))
    return bool(meaning.sites) or meaning.anywhere or waits(talk, meaning) is not None or picks


def at_site(talk: Talk, sites: tuple[Site, ...]) -> Talk:
    """The open task at the centre that is wished for, or at any where none is named."""
    assert talk.task is not None
    site = next((each.id for each in sites), None)
    return replace(talk, task=replace(talk.task, site=site, anywhere=site is None))


def of_visit(task: Task, visit: Visit) -> Task:
    """The move of a visit: with its work, and where nothing but another centre is wished for, at its own time."""
    is_elsewhere = task.site not in {None, visit.site} and task.when is None and not task.soonest
    same = TimeExpression("", (0, 0), Grain.CLOCK, shift=Shift(same_time=True))
    return replace(task, job=visit.job, when=same if is_elsewhere else task.when)


def elsewhere(talk: Talk, sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """The centres of which one is meant, without that which the visit to be moved has already, if others are left."""
    visit = visit_of(talk)
    others = tuple(site for site in sites if visit is None or site.id != visit.site)
    return others or sites
