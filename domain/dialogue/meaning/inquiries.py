"""Questions and conditions beside a wish: what they ask, whether a time belongs to them, and what is wished for all the same. Pure."""

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
_TIMED = {Asked.WHEN, Asked.SLOT, Asked.CHANGE, Asked.READING, Asked.BOOKING}


def with_topics(plain: str, said: Meaning, times: tuple[TimeExpression, ...], talk: Talk) -> Meaning:
    """What is asked beside a wish; a time that only restates the open one is no wish."""
    task = talk.task
    about = _about(talk)
    said = _with_more(plain, said, about)
    rest = list(plain)
    for start, end in jobs.spans(plain):
        rest[start:end] = " " * (end - start)
    found = topics.find(
        plain,
        rest="".join(rest),
        is_open=bool(task or talk.visits or talk.warned_slot),
        is_summary=agreement.matter(talk) is not None,
        extra=None if said.when or not about else bool(said.job and said.job != about),
    )
    if task and task.entry:
        found = tuple(topic for topic in found if topic in topics.OF_ME)
    found = _of_visits(_of_change(found, said, talk), said, talk)
    if said.extra:
        found = tuple(sorted({*found, topics.Topic.EXTRA}, key=tuple(topics.Topic).index))
    if not found:
        return said
    same = set(agreement.restated(plain, times, talk))
    asked = said.when is not None and (said.when.span in same or _is_asked(plain, said, said.when, found))
    days = said.when if topics.Topic.HOURS in found else None
    when = None if asked else said.when
    return replace(said, topics=found, limit=amounts.limit(plain), when=when, asked_days=days)


def _about(talk: Talk) -> str | None:
    """The work in question: of the open task, else of the only visit, which a cancellation does not ask for."""
    if talk.task:
        return talk.task.job
    return talk.visits[0].job if len(talk.visits) == 1 else talk.warned_job


def _with_more(plain: str, said: Meaning, about: str | None) -> Meaning:
    """The job that is wished for, and the other one beside it: a booking is for one."""
    both = jobs.pair(plain)
    if both:
        first, other = both if about != both[1] else both[::-1]
        return replace(said, job=first, extra=other)
    if about and said.job and said.job != about and said.when and topics.is_extra(plain):
        return replace(said, job=None, extra=said.job)
    return said


def _of_change(found: tuple[topics.Topic, ...], said: Meaning, talk: Talk) -> tuple[topics.Topic, ...]:
    """What "it" costs is the cancellation or the move that is asked about; of a move the work may be meant too."""
    intent = talk.task.intent if talk.task else None
    if topics.Topic.PRICE not in found or said.job or intent not in {Intent.CANCEL, Intent.RESCHEDULE}:
        return found
    others = tuple(topic for topic in found if topic is not topics.Topic.PRICE)
    first = (topics.Topic.CHANGE,) if intent is Intent.CANCEL else (topics.Topic.CHANGE, topics.Topic.PRICE)
    return (*first, *others)


def _of_visits(found: tuple[topics.Topic, ...], said: Meaning, talk: Talk) -> tuple[topics.Topic, ...]:
    """Leave out the time of a visit where none is booked for the work that is named."""
    if said.job is None or any(said.job == visit.job for visit in talk.visits):
        return found
    return tuple(topic for topic in found if topic is not topics.Topic.TIME)


def _is_asked(plain: str, said: Meaning, when: TimeExpression, found: tuple[topics.Topic, ...]) -> bool:
    """Whether a time belongs to the question: open on Saturday, ready the same day, back by five."""
    same_day = when.shift is not None and when.shift.same_day
    ready = topics.Topic.LENGTH in found and (same_day or topics.BACK.search(plain) is not None)
    driven = {topics.Topic.SAFE, topics.Topic.NEGLECT}.intersection(found) and jobs.find(plain) is None
    leads = family.is_led_by_booking(plain)  # it is wished for as well
    both = said.job is not None and leads
    of_time = found in {(topics.Topic.HOURS,), (topics.Topic.TIME,)}
    return ready or (bool(driven) and not leads) or (of_time and not both)


def alone(said: Meaning) -> Meaning | None:
    """A question or condition with no wish beside it; a job in it is what it is about."""
    soonest = said.soonest and topics.Topic.PLACE not in said.topics  # else it is the nearest
    wish = said.when or soonest or said.number or (said.extra and said.topics == (topics.Topic.EXTRA,))
    return replace(said, intent=Intent.QUESTION) if said.topics and not wish else None


def settle(meant: Meaning, talk: Talk) -> Meaning:
    """A time beside a question is a wish where one is waited for, or where a visit is plainly asked for."""
    if meant.intent in {Intent.QUESTION, *_WISHES} and meant.sure >= facts.DO:
        return meant
    if meant.topics == (topics.Topic.EXTRA,) and meant.extra:
        return replace(meant, topics=())  # two jobs, but no wish for them
    if talk.task and talk.asked in _TIMED and meant.when:
        return replace(meant, intent=Intent.INFORM, sure=1.0)
    return replace(meant, intent=Intent.QUESTION, sure=1.0)
