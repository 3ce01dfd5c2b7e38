"""Questions and conditions beside a wish: what they ask, whether a time belongs to them, and what is wished for all the same. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.booking.jobs import overlap
from domain.dialogue import amounts, facts, own_topics, proposals, topics
from domain.dialogue.facts import Asked, Intent, Meaning, Talk, Task, TimeExpression
from domain.dialogue.meaning import agreement, family, jobs, lists
from domain.kit.classified import Category

_WISHES = {
    Intent.BOOK,
    Intent.RESCHEDULE,
    Intent.CANCEL,
    Intent.ASK_AVAILABILITY,
    Intent.INFORM,
    Intent.NEGATE,
}
_OF_WORK = frozenset({Intent.CAR_QUESTION, Intent.CHECK_STATUS, Intent.HELP, Intent.HISTORY})
_OF_VISIT = frozenset({Intent.CHECK_STATUS, Intent.ASK_AVAILABILITY, Intent.INFORM, Intent.HELP})
_NO_DEED = frozenset(Intent) - {Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL}
_OF_WAY = _OF_VISIT | {Intent.BOOK, Intent.RESCHEDULE, Intent.CAR_QUESTION}
# What a message that asks one of the topics may be meant as; one of any other intent only sounds like the question.
_FAMILIES: Mapping[topics.Topic, frozenset[Intent]] = {
    topics.Topic.SAFE: frozenset({Intent.CAR_QUESTION}),
    topics.Topic.NEGLECT: frozenset({Intent.CAR_QUESTION}),
    **dict.fromkeys(own_topics.OF_CAR - {topics.Topic.DUE}, _NO_DEED),
    **dict.fromkeys(own_topics.OF_DATA, _NO_DEED),
    topics.Topic.PRICE: _OF_WORK,
    topics.Topic.WARRANTY: _OF_WORK,
    topics.Topic.DISCOUNT: _OF_WORK | {Intent.INFORM},
    topics.Topic.LIMIT: _OF_WORK | {Intent.INFORM, Intent.BOOK},
    topics.Topic.LENGTH: _OF_WORK | {Intent.ASK_AVAILABILITY},
    topics.Topic.PLACE: _OF_VISIT | {Intent.PRIVACY},
    topics.Topic.TIME: _OF_VISIT | {Intent.CAR_QUESTION},
    topics.Topic.HOURS: _OF_VISIT,
    topics.Topic.SITES: _OF_VISIT,
    topics.Topic.NEAREST: _OF_WAY,
    topics.Topic.PARKING: _OF_VISIT,
    topics.Topic.PAYMENT: _OF_VISIT | _OF_WORK,
    topics.Topic.WAITING: _OF_VISIT - {Intent.CHECK_STATUS},
    topics.Topic.MECHANIC: _OF_VISIT,
    topics.Topic.BRING: _OF_VISIT | _OF_WORK,
    topics.Topic.PHONE: _OF_VISIT - {Intent.CHECK_STATUS},
    topics.Topic.PICKUP: _OF_WAY,
    topics.Topic.LOAN_CAR: _OF_WAY,
    topics.Topic.EXTRA: _OF_WAY,
    topics.Topic.REMINDER: frozenset(Intent) - {Intent.CANCEL},
    topics.Topic.EARLIER: _OF_WAY,
    topics.Topic.CHANGE: _OF_WORK | {Intent.RESCHEDULE, Intent.CANCEL},
}
# What is asked of a visit that is booked, on its day: "how long do I wait tomorrow?"
_OF_COMING = frozenset(
    {topics.Topic.LENGTH, topics.Topic.WAITING, topics.Topic.BRING, topics.Topic.PARKING, topics.Topic.PRICE}
)
_ASKS_END = re.compile(r"[?吗么]|\b(?:will|can|could|does|would) (?:i|it|you|we|they|the)\b")


def with_topics(plain: str, meaning: Meaning, times: tuple[TimeExpression, ...], talk: Talk) -> Meaning:
    """What is asked beside a wish; a time that only restates the open one is no wish."""
    task = talk.task
    about = _about(talk)
    own = _own(plain, talk)
    meaning = _with_more(own.rest, meaning, about, task)
    questions = topics.find(
        own.rest,
        rest=_without_jobs(own.rest),
        is_open=bool(task or talk.visits or talk.warned_slot),
        is_summary=agreement.matter(talk) is not None,
        extra=None if meaning.when or not about else bool(meaning.job and meaning.job != about),
    )
    questions = tuple(sorted({*questions, *own.topics}, key=tuple(topics.Topic).index))
    if task and task.entry:
        questions = tuple(topic for topic in questions if topic in topics.OF_ME)
    questions = _of_visits(_of_change(questions, meaning, talk), meaning, talk)
    if meaning.extra:
        questions = tuple(sorted({*questions, topics.Topic.EXTRA}, key=tuple(topics.Topic).index))
    if not questions or _is_end(plain, meaning, questions, talk):
        return meaning
    time, limit = meaning.when, amounts.limit(own.rest)
    days = time if {topics.Topic.HOURS, topics.Topic.NEGLECT}.intersection(questions) else None
    restated = time is not None and time.span in set(agreement.restated(plain, times, talk))
    when = None if restated or _in_question(plain, meaning, own, questions, talk) else time
    return replace(meaning, topics=questions, kinds=own.kinds, limit=limit, when=when, asked_days=days)


def _is_end(plain: str, meaning: Meaning, questions: tuple[topics.Topic, ...], talk: Talk) -> bool:
    """Whether it is no question but a wish, when the work has to be over: “I need to be out by noon”."""
    looks = talk.task is not None or family.is_led_by_booking(plain)
    ends = meaning.when is not None and meaning.when.done_by is not None
    is_open = looks and (talk.asked is not Asked.BOOKING or proposals.others(talk) != ())
    return ends and is_open and questions == (topics.Topic.LENGTH,) and not _ASKS_END.search(plain)


def _in_question(
    plain: str,
    meaning: Meaning,
    own: own_topics.Questions,
    questions: tuple[topics.Topic, ...],
    talk: Talk,
) -> bool:
    """Whether the time belongs to what is asked."""
    time = meaning.when
    if time is None:
        return False
    inside = any(start <= time.span[0] < end for start, end in own.spans)
    of_visit = _is_of_visit(plain, time, questions, talk)
    return inside or of_visit or _is_asked(plain, meaning, time, questions)


def _is_of_visit(plain: str, time: TimeExpression, questions: tuple[topics.Topic, ...], talk: Talk) -> bool:
    """Whether a day is that of a booked visit about which something is asked, or when to be reminded of it."""
    if talk.task is not None or family.is_led_by_booking(plain):
        return False
    days = {each.start.astimezone(ZoneInfo(each.zone)).date() for each in talk.visits}
    asks = time.date_from in days and not _OF_COMING.isdisjoint(questions)
    return asks or topics.Topic.REMINDER in questions


def _own(plain: str, talk: Talk) -> own_topics.Questions:
    """What is asked of the car and the data; "are you sure?" of a summary, or in a task without a warning, is of that."""
    own = own_topics.find(plain, is_warned=talk.has_warning)
    is_of_task = agreement.matter(talk) is not None or (talk.task is not None and not talk.has_warning)
    names = Category.WARNING in own.kinds and talk.has_warning
    if own.topics != (topics.Topic.SURE,) or not is_of_task or names:
        return own
    return replace(own, topics=(), rest=plain, spans=())


def _without_jobs(plain: str) -> str:
    rest = list(plain)
    for start, end in jobs.spans(plain):
        rest[start:end] = " " * (end - start)
    return "".join(rest)


def _about(talk: Talk) -> str | None:
    """The work in question: of the open task, else of the only visit, which a cancellation does not ask for."""
    if talk.task:
        return talk.task.job
    return talk.visits[0].job if len(talk.visits) == 1 else talk.warned_job


def _with_more(plain: str, meaning: Meaning, about: str | None, task: Task | None) -> Meaning:
    """The job that is wished for, and the others beside it: a booking is for one."""
    every = lists.several(plain)
    if every:
        added = task is not None and lists.is_added(plain)
        first = about if about and (about in every or added) else every[0]
        other, *more = (each for each in every if each != first)
        return replace(meaning, job=first, extra=other, more=tuple(more))
    if about and meaning.job and meaning.job != about and meaning.when and topics.is_extra(plain):
        return replace(meaning, job=None, extra=meaning.job)
    return meaning


def _of_change(questions: tuple[topics.Topic, ...], meaning: Meaning, talk: Talk) -> tuple[topics.Topic, ...]:
    """What "it" costs is the cancellation or the move that is asked about; of a move the work may be meant too."""
    intent = talk.task.intent if talk.task else None
    if topics.Topic.PRICE not in questions or meaning.job or intent not in {Intent.CANCEL, Intent.RESCHEDULE}:
        return questions
    others = tuple(topic for topic in questions if topic is not topics.Topic.PRICE)
    first = (topics.Topic.CHANGE,) if intent is Intent.CANCEL else (topics.Topic.CHANGE, topics.Topic.PRICE)
    return (*first, *others)


def _of_visits(questions: tuple[topics.Topic, ...], meaning: Meaning, talk: Talk) -> tuple[topics.Topic, ...]:
    """Leave out the time of a visit where none is booked for the work that is named."""
    if meaning.job is None or any(overlap(meaning.job, visit.job) for visit in talk.visits):
        return questions
    return tuple(topic for topic in questions if topic is not topics.Topic.TIME)


_CHANGES = re.compile(
    r"取消(?:掉|了)?(?:吧|算了)|(?:改|换)(?:到|成|个)|\b(?:cancel|move|resched\w*) (?:it|that|this|my|the)\b"
)  # the visit is changed, whatever is asked of it beside


def _is_asked(
    plain: str, meaning: Meaning, when: TimeExpression, questions: tuple[topics.Topic, ...]
) -> bool:
    """Whether a time belongs to the question: open on Saturday, ready the same day, back by five."""
    same_day = when.shift is not None and when.shift.same_day
    ends = when.done_by is not None and when.date_from is None and not when.weekdays
    ready = topics.Topic.LENGTH in questions and (same_day or ends or topics.BACK.search(plain) is not None)
    changes = _CHANGES.search(plain) is not None
    missed = topics.Topic.CHANGE in questions and when.date_from is None and bool(when.never) and not changes
    driven = {topics.Topic.SAFE, topics.Topic.NEGLECT}.intersection(questions) and jobs.find(plain) is None
    leads = family.is_led_by_booking(plain)  # it is wished for as well
    both = meaning.job is not None and leads
    of_time = questions in {(topics.Topic.HOURS,), (topics.Topic.TIME,), (topics.Topic.EARLIER,)}
    return ready or (missed and not leads) or (bool(driven) and not leads) or (of_time and not both)


def alone(meaning: Meaning) -> Meaning | None:
    """A question or condition with no wish beside it; a job in it is what it is about."""
    soonest = meaning.soonest and topics.Topic.PLACE not in meaning.topics  # else it is the nearest
    wish = (
        meaning.when
        or soonest
        or meaning.number
        or (meaning.extra and meaning.topics == (topics.Topic.EXTRA,))
    )
    return replace(meaning, intent=Intent.QUESTION) if meaning.topics and not wish else None


def is_of(meaning: Meaning, intent: Intent) -> bool:
    """Whether one of the topics is asked by messages of that intent."""
    every = frozenset(Intent)
    return any(intent in _FAMILIES.get(topic, every) for topic in meaning.topics)


def narrowed(meaning: Meaning, plain: str, talk: Talk) -> Meaning:
    """A question about the car in general as one about what it names: its battery, or what a warning is about."""
    if meaning.intent is not Intent.CAR_QUESTION or meaning.topics or meaning.sure < facts.DO:
        return meaning
    of_warning = meaning.job is not None and meaning.job == talk.warned_job
    named = (topics.Topic.WHY,) if of_warning and talk.task is None else own_topics.by_noun(plain)
    is_question = bool(named) and topics.asks(plain)
    return replace(meaning, intent=Intent.QUESTION, topics=named, when=None) if is_question else meaning


def settle(meaning: Meaning, talk: Talk) -> Meaning:
    """A time beside a question is a wish where one is waited for, or where a visit is plainly asked for."""
    if (
        meaning.intent is not Intent.QUESTION
        and meaning.sure >= facts.PLAINLY
        and not is_of(meaning, meaning.intent)
    ):
        return meaning if meaning.intent in _WISHES else replace(meaning, topics=())
    if meaning.intent in {Intent.QUESTION, *_WISHES} and meaning.sure >= facts.DO:
        return meaning
    if meaning.topics == (topics.Topic.EXTRA,) and meaning.extra and not meaning.when:
        return replace(meaning, topics=())  # two jobs, but no wish for them
    if talk.task and talk.asked in facts.TAKES_TIME and meaning.when:
        return replace(meaning, intent=Intent.INFORM, sure=1.0)
    return replace(meaning, intent=Intent.QUESTION, sure=1.0)
