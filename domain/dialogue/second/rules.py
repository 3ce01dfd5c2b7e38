"""Where the second reader is asked, and what its choice makes of a meaning. It writes nothing: it never says yes or no. Pure."""

from dataclasses import replace
from typing import Final

from domain.dialogue import facts
from domain.dialogue.facts import Intent, Meaning, Talk
from domain.dialogue.meaning import agreement
from domain.dialogue.second.facts import FAMILIES, Choice

_YES_OR_NO: Final = frozenset({Intent.AFFIRM, Intent.NEGATE})
_WITH_SERVICE: Final = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.INFORM, Intent.QUESTION})


def is_unsure(meaning: Meaning, talk: Talk) -> bool:
    """Whether the built-in reader would ask back or decline, while no summary waits for a yes and no entry is corrected."""
    if agreement.matter(talk) is not None or (talk.task is not None and talk.task.entry is not None):
        return False
    is_settled = meaning.plain or meaning.drop or meaning.put_off or meaning.intent in _YES_OR_NO
    return not is_settled and (meaning.sure < facts.DO or meaning.intent is Intent.OOS)


def settle(meaning: Meaning, choice: Choice | None, talk: Talk) -> Meaning:
    """The meaning with family, topic and service of the choice; times, cars and centres stay as they were read.

    Without a choice, or with one that does not fit where the talk stands, it stays as it is.
    """
    if choice is None or not is_unsure(meaning, talk) or not _fits(choice, talk):
        return meaning
    work = meaning.job or (talk.task and talk.task.job)
    job = choice.service if choice.family in _WITH_SERVICE and not work else meaning.job
    topics = (choice.topic,) if choice.topic and choice.family is Intent.QUESTION else ()
    return replace(meaning, intent=choice.family, sure=1.0, job=job, topics=topics)


def _fits(choice: Choice, talk: Talk) -> bool:
    """A question has its topic; only an open task is told something, and none is given up for a cancellation."""
    if choice.family not in FAMILIES or choice.family is Intent.OOS:
        return False
    if choice.family is Intent.QUESTION:
        return choice.topic is not None
    if choice.family is Intent.INFORM:
        return talk.task is not None
    return choice.family is not Intent.CANCEL or talk.task is None
