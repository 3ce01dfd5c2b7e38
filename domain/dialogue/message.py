"""What a whole message means in a world of centres: which of them it speaks of first, then what its other words say. Pure."""

from dataclasses import replace
from datetime import datetime

from domain.dialogue import bundles, facts, price_remarks, trip_questions
from domain.dialogue.emergency import recognition
from domain.dialogue.facts import Asked, Intent, Meaning, Talk
from domain.dialogue.meaning import alike, shortcuts, sites, understand, wish_clauses, withdrawing
from domain.dialogue.meaning.model import IntentModel
from domain.dialogue.topics import Site, Topic

# What speaks of a centre or place without choosing it: "is the post office in Harbour Street open?"
_NO_CHOICE = frozenset(
    {Intent.OOS, Intent.CAR_QUESTION, Intent.HISTORY, Intent.PRIVACY, Intent.HELP, Intent.THANK}
)
# What is of a visit, so that a centre's name in it is one for sure.
_OF_PLACE = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE, Intent.CHECK_STATUS})


def read(
    text: str,
    *,
    talk: Talk,
    now: datetime,
    model: IntentModel,
    centres: tuple[Site, ...],
    current: int | None,
    usual: int | None = None,
) -> Meaning:
    """Understand a message as `understand.understand` does, with the centre that it speaks of in `sites` or `unknown`.

    centres: all of them. current: the centre in question so far. usual: the one where the owner mostly went.
    now: local at the centre.
    """
    text = price_remarks.without(text, talk)
    answer = bundles.answer(text, talk) or trip_questions.answer(text)
    if answer:
        return answer
    meaning = _read(text, talk=talk, now=now, model=model, centres=centres, current=current, usual=usual)
    meaning = wish_clauses.picked(wish_clauses.other_work(meaning, text, talk), text, talk)
    meaning = bundles.with_both(meaning, text, talk)
    return bundles.together(alike.doubted(meaning, text) if talk.task is None else meaning, talk)


def _read(
    text: str,
    *,
    talk: Talk,
    now: datetime,
    model: IntentModel,
    centres: tuple[Site, ...],
    current: int | None,
    usual: int | None,
) -> Meaning:
    shortcut = shortcuts.find(text)
    if shortcut:
        rest = _read(
            shortcut.rest, talk=talk, now=now, model=model, centres=centres, current=current, usual=usual
        )
        whole = shortcuts.joined(rest, shortcut, talk)
        if whole:
            return whole
    meaning = _words(text, talk, now, model)
    asks = Topic.NEAREST in meaning.topics and meaning.intent is Intent.QUESTION
    if meaning.plain or (asks and talk.task is None):
        return meaning
    elsewhere = meaning.intent in _NO_CHOICE and meaning.sure >= facts.DO
    answer = talk.asked is Asked.SITE and not elsewhere
    loose = answer or (meaning.intent in _OF_PLACE and meaning.sure >= facts.DO)
    mention = sites.mentioned(text, centres, current=current, usual=usual, loose=loose, near=answer)
    if mention is None or (elsewhere and not mention.alone) or (asks and len(mention.sites) != 1):
        return meaning
    if mention.states and meaning.intent is Intent.CHECK_STATUS:
        return meaning  # where a visit is, is asked
    here = len(mention.sites) == 1 and mention.sites[0].id == current
    words = _words(mention.text, talk if here else replace(talk, offered=()), now, model)
    rest = _without_centre(words, meaning, mention, asks=asks)
    return sites.sited(rest, mention, talk, current=current) or _beside(meaning, mention)


def _without_centre(rest: Meaning, meaning: Meaning, mention: sites.Mention, *, asks: bool) -> Meaning:
    """What a message says beside its centre. meaning: of the whole; asks: which centre is near, was all that it asks."""
    if mention.moves and meaning.intent is Intent.RESCHEDULE and meaning.sure >= facts.DO:
        rest = replace(meaning, plain=False)  # without its "move it to" the rest says less
    if Topic.NEAREST not in meaning.topics:
        return rest
    one = len(mention.sites) == 1  # that is the one, and being near only its reason
    topics = tuple(each for each in meaning.topics if not (one and each is Topic.NEAREST))
    return replace(rest, topics=topics, intent=Intent.INFORM if asks else rest.intent)


def _beside(meaning: Meaning, mention: sites.Mention) -> Meaning:
    """The meaning of the whole message, with its centre where it is of a visit."""
    if mention.unknown or meaning.intent not in _OF_PLACE or meaning.sure < facts.DO:
        return meaning
    return replace(meaning, sites=mention.sites)


def _words(text: str, talk: Talk, now: datetime, model: IntentModel) -> Meaning:
    """What the words alone mean; that help has come after an emergency is a thank-you."""
    if recognition.is_over(text):
        return Meaning(Intent.THANK)

    def read(words: str) -> Meaning:
        return understand.understand(words, talk=talk, now=now, model=model)

    return withdrawing.cancels(wish_clauses.beside(read(text), text, talk, read), text, talk)
