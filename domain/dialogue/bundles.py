"""Two jobs that are wished for together become one visit. Pure."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.booking import jobs
from domain.dialogue import tasks
from domain.dialogue.facts import Grain, Intent, Meaning, Offer, Talk, TimeExpression
from domain.dialogue.topics import Topic

_WISHES = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.INFORM})
_ADDS = _WISHES | {Intent.QUESTION, Intent.AFFIRM}


def together(meaning: Meaning, talk: Talk) -> Meaning:
    """Return a wish for both jobs that were named, or for one beside that of the open booking; else the meaning as it is."""
    if Topic.EXTRA not in meaning.topics:
        return meaning
    task = talk.task
    fresh = task is None or tasks.books(task)
    if meaning.job and meaning.extra and meaning.intent in _WISHES and fresh:
        return _both(meaning, meaning.job, meaning.extra)
    other = meaning.extra or meaning.job
    if task is None or not tasks.books(task) or task.job is None or meaning.intent not in _ADDS:
        return meaning
    if other is None or jobs.BESIDE in task.job or other == task.job:
        return meaning
    when = meaning.when or (_at(task.slot) if task.slot else None)
    return _both(replace(meaning, intent=Intent.INFORM, sure=1.0, when=when), task.job, other)


def _both(meaning: Meaning, one: str, other: str) -> Meaning:
    topics = tuple(topic for topic in meaning.topics if topic is not Topic.EXTRA)
    return replace(meaning, job=jobs.bundle(one, other), extra=None, topics=topics, plain=False)


def _at(slot: Offer) -> TimeExpression:
    """The very time of the slot on the table."""
    here = slot.start.astimezone(ZoneInfo(slot.zone))
    day, clock = here.date(), here.time()
    return TimeExpression("", (0, 0), Grain.CLOCK, date_from=day, date_to=day, time_from=clock, time_to=clock)
