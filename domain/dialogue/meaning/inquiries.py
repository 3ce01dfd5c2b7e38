"""Questions and conditions beside a wish: what they ask, whether a time belongs to them, and what is wished for all the same. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from domain.dialogue import amounts, facts, topics
from domain.dialogue.facts import Asked, Intent, Meaning, Talk, TimeExpression
from domain.dialogue.meaning import agreement, family, jobs

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
_OF_WAY = _OF_VISIT | {Intent.BOOK, Intent.RESCHEDULE, Intent.CAR_QUESTION}
# What a message that asks one of the topics may be meant as; one of any other intent only sounds like the question.
_FAMILIES: Mapping[topics.Topic, frozenset[Intent]] = {
    topics.Topic.SAFE: frozenset({Intent.CAR_QUESTION}),
    topics.Topic.NEGLECT: frozenset({Intent.CAR_QUESTION}),
    topics.Topic.PRICE: _OF_WORK,
    topics.Topic.WARRANTY: _OF_WORK,
    topics.Topic.DISCOUNT: _OF_WORK | {Intent.INFORM},
    topics.Topic.LIMIT: _OF_WORK | {Intent.INFORM, Intent.BOOK},
    topics.Topic.LENGTH: _OF_WORK | {Intent.ASK_AVAILABILITY},
    topics.Topic.PLACE: _OF_VISIT,
    topics.Topic.TIME: _OF_VISIT | {Intent.CAR_QUESTION},
    topics.Topic.HOURS: _OF_VISIT,
    topics.Topic.SITES: _OF_VISIT,
    topics.Topic.NEAREST: _OF_VISIT | {Intent.RESCHEDULE, Intent.BOOK},
    topics.Topic.PARKING: _OF_VISIT,
    topics.Topic.PAYMENT: _OF_VISIT | _OF_WORK,
    topics.Topic.WAITING: _OF_VISIT - {Intent.CHECK_STATUS},
    topics.Topic.MECHANIC: _OF_VISIT,
    topics.Topic.BRING: _OF_VISIT | _OF_WORK,
    topics.Topic.PHONE: _OF_VISIT - {Intent.CHECK_STATUS},
    topics.Topic.PICKUP: _OF_WAY,
    topics.Topic.LOAN_CAR: _OF_WAY,
    topics.Topic.EXTRA: _OF_WAY,
    topics.Topic.EARLIER: _OF_WAY,
    topics.Topic.CHANGE: _OF_WORK | {Intent.RESCHEDULE, Intent.CANCEL},
}
_TIMED = {Asked.WHEN, Asked.SLOT, Asked.CHANGE, Asked.READING, Asked.BOOKING}


def with_topics(plain: str, meaning: Meaning, times: tuple[TimeExpression, ...], talk: Talk) -> Meaning:
    """What is asked beside a wish; a time that only restates the open one is no wish."""
    task = talk.task
    about = _about(talk)
    meaning = _with_more(plain, meaning, about)
    rest = list(plain)
    for start, end in jobs.spans(plain):
        rest[start:end] = " " * (end - start)
    questions = topics.find(
        plain,
        rest="".join(rest),
        is_open=bool(task or talk.visits or talk.warned_slot),
        is_summary=agreement.matter(talk) is not None,
        extra=None if meaning.when or not about else bool(meaning.job and meaning.job != about),
    )
    if task and task.entry:
        questions = tuple(topic for topic in questions if topic in topics.OF_ME)
    questions = _of_visits(_of_change(questions, meaning, talk), meaning, talk)
    if meaning.extra:
        questions = tuple(sorted({*questions, topics.Topic.EXTRA}, key=tuple(topics.Topic).index))
    if not questions:
        return meaning
    time, same = meaning.when, set(agreement.restated(plain, times, talk))
    in_question = time is not None and (time.span in same or _is_asked(plain, meaning, time, questions))
    days = time if topics.Topic.HOURS in questions else None
    when = None if in_question else time
    return replace(meaning, topics=questions, limit=amounts.limit(plain), when=when, asked_days=days)


def _about(talk: Talk) -> str | None:
    """The work in question: of the open task, else of the only visit, which a cancellation does not ask for."""
    if talk.task:
        return talk.task.job
    return talk.visits[0].job if len(talk.visits) == 1 else talk.warned_job


def _with_more(plain: str, meaning: Meaning, about: str | None) -> Meaning:
    """The job that is wished for, and the other one beside it: a booking is for one."""
    both = jobs.pair(plain)
    if both:
        first, other = both if about != both[1] else both[::-1]
        return replace(meaning, job=first, extra=other)
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
    if meaning.job is None or any(meaning.job == visit.job for visit in talk.visits):
        return questions
    return tuple(topic for topic in questions if topic is not topics.Topic.TIME)


def _is_asked(
    plain: str, meaning: Meaning, when: TimeExpression, questions: tuple[topics.Topic, ...]
) -> bool:
    """Whether a time belongs to the question: open on Saturday, ready the same day, back by five."""
    same_day = when.shift is not None and when.shift.same_day
    ready = topics.Topic.LENGTH in questions and (same_day or topics.BACK.search(plain) is not None)
    driven = {topics.Topic.SAFE, topics.Topic.NEGLECT}.intersection(questions) and jobs.find(plain) is None
    leads = family.is_led_by_booking(plain)  # it is wished for as well
    both = meaning.job is not None and leads
    of_time = questions in {(topics.Topic.HOURS,), (topics.Topic.TIME,), (topics.Topic.EARLIER,)}
    return ready or (bool(driven) and not leads) or (of_time and not both)


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
    if meaning.topics == (topics.Topic.EXTRA,) and meaning.extra:
        return replace(meaning, topics=())  # two jobs, but no wish for them
    if talk.task and talk.asked in _TIMED and meaning.when:
        return replace(meaning, intent=Intent.INFORM, sure=1.0)
    return replace(meaning, intent=Intent.QUESTION, sure=1.0)
