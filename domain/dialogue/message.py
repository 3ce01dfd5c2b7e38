"""What a whole message means in a world of centres: which of them it speaks of first, then what its other words say. Pure."""

from dataclasses import replace
from datetime import datetime

from domain.dialogue import bundles, facts
from domain.dialogue.emergency import recognition
from domain.dialogue.facts import Intent, Meaning, Talk
from domain.dialogue.meaning import shortcuts, sites, understand
from domain.dialogue.meaning.model import IntentModel
from domain.dialogue.topics import Site, Topic

# What speaks of a centre or place without choosing it: "is the post office in Harbour Street open?"
_NO_CHOICE = frozenset(
    {Intent.OOS, Intent.CAR_QUESTION, Intent.HISTORY, Intent.PRIVACY, Intent.HELP, Intent.THANK}
)


def read(
    text: str,
    *,
    talk: Talk,
    now: datetime,
    model: IntentModel,
    centres: tuple[Site, ...],
    current: int | None,
) -> Meaning:
    """Understand a message as `understand.understand` does, with the centre that it speaks of in `sites` or `unknown`.

    centres: all of them. current: the centre in question so far. now: local at the centre.
    """
    meaning = _read(text, talk=talk, now=now, model=model, centres=centres, current=current)
    return bundles.together(meaning, talk)


def _read(
    text: str,
    *,
    talk: Talk,
    now: datetime,
    model: IntentModel,
    centres: tuple[Site, ...],
    current: int | None,
) -> Meaning:
    shortcut = shortcuts.find(text)
    if shortcut:
        rest = _read(shortcut.rest, talk=talk, now=now, model=model, centres=centres, current=current)
        whole = shortcuts.joined(rest, shortcut, talk)
        if whole:
            return whole
    meaning = _words(text, talk, now, model)
    nearest = Topic.NEAREST in meaning.topics
    if meaning.plain or (nearest and meaning.intent is Intent.QUESTION):
        return meaning
    mention = sites.mentioned(text, centres, current=current)
    if mention is None or (meaning.intent in _NO_CHOICE and meaning.sure >= facts.DO and not mention.alone):
        return meaning
    here = len(mention.sites) == 1 and mention.sites[0].id == current
    rest = _words(mention.text, talk if here else replace(talk, offered=()), now, model)
    rest = replace(rest, topics=meaning.topics) if nearest else rest
    return sites.sited(rest, mention, talk, current=current) or meaning


def _words(text: str, talk: Talk, now: datetime, model: IntentModel) -> Meaning:
    """What the words alone mean; that help has come after an emergency is a thank-you."""
    if recognition.is_over(text):
        return Meaning(Intent.THANK)
    return understand.understand(text, talk=talk, now=now, model=model)
