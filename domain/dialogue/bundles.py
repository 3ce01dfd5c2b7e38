"""Two jobs that are wished for together become one visit, and one of them that is left out makes it the other's. Pure."""

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.booking import jobs
from domain.dialogue import script, tasks
from domain.dialogue.facts import DO, Asked, Grain, Intent, Meaning, Offer, Talk, Task, TimeExpression
from domain.dialogue.topics import Topic

_WISHES = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.INFORM})
_ADDS = _WISHES | {Intent.QUESTION, Intent.AFFIRM}
_ELSE = frozenset(
    {Intent.CHECK_STATUS, Intent.CAR_QUESTION, Intent.HISTORY, Intent.PRIVACY, Intent.HELP}
)  # says nothing of what is to be done
_MOST = 2  # in one visit


_BOTH = re.compile(
    r"(?:(?:yes|yeah|ok(?:ay)?|sure|please|good|fine|let['’]?s|i['’]?d like|i want)[\s,.!]*)*(?:(?:do|book|take|make|have) )?(?:them |it )?(?:both|together)\b"
    r"(?:[\s,.!]|\b(?:of them|jobs|at once|in|one|the|same|visit|go|together|done|please|then|thanks?|thank you)\b)*|"
    r"(?:(?:好的?|行|可以|嗯|对|那|就|要|请)[\s,]*)*(?:两[个项样])?(?:都|全)?(?:一起|一次|一并|一块儿?)(?:都|做|弄|约|来|办|完|搞定)*(?:了|吧|啊|好|谢谢?|[\s,.!])*|(?:两[个项样])都(?:做|要|约)(?:了|吧|啊|谢谢?|[\s,.!])*"
)
_ONE = re.compile(
    r"(?:no|nope|nah|not (?:now|this time)|just (?:the|this|that) one|only (?:this|that|the one|the first))(?:[\s,.!]|\b(?:thanks?|thank you|please)\b)*|"
    r"(?:不用|不要|不了|不必|不|先不(?:用|做|要)?|下次再说|只做(?:这|那)(?:一?[个项])?|就做(?:这|那)?一?[个项])(?:了|吧|啊|谢谢?|[\s,.!])*"
)

_ALONE = re.compile(
    r"只|仅|光|单独|就(?:做|换|约|要|是)|改[成为做]|换成|(?:先|分开)[做换]|别的?不|"
    r"\b(?:only|just|alone|instead|rather|separate\w*|switch to|change (?:it|that) to|make (?:it|that))\b"
)  # one of two jobs, and not the other


def answer(text: str, talk: Talk) -> Meaning | None:
    """What a message says to the offer of a service in the same visit: both, or the one alone; None where it says something else."""
    task, plain = talk.task, script.plain(text).strip()
    if task is None or not task.beside or talk.asked is not Asked.BOOKING or talk.elsewhere:
        return None
    if _BOTH.fullmatch(plain):
        return both(task)
    return Meaning(Intent.INFORM) if task.offers_both and _ONE.fullmatch(plain) else None


def both(task: Task) -> Meaning:
    """The wish for the work of the open booking and the service beside it, at the time that is on the table."""
    assert task.job is not None
    assert task.beside
    when = _at(task.slot) if task.slot else None
    return Meaning(Intent.INFORM, job=jobs.bundle(task.job, task.beside), when=when)


def with_both(meaning: Meaning, text: str, talk: Talk) -> Meaning:
    """Return a message that names one of the two jobs of the open booking again with both; as it is where it wants that one alone."""
    task = talk.task if tasks.books(talk.task) else None
    parts = jobs.parts(task.job) if task and task.job else ()
    restates = len(parts) > 1 and meaning.job in parts and meaning.intent in _WISHES | {Intent.NEGATE}
    unwanted = set(meaning.without) & set(parts)
    if task is None or not restates or meaning.extra or unwanted or _ALONE.search(script.plain(text)):
        return meaning
    return replace(meaning, job=task.job)


def together(meaning: Meaning, talk: Talk) -> Meaning:
    """Return a wish for both jobs that were named, or for one beside that of the open booking; else the meaning as it is.

    A job that is not wanted is not wished for; what is too much for one visit is left in `extra`, to be told.
    """
    task = talk.task if tasks.books(talk.task) else None
    if meaning.without and meaning.intent not in _ELSE:
        meaning = _of_rest(meaning, task) if task and task.job else _unwanted(meaning, talk)
    if Topic.EXTRA not in meaning.topics:
        return meaning
    fresh = talk.task is None or task is not None
    if meaning.job and meaning.extra and meaning.intent in _WISHES and fresh:
        return _both(meaning, (*jobs.parts(meaning.job), meaning.extra, *meaning.more))
    other = meaning.extra or meaning.job
    if task is None or task.job is None or other in {None, task.job} or meaning.intent not in _ADDS:
        return meaning
    assert other is not None
    when = meaning.when or (_at(task.slot) if task.slot else None)
    added = replace(meaning, intent=Intent.INFORM, sure=1.0, when=when)
    return _both(added, (*jobs.parts(task.job), other, *meaning.more))


def _both(meaning: Meaning, works: tuple[str, ...]) -> Meaning:
    """The wish for the first two of these; the others are told of as what comes beside it."""
    one, *others = dict.fromkeys(works)
    if not others:
        return replace(meaning, job=one, extra=None)
    code, more = jobs.bundle(one, others[0]), others[1:]
    rest = jobs.BESIDE.join(more[:_MOST]) or None
    topics = tuple(topic for topic in meaning.topics if topic is not Topic.EXTRA or more)
    return replace(meaning, job=code, extra=rest, more=(), topics=topics, plain=False)


def _of_rest(meaning: Meaning, task: Task) -> Meaning:
    """The open booking without the job that is left out; without any job left, a no to it."""
    assert task.job is not None
    before = jobs.parts(task.job)
    rest = tuple(each for each in before if each not in meaning.without)
    other = meaning.job if meaning.job not in {None, *meaning.without, *rest} else None
    if rest == before and meaning.job in meaning.without:
        return replace(meaning, intent=Intent.INFORM, sure=1.0, job=None)  # it was no part of it
    if rest == before or meaning.drop or (other and not rest):
        return meaning
    topics = tuple(topic for topic in meaning.topics if topic is not Topic.EXTRA)
    meaning = replace(meaning, topics=topics, extra=None, plain=False)
    if not rest:
        keeps = meaning.sure >= DO and meaning.intent in {Intent.CANCEL, Intent.QUESTION}
        return meaning if keeps else replace(meaning, intent=Intent.NEGATE, sure=1.0, job=None)
    job = jobs.bundle(rest[0], other) if other else rest[0]
    if meaning.intent is Intent.QUESTION:
        return replace(meaning, job=job)
    when = meaning.when or (_at(task.slot) if task.slot else None)
    return replace(meaning, intent=Intent.INFORM, sure=1.0, job=job, when=when)


def _unwanted(meaning: Meaning, talk: Talk) -> Meaning:
    """A wish for a visit in which the only job that is named is not wanted: which one is, has to be asked."""
    wishes = talk.task is None and meaning.intent in _WISHES
    return replace(meaning, job=None) if wishes and meaning.job in meaning.without else meaning


def _at(slot: Offer) -> TimeExpression:
    """The very time of the slot on the table."""
    here = slot.start.astimezone(ZoneInfo(slot.zone))
    day, clock = here.date(), here.time()
    return TimeExpression("", (0, 0), Grain.CLOCK, date_from=day, date_to=day, time_from=clock, time_to=clock)
