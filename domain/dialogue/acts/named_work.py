"""What is said ahead of the answer where a wish names work that is not on the list, or leaves the work to me."""

from dataclasses import replace

from domain.booking import jobs
from domain.contact.facts import Message
from domain.dialogue import questions, script
from domain.dialogue.facts import Asked, Intent, Meaning, Talk
from domain.dialogue.meaning import unlisted
from domain.dialogue.topics import Topic
from domain.explain.facts import Phrase

_WISHES = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.INFORM})


def note(talk: Talk, meaning: Meaning, text: str) -> Message | None:
    """Name the nearest job and its price, or the work that was chosen; None where the wish needs no such word."""
    plain = script.plain(text)
    if talk.asked is Asked.JOB and meaning.job == "inspection" and unlisted.leaves_choice(plain):
        return Message((Phrase("work.chosen", {"job": questions.job_name("inspection")}),))
    if meaning.intent not in _WISHES and Topic.PRICE not in meaning.topics:
        return None
    works = {*jobs.parts(meaning.job or ""), *jobs.parts(meaning.extra or "")}
    lines = tuple(_line(each) for each in unlisted.find(plain) if each.nearest in works)
    return Message(lines) if lines else None


def heeded(meaning: Meaning, text: str) -> Meaning:
    """No yes where other work is named than the summary has: "book a tyre rotation" below one for tyre service."""
    others = (each for each in unlisted.find(script.plain(text)) if each.name != "new_tyres")
    return replace(meaning, intent=Intent.INFORM, plain=False) if meaning.plain and any(others) else meaning


def _line(work: unlisted.Unlisted) -> Phrase:
    params = {
        "work": Phrase(f"work.{work.name}"),
        "job": questions.job_name(work.nearest),
        "price": jobs.job(work.nearest).price,
    }
    return Phrase("work.unlisted", params)
